"""Hidden counts are attacked by someone who knows everything that is printed."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from survey.stats.suppression import Crossed, hide_exclusive, hide_ticks


def tables(total: int, cells: int) -> list[tuple[int, ...]]:
    """All tables of so many people whose hidden cells are not empty."""
    return [found for found in product(range(1, total + 1), repeat=cells) if sum(found) == total]


@given(st.lists(st.integers(0, 12), min_size=2, max_size=6), st.integers(2, 5))
def test_no_hidden_answer_follows_from_the_base(counts: list[int], minimum: int) -> None:
    """By enumeration: a hidden count can have at least as many values as "fewer than the minimum" leaves."""
    numbers = np.array(counts)
    hidden = hide_exclusive(numbers, minimum)
    if hidden is None:
        return
    assert not ((numbers > 0) & (numbers < minimum) & ~hidden).any()
    if hidden.any():
        assert hidden.sum() >= 2
        rest = int(numbers[hidden].sum())
        width = rest - int(hidden.sum()) + 1  # one cell takes 1 up to what the others leave
        assert width >= minimum - 1
        if rest <= 10:
            assert len({found[0] for found in tables(rest, int(hidden.sum()))}) == width


def test_an_answer_that_nobody_gave_is_printed() -> None:
    assert hide_exclusive(np.array([50, 0, 40]), 5).tolist() == [False, False, False]


def test_few_people_altogether_are_hidden_whole() -> None:
    assert hide_exclusive(np.array([2, 1]), 5) is None
    assert hide_ticks(np.array([2, 1]), 3, 5) is None


def test_few_who_did_not_tick_are_few_people_too() -> None:
    assert hide_ticks(np.array([58, 40, 35]), 60, 5).tolist() == [True, False, False]


def test_a_tick_that_follows_from_who_ticked_nothing_else() -> None:
    """Of 60 people 57 ticked the others, each one answer: 3 at least ticked the hidden one, so another is hidden with it."""
    assert hide_ticks(np.array([30, 27, 3]), 60, 5).tolist() == [False, True, True]


def attacked(table: Crossed, counts: np.ndarray, row: int, column: int) -> tuple[int, int]:
    """The ends of a hidden cell for who reads the table and both questions alone: every number that is not hidden is known, every
    hidden one that is not 0 is 1 or more."""
    last = tuple(size - 1 for size in counts.shape)
    places = np.indices(counts.shape)
    inner = (places[0] < last[0]) & (places[1] < last[1])
    told = [(np.ones(counts.shape, bool), False), (inner, False), (places[0] < last[0], False), (places[1] < last[1], False)]
    told += [((places[0] == one) & (places[1] == two), bool(table.hidden[one, two])) for one, two in np.ndindex(last)]
    for axis, totals, alone in ((0, table.rows, table.first), (1, table.columns, table.second)):
        for one in range(last[axis]):
            told += [((places[axis] == one) & inner, bool(totals[one])), (places[axis] == one, bool(alone[one]))]
    rows = np.array([where.ravel() for where, _ in told], dtype=float)
    true = rows @ counts.ravel()
    low = np.where([hidden for _, hidden in told], np.minimum(true, 1), true)
    high = np.where([hidden and bool(n) for (_, hidden), n in zip(told, true, strict=True)], np.inf, true)
    goal = np.zeros(counts.size)
    goal[row * counts.shape[1] + column] = 1
    ends = [
        milp(sign * goal, integrality=np.ones(counts.size), constraints=LinearConstraint(rows, low, high)) for sign in (1, -1)
    ]
    return round(float(goal @ ends[0].x)), round(float(goal @ ends[1].x))


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1), st.integers(2, 4), st.integers(2, 4))
def test_no_hidden_cell_of_a_crossed_table_follows_from_its_totals(seed: int, rows: int, columns: int) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.multinomial(60, rng.dirichlet(np.ones((rows + 1) * (columns + 1)))).reshape(rows + 1, columns + 1)
    alone = [hide_exclusive(counts[:-1].sum(axis=1), 4), hide_exclusive(counts[:, :-1].sum(axis=0), 4)]
    first, second = (
        np.ones(size, dtype=bool) if mask is None else mask for mask, size in zip(alone, (rows, columns), strict=True)
    )
    table = Crossed(counts, 4, first, second)
    if table.protect():
        for row, column in np.argwhere(table.hidden & (counts[:-1, :-1] > 0)):
            low, high = attacked(table, counts, int(row), int(column))
            assert low <= counts[row, column] <= high
            assert high - low >= (4 - 2 if counts[row, column] < 4 else 1)
        inner = counts[:-1, :-1]
        assert table.hidden[(inner > 0) & (inner < 4)].all()
