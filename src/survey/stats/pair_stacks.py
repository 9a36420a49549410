"""Tetrachoric and polychoric correlations of thousands of samples at once, each given by its tables of pairs.

Samples drawn from the same people repeat each other's tables: each different one is solved once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from survey.stats import empty_cells
from survey.stats.intervals import Floats
from survey.stats.polychoric import Tables, search

Bools = NDArray[np.bool_]
Places = NDArray[np.intp]

TOLERANCE = 1e-8
"""A step below this is the last one of a search; where steps shrink slowly, what is left is of the same size."""
_LARGEST_KEY = 2**62


@dataclass(frozen=True)
class PairStack:
    """Counts of B samples, of p items and m = p (p - 1) / 2 pairs in the order of `np.triu_indices(p, 1)`.

    tables: shape (B, m, k, k), first item in rows. margins: of all who answered an item, shape (B, p, k). An item with fewer than
    k categories has zeros in their place.
    """

    tables: NDArray[np.floating[Any]]
    margins: NDArray[np.floating[Any]]

    @property
    def pairs(self) -> tuple[Places, Places]:
        """First and second item of each pair."""
        first, second = np.triu_indices(self.margins.shape[1], 1)
        return first, second


@dataclass(frozen=True)
class Flat:
    """Tables (t, a, b) of one shape without sample and item, with the margins of their items, (t, a) and (t, b)."""

    tables: Floats
    first: Floats
    second: Floats

    def take(self, which: Places | Bools) -> Flat:
        return Flat(self.tables[which], self.first[which], self.second[which])


def solve_stack(stack: PairStack, start: Floats, correct: str) -> tuple[Floats, Bools]:
    """The correlation matrix of each sample, and which items are constant in it.

    Parameters
    ----------
    stack
        The counts.
    start
        First guesses, shape (p, p), the same for each sample.
    correct
        A name of `empty_cells.CONVENTIONS`.

    Returns
    -------
    Matrices of shape (B, p, p), and flags of shape (B, p): items that have one answer only, or only one among those who answered
    another item too. Their correlations are 0. A category that nobody chose in a sample does not exist there.
    """
    first, second = stack.pairs
    stack = _compact(stack)
    sizes = (stack.margins > 0).sum(axis=2)
    alone = [(stack.tables.sum(axis=axis) > 0).sum(axis=2) < 2 for axis in (3, 2)]
    constant = sizes < 2
    for items, flags in zip((first, second), alone, strict=True):
        for place in np.flatnonzero(flags.any(axis=0)):
            constant[:, items[place]] |= flags[:, place]
    usable = ~(constant[:, first] | constant[:, second])
    found = np.zeros(usable.shape)
    for rows, columns, here in _by_shape(sizes[:, first], sizes[:, second], usable):
        sample, pair = here
        part = Flat(
            stack.tables[sample, pair, :rows, :columns].astype(float),
            stack.margins[sample, first[pair], :rows].astype(float),
            stack.margins[sample, second[pair], :columns].astype(float),
        )
        found[sample, pair] = _correlations(part, start[first, second][pair], correct)
    matrices = np.zeros((*constant.shape, constant.shape[1]))
    matrices[:, first, second] = matrices[:, second, first] = found
    np.einsum("bii->bi", matrices)[:] = 1.0
    return matrices, constant


def _compact(stack: PairStack) -> PairStack:
    """Occurring categories before those that nobody of a sample chose."""
    used = stack.margins > 0
    if used.shape[2] <= 2 or not (used[:, :, 1:] > used[:, :, :-1]).any():
        return stack
    first, second = stack.pairs
    order = np.argsort(~used, axis=2, kind="stable")
    rows = np.take_along_axis(stack.tables, order[:, first, :, None], axis=2)
    return PairStack(
        np.take_along_axis(rows, order[:, second, None, :], axis=3), np.take_along_axis(stack.margins, order, axis=2)
    )


def _by_shape(
    rows: NDArray[np.intp], columns: NDArray[np.intp], usable: Bools
) -> Iterator[tuple[int, int, tuple[Places, Places]]]:
    """The places (sample, pair) of usable tables with the same numbers of rows and columns."""
    shape = np.where(usable, rows * 1000 + columns, 0)
    for one in np.unique(shape[usable]).tolist():
        sample, pair = np.nonzero(shape == one)
        yield one // 1000, one % 1000, (sample, pair)


def _correlations(part: Flat, start: Floats, correct: str) -> Floats:
    two = part.tables.shape[1:] == (2, 2)
    sign = np.ones(len(start))
    if two:
        part, sign = _one_of_eight(part)
    one, back = _different(part)
    chosen = part.take(one)
    tables, guess = Tables(chosen.tables, _cuts(chosen.first), _cuts(chosen.second)), start[one] * sign[one]
    if not two:
        return search(tables, guess, TOLERANCE)[back]
    filled, _ = empty_cells.fill(tables.counts, correct)
    found = empty_cells.limits(filled)
    inner = np.isnan(found)
    found[inner] = search(Tables(filled, tables.first, tables.second).take(inner), guess[inner], TOLERANCE)
    return found[back] * sign


def _one_of_eight(part: Flat) -> tuple[Flat, Floats]:
    """Each table of two yes/no items with the rarer answers last and the item with fewer of them first, and the sign by which its
    correlation has to be multiplied: the correlation is the same up to its sign."""
    tables, first, second = part.tables.copy(), part.first.copy(), part.second.copy()
    over = first[:, 1] > first[:, 0]
    tables[over], first[over] = tables[over, ::-1], first[over, ::-1]
    across = second[:, 1] > second[:, 0]
    tables[across], second[across] = tables[across, :, ::-1], second[across, ::-1]
    turn = first[:, 1] > second[:, 1]
    tables[turn] = tables[turn].transpose(0, 2, 1)
    first[turn], second[turn] = second[turn], first[turn]
    return Flat(tables, first, second), np.where(over == across, 1.0, -1.0)


def _different(part: Flat) -> tuple[Places, Places]:
    """Where each different table stands first, and for each table the number of the one it equals."""
    columns = [*part.tables.reshape(len(part.tables), -1).T, *part.first.T, *part.second.T]
    if not all((column == np.floor(column)).all() for column in columns):
        whole = np.arange(len(part.tables))
        return whole, whole
    key, size = np.zeros(len(part.tables), dtype=np.int64), 1
    for column in columns:
        width = int(column.max(initial=0)) + 1
        if size * width > _LARGEST_KEY:
            key, different = pd.factorize(key)
            size = len(different)
        key, size = key * width + column.astype(np.int64), size * width
    back, different = pd.factorize(key)
    one = np.empty(len(different), dtype=np.intp)
    one[back[::-1]] = np.arange(len(back) - 1, -1, -1)
    return one, back


def _cuts(margin: Floats) -> Floats:
    """Thresholds of items whose categories all occur, shape (t, a - 1)."""
    found: Floats = ndtri(np.cumsum(margin, axis=1)[:, :-1] / margin.sum(axis=1, keepdims=True))
    return found
