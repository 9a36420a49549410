"""How far raters, or repeated questions, agree beyond chance: Cohen's and Fleiss' kappa, Kendall's coefficient of concordance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import factorial, prod, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from survey.errors import COUNTS_OUT_OF_RANGE, RATINGS_INCOMPLETE, error
from survey.stats.contingency import check_square, check_table
from survey.stats.exact_sums import MOST_SHUFFLED, Floats, Ints, Method, Outcome, Step, distribution, drawn, p_at_least
from survey.stats.intervals import check_level

MOST_ORDERS = 5_040  # 7!: orders of one expert's ranks that are written down
SHORTEST = 1e-7
"""A standard error below this is rounding: agreement is complete and nothing varies."""


@dataclass(frozen=True)
class Kappa:
    """observed: share of agreement. expected: by chance. kappa: NaN where all is one answer.

    error, low, high: its standard error and interval; NaN too where agreement is complete: nothing varies then that an error
    could be found from, and an interval from 1 to 1 would promise what no sample can.

    p: two-sided, of whether kappa is 0, in large samples; its standard error is another one than that of the interval.
    """

    observed: float
    expected: float
    kappa: float
    error: float
    low: float
    high: float
    p: float


@dataclass(frozen=True)
class Concordance:
    """w: Kendall's coefficient, corrected for ties. mean_rho: mean of Spearman's correlations of all pairs of experts.

    rank_sums: one per object. test: Friedman's chi-square = experts (objects - 1) w and its p.
    """

    w: float
    mean_rho: float
    experts: int
    objects: int
    rank_sums: Floats
    tied: bool
    test: Outcome


def cohen_kappa(table: ArrayLike, level: float = 0.95) -> Kappa:
    """Cohen's kappa of two questions (or raters) from their square table of counts.

    Parameters
    ----------
    table
        Square counts, the first question in rows, the second in columns, the same answers in the same order.
    level
        Of the interval.

    Returns
    -------
    See `Kappa`; the interval is normal, with the large-sample standard error of Fleiss, Cohen and Everitt (1969), cut at 1.

    Notes
    -----
    (p_o - p_e) / (1 - p_e). Cohen (1960), Educational and Psychological Measurement 20, 37-46; computed by statsmodels.
    In R: `vcd::Kappa(table)`, `psych::cohen.kappa(table)`.

    Examples
    --------
    >>> found = cohen_kappa([[20, 5], [10, 15]])
    >>> round(found.kappa, 3), round(found.error, 4), round(found.low, 3), round(found.high, 3)
    (0.4, 0.127, 0.151, 0.649)
    """
    from statsmodels.stats.inter_rater import cohens_kappa

    check_level(level)
    counts = check_square(table).astype(np.float64)
    n = counts.sum()
    if not n:
        return Kappa(*(float("nan"),) * 7)
    observed, expected = float(np.trace(counts) / n), float(counts.sum(axis=0) @ counts.sum(axis=1) / n**2)
    if 1 - expected < 1e-12:
        return Kappa(observed, expected, *(float("nan"),) * 5)
    if not (counts.sum(axis=0) * counts.sum(axis=1)).any():  # no answer was given to both questions: 0 whatever goes with what
        return Kappa(observed, expected, 0.0, *(float("nan"),) * 4)
    if n in (*counts.sum(axis=0), *counts.sum(axis=1)):  # one of the two never varies: kappa is 0 whatever the other says
        return Kappa(observed, expected, 0.0, *(float("nan"),) * 4)
    found = cohens_kappa(counts)
    # Rounding may leave the variance of a full agreement just below 0.
    deviation = sqrt(max(0.0, float(found.var_kappa)))
    quantile, p = float(stats.norm.ppf((1 + level) / 2)), float(found.pvalue_two_sided)
    return Kappa(observed, expected, float(found.kappa), *_ends(float(found.kappa), deviation, quantile), p)


def fleiss_kappa(table: ArrayLike, level: float = 0.95) -> Kappa:
    """Fleiss' kappa of several questions (or raters) from how many of them put each subject into each category.

    Parameters
    ----------
    table
        Shape (subjects, categories): how many of the questions each person answered so; every row has the same sum, 2 or more.
    level
        Of the interval.

    Returns
    -------
    See `Kappa`. The standard error is that of a sample of subjects and holds for every true kappa, and the interval is Student's
    with subjects - 1 degrees of freedom, cut at 1. Fleiss' own (1971, 1979) standard error holds only where kappa is 0: it tests
    that there is no agreement and must not make an interval.

    Notes
    -----
    With p_i the agreement of subject i, e_i = sum_k n_ik P_k / r, k_i = (p_i - P_e) / (1 - P_e) and
    k*_i = k_i - 2 (1 - kappa)(e_i - P_e) / (1 - P_e), the variance is sum (k*_i - kappa)² / (n (n - 1)). Fleiss (1971),
    Psychological Bulletin 76, 378-382; Gwet (2021), Educational and Psychological Measurement 81, 781-790.
    In R: `irr::kappam.fleiss(ratings)` (kappa; its z tests kappa = 0), `irrCAC::fleiss.kappa.dist(table)` (with this interval).

    Examples
    --------
    >>> found = fleiss_kappa([[3, 0], [3, 0], [1, 2], [0, 3], [2, 1], [0, 3]])
    >>> round(found.kappa, 3), round(found.error, 3)
    (0.556, 0.281)
    """
    from statsmodels.stats.inter_rater import fleiss_kappa as coefficient

    check_level(level)
    counts = check_table(table).astype(np.float64)
    n = len(counts)
    if not n:
        return Kappa(*(float("nan"),) * 7)
    raters = counts.sum(axis=1)[0]
    if raters < 2 or (counts.sum(axis=1) != raters).any():
        raise error(COUNTS_OUT_OF_RANGE)
    shares = counts.sum(axis=0) / counts.sum()
    expected = float(shares @ shares)
    agreement = (counts * (counts - 1)).sum(axis=1) / (raters * (raters - 1))
    if 1 - expected < 1e-12:
        return Kappa(float(agreement.mean()), expected, *(float("nan"),) * 5)
    kappa = float(coefficient(counts))
    if n < 2:
        return Kappa(float(agreement.mean()), expected, kappa, *(float("nan"),) * 4)
    own = (agreement - expected - 2 * (1 - kappa) * (counts @ shares / raters - expected)) / (1 - expected)
    deviation = sqrt(float(((own - kappa) ** 2).sum()) / (n * (n - 1)))
    ends = _ends(kappa, deviation, float(stats.t.ppf((1 + level) / 2, n - 1)))
    return Kappa(float(agreement.mean()), expected, kappa, *ends, _fleiss_p(counts, kappa))


def _ends(kappa: float, deviation: float, quantile: float) -> tuple[float, float, float]:
    """The standard error and the ends of the interval."""
    if deviation < SHORTEST:
        return (float("nan"),) * 3
    return deviation, kappa - quantile * deviation, min(1.0, kappa + quantile * deviation)


def _fleiss_p(counts: Floats, kappa: float) -> float:
    """p of kappa = 0 by Fleiss, Nee, Landis (1979), Psychological Bulletin 86, 974-977; that of R's `irr::kappam.fleiss`."""
    raters = float(counts.sum(axis=1)[0])
    shares = counts.sum(axis=0) / counts.sum()
    varied = shares * (1 - shares)
    variance = (
        2 * (varied.sum() ** 2 - (varied * (1 - 2 * shares)).sum()) / (varied.sum() ** 2 * len(counts) * raters * (raters - 1))
    )
    return float(2 * stats.norm.sf(abs(kappa) / sqrt(variance)))


def concordance(ratings: ArrayLike, seed: int = 0) -> Concordance:
    """Kendall's coefficient of concordance W of experts who ranked, or rated, the same objects.

    Parameters
    ----------
    ratings
        Shape (experts, objects), complete; each expert's ratings are ranked, equal ones share their mean rank.
    seed
        Of the samples, where an exact p would be too dear.

    Returns
    -------
    See `Concordance`. W is 0 where rank sums are equal and 1 where all experts rank alike; NaN where no expert tells any two
    objects apart. p: that W is as large when each expert's ranks are shuffled; exact for few experts and objects, else drawn,
    and of very many that of the chi-square (`asymptotic`).

    Notes
    -----
    W = 12 S / (m² (n³ - n) - m sum T), S the squared deviations of the rank sums, T = sum (t³ - t) over the ties of an expert.
    Friedman's chi-square is m (n - 1) W and the mean of Spearman's correlations of all pairs is (m W - 1) / (m - 1), with ties
    where all experts have the same ones. Kendall, Babington Smith (1939), Annals of Mathematical Statistics 10, 275-287; Kendall
    (1970), Rank Correlation Methods, chapter 6. In R: `irr::kendall(t(ratings), TRUE)`, `friedman.test(ratings)`.

    Examples
    --------
    >>> found = concordance([[1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 3, 4]])
    >>> round(found.w, 4), round(found.test.statistic, 2), round(found.test.p, 4)
    (0.7778, 7.0, 0.0538)
    """
    given = np.asarray(ratings, dtype=np.float64)
    if given.ndim != 2 or not given.size or not np.isfinite(given).all():
        raise error(RATINGS_INCOMPLETE)
    ranks = stats.rankdata(given, axis=1)
    experts, objects = ranks.shape
    doubled = np.rint(2 * ranks).astype(np.int64)  # mean ranks are halves: whole numbers add without error
    sums = ranks.sum(axis=0)
    ties = sum(float((counts**3 - counts).sum()) for counts in (np.unique(row, return_counts=True)[1] for row in doubled))
    spread = experts**2 * (objects**3 - objects) - experts * ties
    if spread <= 0:
        none = Outcome(float("nan"), objects - 1, float("nan"), float("nan"), "exact")
        return Concordance(float("nan"), float("nan"), experts, objects, sums, bool(ties), none)
    w = 12 * float(((sums - sums.mean()) ** 2).sum()) / spread
    chi_square = experts * (objects - 1) * w
    observed = float((doubled.sum(axis=0).astype(float) ** 2).sum())
    approximate = float(stats.chi2.sf(chi_square, objects - 1))
    if doubled.size > MOST_SHUFFLED:
        test = Outcome(chi_square, objects - 1, approximate, approximate, "asymptotic")
    else:
        test = Outcome(chi_square, objects - 1, approximate, *_exact_w(doubled, observed, seed))
    return Concordance(w, _mean_rho(ranks), experts, objects, sums, bool(ties), test)


def _mean_rho(ranks: Floats) -> float:
    """The mean of Spearman's correlations of the pairs of experts who tell objects apart."""
    own = ranks[ranks.std(axis=1) > 0]
    if len(own) < 2:
        return float("nan")
    return float(np.corrcoef(own)[np.triu_indices(len(own), 1)].mean())


def _exact_w(doubled: Ints, observed: float, seed: int) -> tuple[float, Method, float]:
    """p of the sum of squared rank sums when all experts but the first shuffle their ranks: only how orders differ counts."""
    experts = len(doubled)
    steps = []
    for row in doubled[1:]:
        orders = _orders(row)
        if orders is None:
            break
        steps.append(Step(orders[:, :-1], np.full(len(orders), 1 / len(orders))))
    exact = distribution(steps) if steps and len(steps) == experts - 1 else None
    if exact is not None:
        values, probabilities = exact
        sums = values + doubled[0, :-1]
        last = int(doubled.sum()) - sums.sum(axis=1)
        return p_at_least(((sums**2).sum(axis=1) + last**2).astype(float), probabilities, observed), "exact", 0.0

    def sample(rng: np.random.Generator, many: int) -> Floats:
        found = (rng.permuted(doubled, axis=1).sum(axis=0) for _ in range(many))
        return np.array([float((sums**2).sum()) for sums in found])

    p, error = drawn(sample, observed, seed)
    return p, "monte_carlo", error


def _orders(row: Ints) -> Ints | None:
    """Every different order of the ranks of one expert; None where there are too many."""
    values, counts = np.unique(row, return_counts=True)
    if factorial(len(row)) // prod(map(factorial, counts.tolist())) > MOST_ORDERS:
        return None
    return np.array(list(_arranged(dict(zip(values.tolist(), counts.tolist(), strict=True)), len(row))), dtype=np.int64)


def _arranged(left: dict[int, int], places: int) -> Iterator[tuple[int, ...]]:
    if not places:
        yield ()
        return
    for value, count in left.items():
        if count:
            for rest in _arranged(left | {value: count - 1}, places - 1):
                yield (value, *rest)
