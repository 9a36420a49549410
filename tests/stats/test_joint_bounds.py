"""Bounds of joint counts against every table of at most twelve people, listed one by one."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import StatisticsError
from survey.stats.joint_bounds import Margin, answered_all, event_counts, joint_counts

BLANK = None


@cache
def tables(cells: int, n: int) -> np.ndarray:
    """Every way to put n people into cells, one row each (stars and bars)."""
    bars = np.array(list(combinations(range(n + cells - 1), cells - 1)), dtype=np.int64).reshape(-1, cells - 1)
    edges = np.hstack([np.full((len(bars), 1), -1), bars, np.full((len(bars), 1), n + cells - 1)])
    return np.diff(edges, axis=1) - 1


def people_with(every: np.ndarray, cells: list[tuple[int | None, ...]], **answers: int | None) -> np.ndarray:
    """How many people of each table gave an answer: `q0=1` is answer 1 to the first question."""
    chosen = [all(cell[int(name[1:])] == code for name, code in answers.items()) for cell in cells]
    return every[:, chosen].sum(axis=1)


@pytest.mark.parametrize("n", [1, 2, 5, 9, 12])
@pytest.mark.parametrize("questions", [2, 3])
def test_every_table_of_yes_and_no_with_given_margins(n: int, questions: int) -> None:
    """Of all tables with the same margins the fewest and the most people with every "yes" are the bounds: for each set of margins
    that there is, not for some. For 2 x 2 x 2 too the closed form is sharp."""
    cells: list[tuple[int | None, ...]] = list(product((0, 1), repeat=questions))
    every = tables(len(cells), n)
    margins = np.stack([people_with(every, cells, **{f"q{place}": 1}) for place in range(questions)])
    together = people_with(every, cells, **{f"q{place}": 1 for place in range(questions)})
    kinds, kind = np.unique(margins, axis=1, return_inverse=True)
    fewest, most = np.full(kinds.shape[1], n), np.zeros(kinds.shape[1], dtype=int)
    np.minimum.at(fewest, np.ravel(kind), together)
    np.maximum.at(most, np.ravel(kind), together)
    assert kinds.shape[1] == (n + 1) ** questions
    for margin, low, high in zip(kinds.T, fewest, most, strict=True):
        found = joint_counts([margin[[place]] for place in range(questions)], [margin[[p]] for p in range(questions)], n)
        assert (found[0].item(), found[1].item()) == (low, high)


@pytest.mark.parametrize("n", [4, 8])
def test_every_table_of_three_answers_with_given_margins(n: int) -> None:
    cells: list[tuple[int | None, ...]] = list(product(range(3), repeat=2))
    every = tables(len(cells), n)
    margins = np.stack([people_with(every, cells, **{f"q{q}": code}) for q in range(2) for code in range(3)])
    kinds, kind = np.unique(margins, axis=1, return_inverse=True)
    for number, margin in enumerate(kinds.T):
        own = every[np.ravel(kind) == number]
        low, high = joint_counts([margin[:3], margin[3:]], [margin[:3], margin[3:]], n)
        assert (low.ravel().tolist(), high.ravel().tolist()) == (own.min(axis=0).tolist(), own.max(axis=0).tolist())


@st.composite
def margin(draw: st.DrawFn, answers: int, n: int) -> Margin:
    """Bounds around some real split of at most n people, as narrow as their sum allows."""
    cuts = sorted(draw(st.lists(st.integers(0, n), min_size=answers, max_size=answers)))
    split = np.diff([0, *cuts])
    base = int(split.sum())
    low = np.maximum(0, split - [draw(st.integers(0, 2)) for _ in split])
    high = np.minimum(base, split + [draw(st.integers(0, 2)) for _ in split])
    narrow = np.maximum(low, base - (high.sum() - high)), np.minimum(high, base - (low.sum() - low))
    return Margin(tuple(narrow[0].tolist()), tuple(narrow[1].tolist()), base)


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Margin], int]:
    answers, most = draw(st.sampled_from([((2, 2), 6), ((2, 3), 4), ((2, 2, 2), 3), ((1, 2, 1), 4)]))
    n = draw(st.integers(1, most))
    return [draw(margin(count, n)) for count in answers], n


def fitting(margins: list[Margin], n: int) -> tuple[np.ndarray, list[tuple[int | None, ...]]]:
    """Every table, blanks included, that fits the margins."""
    cells = list(product(*[(*range(len(one.low)), BLANK) for one in margins]))
    every = tables(len(cells), n)
    fits = np.ones(len(every), dtype=bool)
    for place, one in enumerate(margins):
        fits &= people_with(every, cells, **{f"q{place}": BLANK}) == n - one.base
        for code, (low, high) in enumerate(zip(one.low, one.high, strict=True)):
            count = people_with(every, cells, **{f"q{place}": code})
            fits &= (low <= count) & (count <= high)
    return every[fits], cells


@given(problems())
def test_intervals_and_blanks(problem: tuple[list[Margin], int]) -> None:
    margins, n = problem
    every, cells = fitting(margins, n)
    low, high = joint_counts([np.array(one.low) for one in margins], [np.array(one.high) for one in margins], n)
    named = [None not in cell for cell in cells]
    assert low.ravel().tolist() == every[:, named].min(axis=0).tolist()
    assert high.ravel().tolist() == every[:, named].max(axis=0).tolist()
    answered = every[:, named].sum(axis=1)
    assert answered_all([one.base for one in margins], n) == (answered.min(), answered.max())


@given(problems(), st.sampled_from(["same", "one", "blank"]))
def test_any_event(problem: tuple[list[Margin], int], asked: str) -> None:
    """The same answer everywhere, exactly one person's first answer, a blank somewhere."""
    margins, n = problem
    events = {
        "same": lambda cell: len(set(cell)) == 1 and None not in cell,
        "one": lambda cell: cell.count(0) == 1,
        "blank": lambda cell: None in cell,
    }
    every, cells = fitting(margins, n)
    found = every[:, [events[asked](cell) for cell in cells]].sum(axis=1)
    assert event_counts(margins, n, events[asked]) == (found.min(), found.max())


def test_events_of_twelve_people_and_three_questions() -> None:
    """At least two "yes" of three, for some margins out of all 50,388 tables of twelve people."""
    cells: list[tuple[int | None, ...]] = list(product((0, 1), repeat=3))
    every = tables(8, 12)
    counts = np.stack([people_with(every, cells, **{f"q{place}": 1}) for place in range(3)], axis=1)
    two = every[:, [sum(map(int, cell)) >= 2 for cell in cells]].sum(axis=1)  # type: ignore[arg-type]
    for yes in [(7, 7, 7), (3, 5, 11), (1, 1, 1), (12, 6, 0), (9, 10, 11), (5, 5, 5)]:
        own = two[(counts == yes).all(axis=1)]
        margins = [Margin((12 - count, count), (12 - count, count), 12) for count in yes]
        assert event_counts(margins, 12, lambda cell: cell.count(1) >= 2) == (own.min(), own.max())


def test_too_many_combinations_are_refused() -> None:
    wide = Margin((1,) * 60, (1,) * 60, 60)
    with pytest.raises(StatisticsError) as found:
        event_counts([wide] * 3, 60, lambda cell: len(set(cell)) == 1)
    assert found.value.code == "SQ-S143"
