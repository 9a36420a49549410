"""Coefficient alpha, its interval, and what each item adds to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtri

from survey.stats.intervals import Floats, check_level
from survey.stats.product_moment import Moments


@dataclass(frozen=True)
class ItemAnalysis:
    """Of each of p items, shapes (p,): alpha of the scale without it, and its correlation with the sum of the others."""

    dropped: Floats
    item_rest: Floats


def covariances(moments: Moments) -> Floats:
    """Covariances of all pairs of items over those who answered both, shape (p, p), divided by n - 1.

    The diagonal holds the variances over everybody who answered the item. In R: `cov(x, use = "pairwise")`.

    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> from survey.stats.product_moment import of_codes
    >>> covariances(of_codes(from_frame(pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, 3, 2, 4]})))).round(4).tolist()
    [[1.6667, 1.3333], [1.3333, 1.6667]]
    """
    n = np.where(moments.n > 1, moments.n, np.nan)
    found: Floats = (moments.products - moments.total * moments.total.T / n) / (n - 1)
    return (found + found.T) / 2


def alpha(covariance: Floats) -> float:
    """Coefficient alpha of the sum of p items.

    Parameters
    ----------
    covariance
        Shape (p, p). Of covariances of yes/no items it is KR-20. Of Pearson's correlations it is the alpha of standardised items;
        of polychoric correlations "ordinal alpha", the alpha of normal variables that nobody has observed: it says nothing about
        the sum of the answers (Chalmers 2018, Educational and Psychological Measurement 78, 1056-1071).

    Returns
    -------
    alpha; NaN for fewer than two items, a covariance that is not known, and a sum without variance.

    Notes
    -----
    p / (p - 1) (1 - sum of variances / variance of the sum). Cronbach (1951), Psychometrika 16, 297-334. It is the reliability of
    the sum if all items measure one thing equally well and their errors are unrelated, else mostly less. In R:
    `psych::alpha(x)$total$raw_alpha`, and `std.alpha` for correlations.

    Examples
    --------
    >>> round(alpha(np.array([[1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1]])), 6)
    0.75
    """
    items = len(covariance)
    total = float(covariance.sum())
    if items < 2 or not total > 0:
        return float("nan")
    return items / (items - 1) * (1 - float(np.trace(covariance)) / total)


def standardised(covariance: Floats) -> float:
    """Alpha of the sum of items that were brought to the same variance first.

    In R: `psych::alpha(x)$total$std.alpha`.

    >>> round(standardised(np.array([[4.0, 1.0], [1.0, 1.0]])), 6)
    0.666667
    """
    scale = np.sqrt(np.diag(covariance))
    return alpha(covariance / np.outer(scale, scale))


def feldt(value: float, n: float, items: int, level: float = 0.95) -> tuple[float, float]:
    """Feldt's confidence interval of alpha.

    Parameters
    ----------
    value
        alpha.
    n, items
        People and items. Where people left out items alpha rests on fewer than there are: take the smallest number who answered
        both items of a pair. NaN if nobody knows, as with weights that are no numbers of people.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    (low, high), unrounded; NaN where alpha or n is, or with fewer than two people.

    Raises
    ------
    StatisticsError
        A level outside (0, 1).

    Notes
    -----
    1 - (1 - alpha) F, F the upper and lower (1 - level) / 2 points of the F distribution with n - 1 and (n - 1)(p - 1) degrees of
    freedom. Feldt (1965), Psychometrika 30, 357-370. It supposes normal answers, equal covariances, and people drawn at random.
    In R: `psych::alpha.ci(alpha, n, p)`; `pingouin.cronbach_alpha` prints the same, rounded to 3 decimals.

    Examples
    --------
    >>> [round(end, 4) for end in feldt(0.8, 96, 10)]
    [0.7346, 0.8547]
    """
    check_level(level)
    if np.isnan(value) or np.isnan(n) or n < 2 or items < 2:
        return float("nan"), float("nan")
    df, rest = n - 1, (n - 1) * (items - 1)
    tail = (1 - level) / 2
    return 1 - (1 - value) * float(fdtri(df, rest, 1 - tail)), 1 - (1 - value) * float(fdtri(df, rest, tail))


def item_analysis(covariance: Floats) -> ItemAnalysis:
    """What each item adds to a scale.

    covariance: shape (p, p) with p of at least 3.

    The correlation with the rest is corrected: the item is not part of the sum it is correlated with. A negative one belongs to
    an item that was asked the other way round, or to another scale. In R: `psych::alpha(x)$alpha.drop$raw_alpha` and
    `psych::alpha(x)$item.stats$r.drop`.

    >>> found = item_analysis(np.array([[1, 0.5, 0.2], [0.5, 1, 0.2], [0.2, 0.2, 1]]))
    >>> found.dropped.round(3).tolist(), found.item_rest.round(3).tolist()
    ([0.333, 0.333, 0.667], [0.452, 0.452, 0.231])
    """
    places = np.arange(len(covariance))
    dropped = np.array([alpha(covariance[np.ix_(places != one, places != one)]) for one in places])
    own = np.diag(covariance)
    shared = covariance.sum(axis=0) - own
    rest = covariance.sum() - 2 * shared - own
    spread = np.where((own > 0) & (rest > 0), own * rest, np.nan)
    return ItemAnalysis(dropped, shared / np.sqrt(spread))
