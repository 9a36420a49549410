"""How likely a sample of a given size is to show a difference, by enumeration of everything that can come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from survey.errors import PLAN_FRAME, problem, raise_all
from survey.planning.precision import chances, check_share, check_sizes, people_of
from survey.stats.binomial import agresti_min_interval, pair_test, pair_test_of_frame
from survey.stats.exact_sums import Ints
from survey.stats.fisher import fisher_by_count
from survey.stats.intervals import Floats, check_level
from survey.stats.two_groups import Populations, newcombe_ends, share_limits

POINTS = tuple(range(1, 100))
"""Differences in percentage points among which the smallest one that is found often enough is looked for."""

NEGLIGIBLE = 1e-13
"""Counts less probable than this are passed over: thousands of them change nothing before the tenth decimal."""


@dataclass(frozen=True)
class Power:
    """power: how often the test rejects; NaN where everybody answers, who leave nothing to test. half_width: mean half-width of
    the interval of the difference."""

    power: float
    half_width: float


@lru_cache(maxsize=8192)
def _fisher_rejects(first: int, second: int, total: int, alpha: float) -> tuple[Ints, NDArray[np.bool_]]:
    """Of `total` answers in both groups: how many may be of the first, and whether Fisher's two-sided p is at most alpha."""
    given, p = fisher_by_count(first + second, first, total)
    return given, p <= alpha


def groups_power(
    sizes: tuple[int, int],
    shares: tuple[float, float],
    *,
    populations: Populations = (None, None),
    level: float = 0.95,
) -> Power:
    """The power of the test of two shares of two groups (`survey.stats.two_groups`), and the width of Newcombe's interval.

    Parameters
    ----------
    sizes
        How many people of each group will answer, 10 to 2000 together.
    shares
        The share of each group that would give the answer.
    populations
        How many people each group is drawn from, where that is known. Fisher's test knows of no such thing: then the test is
        whether Newcombe's interval, corrected for the populations, leaves 0 out.
    level
        The test rejects where p is at most 1 - level.

    Raises
    ------
    StatisticsError
        Sizes that cannot be planned, a share outside 0 to 1, a level outside (0, 1).

    Notes
    -----
    Unconditional: sum over all pairs of counts of their probability times whether the two-sided p of Fisher's test (1935), or
    that of the interval, is small enough. The test is conservative: with equal shares it rejects less often than 1 - level.
    In R: `sum(outer(dbinom(0:n1, n1, p1), dbinom(0:n2, n2, p2)) * (p <= .05))` with p from `fisher.test`; also
    `statmod::power.fisher.test`, by simulation.

    Examples
    --------
    >>> found = groups_power((48, 48), (0.35, 0.65))
    >>> round(found.power, 4), round(found.half_width, 4)
    (0.7989, 0.1825)
    """
    check_level(level)
    for share in shares:
        check_share(share)
    check_sizes((sum(sizes),), None)
    raise_all(
        problem(PLAN_FRAME, n=n, frame=people)
        for n, people in zip(sizes, populations, strict=True)
        if people is not None and n > people
    )
    first, second = (chances(n, share, people) for n, share, people in zip(sizes, shares, populations, strict=True))
    low, high = _newcombe(sizes, populations, level)
    half = float(first @ ((high - low) / 2) @ second)
    if populations == sizes:
        return Power(float("nan"), half)
    if populations != (None, None):
        return Power(float(first @ ((low > 0) | (high < 0)) @ second), half)
    power = 0.0
    for total in np.flatnonzero(np.convolve(first, second) > NEGLIGIBLE).tolist():
        given, rejects = _fisher_rejects(*sizes, total, 1 - level + 1e-12)
        power += float((first[given] * second[total - given])[rejects].sum())
    return Power(power, half)


@lru_cache(maxsize=4)
def _newcombe(sizes: tuple[int, int], populations: Populations, level: float) -> tuple[Floats, Floats]:
    """Newcombe's interval of every pair of counts."""
    ends = []
    for n, population, shape in zip(sizes, populations, ((-1, 1), (1, -1)), strict=True):
        counts = np.arange(n + 1)
        corrected = populations != (None, None)
        ends.append([each.reshape(shape) for each in share_limits(counts, n, level, population, corrected=corrected)])
    return newcombe_ends(ends[0], ends[1])


def answers_power(n: int, shares: tuple[float, float], *, population: int | None = None, level: float = 0.95) -> Power:
    """The power of the test of which of two answers to one question is chosen more often, and the width of the interval.

    Parameters
    ----------
    n
        How many people will answer the question, 10 to 2000.
    shares
        The share of all people who would give each of the two answers; together at most 1, which they are of a yes/no question.
    population
        How many people the sample is drawn from, where that is known; test and interval then allow for it.
    level
        The test rejects where p is at most 1 - level.

    Raises
    ------
    StatisticsError
        A size that cannot be planned, a share outside 0 to 1, shares that are more than 1 together, a level outside (0, 1).

    Notes
    -----
    The test is `survey.stats.binomial.pair_test` (exact, conditional on how many chose either), of a finite population
    `pair_test_of_frame`, the power unconditional: over all counts of the two answers. The interval is that of Agresti and Min
    (2005). In R without a population:
    `sum(dbinom(0:n, n, p) * (sapply(0:n, function(x) binom.test(x, n)$p.value) <= .05))` of a yes/no question.

    Examples
    --------
    >>> found = answers_power(96, (0.6, 0.4))
    >>> round(found.power, 4), round(found.half_width, 4)
    (0.4284, 0.1921)
    """
    check_level(level)
    check_sizes((n,), population)
    for share in (*shares, round(sum(shares), 9)):
        check_share(share)
    if n == population:
        return Power(float("nan"), 0.0)
    both = min(1.0, sum(shares))
    power = half = 0.0
    either = chances(n, both, population)
    for m in np.flatnonzero(either > NEGLIGIBLE).tolist():
        first = np.arange(m + 1)
        chance = either[m] * _first_of(m, shares, population)
        p = pair_test(first, m - first) if population is None else pair_test_of_frame(first, m - first, n, population)
        power += float(chance @ (p <= 1 - level + 1e-12))
        low, high = agresti_min_interval(first, m - first, n, level, population)
        half += float(chance @ (high - low)) / 2
    return Power(power, half)


def _first_of(m: int, shares: tuple[float, float], population: int | None) -> Floats:
    """The probability of each count of the first answer among the m people who gave one of the two."""
    both = sum(shares)
    if not both:
        return np.ones(1)
    if population is None:
        return chances(m, shares[0] / both)
    people = people_of(min(1.0, both), population)
    return chances(m, people_of(shares[0], population) / people if people else 0.0, people)


def smallest_found(power: Callable[[float], float], wanted: float) -> float:
    """The smallest difference, in whole percentage points, that is found with a probability of at least `wanted`; NaN if none is.

    power: of a difference between 0 and 1. Power grows with the difference, so that halving the range finds it.

    >>> smallest_found(lambda apart: apart * 3, 0.8)
    0.27
    """
    low, high = 0, len(POINTS)
    while low < high:
        middle = (low + high) // 2
        if power(POINTS[middle] / 100) >= wanted:
            high = middle
        else:
            low = middle + 1
    return POINTS[low] / 100 if low < len(POINTS) else float("nan")
