"""Whether correlations hold enough in common to look for factors behind them: KMO and Bartlett's test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from survey.errors import MATRIX_SINGULAR, error
from survey.stats.correlation import Correlation, expect_correlation
from survey.stats.intervals import Floats

Basis = Literal["pearson", "tetrachoric", "polychoric"]


@dataclass(frozen=True)
class Kmo:
    """Kaiser, Meyer and Olkin's measure.

    overall: of all items together. items: of each. basis: the correlations they were taken from.

    replaced: whether Pearson's correlations were taken because those asked for had been smoothed.
    """

    overall: float
    items: pd.Series[float]
    basis: Basis
    replaced: bool


@dataclass(frozen=True)
class Bartlett:
    """Bartlett's test.

    chi2: with df degrees of freedom and its p. n: people. basis, replaced: as for `Kmo`.
    """

    chi2: float
    df: int
    p: float
    n: float
    basis: Basis
    replaced: bool


def kmo(corr: Correlation, *, pearson: bool = False) -> Kmo:
    """The Kaiser-Meyer-Olkin measure of sampling adequacy.

    Parameters
    ----------
    corr
        From `survey.correlation`. Where its matrix had to be smoothed, Pearson's correlations of the same answers are taken:
        partial correlations of a smoothed matrix are made by the smoothing.
    pearson
        Take Pearson's correlations in any case. Of few people tetrachoric and polychoric matrices are nearly singular even where
        they need no smoothing; then their partial correlations are too large, and the measure is too low.

    Returns
    -------
    `Kmo`: from 0 to 1, `overall` and of each item. By Kaiser's words .5 is miserable, .6 mediocre, .7 middling, .8 meritorious.

    Raises
    ------
    StatisticsError
        A singular matrix.

    Notes
    -----
    sum r² / (sum r² + sum q²) over all pairs of different items, and over those of one item, q their partial correlations given
    all others. Kaiser (1974), Psychometrika 39, 31-36. In R: `psych::KMO(matrix)`.

    Examples
    --------
    Three items, each pair with r = 1/2 and so a partial correlation of 1/3: (1/4) / (1/4 + 1/9).

    >>> from survey.stats.correlation import correlate
    >>> from survey.stats.pair_counts import from_tables
    >>> counts = from_tables({pair: [[30, 10], [10, 30]] for pair in [("a", "b"), ("a", "c"), ("b", "c")]})
    >>> round(kmo(correlate(counts, "pearson")).overall, 4)
    0.6923
    """
    matrix, basis, replaced = _usable(corr, pearson)
    inverse = np.linalg.inv(matrix)
    scale = np.sqrt(np.diag(inverse))
    common, partial = matrix**2, (inverse / np.outer(scale, scale)) ** 2
    np.fill_diagonal(common, 0)
    np.fill_diagonal(partial, 0)
    items = common.sum(axis=0) / (common.sum(axis=0) + partial.sum(axis=0))
    overall = common.sum() / (common.sum() + partial.sum())
    return Kmo(float(overall), pd.Series(items, index=corr.matrix.index), basis, replaced)


def bartlett(corr: Correlation, n: float | None = None, *, pearson: bool = False) -> Bartlett:
    """Bartlett's test that no two items are correlated.

    Parameters
    ----------
    corr
        As for `kmo`; smoothed correlations are replaced by Pearson's here too.
    n
        People; by default the smallest number who answered both items of a pair.
    pearson
        As for `kmo`.

    Returns
    -------
    `Bartlett`: chi2, df and p (0 to 1).

    Raises
    ------
    StatisticsError
        A singular matrix.

    Notes
    -----
    -ln det R (n - 1 - (2 p + 5) / 6) is about chi-square with p (p - 1) / 2 degrees of freedom for normal variables. Bartlett
    (1950), British Journal of Statistical Psychology 3, 77-85. Of tetrachoric correlations it is too large: they vary more than
    Pearson's. In R: `psych::cortest.bartlett(matrix, n)`.

    Examples
    --------
    Three items, each pair with r = 1/2, so that det R = 1/2: ln 2 (80 - 1 - 11/6).

    >>> from survey.stats.correlation import correlate
    >>> from survey.stats.pair_counts import from_tables
    >>> counts = from_tables({pair: [[30, 10], [10, 30]] for pair in [("a", "b"), ("a", "c"), ("b", "c")]})
    >>> found = bartlett(correlate(counts, "pearson"))
    >>> found.df, round(found.chi2, 3)
    (3, 53.488)
    """
    matrix, basis, replaced = _usable(corr, pearson)
    people = float(corr.n.to_numpy().min()) if n is None else float(n)
    items = len(matrix)
    df = items * (items - 1) // 2
    chi2 = -float(np.linalg.slogdet(matrix)[1]) * (people - 1 - (2 * items + 5) / 6)
    return Bartlett(chi2, df, float(chdtrc(df, max(chi2, 0.0))), people, basis, replaced)


def _usable(corr: Correlation, pearson: bool) -> tuple[Floats, Basis, bool]:
    """The matrix to take, the kind of its correlations, and whether it stands in for a smoothed one that was asked for."""
    corr = expect_correlation(corr)
    replaced = corr.was_smoothed and not pearson
    basis: Basis = "pearson" if replaced or pearson else corr.kind
    matrix = (corr.pearson if basis == "pearson" else corr.matrix).to_numpy(dtype=float, copy=True)
    if np.linalg.eigvalsh(matrix)[0] < 1e-10:
        raise error(MATRIX_SINGULAR)
    return matrix, basis, replaced
