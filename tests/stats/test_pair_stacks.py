"""Tables of many samples: none is solved twice, and what stands for another has its correlation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.stats.pair_stacks import Flat, PairStack, _different, _one_of_eight, solve_stack
from survey.stats.smoothing import smooth, smooth_all


def one_pair(table: np.ndarray) -> PairStack:
    """A sample of two items."""
    margins = np.stack([table.sum(axis=1), table.sum(axis=0)])
    return PairStack(table[None, None].astype(float), margins[None].astype(float))


def rho(table: np.ndarray, correct: str = "lavaan") -> float:
    return float(solve_stack(one_pair(table), np.eye(2), correct)[0][0, 0, 1])


# -- tables that stand for others --------------------------------------------------------------------------------------
@given(st.lists(st.integers(0, 30), min_size=4, max_size=4), st.sampled_from(["lavaan", "psych", "none"]))
def test_turned_tables_have_the_same_correlation(cells: list[int], correct: str) -> None:
    """1e-7: they are solved as one, except where margins are alike, and then the searches are two."""
    table = np.array(cells).reshape(2, 2)
    found = rho(table, correct)
    same = [rho(turned, correct) for turned in (table.T, table[::-1, ::-1])]
    opposite = [-rho(turned, correct) for turned in (table[::-1], table[:, ::-1])]
    assert same == pytest.approx([found] * 2, abs=1e-7)
    assert opposite == pytest.approx([found] * 2, abs=1e-7)


def test_one_of_eight() -> None:
    """Eight ways to write down two yes/no items, and one that is solved."""
    table = np.array([[40.0, 3], [20, 9]])
    ways = [way for one in (table, table.T) for way in (one, one[::-1], one[:, ::-1], one[::-1, ::-1])]
    flat = Flat(np.stack(ways), np.stack([way.sum(axis=1) for way in ways]), np.stack([way.sum(axis=0) for way in ways]))
    found, sign = _one_of_eight(flat)
    assert (found.tables == found.tables[0]).all()
    assert sign.tolist() == [1, -1, -1, 1] * 2
    one, back = _different(found)
    assert one.tolist() == [0]
    assert back.tolist() == [0] * 8


@pytest.mark.parametrize("people", [10, 10**4, 10**9])
def test_different_tables_stay_different(people: int) -> None:
    """Also where the key of a table does not fit into 64 bits at once."""
    rng = np.random.default_rng(1)
    tables = rng.integers(0, people, (50, 3, 3))[rng.integers(0, 50, 400)].astype(float)
    flat = Flat(tables, tables.sum(axis=2), tables.sum(axis=1))
    one, back = _different(flat)
    assert len(one) == len(np.unique(tables.reshape(400, -1), axis=0))
    assert (tables[one][back] == tables).all()


def test_fractions_are_not_compared() -> None:
    tables = np.full((3, 2, 2), 0.5)
    one, back = _different(Flat(tables, tables.sum(axis=2), tables.sum(axis=1)))
    assert one.tolist() == back.tolist() == [0, 1, 2]


# -- categories --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_category_that_nobody_chose_is_not_there(place: int) -> None:
    table = np.array([[12, 5, 2], [4, 9, 6], [1, 7, 15]])
    assert rho(np.insert(table, place, 0, axis=0)[:, [0, 1, 2, 2]] * [1, 1, 1, 0]) == pytest.approx(rho(table), abs=1e-9)


@pytest.mark.parametrize("correct", ["lavaan", "none"])
def test_nothing_but_limits(correct: str) -> None:
    assert rho(np.array([[0, 4], [3, 0]]), correct) == -1
    assert rho(np.array([[4, 0], [0, 3]]), correct) == 1


def test_a_constant_item() -> None:
    matrices, constant = solve_stack(one_pair(np.array([[3, 4], [0, 0]])), np.eye(2), "lavaan")
    assert constant.tolist() == [[True, False]]
    assert matrices.tolist() == [[[1, 0], [0, 1]]]


# -- smoothing ---------------------------------------------------------------------------------------------------------
def test_smoothing_of_a_stack() -> None:
    """As one by one, a matrix that is fine included; 1e-14: the same numbers in products of another shape."""
    rng = np.random.default_rng(3)
    stack = np.clip(np.eye(6) + np.triu(rng.normal(size=(20, 6, 6)) / 2, 1), -1, 1)
    stack = np.triu(stack) + np.triu(stack, 1).transpose(0, 2, 1)
    stack[0] = np.eye(6)
    found = smooth_all(stack)
    assert np.abs(found - np.stack([smooth(one).matrix for one in stack])).max() < 1e-14
    assert (found[0] == np.eye(6)).all()
