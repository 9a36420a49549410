"""Tables of counts of two questions: chi-square, adjusted residuals, Cramér's V with an interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey.errors import COUNTS_OUT_OF_RANGE, error
from survey.stats.intervals import Floats, check_level

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Association:
    """How strongly two questions go together; NaN where one of them has a single answer.

    chi_square, df, p: Pearson's chi-square without continuity correction. smallest_expected: the smallest expected count.
    v: Cramér's V of the table itself. v_corrected: its estimate with the bias removed. v_low, v_high: ends of its interval.
    """

    chi_square: float
    df: int
    p: float
    smallest_expected: float
    v: float
    v_corrected: float
    v_low: float
    v_high: float


def check_counts(counts: ArrayLike) -> Ints:
    """Counts of any shape as whole numbers; COUNTS_OUT_OF_RANGE where one is missing, negative or not whole."""
    found = np.asarray(counts, dtype=float)
    if not np.isfinite(found).all() or (found < 0).any() or (found != np.floor(found)).any():
        raise error(COUNTS_OUT_OF_RANGE)
    return found.astype(np.int64)


def check_table(table: ArrayLike) -> Ints:
    """The table as whole numbers of shape (r, c); COUNTS_OUT_OF_RANGE where it holds anything else."""
    found = check_counts(table)
    if found.ndim != 2:
        raise error(COUNTS_OUT_OF_RANGE)
    return found


def check_square(table: ArrayLike) -> Ints:
    """A table of the same answers to two questions; COUNTS_OUT_OF_RANGE where it is not square."""
    found = check_table(table)
    if found.shape[0] != found.shape[1]:
        raise error(COUNTS_OUT_OF_RANGE)
    return found


def without_empty(table: Ints) -> Ints:
    """The table without rows and columns that nobody is in."""
    found: Ints = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    return found


def expected(table: ArrayLike) -> Floats:
    """Counts of independent questions with the same margins: row sum times column sum over n; NaN where n is 0."""
    counts = check_table(table).astype(float)
    n = counts.sum()
    return np.outer(counts.sum(axis=1), counts.sum(axis=0)) / n if n else np.full(counts.shape, np.nan)


def adjusted_residuals(table: ArrayLike) -> Floats:
    """How far each cell lies from independence, in standard errors.

    (O - E) / sqrt(E (1 - row / n) (1 - column / n)), Haberman (1973), Biometrics 29, 205-220; NaN in an empty or a full row or
    column. In R: `chisq.test(table, correct = FALSE)$stdres`.

    >>> adjusted_residuals([[10, 5], [3, 12]]).round(3).tolist()
    [[2.579, -2.579], [-2.579, 2.579]]
    """
    counts = check_table(table).astype(float)
    n = max(counts.sum(), 1.0)
    means = expected(table)
    left = np.outer(1 - counts.sum(axis=1) / n, 1 - counts.sum(axis=0) / n)
    variance = means * left
    found: Floats = np.divide(counts - means, np.sqrt(variance), out=np.full(counts.shape, np.nan), where=variance > 0)
    return found


def association(table: ArrayLike, level: float = 0.95) -> Association:
    """Chi-square without continuity correction and Cramér's V.

    Parameters
    ----------
    table
        Counts, shape (r, c). Rows and columns that nobody is in are left out.
    level
        Confidence level of the interval of V.

    Returns
    -------
    Association; all NaN (df 0) where fewer than two rows or columns are left.

    Raises
    ------
    StatisticsError
        Something that is no table of counts, a level outside (0, 1).

    Notes
    -----
    V = sqrt(chi² / (n min(r - 1, c - 1))). Bias-corrected (Bergsma 2013, Journal of the Korean Statistical Society 42, 323-328):
    phi²' = max(0, chi²/n - df/(n - 1)), r' = r - (r - 1)²/(n - 1), c' likewise, V' = sqrt(phi²' / min(r' - 1, c' - 1)).
    The interval holds the noncentralities under which the chi-square found is neither too large nor too small (Smithson 2003,
    Confidence Intervals, 39-41), as values of V: sqrt(noncentrality / (n min(r - 1, c - 1))). It is approximate; how often it
    covers the truth stands in docs/crosstab.md.
    In R: `vcd::assocstats(table)`; `DescTools::CramerV(table, conf.level = level, method = "ncchisq")`.

    Examples
    --------
    >>> found = association([[10, 5], [3, 12]])
    >>> round(found.chi_square, 3), round(found.v, 3), round(found.v_corrected, 3)
    (6.652, 0.471, 0.44)
    """
    from scipy.stats import chi2_contingency

    check_level(level)
    counts = without_empty(check_table(table))
    if min(counts.shape) < 2:
        return Association(np.nan, 0, *[np.nan] * 6)
    found = chi2_contingency(counts, correction=False)
    n, smaller = int(counts.sum()), min(counts.shape) - 1
    low, high = _noncentrality(float(found.statistic), int(found.dof), level)
    return Association(
        chi_square=float(found.statistic),
        df=int(found.dof),
        p=float(found.pvalue),
        smallest_expected=float(found.expected_freq.min()),
        v=float(np.sqrt(found.statistic / (n * smaller))),
        v_corrected=float(bergsma_v(found.statistic / n, n, *counts.shape)),
        v_low=float(min(1.0, np.sqrt(low / (n * smaller)))),
        v_high=float(min(1.0, np.sqrt(high / (n * smaller)))),
    )


def bergsma_v(phi_squared: ArrayLike, n: ArrayLike, rows: int = 2, columns: int = 2) -> Floats:
    """Cramér's V with its bias removed, see `association`; NaN where there are too few people.

    phi_squared: chi-square / n, of one table or of many. n: people in each.

    >>> float(bergsma_v(6.652 / 30, 30).round(2))
    0.44
    """
    phi, people = np.asarray(phi_squared, dtype=float), np.asarray(n, dtype=float)
    less = np.where(people > 1, people - 1, np.nan)
    excess = np.maximum(0.0, phi - (rows - 1) * (columns - 1) / less)
    smaller = np.minimum(rows - (rows - 1) ** 2 / less, columns - (columns - 1) ** 2 / less) - 1
    found: Floats = np.minimum(1.0, np.sqrt(excess / np.where(smaller > 0, smaller, np.nan)))
    return found


def _noncentrality(chi_square: float, df: int, level: float) -> tuple[float, float]:
    """The noncentralities at which the statistic found is the upper, and the lower, (1 - level) / 2 point."""
    from scipy.special import chndtrinc
    from scipy.stats import chi2

    tail = (1 - level) / 2
    # There is none where the distribution function is too small already without noncentrality: then it is 0.
    central = chi2.cdf(chi_square, df)
    low, high = (float(chndtrinc(chi_square, df, share)) if share < central else 0.0 for share in (1 - tail, tail))
    return low, high
