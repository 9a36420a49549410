"""Confidence intervals of shares."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey.errors import BAD_LEVEL, COUNTS_OUT_OF_RANGE, UNKNOWN_METHOD, error

Floats = NDArray[np.float64]

METHODS: Mapping[str, str] = MappingProxyType({"wilson": "wilson", "clopper-pearson": "beta", "jeffreys": "jeffreys"})
"""Our names and those of statsmodels."""


def interval(
    n: ArrayLike, base: ArrayLike, method: str = "wilson", level: float = 0.95, population: int | None = None
) -> tuple[Floats, Floats]:
    """Confidence interval of a share.

    Parameters
    ----------
    n
        Counts, shape (k,) or a number.
    base
        Of how many, a number or the same shape; where it is 0 the interval is NaN.
    method
        `wilson` (score), `clopper-pearson` (exact, conservative) or `jeffreys` (equal-tailed, prior Beta(1/2, 1/2)).
    level
        Confidence level between 0 and 1.
    population
        Size N of a finite population from which the base was drawn without replacement. The same interval is then computed for
        the effective size n_eff = n (N - 1) / (N - n) and the same share; a full count (n = N) has no sampling error, the
        interval is the share itself.

    Returns
    -------
    (low, high), shares between 0 and 1, unrounded.

    Raises
    ------
    StatisticsError
        Unknown method, a level outside (0, 1), a count below 0 or above its base, a base above the population.

    Notes
    -----
    Wilson: (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n). Brown, Cai, DasGupta (2001), Statistical Science 16(2), 101-133;
    of the finite population correction Kish (1965), Survey Sampling, 2.6.
    In R: `binom::binom.confint(n, base, conf.level = level, methods = "wilson")`, `"exact"`, `"bayes"` with
    `type = "central", prior.shape1 = .5, prior.shape2 = .5`.

    Examples
    --------
    >>> low, high = interval(76, 96)
    >>> round(float(low), 4), round(float(high), 4)
    (0.7, 0.8609)
    """
    from statsmodels.stats.proportion import proportion_confint

    if method not in METHODS:
        raise error(UNKNOWN_METHOD, method=method, known=tuple(METHODS), nearest=None)
    check_level(level)
    counts, sizes = np.broadcast_arrays(np.asarray(n, dtype=float), np.asarray(base, dtype=float))
    if (counts < 0).any() or (counts > sizes).any() or (population is not None and (sizes > population).any()):
        raise error(COUNTS_OUT_OF_RANGE)
    share = np.divide(counts, sizes, out=np.full(counts.shape, np.nan), where=sizes > 0)
    effective = effective_size(sizes, population)
    sampled = (sizes > 0) & np.isfinite(effective)
    low, high = share.copy(), share.copy()
    if sampled.any():
        some = np.where(sampled, effective, 1.0)
        lower, upper = proportion_confint(np.where(sampled, share * some, 0.0), some, alpha=1 - level, method=METHODS[method])
        low, high = np.where(sampled, lower, low), np.where(sampled, upper, high)
    return low, high


def effective_size(sizes: Floats, population: int | None) -> Floats:
    """n (N - 1) / (N - n), the size of a sample with replacement that is as precise; infinite for a full count."""
    if population is None:
        return sizes
    left = population - sizes
    effective: Floats = np.divide(sizes * (population - 1), left, out=np.full(sizes.shape, np.inf), where=left > 0)
    return effective


def goodman(n: ArrayLike, base: ArrayLike, level: float = 0.95, population: int | None = None) -> tuple[Floats, Floats]:
    """Simultaneous confidence intervals of all shares of one question: together they hold with probability `level`.

    n: counts of all k answers, shape (k,). base, level, population, errors: as for `interval`.

    Returns (low, high), shares between 0 and 1.

    Wilson's interval at the level 1 - (1 - level) / k: in place of z² stands the upper (1 - level) / k point of chi-square with 1
    degree of freedom. Goodman (1965), Technometrics 7(2), 247-254. In R: `DescTools::MultinomCI(n, conf.level = level,
    method = "goodman")`.

    >>> low, high = goodman([76, 17, 3, 0], 96)
    >>> [round(float(value), 3) for value in low]
    [0.672, 0.1, 0.008, 0.0]
    """
    check_level(level)
    return interval(n, base, "wilson", 1 - (1 - level) / max(1, np.size(n)), population)


def check_level(level: float) -> None:
    """Refuse what is no confidence level."""
    if not 0 < level < 1:
        raise error(BAD_LEVEL, level=level)
