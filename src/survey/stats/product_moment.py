"""Pearson's correlation of every pair of items over those who answered both, from counts or from rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from survey.stats.codes import Codes
from survey.stats.intervals import Floats
from survey.stats.pair_counts import PairCounts


@dataclass(frozen=True)
class Moments:
    """Of each pair (i, j) over those who answered both: their number, sum and sum of squares of i, products.

    Shapes (p, p) or, of many samples, (B, p, p). The values are measured from the mean of each item, so that nothing is lost by
    subtracting large numbers.
    """

    n: Floats
    total: Floats
    squares: Floats
    products: Floats


def of_counts(counts: PairCounts) -> Moments:
    """From the counts of pairs of answers."""
    value = np.zeros(counts.table.shape[:2])
    for row, levels, margin in zip(value, counts.values, counts.margins, strict=True):
        row[: len(levels)] = levels - levels @ margin[: len(levels)] / max(margin.sum(), 1)
    answered = counts.table.sum(axis=3)
    total = np.einsum("iaj,ia->ij", answered, value)
    squares = np.einsum("iaj,ia->ij", answered, value**2)
    size = value.size
    blocks = value.reshape(size)[:, None] * counts.table.reshape(size, size) * value.reshape(size)
    return Moments(counts.n, total, squares, blocks.reshape(counts.table.shape).sum(axis=(1, 3)))


def of_codes(codes: Codes) -> Moments:
    """From rows."""
    values = codes.frame().to_numpy(dtype=float).T
    given = (codes.numbers >= 0).astype(float)
    weighted = given if codes.weights is None else given * codes.weights
    filled = np.where(given > 0, values, 0.0)
    centred = np.where(
        given > 0, filled - ((weighted * filled).sum(axis=1) / np.maximum(weighted.sum(axis=1), 1e-300))[:, None], 0
    )
    scaled = weighted * centred
    return Moments(weighted @ given.T, scaled @ given.T, (scaled * centred) @ given.T, scaled @ centred.T)


def correlation(moments: Moments) -> Floats:
    """Pearson's r of each pair, shape (p, p); NaN where an item does not vary among those who answered both.

    r = (N sum xy - sum x sum y) / sqrt((N sum x² - (sum x)²) (N sum y² - (sum y)²)).
    In R: `cor(x, use = "pairwise.complete.obs")`.

    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> rows = from_frame(pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, 3, 2, 4]}))
    >>> correlation(of_codes(rows)).round(12).tolist()
    [[1.0, 0.8], [0.8, 1.0]]
    """
    return _correlation(moments, spread(moments))


def spread(moments: Moments) -> Floats:
    """The sum of squares of i about its mean over those who answered j too; NaN where i does not vary among them."""
    found = moments.squares - moments.total**2 / _people(moments)
    own = np.einsum("...ii->...i", moments.squares)[..., None]
    return np.where(found > 1e-13 * own, found, np.nan)


def stacked(moments: Moments) -> tuple[Floats, NDArray[np.bool_]]:
    """`correlation` of many samples, shape (B, p, p), and which items do not vary in a sample or among those who answered another
    item too, shape (B, p); the correlations of these are 0."""
    about = spread(moments)
    constant = np.asarray(np.isnan(about).any(axis=-1), dtype=np.bool_)
    found = np.where(constant[..., None] | constant[..., None, :], 0.0, _correlation(moments, about))
    np.einsum("...ii->...i", found)[:] = 1.0
    return found, constant


def _people(moments: Moments) -> Floats:
    return np.maximum(moments.n, np.finfo(float).tiny)


def _correlation(moments: Moments, about: Floats) -> Floats:
    """Of one sample or of a stack of them."""
    shared = moments.products - moments.total * np.swapaxes(moments.total, -1, -2) / _people(moments)
    found = np.clip(shared / np.sqrt(about * np.swapaxes(about, -1, -2)), -1, 1)
    found = (found + np.swapaxes(found, -1, -2)) / 2
    diagonal = np.einsum("...ii->...i", found)
    diagonal[:] = np.where(np.isnan(diagonal), np.nan, 1.0)
    return found


def standard_errors(rho: Floats, n: Floats) -> Floats:
    """(1 - r²) / sqrt(n), the large-sample standard error for normal variables; 0 on the diagonal.

    >>> standard_errors(np.array([[1.0, 0.6], [0.6, 1.0]]), np.full((2, 2), 64.0)).round(3).tolist()
    [[0.0, 0.08], [0.08, 0.0]]
    """
    found: Floats = (1 - rho**2) / np.sqrt(n)
    return found
