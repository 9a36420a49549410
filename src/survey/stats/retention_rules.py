"""Rules for the number of factors that need eigenvalues or a correlation matrix only, for many matrices at once.

An item that is constant in a sample has no correlations there; set its whole row to 0, the diagonal too, and it is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey.stats.intervals import Floats

Counts = NDArray[np.int64]

NOTHING_LEFT = 1e-12
"""Items of which components leave a variance below this have no partial correlations."""


def eigenvalues(matrices: Floats) -> Floats:
    """Largest first, shape (B, p)."""
    found = np.linalg.eigvalsh(matrices)[:, ::-1]
    return np.asarray(found, dtype=float)


def leading(observed: Floats, reference: Floats) -> Counts:
    """How many leading eigenvalues lie above the reference, up to the first that does not; shapes (B, p) and (B, p) or (p,).

    >>> leading(np.array([[3.0, 1.1, 1.5, 0.4]]), np.array([1.8, 1.4, 1.2, 1.0])).tolist()
    [1]
    """
    found: Counts = np.cumprod(observed > reference, axis=1).sum(axis=1)
    return found


def kaiser(observed: Floats) -> Counts:
    """Eigenvalues above 1: a rule that takes far too many factors when people are few, because it knows nothing of chance.

    >>> kaiser(np.array([[2.1, 1.01, 0.6, 0.29]])).tolist()
    [2]
    """
    found: Counts = (observed > 1).sum(axis=1)
    return found


def empirical_kaiser(observed: Floats, n: ArrayLike) -> Floats:
    """The reference of the empirical Kaiser criterion, shape (B, p).

    observed: eigenvalues of Pearson correlations, largest first, shape (B, p). n: the number of people.

    The j-th reference is max(1, (1 + sqrt(p / n))² (p - sum of the eigenvalues before) / (p - j + 1)), for what the
    factors before have left the largest eigenvalue that chance makes, after Marchenko and Pastur. Braeken and van Assen (2017),
    Psychological Methods 22, 450-466. In R: `EFAtools::EKC(R, N = n)`.

    >>> empirical_kaiser(np.array([[2.0, 1.0, 0.6, 0.4]]), 100).round(4).tolist()
    [[1.44, 1.0, 1.0, 1.0]]
    """
    items = (observed > 0).sum(axis=1, keepdims=True)
    total = observed.sum(axis=1, keepdims=True)
    before = np.cumsum(observed, axis=1) - observed
    left = np.maximum(items - np.arange(observed.shape[1]), 1)
    found: Floats = np.maximum(1, (1 + np.sqrt(items / np.asarray(n, dtype=float))) ** 2 * (total - before) / left)
    return found


def average_partials(matrices: Floats) -> Floats:
    """Mean squared partial correlations when 0, 1, 2 ... p - 1 principal components are taken out, shape (B, p).

    NaN where components leave nothing of an item. The rule of the minimum average partial takes the number with the smallest:
    beyond it components take out what is peculiar to single items. Velicer (1976), Psychometrika 41, 321-327. In R:
    `psych::VSS(R)$map`, which starts at one component.

    >>> matrix = np.full((1, 6, 6), 0.6)
    >>> matrix[0, range(6), range(6)] = 1
    >>> average_partials(matrix)[0, :2].round(4).tolist()
    [0.36, 0.04]
    """
    values, vectors = np.linalg.eigh(matrices)
    components = (vectors * np.sqrt(np.maximum(values, 0))[:, None, :])[:, :, ::-1]
    residual = matrices.copy()
    there = np.einsum("bii->bi", matrices) > 0
    items = there.sum(axis=1)
    found = np.full(values.shape, np.nan)
    for taken in range(values.shape[1]):
        if taken:
            column = components[:, :, taken - 1]
            residual -= column[:, :, None] * column[:, None, :]
        left = np.einsum("bii->bi", residual)
        enough = ((left > NOTHING_LEFT) | ~there).all(axis=1) & (taken < items)
        scale = np.where(there & enough[:, None], np.maximum(left, NOTHING_LEFT), 1.0)
        squares = residual**2 / (scale[:, :, None] * scale[:, None, :])
        total = squares.sum(axis=(1, 2)) - np.einsum("bii->b", squares)
        found[enough, taken] = (total / np.maximum(items * (items - 1), 1))[enough]
    return found


def first_minimum(partials: Floats) -> Counts:
    """The number of components, at least one, with the smallest mean squared partial correlation, the first of equals; (B,).

    partials: from `average_partials`. As in psych none at all is not among the answers: with few items per factor it would win
    too often. So the rule cannot say 0, not of pure chance either; there its 1 means no more than "no second one".

    >>> first_minimum(np.array([[0.05, 0.1, 0.3, np.nan]])).tolist()
    [1]
    """
    found: Counts = 1 + np.argmin(np.where(np.isnan(partials), np.inf, partials)[:, 1:], axis=1)
    return found


def contradict(suggested: Mapping[str, int]) -> bool:
    """Whether rules (names to numbers of factors) differ by more than what MAP cannot say: its 1 beside the 0 of all others.

    >>> contradict({"parallel_pearson": 0, "map": 1, "ekc": 0}), contradict({"parallel_pearson": 0, "map": 1, "ekc": 1})
    (False, True)
    """
    others = {number for rule, number in suggested.items() if rule != "map"}
    if others == {0} and suggested.get("map") == 1:
        return False
    return len(set(suggested.values())) > 1
