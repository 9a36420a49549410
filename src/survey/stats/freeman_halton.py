"""The exact test of independence in a table of any size (Freeman and Halton), or its Monte Carlo estimate.

How the exact one is found: all tables with the margins of the table are as many as left and right halves can be joined to. The
columns are dealt into two halves; the tables of each half are listed by what they use of each row; and of the right halves that
fit a left one, those that make the whole table no more probable than the one found are counted by looking up one number in a
sorted list. So the work grows with the number of halves and not with that of tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, log

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

from survey.stats.contingency import Ints, check_table, without_empty
from survey.stats.exact_sums import REPLICATES
from survey.stats.fisher import TIE, fisher_by_count
from survey.stats.intervals import Floats

MOST_HALVES = 4_000_000
"""Half tables that are listed at most: a second or two."""

CHUNK = 2_000_000
"""Cells of random tables, or of half tables that are being made, that are held at once."""

Small = NDArray[np.int32]


@dataclass(frozen=True)
class ExactTest:
    """p: of independence, given the margins. error: its Monte Carlo standard error, 0 where it is exact. method: which it is.

    NaN and method `none` where one of the questions has a single answer.
    """

    p: float
    error: float
    method: str


def freeman_halton(table: ArrayLike, seed: int = 0, replicates: int = REPLICATES, most_halves: int = MOST_HALVES) -> ExactTest:
    """Fisher's exact test in a table of any size: the probability, given both margins, of tables no more probable than this one.

    Parameters
    ----------
    table
        Counts, shape (r, c). Rows and columns that nobody is in are left out.
    seed, replicates
        Of the Monte Carlo estimate, which is made where there are too many tables to list.
    most_halves
        Half tables that may be listed; 0 asks for the estimate.

    Returns
    -------
    ExactTest with method `exact` or `monte_carlo`. The estimate is (b + 1) / (replicates + 1) with b random tables that are no
    more probable; its error sqrt(p (1 - p) / replicates).

    Raises
    ------
    StatisticsError
        Something that is no table of counts.

    Notes
    -----
    Freeman and Halton (1951), Biometrika 38, 141-149. For two rows and two columns it is Fisher's two-sided test.
    In R: `fisher.test(table)`, and `fisher.test(table, simulate.p.value = TRUE, B = replicates)`.

    Examples
    --------
    >>> found = freeman_halton([[3, 1, 2], [2, 5, 1], [1, 1, 4]])
    >>> round(found.p, 6), found.method
    (0.195389, 'exact')
    """
    counts = without_empty(check_table(table))
    if min(counts.shape) < 2:
        return ExactTest(np.nan, np.nan, "none")
    if counts.shape[0] > counts.shape[1]:
        counts = counts.T
    if counts.shape == (2, 2) and most_halves:
        joint, by_count = fisher_by_count(int(counts.sum()), int(counts[0].sum()), int(counts[:, 0].sum()))
        return ExactTest(float(by_count[joint == counts[0, 0]][0]), 0.0, "exact")
    p = _exact(counts, most_halves)
    return _estimate(counts, seed, replicates) if p is None else ExactTest(p, 0.0, "exact")


def _estimate(counts: Ints, seed: int, replicates: int) -> ExactTest:
    from scipy.stats import random_table

    margins, rng = random_table(counts.sum(axis=1), counts.sum(axis=0)), np.random.default_rng(seed)
    logs = gammaln(np.arange(int(counts.sum(axis=1).max()) + 1) + 1.0)
    size = max(1, CHUNK // counts.size)
    rare = 0
    for start in range(0, replicates, size):
        drawn = margins.rvs(min(size, replicates - start), random_state=rng)
        rare += int((-logs[drawn.astype(np.int64)].sum(axis=(1, 2)) <= _log_weight(counts) + TIE).sum())
    p = (rare + 1) / (replicates + 1)
    return ExactTest(p, float(np.sqrt(p * (1 - p) / replicates)), "monte_carlo")


def _log_weight(counts: Ints) -> float:
    """What of the probability of a table depends on its cells: the product of 1 / cell!, as a logarithm."""
    return float(-gammaln(counts + 1.0).sum())


# -- all tables --------------------------------------------------------------------------------------------------------
def _exact(counts: Ints, most: int) -> float | None:
    """The exact p; None where more half tables would have to be listed than allowed."""
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    radix = np.concatenate([[1], np.cumprod(rows[:-1] + 1)])
    left, right = _deal(columns, len(rows))
    one = _half(rows, left, radix, most)
    other = _half(rows, right, radix, most) if one is not None else None
    if one is None or other is None:
        return None
    shift = gammaln(rows + 1.0).sum() + gammaln(columns + 1.0).sum() - gammaln(counts.sum() + 1.0)
    p = _joined(*one, rows @ radix - other[0], other[1], _log_weight(counts) + TIE, float(shift))
    if not np.isfinite(p):
        raise ArithmeticError(p)  # never min(1, NaN): that is 1
    return min(1.0, p)


def _deal(columns: Ints, rows: int) -> tuple[list[int], list[int]]:
    """The columns in two halves with about as many tables each."""
    halves: tuple[list[int], list[int]] = ([], [])
    size = [0.0, 0.0]
    for column in sorted(columns.tolist(), reverse=True):
        smaller = int(size[1] < size[0])
        halves[smaller].append(column)
        size[smaller] += log(comb(column + rows - 1, rows - 1))
    return halves


def _half(rows: Ints, columns: list[int], radix: Ints, most: int) -> tuple[Ints, Floats] | None:
    """Every table with these columns whose row sums fit: what it uses of each row, as one number, and its weight's logarithm."""
    room = rows.astype(np.int32)
    used, weight = np.zeros((1, len(rows)), dtype=np.int32), np.zeros(1)
    for column in columns:
        if comb(column + len(rows) - 1, len(rows) - 1) * len(used) > 4 * most:  # an upper bound, before any is made
            return None
        found = _added(used, weight, _cells(rows, column), room, most)
        if found is None:
            return None
        used, weight = found
    return used @ radix, weight


def _added(used: Small, weight: Floats, cells: Small, room: Small, most: int) -> tuple[Small, Floats] | None:
    """Tables with one column more, as far as their rows have room; made in parts, for most may not fit and are not kept."""
    added = -gammaln(cells + 1.0).sum(axis=1)
    size = max(1, CHUNK // cells.size)
    tables, weights, many = [], [], 0
    for start in range(0, len(used), size):
        part = slice(start, start + size)
        both = (used[part, None, :] + cells[None, :, :]).reshape(-1, cells.shape[1])
        fits = (both <= room).all(axis=1)
        tables.append(both[fits])
        weights.append((weight[part, None] + added[None, :]).ravel()[fits])
        many += len(tables[-1])
        if many > most:
            return None
    return np.concatenate(tables), np.concatenate(weights)


def _cells(rows: Ints, column: int) -> Small:
    """Every column of counts that add up to `column`, none above its row."""
    found = np.zeros((1, 0), dtype=np.int32)
    left = np.array([column])
    for place, row in enumerate(rows):
        below = int(rows[place + 1 :].sum())
        low, high = np.maximum(left - below, 0), np.minimum(left, row)
        times = high - low + 1
        start = np.repeat(np.cumsum(times) - times, times)
        value = np.arange(times.sum()) - start + np.repeat(low, times)
        found = np.column_stack([np.repeat(found, times, axis=0), value.astype(np.int32)])
        left = np.repeat(left, times) - value
    return found


def _joined(left_key: Ints, left: Floats, right_key: Ints, right: Floats, limit: float, shift: float) -> float:
    """The summed probability of the pairs of halves with one key whose weights add up to `limit` at most."""
    order = np.lexsort((right, right_key))
    right_key, right = right_key[order], right[order]
    order = np.argsort(left_key, kind="stable")
    left_key, left = left_key[order], left[order]
    keys, starts = np.unique(left_key, return_index=True)
    ends = np.append(starts[1:], len(left))
    first, last = np.searchsorted(right_key, keys, "left"), np.searchsorted(right_key, keys, "right")
    total = 0.0
    for start, end, low, high in zip(starts, ends, first, last, strict=True):
        part = right[low:high]
        fits = np.searchsorted(part, limit - left[start:end], "right")
        # Kept as logarithms: with many people the weights of one key and the shift leave the range of a double.
        sums = np.concatenate([[-np.inf], np.logaddexp.accumulate(part)])
        total += float(np.exp(left[start:end] + shift + sums[fits]).sum())
    return total
