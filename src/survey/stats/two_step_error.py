"""Standard errors of polychoric correlations that know of the estimated thresholds."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from survey.stats.intervals import Floats
from survey.stats.polychoric import NOISE, Tables, probabilities, slopes


def standard_errors(tables: Tables, margins: tuple[Floats, Floats], rho: Floats) -> Floats:
    """The standard error of each correlation.

    Parameters
    ----------
    tables
        Counts of those who answered both items, with the thresholds.
    margins
        Counts of all who answered the first, and the second item, shapes (m, a) and (m, b); they made the thresholds.
    rho
        The correlations, shape (m,).

    Returns
    -------
    Shape (m,); NaN where the correlation is 1 or -1, because the likelihood has no curvature there.

    Notes
    -----
    The two-step sandwich of Muthén (1984), Psychometrika 49, 115-132: with s the score of a cell for rho, a the mean product of s
    with the scores for the thresholds and t the influence of an answer on its thresholds, the influence of a person on rho is
    (s - a't) / mean(s²), and the variance is the mean of its square over N. Where answers are missing, the thresholds rest on
    more people than the correlation, and each mean on its own number. In R: `sqrt(diag(lavInspect(fit, "gamma")) / n)` of a
    saturated model with `missing = "listwise"`.
    """
    inner = np.abs(rho) < 1
    if not inner.all():
        found = np.full(len(rho), np.nan)
        part = (margins[0][inner], margins[1][inner])
        found[inner] = standard_errors(tables.take(inner), part, rho[inner]) if inner.any() else 0
        return found
    pairs = tables.counts.sum(axis=(1, 2))
    share = tables.counts / pairs[:, None, None]
    chances = probabilities(tables, rho)
    # Cells that are too improbable to be told from rounding errors add nothing, and dividing by them would overflow.
    divisor = np.where(chances > NOISE, chances, np.inf)
    score = slopes(tables, rho) / divisor
    weight = share * score / divisor
    first = _influence(margins[0], tables.first, tables.second, rho, weight)
    turned = weight.transpose(0, 2, 1)
    second = _influence(margins[1], tables.second, tables.first, rho, turned)
    one, two = margins[0].sum(axis=1), margins[1].sum(axis=1)
    curvature = (share * score**2).sum(axis=(1, 2))
    own = curvature / pairs + _mean_square(first, margins[0]) / one + _mean_square(second, margins[1]) / two
    with_first = (share * score * first[:, :, None]).sum(axis=(1, 2)) / one
    with_second = (share * score * second[:, None, :]).sum(axis=(1, 2)) / two
    both = (share * first[:, :, None] * second[:, None, :]).sum(axis=(1, 2)) * pairs / (one * two)
    variance = own - 2 * with_first - 2 * with_second + 2 * both
    whole: Floats = np.sqrt(np.maximum(variance, 0)) / curvature
    return whole


def _mean_square(influence: Floats, margin: Floats) -> Floats:
    found: Floats = (margin * influence**2).sum(axis=1) / margin.sum(axis=1)
    return found


def _influence(margin: Floats, own: Floats, other: Floats, rho: Floats, weight: Floats) -> Floats:
    """What each category of an item adds, by way of its thresholds, to the score of rho; shape (m, a).

    weight: share * score / probability of each cell, own item in rows.
    """
    root = np.sqrt((1 - rho) * (1 + rho))[:, None, None]
    below = np.zeros((*own.shape, other.shape[1] + 2))
    below[:, :, 1:-1] = ndtr((other[:, None, :] - rho[:, None, None] * own[:, :, None]) / root)
    below[:, :, -1] = 1
    # How a threshold moves probability between the rows beside it. Its own density, a factor here, cancels against the influence
    # of an answer on a threshold, (1 if below - cumulative share) / density.
    moved = np.diff(below, axis=2)
    product = (moved * (weight[:, :-1] - weight[:, 1:])).sum(axis=2)
    cumulative = np.cumsum(margin, axis=1)[:, :-1] / margin.sum(axis=1, keepdims=True)
    below_threshold = (np.arange(margin.shape[1]) <= np.arange(own.shape[1])[:, None]).astype(float)
    found: Floats = np.einsum("mc,mcx->mx", product, below_threshold - cumulative[:, :, None])
    return found
