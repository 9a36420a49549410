"""The odds ratio of a table of two rows and two columns, with three intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey.errors import COUNTS_OUT_OF_RANGE, error
from survey.stats.contingency import check_table
from survey.stats.intervals import Floats, check_level

MOST_EXACT = 10_000
"""People up to whom the conditional estimate and its interval are found: a second; four times as many take ten."""


@dataclass(frozen=True)
class OddsRatio:
    """sample: a d / (b c) of the table itself; infinite or 0 where a cell is empty, NaN where a row or column is.

    conditional: its maximum likelihood estimate given the margins, with the exact interval exact_low, exact_high; NaN of more
    than MOST_EXACT people, of whom Wald's interval says the same.
    wald_low, wald_high: the usual interval of the logarithm; with half a person added to each cell (Haldane, Anscombe) where one
    is empty, and `corrected` says so.
    """

    sample: float
    conditional: float
    exact_low: float
    exact_high: float
    wald_low: float
    wald_high: float
    corrected: bool


def sample_odds(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Floats:
    """a d / (b c) of tables [[a, b], [c, d]]; infinite where only the denominator is 0, NaN where both are.

    >>> sample_odds([10, 1, 0], [5, 0, 0], [3, 2, 2], [12, 4, 4]).tolist()
    [8.0, inf, nan]
    """
    above, below = (np.asarray(one, dtype=float) * np.asarray(other, dtype=float) for one, other in ((a, d), (b, c)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(above / below, dtype=float)


def odds_ratio(table: ArrayLike, level: float = 0.95) -> OddsRatio:
    """The odds ratio of a 2 x 2 table.

    Parameters
    ----------
    table
        Counts [[a, b], [c, d]].
    level
        Confidence level.

    Returns
    -------
    OddsRatio; all NaN where a row or a column is empty.

    Raises
    ------
    StatisticsError
        Something that is no 2 x 2 table of counts, a level outside (0, 1).

    Notes
    -----
    The exact interval holds the odds ratios that the one-sided conditional tests do not reject (Cornfield 1956); it covers the
    truth at least as often as it says and mostly more often. Wald: log OR ± z sqrt(1/a + 1/b + 1/c + 1/d).
    In R: `fisher.test(table)` for the conditional estimate and the exact interval; `vcd::loddsratio`, `confint` for Wald's.

    Examples
    --------
    >>> found = odds_ratio([[10, 5], [3, 12]])
    >>> found.sample, round(found.conditional, 3), round(found.exact_low, 3), round(found.exact_high, 2)
    (8.0, 7.375, 1.22, 60.95)
    """
    from scipy.stats.contingency import odds_ratio as conditional
    from statsmodels.stats.contingency_tables import Table2x2

    check_level(level)
    counts = check_table(table)
    if counts.shape != (2, 2):
        raise error(COUNTS_OUT_OF_RANGE)
    if not (counts.sum(axis=0).all() and counts.sum(axis=1).all()):
        return OddsRatio(np.nan, np.nan, np.nan, np.nan, np.nan, np.nan, corrected=False)
    (a, b), (c, d) = counts.tolist()
    estimate = low = high = np.nan
    if counts.sum() <= MOST_EXACT:
        exact = conditional(counts, kind="conditional")
        estimate, (low, high) = exact.statistic, exact.confidence_interval(level)
    corrected = not counts.all()
    wald = Table2x2(counts + 0.5 if corrected else counts).oddsratio_confint(1 - level)
    return OddsRatio(
        sample=float(sample_odds(a, b, c, d)),
        conditional=float(estimate),
        exact_low=float(low),
        exact_high=float(high),
        wald_low=float(wald[0]),
        wald_high=float(wald[1]),
        corrected=corrected,
    )
