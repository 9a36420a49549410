"""How far the omegas of a scale would move with other people of the same kind: percentiles of bootstrap samples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from survey.stats import categorical_omega
from survey.stats.bootstrap import CHUNK
from survey.stats.codes import Codes
from survey.stats.correlation import Correlation
from survey.stats.extraction import Extraction
from survey.stats.intervals import Floats
from survey.stats.omega import Omega, omegas
from survey.stats.replicates import correlations, drawn
from survey.stats.uls import uls

Ends = tuple[float, float]

UNKNOWN: Ends = (float("nan"), float("nan"))


@dataclass(frozen=True)
class Intervals:
    """Ends of the intervals of the three omegas, NaN where they are not defined. used: samples in which all searches ended."""

    categorical: Ends = UNKNOWN
    total: Ends = UNKNOWN
    hierarchical: Ends = UNKNOWN
    used: int = 0


def intervals(
    corr: Correlation, single: Extraction | None, both: Omega, replicates: int, seed: int = 0, level: float = 0.95
) -> Intervals:
    """Percentile intervals of omegas.

    Parameters
    ----------
    corr
        Of rows.
    single
        The factor behind its polychoric correlations; None leaves categorical omega out.
    both
        Omega total and hierarchical of Pearson's correlations of the same items.
    replicates, seed
        How many samples, each as many people as there are, drawn with replacement; the same seed gives the same numbers. A row
        with a whole number as weight is so many people; with other weights rows are drawn, and keep their weights.
    level
        Of the intervals.

    Raises
    ------
    StatisticsError
        Counts instead of rows.

    Notes
    -----
    In each sample margins, thresholds, correlations and factors are computed anew, the latter from those of all people on. An
    item with only one answer in a sample adds no variance to its sum. Kelley and Pornprasertmanit (2016), Psychological Methods
    21, 69-92, recommend the bootstrap for omegas of ordered answers. In R: `psych::omega(x, n.iter = replicates)` for the two
    others.

    Examples
    --------
    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> from survey.stats.correlation import correlate
    >>> from survey.stats.extraction import extract
    >>> from survey.stats.omega import omega
    >>> rng = np.random.default_rng(1)
    >>> answers = rng.normal(size=(200, 1)) + rng.normal(size=(200, 5)) > 0
    >>> corr = correlate(from_frame(pd.DataFrame(answers, columns=list("abcde"))))
    >>> found = intervals(corr, extract(corr.matrix.to_numpy(), 1, "uls"), omega(corr.pearson.to_numpy(), 1), 200)
    >>> [round(end, 1) for end in found.categorical]
    [0.5, 0.7]
    """
    codes, weights = drawn(corr.rows("reliability(bootstrap=...)"), replicates, seed)
    parts = [_some(corr, codes, single, both, weights[start : start + CHUNK]) for start in range(0, replicates, CHUNK)]
    found = np.concatenate(parts, axis=1)
    if single is None:
        found[0] = np.where(np.isnan(found[1]), np.nan, 0)
    used = ~np.isnan(found).any(axis=0)
    if not used.any():
        return Intervals()
    ends = np.quantile(found[:, used], [(1 - level) / 2, (1 + level) / 2], axis=1).T.tolist()
    return Intervals(UNKNOWN if single is None else tuple(ends[0]), tuple(ends[1]), tuple(ends[2]), int(used.sum()))


def _some(corr: Correlation, codes: Codes, single: Extraction | None, both: Omega, weights: NDArray[np.signedinteger]) -> Floats:
    """Categorical, total and hierarchical omega of each sample, shape (3, samples)."""
    pearson = correlations(codes, weights, "pearson", corr.correct, corr.pearson.to_numpy(dtype=float))
    others = omegas(pearson.smoothed, both, pearson.constant)
    categorical = np.full(len(weights), np.nan) if single is None else _categorical(corr, codes, single, weights)
    return np.stack([categorical, others.total, others.hierarchical])


def _categorical(corr: Correlation, codes: Codes, single: Extraction, weights: NDArray[np.signedinteger]) -> Floats:
    samples = correlations(codes, weights, corr.kind, corr.correct, corr.matrix.to_numpy(dtype=float))
    found = uls(samples.matrices, 1, single.uniquenesses)
    cuts = thresholds(codes, weights)
    cuts[samples.constant] = categorical_omega.FARTHEST
    steps = categorical_omega.padded([np.diff(levels) for levels in codes.values], 0.0)
    common = found.loadings @ found.loadings.transpose(0, 2, 1)
    omega = categorical_omega.batch(common, cuts, samples.matrices, steps)
    return np.where(found.converged, omega, np.nan)


def thresholds(codes: Codes, weights: NDArray[np.signedinteger]) -> Floats:
    """The thresholds of p items in B samples, shape (B, p, k - 1); 9 or more, with either sign, where nobody is beyond.

    weights: shape (B, n), how often each person counts.

    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> rows = from_frame(pd.DataFrame({"a": [0, 0, 1, 1], "b": [0, 1, 2, 2]}))
    >>> thresholds(rows, np.array([[1, 1, 1, 1], [2, 2, 0, 0]])).round(3).tolist()
    [[[0.0, 9.0], [-0.674, 0.0]], [[9.0, 9.0], [0.0, 9.0]]]
    """
    own = weights.astype(float) if codes.weights is None else weights * codes.weights
    far = categorical_omega.FARTHEST
    found = np.full((len(weights), len(codes.items), max(1, codes.most_categories - 1)), far)
    for item, (numbers, levels) in enumerate(zip(codes.numbers, codes.values, strict=True)):
        above = own @ (numbers[:, None] >= np.arange(len(levels))).astype(float)
        total = above[:, :1]
        share = np.divide(total - above[:, 1:], total, out=np.ones_like(above[:, 1:]), where=total > 0)
        found[:, item, : len(levels) - 1] = np.clip(ndtri(share), -far, far)
    return found
