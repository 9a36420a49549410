"""Bounds of means: the smallest and largest value over every table that fits the margins, listed one by one."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import StatisticsError
from survey.stats.linear_bounds import Combine, MeanBounds, Part, mean_bounds


@cache
def tables(cells: int, n: int) -> np.ndarray:
    """Every way to put n people into cells, one row each (stars and bars)."""
    bars = np.array(list(combinations(range(n + cells - 1), cells - 1)), dtype=np.int64).reshape(-1, cells - 1)
    edges = np.hstack([np.full((len(bars), 1), -1), bars, np.full((len(bars), 1), n + cells - 1)])
    return np.diff(edges, axis=1) - 1


def enumerated(parts: list[Part], n: int, minimum: int, combine: Combine) -> MeanBounds:
    """The bounds by looking at every table of answers."""
    cells = list(product(*[(*part.scores, None) for part in parts]))
    people = tables(len(cells), n)
    fits = np.ones(len(people), dtype=bool)
    for position, part in enumerate(parts):
        margins = [*zip(part.scores, part.low, part.high, strict=True), (None, *part.missing)]
        for score, low, high in margins:
            count = people[:, [cell[position] == score for cell in cells]].sum(axis=1)
            fits &= (low <= count) & (count <= high)
    people = people[fits]
    scored = [[score for score in cell if score is not None] for cell in cells]
    having = np.array([len(scores) >= minimum for scores in scored])
    value = {
        "mean": lambda scores, cell: sum(scores) / max(1, len(scores)),
        "sum": lambda scores, cell: sum(scores),
        "all": lambda scores, cell: float(all(score == 1 for score in cell)),
    }[combine]
    values = np.array([value(scores, cell) for scores, cell in zip(scored, cells, strict=True)])
    size, total = people @ having, people @ (having * values)
    means = total[size > 0] / size[size > 0]
    if not len(means):
        return MeanBounds(int(size.min()), int(size.max()), float("nan"), float("nan"))
    return MeanBounds(int(size.min()), int(size.max()), float(means.min()), float(means.max()))


@st.composite
def margins(draw: st.DrawFn, scores: tuple[float, ...], n: int) -> Part:
    """Bounds around some real split of n people, so that at least one table fits."""
    cuts = sorted(draw(st.lists(st.integers(0, n), min_size=len(scores), max_size=len(scores))))
    split = np.diff([0, *cuts, n]).tolist()
    slack = [(draw(st.integers(0, 2)), draw(st.integers(0, 2))) for _ in split]
    low = [max(0, count - down) for count, (down, _) in zip(split, slack, strict=True)]
    high = [min(n, count + up) for count, (_, up) in zip(split, slack, strict=True)]
    return Part(scores, tuple(low[:-1]), tuple(high[:-1]), (low[-1], high[-1]))


@st.composite
def problems(draw: st.DrawFn, combine: Combine) -> tuple[list[Part], int, int]:
    """Two or three items and as many people as can be enumerated."""
    scores: tuple[float, ...] = (
        (1.0, 0.0) if combine == "all" else draw(st.sampled_from([(1.0, 0.0), (1.0, 0.0, 0.5), (-1.0, 1.0)]))
    )
    count = draw(st.sampled_from([2, 2, 3]))
    most = {(2, 2): 10, (2, 3): 5, (3, 2): 4, (3, 3): 2}[count, len(scores)]
    n = draw(st.integers(1, most))
    return [draw(margins(scores, n)) for _ in range(count)], n, draw(st.integers(1, count))


def same(found: MeanBounds, expected: MeanBounds) -> bool:
    people = (found.n_low, found.n_high) == (expected.n_low, expected.n_high)
    return people and np.allclose((found.low, found.high), (expected.low, expected.high), rtol=0, atol=1e-9, equal_nan=True)


@pytest.mark.parametrize("combine", ["mean", "sum", "all"])
def test_bounds_are_those_of_all_tables(combine: Combine) -> None:
    @given(problems(combine))
    def check(problem: tuple[list[Part], int, int]) -> None:
        parts, n, minimum = problem
        assert same(mean_bounds(parts, n, minimum, combine), enumerated(parts, n, minimum, combine))

    check()


@given(problems("mean"), st.data())
def test_wider_margins_never_narrow_the_bounds(problem: tuple[list[Part], int, int], data: st.DataObject) -> None:
    parts, n, minimum = problem
    wider = []
    for part in parts:
        grow = data.draw(st.integers(0, 2))
        low = tuple(max(0, count - grow) for count in part.low)
        high = tuple(min(n, count + grow) for count in part.high)
        wider.append(Part(part.scores, low, high, (max(0, part.missing[0] - grow), min(n, part.missing[1] + grow))))
    narrow, wide = mean_bounds(parts, n, minimum), mean_bounds(wider, n, minimum)
    assert wide.n_low <= narrow.n_low <= narrow.n_high <= wide.n_high
    if narrow.n_high:
        assert wide.low - 1e-9 <= narrow.low <= narrow.high <= wide.high + 1e-9


def test_people_are_whole() -> None:
    """Three people, one of them without a score on each of three items; a value needs two scores. At most one person can miss two
    items; fractions of people would let one and a half miss two, so that only one and a half had a value."""
    part = Part((1.0, 0.0), (1, 1), (1, 1), (1, 1))
    found = mean_bounds([part, part, part], 3, 2)
    assert (found.n_low, found.n_high) == (2, 3)


def test_nobody_can_have_a_value() -> None:
    part = Part((1.0, 0.0), (0, 0), (0, 0), (5, 5))
    found = mean_bounds([part, part], 5, 1)
    assert (found.n_low, found.n_high) == (0, 0)
    assert np.isnan(found.low)


def test_many_items_without_missing_answers_cost_nothing() -> None:
    """Everybody has all scores: item by item, however many there are. Mean of 50 items, 30 of 96 people each."""
    part = Part((1.0, 0.0), (30, 60), (36, 66), (0, 0))
    found = mean_bounds([part] * 50, 96, 25)
    assert (found.n_low, found.low, found.high) == (96, pytest.approx(30 / 96, abs=1e-12), pytest.approx(36 / 96, abs=1e-12))


def test_scale_of_a_large_survey() -> None:
    """Six items with missing answers among 100,000 people: the counts do not make the program larger."""
    part = Part((1.0, 0.5, 0.0), (30_000, 20_000, 30_000), (40_000, 30_000, 40_000), (5_000, 9_000))
    found = mean_bounds([part] * 6, 100_000, 4)
    assert 0 < found.low < 0.5 < found.high < 1


def test_too_many_items_are_refused() -> None:
    with pytest.raises(StatisticsError) as found:
        mean_bounds([Part((1.0, 0.0), (1, 1), (9, 9), (0, 5))] * 20, 10, 1)
    assert found.value.code == "SQ-S10"
