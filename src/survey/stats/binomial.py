"""Exact tests of one share, and of which of two options of one question was chosen more often."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from survey.errors import AGAINST_OUT_OF_RANGE, COUNTS_OUT_OF_RANGE, UNKNOWN_CHOICE, error
from survey.stats.contingency import check_counts
from survey.stats.intervals import Floats, check_level, effective_size

Alternative = Literal["greater", "less", "two-sided"]
ALTERNATIVES: tuple[Alternative, ...] = get_args(Alternative)


def check_alternative(alternative: str) -> None:
    """Refuse an alternative that there is not."""
    if alternative not in ALTERNATIVES:
        raise error(UNKNOWN_CHOICE, parameter="alternative", value=alternative, known=ALTERNATIVES)


def share_test(n: ArrayLike, base: ArrayLike, share: float = 0.5, alternative: Alternative = "greater") -> Floats:
    """The exact binomial p of each count.

    Parameters
    ----------
    n
        Counts, shape (k,) or a number.
    base
        Of how many, a number or the same shape; the p is NaN where it is 0.
    share
        The share of the null hypothesis, between 0 and 1: 1/2 for "a majority", 2/3 for "two thirds".
    alternative
        `greater`: more than `share`; `less`; `two-sided`: counts no more probable than the one found.

    Raises
    ------
    StatisticsError
        A share outside (0, 1), a count below 0 or above its base, an unknown alternative.

    Notes
    -----
    In R: `binom.test(n, base, p = share, alternative = alternative)$p.value`.

    Examples
    --------
    >>> share_test([54, 70], 96, 0.5).round(6).tolist()
    [0.130735, 4e-06]
    """
    from scipy.stats import binom

    check_alternative(alternative)
    if not 0 < share < 1:
        raise error(AGAINST_OUT_OF_RANGE, against=share)
    counts, sizes = np.broadcast_arrays(check_counts(n), check_counts(base))
    if (counts > sizes).any():
        raise error(COUNTS_OUT_OF_RANGE)
    if alternative == "greater":
        found = binom.sf(counts - 1, sizes, share)
    elif alternative == "less":
        found = binom.cdf(counts, sizes, share)
    else:
        pairs = zip(counts.ravel().tolist(), sizes.ravel().tolist(), strict=True)
        both = [_two_sided(count, size, share) if size else np.nan for count, size in pairs]
        found = np.reshape(both, counts.shape)
    answer: Floats = np.where(sizes > 0, found, np.nan)
    return answer


@lru_cache(maxsize=4096)
def _two_sided(count: int, size: int, share: float) -> float:
    """Many statements ask of the same count, and each asks again of what it could be if one person were counted wrongly."""
    from scipy.stats import binomtest

    return float(binomtest(count, size, share).pvalue)


def pair_test(first: ArrayLike, second: ArrayLike) -> Floats:
    """The two-sided exact p of whether two options of one question are chosen equally often; McNemar's exact test.

    Of the people who chose one of the two, half should have chosen the first: an exact binomial test of first in first + second,
    two-sided; 1 where nobody chose either. For McNemar's test they are the people with an answer in the first of two questions
    only, and in the second only. first, second: counts, shape (k,) or numbers. In R: `binom.test(first, first + second)$p.value`.

    >>> pair_test([30, 5, 0], [12, 5, 0]).round(5).tolist()
    [0.00792, 1.0, 1.0]
    """
    from scipy.stats import binom

    one, other = np.broadcast_arrays(check_counts(first), check_counts(second))
    found: Floats = np.minimum(1.0, 2 * binom.cdf(np.minimum(one, other), one + other, 0.5))
    return found


def pair_test_of_frame(first: ArrayLike, second: ArrayLike, base: int, population: int) -> Floats:
    """The two-sided p of whether two options are chosen equally often by a finite population, of which `base` people were drawn.

    With b and c who chose one of the two, z = (|b - c| - 1) / sqrt((b + c) (N - n) / (N - 1)): McNemar's test with the correction
    for continuity and that for a finite population (Kish 1965, 2.6), without which samples of nearly everybody would find
    differences that are none. NaN where everybody was drawn: nothing is left to chance. first, second: counts, shape (k,) or
    numbers. Without a population in R: `mcnemar.test(matrix(c(0, first, second, 0), 2))$p.value`.

    >>> pair_test_of_frame([30, 5, 0], [12, 5, 0], 96, 240).round(5).tolist()
    [0.00073, 1.0, 1.0]
    """
    from scipy.stats import norm

    one, other = np.broadcast_arrays(check_counts(first), check_counts(second))
    if (one + other > base).any() or base > population:
        raise error(COUNTS_OUT_OF_RANGE)
    if base == population:
        return np.full(one.shape, np.nan)
    spread = np.sqrt((one + other) * (population - base) / (population - 1))
    z = np.divide(np.abs(one - other) - 1, spread, out=np.zeros(spread.shape), where=spread > 0)
    found: Floats = 2 * norm.sf(np.maximum(z, 0))
    return found


def agresti_min_interval(
    first: ArrayLike, second: ArrayLike, base: ArrayLike, level: float = 0.95, population: int | None = None
) -> tuple[Floats, Floats]:
    """An approximate interval of the difference of the shares of two options of one question.

    (b - c) / (n + 2) ± z sqrt(b + c - (b - c)² / (n + 2)) / (n + 2) with b = first + 1/2, c = second + 1/2: Wald's interval of
    two shares of one multinomial after adding half a person to each count, Agresti and Min (2005), Statistics in Medicine 24,
    729-740. The interval is cut at -1 and 1; NaN where the base is 0. With the size of a finite population it is that of the same
    shares in a sample of the effective size, as in `survey.stats.intervals.interval`; of a full count the difference itself.

    >>> low, high = agresti_min_interval(30, 12, 96)
    >>> round(float(low), 3), round(float(high), 3)
    (0.058, 0.31)
    """
    from scipy.stats import norm

    check_level(level)
    b, c, n = np.broadcast_arrays(*(check_counts(value) for value in (first, second, base)))
    if (b + c > n).any():
        raise error(COUNTS_OUT_OF_RANGE)
    if population is not None and (n > population).any():
        raise error(COUNTS_OUT_OF_RANGE)
    effective = effective_size(n.astype(float), population)
    known, empty = np.isinf(effective), n == 0
    scale = np.where(known | empty, 1.0, effective / np.maximum(n, 1))
    sizes = n * scale + 2
    middle = (b - c) * scale / sizes
    half = norm.ppf(0.5 + level / 2) * np.sqrt((b + c) * scale + 1 - ((b - c) * scale) ** 2 / sizes) / sizes
    middle, half = np.where(known, (b - c) / np.maximum(n, 1), middle), np.where(known, 0.0, half)
    low: Floats = np.where(empty, np.nan, np.maximum(-1.0, middle - half))
    high: Floats = np.where(empty, np.nan, np.minimum(1.0, middle + half))
    return low, high
