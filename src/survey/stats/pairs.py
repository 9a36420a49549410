"""Correlations of all pairs of ordered items from their counts, tables of one shape together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from survey.stats import empty_cells
from survey.stats.intervals import Floats
from survey.stats.pair_counts import PairCounts
from survey.stats.polychoric import Tables, solve, thresholds
from survey.stats.two_step_error import standard_errors

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Pairs:
    """rho, errors: shape (p, p). thresholds: of each item. corrected, empty: shape (p, p), whether something was put into an
    empty cell, and how many empty cells there are."""

    rho: Floats
    errors: Floats
    thresholds: tuple[tuple[float, ...], ...]
    corrected: NDArray[np.bool_]
    empty: NDArray[np.int64]


def without_tables(rho: Floats, errors: Floats) -> Pairs:
    """Correlations for which no thresholds and cells are needed."""
    nothing = np.zeros(rho.shape, dtype=np.int64)
    return Pairs(rho, errors, ((),) * len(rho), nothing.astype(bool), nothing)


def estimate(counts: PairCounts, start: Floats, correct: str) -> Pairs:
    """Tetrachoric and polychoric correlations with standard errors.

    counts: every item varies among those who answered both of a pair. start: first guesses, shape (p, p).
    correct: a name of `empty_cells.CONVENTIONS`.

    >>> from survey.stats.pair_counts import from_tables
    >>> counts = from_tables({("a", "b"): [[40, 10], [10, 40]]})
    >>> estimate(counts, np.eye(2), "lavaan").rho.round(6).tolist()
    [[1.0, 0.809017], [0.809017, 1.0]]
    """
    cuts = [thresholds(margin[:size]) for margin, size in zip(counts.margins, counts.categories, strict=True)]
    padded = np.zeros((len(cuts), counts.table.shape[1]))
    for row, cut in zip(padded, cuts, strict=True):
        row[: len(cut)] = cut
    rho, errors = np.eye(len(cuts)), np.zeros_like(start)
    corrected, empty = np.zeros(start.shape, dtype=bool), np.zeros(start.shape, dtype=np.int64)
    for i, j, rows, columns in _by_shape(counts.categories):
        tables = Tables(counts.table[i, :rows, j, :columns], padded[i, : rows - 1], padded[j, : columns - 1])
        found, changed = _solved(tables, start[i, j], correct)
        margins = (counts.margins[i, :rows], counts.margins[j, :columns])
        error = standard_errors(tables, margins, found)
        nothing = (tables.counts == 0).sum(axis=(1, 2))
        for whole, part in ((rho, found), (errors, error), (corrected, changed), (empty, nothing)):
            whole[i, j] = whole[j, i] = part
    return Pairs(rho, errors, tuple(tuple(cut.tolist()) for cut in cuts), corrected, empty)


def _by_shape(categories: NDArray[np.int64]) -> Iterator[tuple[Places, Places, int, int]]:
    """First and second item of the pairs whose tables have the same numbers of rows and columns."""
    first, second = np.triu_indices(len(categories), 1)
    shapes = np.stack([categories[first], categories[second]], axis=1)
    for rows, columns in sorted({tuple(shape) for shape in shapes.tolist()}):
        here = (shapes[:, 0] == rows) & (shapes[:, 1] == columns)
        yield first[here], second[here], rows, columns


def _solved(tables: Tables, start: Floats, correct: str) -> tuple[Floats, NDArray[np.bool_]]:
    """The correlations, and for which of them something was put into an empty cell."""
    if tables.counts.shape[1:] != (2, 2):
        return solve(tables, start), np.zeros(len(start), dtype=bool)
    filled, changed = empty_cells.fill(tables.counts, correct)
    found = empty_cells.limits(filled)
    inner = np.isnan(found)
    found[inner] = solve(Tables(filled, tables.first, tables.second).take(inner), np.sin(np.pi / 2 * start[inner]))
    return found, changed
