"""Whether two dependent shares are the same for practical purposes: two one-sided tests against a margin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special, stats

from survey.errors import COUNTS_OUT_OF_RANGE, MARGIN_OUT_OF_RANGE, error
from survey.stats.contingency import check_counts
from survey.stats.exact_sums import SLACK, Floats, Method
from survey.stats.intervals import check_level

MOST_EXACT = 300
"""People up to whom all tables are enumerated; with more the score test is close to them."""
GRID = 401


@dataclass(frozen=True)
class Equivalence:
    """difference: second share less first. low, high: interval of level 1 - 2 alpha. p_low, p_high: of the two one-sided tests.

    p: the larger one; `equivalent` where it is at most alpha. method: exact, or asymptotic where there are too many people.
    """

    difference: float
    low: float
    high: float
    p_low: float
    p_high: float
    p: float
    equivalent: bool
    method: Method


def score(first_only: ArrayLike, second_only: ArrayLike, people: int, difference: float) -> Floats:
    """Tango's score statistic that the second share exceeds the first by `difference`, 0 where 0 / 0.

    Z = (c - b - n D) / sqrt(n (2 q + D (1 - D))) with b, c the people with the answer in the first, in the second question only
    and q the probability of the first given the difference D, by maximum likelihood: the larger root of
    2 n q² + (-c - b + (2 n - c + b) D) q - b D (1 - D) = 0. Tango (1998), Statistics in Medicine 17, 891-908.
    """
    b, c = np.asarray(first_only, dtype=np.float64), np.asarray(second_only, dtype=np.float64)
    linear = -c - b + (2 * people - c + b) * difference
    root = np.sqrt(np.maximum(0, linear**2 + 8 * people * b * difference * (1 - difference)))
    q = (root - linear) / (4 * people)
    spread = np.sqrt(np.maximum(0, people * (2 * q + difference * (1 - difference))))
    above = c - b - people * difference
    # Nobody changed and none was expected to, or somebody did where none could.
    none = np.where(np.abs(above) < SLACK, 0.0, np.copysign(np.inf, above))
    return np.asarray(np.divide(above, spread, out=none, where=spread > SLACK), dtype=np.float64)


def tango_interval(first_only: int, second_only: int, people: int, level: float = 0.95) -> tuple[float, float]:
    """Tango's score interval of the difference of two dependent shares (second less first).

    Parameters
    ----------
    first_only, second_only
        People with the answer in the first question only, in the second only.
    people
        Who answered both.
    level
        Between 0 and 1.

    Returns
    -------
    (low, high), shares between -1 and 1; NaN where nobody answered both.

    Notes
    -----
    The differences D with |Z(D)| below the normal quantile, see `score`. In R: `PropCIs::scoreci.mp(b, c, n, .95)`,
    `ratesci::pairbinci(c(a, b, c, d), bcf = FALSE, skew = FALSE)`.

    Examples
    --------
    >>> tuple(round(end, 4) for end in tango_interval(1, 7, 40))
    (0.0144, 0.3011)
    """
    check_level(level)
    if int(check_counts([first_only, second_only]).sum()) > int(check_counts(people)):
        raise error(COUNTS_OUT_OF_RANGE)
    if not people:
        return float("nan"), float("nan")
    quantile = float(stats.norm.ppf((1 + level) / 2))
    middle = (second_only - first_only) / people

    def end(side: int) -> float:
        def off(difference: float) -> float:
            return float(np.clip(score(first_only, second_only, people, difference), -1e9, 1e9)) + side * quantile

        far = side * (1 - 1e-12)
        if abs(middle) > 1 - 1e-9 and np.sign(middle) == side:
            return float(middle)
        return float(optimize.brentq(off, middle, far, xtol=1e-13))

    return end(-1), end(1)


def equivalence(first_only: int, second_only: int, people: int, margin: float, alpha: float = 0.05) -> Equivalence:
    """Two one-sided tests that two dependent shares differ by less than a margin.

    Parameters
    ----------
    first_only, second_only
        People with the answer in the first question only, in the second only.
    people
        Who answered both.
    margin
        The largest difference of shares that would not matter, between 0 and 1. It has to be chosen and defended before the
        answers are seen; no number of people can replace the reason.
    alpha
        Of each of the two tests.

    Returns
    -------
    See `Equivalence`.

    Raises
    ------
    StatisticsError
        A margin outside (0, 1); counts that are none, or above the people.

    Notes
    -----
    Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15, 657-680, with Tango's (1998) score. The exact p is
    the largest probability, over all shares of people who change, of a score as far inside the margin: the unconditional test of
    Hsueh, Liu, Chen (2001), Biometrics 57, 478-483.

    Examples
    --------
    >>> found = equivalence(5, 8, 96, margin=0.15)
    >>> round(found.difference, 4), round(found.low, 4), round(found.high, 4), found.equivalent
    (0.0312, -0.033, 0.0984, True)
    """
    check_level(1 - 2 * alpha)
    if not 0 < margin < 1:
        raise error(MARGIN_OUT_OF_RANGE, margin=margin)
    low, high = tango_interval(first_only, second_only, people, 1 - 2 * alpha)
    # By symmetry the test against the upper end is that against the lower one with the questions exchanged.
    p_low, p_high = (_p(b, c, people, margin) for b, c in ((first_only, second_only), (second_only, first_only)))
    p = max(p_low, p_high) if people else float("nan")
    difference = (second_only - first_only) / people if people else float("nan")
    method: Method = "exact" if people <= MOST_EXACT else "asymptotic"
    return Equivalence(difference, low, high, p_low, p_high, p, p <= alpha, method)


def _p(first_only: int, second_only: int, people: int, margin: float) -> float:
    """p that the second share is below the first by the margin or more."""
    if not people:
        return float("nan")
    observed = float(score(first_only, second_only, people, -margin))
    if people > MOST_EXACT:
        return float(stats.norm.sf(observed))
    b, c = (part.ravel() for part in np.indices((people + 1, people + 1)))
    b, c = b[b + c <= people], c[b + c <= people]
    inside = score(b, c, people, -margin) >= observed - SLACK
    b, c = b[inside], c[inside]
    rest = people - b - c
    ways = special.gammaln(people + 1) - special.gammaln(b + 1) - special.gammaln(c + 1) - special.gammaln(rest + 1)

    def size(back: float) -> float:
        """The probability of the region where `back` is the share that has the answer in the second question only."""
        away = back + margin
        terms = ways + special.xlogy(b, away) + special.xlogy(c, back) + special.xlogy(rest, max(0.0, 1 - away - back))
        return float(np.exp(terms).sum())

    grid = np.linspace(0, (1 - margin) / 2, GRID)
    best = int(np.argmax([size(back) for back in grid.tolist()]))
    ends = grid[max(0, best - 1)], grid[min(GRID - 1, best + 1)]
    refined = optimize.minimize_scalar(lambda back: -size(back), bounds=ends, method="bounded", options={"xatol": 1e-9})
    return float(min(1.0, max(size(float(grid[best])), -float(refined.fun))))
