"""Tests for dependent answers, against R and by enumeration."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import SquareTable

from survey.errors import StatisticsError
from survey.stats import exact_sums, paired
from survey.stats.agreement import concordance, fleiss_kappa
from survey.stats.binomial import share_test
from survey.stats.equivalence import equivalence
from survey.stats.paired import bowker, cochran_q, mcnemar, mcnemar_range, sign_flip, stuart_maxwell

ORACLE = Path(__file__).parents[1] / "oracles" / "paired" / "paired.json"
TOLD: dict[str, Any] = json.loads(ORACLE.read_text("utf-8"))
TABLES = TOLD["tables"]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("key", "test"), [("bowker", bowker), ("stuart_maxwell", stuart_maxwell)])
def test_square_tables_as_r_says(name: str, key: str, test: Any) -> None:
    found, told = test(TABLES[name]["table"]), TABLES[name][key]
    assert found.statistic == pytest.approx(told["statistic"], rel=1e-9)
    assert found.df == told["df"]
    assert found.p_chi_square == pytest.approx(told["p"], rel=1e-8, abs=1e-14)


@pytest.mark.parametrize(("key", "test"), [("bowker", bowker), ("stuart_maxwell", stuart_maxwell)])
def test_exact_p_is_that_of_every_way_to_change(key: str, test: Any) -> None:
    found = test(TABLES["small"]["table"])
    assert found.method == "exact"
    assert found.p == pytest.approx(TOLD["exact_small"][key], rel=1e-9)


@pytest.mark.parametrize("name", ["many", "few"])
def test_cochran_as_r_says(name: str) -> None:
    told = TOLD["cochran"][name]
    found = cochran_q(told["answers"])
    for other in ("friedman", "mantel_haenszel"):  # three names of one statistic
        assert found.statistic == pytest.approx(told[other]["statistic"], rel=1e-9)
        assert found.p_chi_square == pytest.approx(told[other]["p"], rel=1e-9)
    assert found.method == "exact"
    if name == "few":
        assert found.p == pytest.approx(told["exact"], rel=1e-9)


@given(st.integers(1, 14), st.data())
def test_the_range_of_mcnemar_is_that_of_every_table(people: int, data: st.DataObject) -> None:
    first, second = (tuple(sorted(data.draw(st.tuples(*[st.integers(0, people)] * 2)))) for _ in range(2))
    every = [
        mcnemar(one - both, other - both)[0]
        for one in range(first[0], first[1] + 1)
        for other in range(second[0], second[1] + 1)
        for both in range(max(0, one + other - people), min(one, other) + 1)
    ]
    assert mcnemar_range(first, second, people) == pytest.approx((min(every), max(every)), abs=1e-12)


def test_mcnemar_as_r_says() -> None:
    told = TOLD["mcnemar"]
    assert mcnemar(told["b"], told["c"]) == pytest.approx((told["p"], told["midp"]), rel=1e-12)
    assert mcnemar(0, 0) == (1.0, 1.0)


@given(st.integers(0, 30), st.integers(0, 30))
def test_two_answers_are_mcnemar_whatever_the_test_is_called(left: int, came: int) -> None:
    table = [[3, left], [came, 4]]
    rows = [[1, 1]] * 3 + [[1, 0]] * left + [[0, 1]] * came + [[0, 0]] * 4
    p = mcnemar(left, came)[0]
    assert sign_flip([1] * left + [-1] * came + [0] * 7) == pytest.approx(p, abs=1e-12)
    if left + came:
        for found in (bowker(table), stuart_maxwell(table), cochran_q(rows)):
            assert found.p == pytest.approx(p, abs=1e-12)
            assert found.statistic == pytest.approx((left - came) ** 2 / (left + came))


@given(st.lists(st.integers(-3, 3), max_size=9))
def test_sign_flip_by_enumeration(differences: list[int]) -> None:
    sums = [
        abs(sum(s * d for s, d in zip(signs, differences, strict=True))) for signs in product((1, -1), repeat=len(differences))
    ]
    assert sign_flip(differences) == pytest.approx(np.mean([found >= abs(sum(differences)) for found in sums]), abs=1e-12)


@given(st.lists(st.integers(1, 12), min_size=9, max_size=9))
def test_square_tables_as_statsmodels_says(cells: list[int]) -> None:
    table = np.reshape(cells, (3, 3))
    theirs = SquareTable(table, shift_zeros=False)
    assert bowker(table).statistic == pytest.approx(theirs.symmetry().statistic)
    assert stuart_maxwell(table).statistic == pytest.approx(theirs.homogeneity().statistic)


def test_answers_without_changes_take_no_degree_of_freedom() -> None:
    table = np.zeros((4, 4), dtype=int)
    table[:2, :2] = [[5, 6], [1, 5]]
    assert stuart_maxwell(table).df == bowker(table).df == 1
    apart = np.zeros((4, 4), dtype=int)  # changes within two pairs of answers that do not meet
    apart[0, 1], apart[1, 0], apart[2, 3], apart[3, 2] = 6, 1, 2, 5
    assert stuart_maxwell(apart).df == bowker(apart).df == 2
    assert stuart_maxwell(apart).statistic == pytest.approx(bowker(apart).statistic)


def test_nothing_to_test_where_nobody_changed() -> None:
    for found in (bowker(np.diag([3, 4, 5])), stuart_maxwell(np.diag([3, 4, 5])), cochran_q([[1, 1, 1], [0, 0, 0]])):
        assert np.isnan(found.p)


@pytest.mark.parametrize("test", [bowker, stuart_maxwell])
def test_drawn_p_is_near_the_exact_one(test: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = test(TABLES["small"]["table"])
    monkeypatch.setattr(paired, "distribution", lambda steps: None)
    monkeypatch.setattr(paired, "MOST_SUMS", 1)
    drawn, again = test(TABLES["small"]["table"], seed=1), test(TABLES["small"]["table"], seed=1)
    assert drawn.method == "monte_carlo"
    assert drawn == again
    assert abs(drawn.p - exact.p) < 4 * drawn.error


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_a_sum_of_coins_is_binomial(sizes: list[int]) -> None:
    steps = [exact_sums.Step(np.arange(n + 1)[:, None], np.array([comb(n, k) / 2**n for k in range(n + 1)])) for n in sizes]
    found = exact_sums.distribution(steps)
    assert found is not None
    many = sum(sizes)
    assert found[1].tolist() == pytest.approx([comb(many, k) / 2**many for k in range(many + 1)])


@pytest.mark.parametrize(
    "ask",
    [
        lambda: mcnemar(-1, 3),
        lambda: bowker([[1, 2, 3], [4, 5, 6]]),
        lambda: stuart_maxwell([[1, 2, 3], [4, 5, 6]]),
        lambda: cochran_q([[2, 0], [0, 1]]),
        lambda: sign_flip([1.5, 1]),
        lambda: equivalence(10, 10, 5, 0.1),
        lambda: share_test([3.7], 10),
        lambda: fleiss_kappa([[1, 0], [0, 1]]),
        lambda: concordance([[1, 2], [np.nan, 1]]),
    ],
)
def test_what_are_no_counts_is_refused(ask: Any) -> None:
    with pytest.raises(StatisticsError):
        ask()


def test_many_questions_are_drawn_at_once() -> None:
    """Patterns of 18 questions are not written down: there are 48,620 of each person who said yes nine times."""
    answers = np.random.default_rng(1).integers(0, 2, (40, 18))
    assert cochran_q(answers).method == "monte_carlo"


def test_of_a_billion_people_nothing_is_written_down() -> None:
    """More changes than fit into memory: p is drawn, and agrees with the chi-square of so many."""
    table = [[10**9, 5 * 10**8, 0], [5 * 10**8 - 40_000, 10**9, 0], [0, 0, 7]]
    for test in (bowker, stuart_maxwell):
        found = test(table)
        assert (found.method, found.df) == ("monte_carlo", 1)
        assert abs(found.p - found.p_chi_square) < 4 * found.error


def test_of_very_many_people_cochrans_chi_square_is_quoted() -> None:
    found = cochran_q(np.random.default_rng(1).integers(0, 2, (40_000, 3)))
    assert (found.method, found.p) == ("asymptotic", found.p_chi_square)


@pytest.mark.parametrize(("size", "one", "other"), [(5, 1, 2), (6, 4, 5), (4, 3, 1)])
def test_bowker_of_equal_pairs_is_that_of_whole_fractions(size: int, one: int, other: int) -> None:
    """Sums of fractions tie often; each is written as a fraction here, so that none is missed."""
    table = np.where(np.triu(np.ones((size, size)), 1) > 0, one, other) * (1 - np.eye(size, dtype=int))
    many, pairs = one + other, size * (size - 1) // 2
    own = {Fraction((2 * k - many) ** 2, many): Fraction(0) for k in range(many + 1)}
    for k in range(many + 1):
        own[Fraction((2 * k - many) ** 2, many)] += Fraction(comb(many, k), 2**many)
    sums = {Fraction(0): Fraction(1)}
    for _ in range(pairs):
        longer: dict[Fraction, Fraction] = {}
        for (left, p), (right, q) in product(sums.items(), own.items()):
            longer[left + right] = longer.get(left + right, Fraction(0)) + p * q
        sums = longer
    observed = pairs * Fraction((one - other) ** 2, many)
    assert bowker(table).p == pytest.approx(float(sum(p for value, p in sums.items() if value >= observed)), rel=1e-9)
