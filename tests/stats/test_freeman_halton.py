"""The exact test of tables of any size: against R, against the listing of every table, and against its own estimate."""

from __future__ import annotations

import json
import tracemalloc
from itertools import chain, product
from math import comb, factorial, prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import fisher_exact

from survey.stats.freeman_halton import freeman_halton

ORACLE = Path(__file__).parents[1] / "oracles" / "nominal" / "crosstab.json"
CROSSED: dict[str, dict[str, Any]] = json.loads(ORACLE.read_text("utf-8"))


def by_listing(table: np.ndarray) -> float:
    """The p by its definition: every table of whole numbers with these margins, weighed with exact integers."""
    rows, columns = table.sum(axis=1).tolist(), table.sum(axis=0).tolist()
    possible = [
        [cells for cells in product(*(range(min(row, column) + 1) for column in columns)) if sum(cells) == row] for row in rows
    ]
    ways = prod(map(factorial, rows)) * prod(map(factorial, columns))

    def weight(cells: tuple[int, ...]) -> int:
        return ways * factorial(table.sum()) ** 3 // prod(map(factorial, cells))

    observed, rare, whole = weight(tuple(table.ravel().tolist())), 0, 0
    for made in product(*possible):
        if [sum(column) for column in zip(*made, strict=True)] == columns:
            one = weight(tuple(chain.from_iterable(made)))
            whole += one
            rare += one if one <= observed * (1 + 1e-7) else 0
    return rare / whole


@pytest.mark.parametrize("name", CROSSED)
def test_as_r_says(name: str) -> None:
    found = freeman_halton(CROSSED[name]["table"])
    assert (found.method, found.error) == ("exact", 0.0)
    assert found.p == pytest.approx(CROSSED[name]["p"], rel=1e-6)


@given(arrays(np.int64, st.sampled_from([(2, 2), (2, 3), (3, 2), (2, 4)]), elements=st.integers(0, 4)))
def test_every_table_listed_gives_the_same(table: np.ndarray) -> None:
    if (table.sum(axis=0) > 0).sum() < 2 or (table.sum(axis=1) > 0).sum() < 2:
        assert freeman_halton(table).method == "none"
        return
    assert freeman_halton(table).p == pytest.approx(by_listing(table), rel=1e-10)


@pytest.mark.parametrize("table", [[[2, 1, 0], [0, 1, 2], [1, 0, 1]], [[2, 0, 0], [0, 2, 0], [0, 0, 2]]])
def test_three_by_three_listed(table: list[list[int]]) -> None:
    assert freeman_halton(table).p == pytest.approx(by_listing(np.array(table)), rel=1e-10)


@given(arrays(np.int64, (2, 2), elements=st.integers(1, 40) | st.integers(1, 25_000)))
@example(np.array([[182, 362], [1787, 1669]]))
@example(np.array([[380, 445], [1996, 2179]]))
def test_of_two_by_two_it_is_fishers_however_many_people(table: np.ndarray) -> None:
    assert freeman_halton(table).p == pytest.approx(fisher_exact(table).pvalue, rel=1e-6, abs=1e-300)


@given(st.lists(st.integers(0, 20), min_size=6, max_size=6))
@example([30, 60, 900, 40, 25, 700])
def test_two_by_three_is_the_sum_over_every_table(cells: list[int]) -> None:
    """A third column of counts: the definition with exact integers, which no logarithm can leave."""
    table = np.reshape(cells, (2, 3))
    if (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
        return
    first, columns = int(table[0].sum()), table.sum(axis=0).tolist()
    weights = [
        comb(columns[0], one) * comb(columns[1], two) * comb(columns[2], first - one - two)
        for one in range(columns[0] + 1)
        for two in range(columns[1] + 1)
        if 0 <= first - one - two <= columns[2]
    ]
    observed = prod(comb(whole, part) for whole, part in zip(columns, table[0].tolist(), strict=True))
    rare = sum(weight for weight in weights if weight * 10**7 <= observed * (10**7 + 1))
    assert freeman_halton(table).p == pytest.approx(rare / sum(weights), rel=1e-6, abs=1e-300)


@given(arrays(np.int64, (3, 4), elements=st.integers(0, 5)), st.permutations(range(4)))
def test_order_does_not_matter(table: np.ndarray, order: list[int]) -> None:
    first, second = freeman_halton(table), freeman_halton(table[::-1, order].T)
    assert first.method == second.method
    assert first.p == pytest.approx(second.p, rel=1e-9, nan_ok=True)


@pytest.mark.parametrize("name", ["drawn33", "drawn34", "job"])
def test_the_estimate_is_near_and_the_same_every_time(name: str) -> None:
    table = CROSSED[name]["table"]
    found = freeman_halton(table, most_halves=0)
    assert found.method == "monte_carlo"
    assert abs(found.p - CROSSED[name]["p"]) < 4 * found.error
    assert found == freeman_halton(table, most_halves=0)
    assert found != freeman_halton(table, most_halves=0, seed=1)


def test_a_large_table_is_estimated() -> None:
    table = np.full((6, 6), 5)
    table[np.diag_indices(6)] = 30
    found = freeman_halton(table, replicates=2000)
    assert found.method == "monte_carlo"
    assert found.p == pytest.approx(1 / 2001)


def drawn(rows: int, columns: int, people: int) -> np.ndarray:
    rng = np.random.default_rng(1)
    table = np.zeros((rows, columns), dtype=np.int64)
    np.add.at(table, (rng.integers(0, rows, people), rng.integers(0, columns, people)), 1)
    return table


@pytest.mark.slow
@pytest.mark.parametrize(("rows", "columns", "people"), [(25, 25, 5000), (4, 6, 60), (2, 25, 96)])
def test_never_all_tables_are_held_at_once(rows: int, columns: int, people: int) -> None:
    """20,000 tables of 25 x 25 would be 100 MB as they are drawn and several times as much while they are weighed."""
    table = drawn(rows, columns, people)
    tracemalloc.start()
    try:
        found = freeman_halton(table)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found.method == "monte_carlo"
    assert peak < 200e6
