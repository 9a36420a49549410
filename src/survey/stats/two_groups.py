"""Two shares of two independent groups of people."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from survey.errors import COUNTS_OUT_OF_RANGE, error
from survey.stats.contingency import check_counts
from survey.stats.fisher import fisher_by_count
from survey.stats.intervals import Floats, interval

Populations = tuple[int | None, int | None]
SURE = 8.0
"""Standard errors beyond which p is told as that of this many: below 1e-14 doubles no longer tell levels apart."""


def two_groups_test(first: int, first_base: int, second: int, second_base: int, populations: Populations = (None, None)) -> float:
    """The two-sided p of whether two shares are equal; NaN where a group is empty, or where both are known without sampling.

    Parameters
    ----------
    first, second
        How many people of each group gave the answer.
    first_base, second_base
        How many people are in each group.
    populations
        The sizes of the finite populations that the groups were drawn from, where they are known.

    Raises
    ------
    StatisticsError
        A count below 0 or above its base, a base above its population.

    Notes
    -----
    Without populations Fisher's exact test; in R:
    `fisher.test(rbind(c(first, first_base - first), c(second, second_base - second)))$p.value`. With a population p is that of
    `newcombe_interval`: 1 less the largest level at which the interval leaves 0 out, so that the two never contradict each other.

    Examples
    --------
    >>> round(two_groups_test(1, 18, 10, 20), 6), round(two_groups_test(30, 90, 38, 90, populations=(100, 100)), 4)
    (0.003657, 0.0004)
    """
    _check(first, first_base)
    _check(second, second_base)
    if not first_base or not second_base:
        return float("nan")
    if populations != (None, None):
        return _by_interval((first, first_base, second, second_base), populations)
    given, p = fisher_by_count(first_base + second_base, first_base, first + second)
    return float(p[given == first][0])


def _by_interval(numbers: tuple[int, int, int, int], populations: Populations) -> float:
    from scipy.optimize import brentq
    from scipy.stats import norm

    apart = numbers[2] * numbers[1] - numbers[0] * numbers[3]

    def left_out(z: float) -> float:
        """How far the interval of z standard errors stays away from 0; below 0 where it holds it."""
        low, high = newcombe_interval(*numbers, float(1 - 2 * norm.sf(z)), populations)
        return low if apart > 0 else -high

    if populations == (numbers[1], numbers[3]):
        return float("nan")
    if not apart or left_out(1e-6) <= 0:
        return 1.0
    return float(2 * norm.sf(SURE if left_out(SURE) > 0 else brentq(left_out, 1e-6, SURE)))


def newcombe_interval(
    first: int,
    first_base: int,
    second: int,
    second_base: int,
    level: float = 0.95,
    populations: Populations = (None, None),
) -> tuple[float, float]:
    """An interval of the second share minus the first; NaN where a group is empty.

    Parameters
    ----------
    first, first_base, second, second_base
        As for `two_groups_test`.
    level
        Confidence level between 0 and 1.
    populations
        The sizes of the finite populations that the groups were drawn from, where they are known.

    Returns
    -------
    (low, high) between -1 and 1.

    Notes
    -----
    With d = p2 - p1 and Wilson's limits (l, u) of each share: d - sqrt((p2 - l2)² + (u1 - p1)²), d + sqrt((u2 - p2)² +
    (p1 - l1)²). Newcombe (1998), Statistics in Medicine 17, 873-890, method 10. In R:
    `DescTools::BinomDiffCI(second, second_base, first, first_base, method = "score")`.

    Where a population is known, its limits have the finite population correction of `survey.stats.intervals.interval`, and both
    groups the correction for continuity (method 11; in R `method = "scorecc"`): when nearly everybody answered, few counts can
    come out, and without it two equal shares would be found different in far more samples than the level allows.

    Examples
    --------
    >>> [round(end, 4) for end in newcombe_interval(48, 80, 56, 70)]
    [0.0524, 0.3339]
    """
    ends = []
    for count, base, population in ((first, first_base, populations[0]), (second, second_base, populations[1])):
        _check(count, base)
        ends.append(share_limits(count, base, level, population, corrected=populations != (None, None)))
    low, high = newcombe_ends(ends[0], ends[1])
    return float(low), float(high)


def share_limits(
    counts: ArrayLike, base: int, level: float, population: int | None, *, corrected: bool
) -> tuple[Floats, Floats, Floats]:
    """(share, low, high): Wilson's limits as Newcombe's interval takes them; half a count wider to both sides if `corrected`,
    unless everybody of the population is in the group.

    >>> [round(float(value), 4) for value in share_limits(56, 70, 0.95, None, corrected=True)]
    [0.8, 0.6839, 0.8826]
    """
    found = np.asarray(counts, dtype=float)
    half = 0.5 if corrected and base != population else 0.0
    low = interval(np.maximum(found - half, 0), base, "wilson", level, population)[0]
    high = interval(np.minimum(found + half, base), base, "wilson", level, population)[1]
    return (found / base if base else np.full(found.shape, np.nan)), low, high


def newcombe_ends(first: Sequence[ArrayLike], second: Sequence[ArrayLike]) -> tuple[Floats, Floats]:
    """Newcombe's interval from each share with its own limits: (share, low, high) twice, numbers or arrays that go together.

    >>> low, high = newcombe_ends((0.6, 0.4904, 0.7004), (0.8, 0.6918, 0.8769))
    >>> round(float(low), 3), round(float(high), 3)
    (0.052, 0.334)
    """
    p1, l1, u1 = (np.asarray(each, dtype=float) for each in first)
    p2, l2, u2 = (np.asarray(each, dtype=float) for each in second)
    low: Floats = p2 - p1 - np.hypot(p2 - l2, u1 - p1)
    high: Floats = p2 - p1 + np.hypot(u2 - p2, p1 - l1)
    return low, high


def _check(count: int, base: int) -> None:
    if (check_counts([count, base]) < 0).any() or count > base:
        raise error(COUNTS_OUT_OF_RANGE)
