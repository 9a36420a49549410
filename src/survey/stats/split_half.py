"""The reliability that halves of a scale show, over all ways to split it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from survey.stats.intervals import Floats

MOST_ITEMS = 16
"""Up to so many items every split is looked at (6,435 of them), above a sample."""
SAMPLE = 10_000


@dataclass(frozen=True)
class SplitHalf:
    """Of the splits that were looked at: mean, smallest and largest reliability, their number, and whether these were all."""

    mean: float
    minimum: float
    maximum: float
    splits: int
    complete: bool


def split_half(matrix: Floats, seed: int = 0, sample: int = SAMPLE) -> SplitHalf:
    """The reliability of the sum of p items from the correlation of two halves, over splits into halves.

    Parameters
    ----------
    matrix
        Correlations or covariances, shape (p, p). An odd number of items is split into (p - 1) / 2 and (p + 1) / 2.
    seed, sample
        For more than 16 items: the seed, and how many splits are drawn.

    Returns
    -------
    Report mean and range. One single split is a matter of luck, and the largest one (often printed as Guttman's lambda 4) of
    choice: with few people it is far too good. NaN where the sum has no variance.

    Notes
    -----
    4 cov(A, B) / var(A + B) of the halves A and B: Guttman's split half (1945, Psychometrika 10, 255-282), and Spearman and
    Brown's 2 r / (1 + r) where both vary alike. The mean over all splits of an even number of items is alpha (Cronbach 1951).
    In R: `psych::splitHalf(x, check.keys = FALSE)`: `maxrb`, `minrb`, `meanr`. Of an odd number of items psych 2.2.9 looks only
    at the first half of the splits, so its numbers differ.

    Examples
    --------
    >>> found = split_half(np.array([[1, 0.6, 0.2, 0.2], [0.6, 1, 0.2, 0.2], [0.2, 0.2, 1, 0.6], [0.2, 0.2, 0.6, 1]]))
    >>> round(found.mean, 4), round(found.minimum, 4), round(found.maximum, 4), found.splits
    (0.6667, 0.4, 0.8, 3)
    """
    items = len(matrix)
    total = float(matrix.sum())
    if items < 2 or not total > 0:
        return SplitHalf(float("nan"), float("nan"), float("nan"), 0, False)
    complete = items <= MOST_ITEMS
    chosen = every_half(items) if complete else _some_halves(items, seed, sample)
    found = reliabilities(matrix, chosen)
    return SplitHalf(float(found.mean()), float(found.min()), float(found.max()), len(found), complete)


def reliabilities(matrix: Floats, halves: Floats) -> Floats:
    """4 cov(A, B) / var(A + B) of each split. halves: shape (splits, p), 1 for the items of A. Returns shape (splits,).

    >>> reliabilities(np.array([[1, 0.5], [0.5, 1]]), np.array([[1.0, 0.0]])).round(6).tolist()
    [0.666667]
    """
    one = halves @ matrix
    between = one.sum(axis=1) - (one * halves).sum(axis=1)
    found: Floats = 4 * between / matrix.sum()
    return found


def every_half(items: int) -> Floats:
    """Every split once, shape (splits, items): 1 for the items of the one half, which is the smaller one of an odd number.

    >>> every_half(4).tolist()
    [[1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 1.0, 0.0], [1.0, 0.0, 0.0, 1.0]]
    """
    # Of an even number each split would come twice, so the first item stays in its half.
    fixed = [0] if items % 2 == 0 else []
    free = range(len(fixed), items)
    chosen = [[*fixed, *others] for others in combinations(free, items // 2 - len(fixed))]
    halves = np.zeros((len(chosen), items))
    np.put_along_axis(halves, np.array(chosen), 1.0, axis=1)
    return halves


def _some_halves(items: int, seed: int, sample: int) -> Floats:
    order = np.random.default_rng(seed).random((sample, items)).argsort(axis=1)
    return (order < items // 2).astype(float)
