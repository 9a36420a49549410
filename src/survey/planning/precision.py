"""How precisely a sample of a given size will know a share or a kappa, before anybody has answered."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from numbers import Integral

import numpy as np

from survey.errors import PLAN_FRAME, PLAN_KAPPA, PLAN_REPLICATES, PLAN_SHARE, PLAN_SIZE, error, problem, raise_all
from survey.stats.intervals import Floats, check_level, interval
from survey.stats.kappa_stack import kappa_intervals

LEAST_N, LARGEST_N = 10, 2_000
"""Sizes that can be planned: every possible pair of counts is gone through; above them large-sample formulas will do."""


@dataclass(frozen=True)
class SharePrecision:
    """half_width: of the interval, averaged over all counts that can come out. coverage: how often it holds the true share."""

    half_width: float
    coverage: float


@dataclass(frozen=True)
class KappaPrecision:
    """formula: half-width from the large-sample standard error. half_width: mean half-width in simulated samples.

    coverage: how often the interval holds the true kappa there; coverage_error: the Monte Carlo error of that. without: the share
    of samples that have no interval, because agreement was complete or one of the two never varied.
    """

    formula: float
    half_width: float
    coverage: float
    coverage_error: float
    without: float


def check_sizes(sizes: tuple[int, ...], frame: int | None) -> None:
    """Refuse sizes that cannot be planned, all at once; a frame has at least as many people as are drawn from it."""
    bad = [n for n in sizes if not isinstance(n, Integral) or not LEAST_N <= n <= LARGEST_N]
    found = [problem(PLAN_SIZE, n=n, least=LEAST_N, most=LARGEST_N) for n in bad]
    if not isinstance(frame, Integral | None):
        found += [problem(PLAN_FRAME, n=n, frame=frame) for n in sizes]
    elif frame is not None:
        found += [problem(PLAN_FRAME, n=n, frame=frame) for n in sizes if isinstance(n, Integral) and n > frame]
    raise_all(found)


def check_replicates(replicates: int) -> None:
    """Refuse a number of samples that cannot be simulated."""
    if not isinstance(replicates, Integral) or replicates < 1:
        raise error(PLAN_REPLICATES, replicates=replicates)


def people_of(share: float, population: int) -> int:
    """How many people of a population are a share of it, rounded half up.

    >>> people_of(0.3, 96), people_of(0.5, 95)
    (29, 48)
    """
    return min(population, floor(share * population + 0.5 + 1e-9))


def chances(n: int, share: float, population: int | None = None) -> Floats:
    """The probability of each count 0 ... n when n people are drawn at random and `share` of all give an answer; shape (n + 1,).

    Binomial; from a finite population without replacement hypergeometric, where the share is that of a whole number of people.

    >>> chances(2, 0.5).round(4).tolist(), chances(2, 0.5, 4).round(4).tolist()
    ([0.25, 0.5, 0.25], [0.1667, 0.6667, 0.1667])
    """
    from scipy.stats import binom, hypergeom

    counts = np.arange(n + 1)
    found: Floats = (
        binom.pmf(counts, n, share) if population is None else hypergeom.pmf(counts, population, people_of(share, population), n)
    )
    return found


def share_precision(
    n: int, share: float, *, population: int | None = None, level: float = 0.95, method: str = "wilson"
) -> SharePrecision:
    """The interval of a share that a random sample of n people will give, by enumeration of all n + 1 counts.

    Parameters
    ----------
    n
        How many will answer the question, 10 to 2000.
    share
        The share of all people who would give the answer, between 0 and 1.
    population
        How many people the sample is drawn from, where that is known: draws are then without replacement and the interval has
        the finite population correction of `survey.stats.intervals.interval`.
    level, method
        Of the interval, as there.

    Raises
    ------
    StatisticsError
        A size outside 10 to 2000 or above the population, a share outside 0 to 1, an unknown method or level.

    Notes
    -----
    E[(high - low) / 2] = sum over x of P(X = x) (high_x - low_x) / 2, X binomial or hypergeometric; exact, nothing is simulated.
    Brown, Cai, DasGupta (2001), Statistical Science 16(2), 101-133. In R:
    `with(binom::binom.wilson(0:n, n), sum(dbinom(0:n, n, share) * (upper - lower) / 2))`.

    Examples
    --------
    >>> found = share_precision(96, 0.5)
    >>> round(found.half_width, 4), round(found.coverage, 4)
    (0.0976, 0.9481)
    >>> round(share_precision(96, 0.5, population=150).half_width, 4), share_precision(96, 0.5, population=96).half_width
    (0.0597, 0.0)
    """
    check_sizes((n,), population)
    check_share(share)
    probabilities = chances(n, share, population)
    low, high = interval(np.arange(n + 1), n, method, level, population)
    truth = share if population is None else people_of(share, population) / population
    inside = (low - 1e-12 <= truth) & (truth <= high + 1e-12)
    return SharePrecision(float(probabilities @ (high - low)) / 2, float(probabilities @ inside))


def check_share(share: float) -> None:
    """Refuse what is no share."""
    if not 0 <= share <= 1:
        raise error(PLAN_SHARE, share=share)


def agreement_table(kappa: float, shares: tuple[float, ...]) -> Floats:
    """The probabilities of the pairs of answers of two raters with the same shares and a given kappa, shape (k, k).

    kappa on the diagonal in proportion to the shares, the rest as by chance: k p_i + (1 - k) p_i p_i, and (1 - k) p_i p_j.

    >>> agreement_table(0.5, (0.5, 0.5)).tolist()
    [[0.375, 0.125], [0.125, 0.375]]
    """
    each = np.asarray(shares, dtype=float)
    if not 0 <= kappa < 1 or len(each) < 2 or not (each > 0).all() or not abs(each.sum() - 1) <= 1e-9:
        raise error(PLAN_KAPPA, kappa=kappa, shares=tuple(shares))
    found: Floats = kappa * np.diag(each) + (1 - kappa) * np.outer(each, each)
    return found


def kappa_precision(
    n: int, kappa: float, shares: tuple[float, ...], *, level: float = 0.95, replicates: int = 1000, seed: int = 1
) -> KappaPrecision:
    """The interval of Cohen's kappa that n people (or texts) judged twice will give.

    Parameters
    ----------
    n
        How many are judged by both raters, or answer both questions, 10 to 2000.
    kappa
        The true kappa, from 0 to below 1.
    shares
        The share of each answer, the same for both raters; they sum to 1.
    level
        Of the interval.
    replicates, seed
        Of the simulated samples.

    Raises
    ------
    StatisticsError
        A size that cannot be planned, a kappa outside [0, 1), shares that do not sum to 1, a level outside (0, 1), fewer than
        one replicate.

    Notes
    -----
    The formula is z times the large-sample standard error of Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72,
    323-327, of the table that is expected; the simulation draws multinomial tables and takes the interval of each, because in
    small samples the normal interval covers less than it says. In R: `psych::cohen.kappa(n * table)`.

    Examples
    --------
    >>> found = kappa_precision(100, 0.6, (0.5, 0.5), replicates=200)
    >>> round(found.formula, 3), round(found.half_width, 2)
    (0.157, 0.15)
    """
    check_sizes((n,), None)
    check_level(level)
    check_replicates(replicates)
    table = agreement_table(kappa, shares)
    rng = np.random.default_rng([seed, n, round(1000 * kappa), len(shares)])
    drawn = rng.multinomial(n, table.ravel(), size=replicates).reshape(replicates, *table.shape)
    expected, low, _ = (float(one[0]) for one in kappa_intervals(n * table[None], level))
    _, lows, highs = kappa_intervals(drawn, level)
    known = np.isfinite(lows)
    covered = (lows <= kappa) & (kappa <= highs)
    counted = int(known.sum())
    coverage = float(covered.sum() / counted) if counted else float("nan")
    return KappaPrecision(
        formula=expected - low,
        half_width=float((highs - lows)[known].mean()) / 2 if counted else float("nan"),
        coverage=coverage,
        coverage_error=float(np.sqrt(coverage * (1 - coverage) / counted)) if counted else float("nan"),
        without=1 - counted / replicates,
    )
