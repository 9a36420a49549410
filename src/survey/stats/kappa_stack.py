"""Cohen's kappa of many tables at once: what a simulation needs, where one table after the other would take minutes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from survey.stats.agreement import SHORTEST
from survey.stats.intervals import Floats, check_level


def kappa_intervals(tables: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats, Floats]:
    """(kappa, low, high) of each table, as `survey.stats.agreement.cohen_kappa` gives them for one.

    Parameters
    ----------
    tables
        Counts, or expected counts, shape (B, k, k): the first rater in rows, the second in columns, answers in one order.
    level
        Of the intervals.

    Returns
    -------
    Arrays of shape (B,), NaN where `cohen_kappa` has no value: nobody, one answer throughout, complete agreement (no interval).

    Raises
    ------
    StatisticsError
        A level outside (0, 1).

    Notes
    -----
    With p the shares of a table, n its sum, k kappa and e the agreement by chance, the variance is
    (sum p_ii (1 - (p_i. + p_.i)(1 - k))² + (1 - k)² sum_{i != j} p_ij (p_.i + p_j.)² - (k - e (1 - k))²) / (n (1 - e)²).
    Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72, 323-327. In R: `psych::cohen.kappa(table)` of each.

    Examples
    --------
    >>> kappa, low, high = kappa_intervals([[[20, 5], [10, 15]]])
    >>> round(float(kappa[0]), 3), round(float(low[0]), 3), round(float(high[0]), 3)
    (0.4, 0.151, 0.649)
    """
    check_level(level)
    counts = np.asarray(tables, dtype=float)
    n = counts.sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = counts / n[:, None, None]
        rows, columns = shares.sum(axis=2), shares.sum(axis=1)
        own = np.einsum("bii->bi", shares)
        chance = (rows * columns).sum(axis=1)
        chance[1 - chance < 1e-12] = np.nan
        kappa = (own.sum(axis=1) - chance) / (1 - chance)
        apart = 1 - kappa
        crossed = columns[:, :, None] + rows[:, None, :]
        every = np.einsum("bij,bij->b", shares, crossed**2)
        same = (own * (columns + rows) ** 2).sum(axis=1)
        first = (own * (1 - (rows + columns) * apart[:, None]) ** 2).sum(axis=1)
        variance = (first + apart**2 * (every - same) - (kappa - chance * apart) ** 2) / (n * (1 - chance) ** 2)
    deviation = np.sqrt(np.maximum(variance, 0))
    constant = (rows.max(axis=1) > 1 - 1e-12) | (columns.max(axis=1) > 1 - 1e-12) | ((rows * columns).max(axis=1) == 0)
    deviation[constant | (deviation < SHORTEST)] = np.nan
    half = stats.norm.ppf((1 + level) / 2) * deviation
    return kappa, kappa - half, np.minimum(1.0, kappa + half)
