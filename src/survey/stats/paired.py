"""Whether the same people answer two questions, or more, differently: tests for dependent answers."""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from survey.errors import COUNTS_OUT_OF_RANGE, error
from survey.stats.binomial import pair_test
from survey.stats.contingency import check_counts, check_square, check_table
from survey.stats.exact_sums import LARGEST, MOST_SHUFFLED, Floats, Ints, Method, Outcome, Step, distribution, drawn, p_at_least

NOTHING = Outcome(float("nan"), 0, float("nan"), float("nan"), "exact")
"""Nobody changed an answer: there is nothing to test."""
MOST_SUMS = 2_000_000
"""Sums that are written down for an exact p of Bowker's test; of more tables samples are drawn."""


def mcnemar(first_only: int, second_only: int) -> tuple[float, float]:
    """McNemar's test of two dependent shares: (exact p, mid-p).

    Parameters
    ----------
    first_only, second_only
        People with the answer in the first question only, and in the second only.

    Returns
    -------
    The two-sided exact conditional p, and mid-p, which is less conservative; (1, 1) where nobody changed.

    Notes
    -----
    Given m = b + c people who changed, b is binomial(m, 1/2). mid-p = p - P(X = min(b, c)). McNemar (1947), Psychometrika 12,
    153-157; Fagerland, Lydersen, Laake (2013), BMC Medical Research Methodology 13, 91.
    In R: `binom.test(b, b + c)`, `exact2x2::mcnemar.exact`.

    Examples
    --------
    >>> tuple(round(p, 4) for p in mcnemar(1, 7))
    (0.0703, 0.0391)
    """
    p, changed = float(pair_test(first_only, second_only)), first_only + second_only
    if not changed:
        return p, 1.0
    fewest = min(first_only, second_only)
    mid = 2 * stats.binom.cdf(fewest, changed, 0.5) - stats.binom.pmf(fewest, changed, 0.5)
    return p, float(min(1.0, mid))


def mcnemar_range(first: tuple[int, int], second: tuple[int, int], people: int) -> tuple[float, float]:
    """The smallest and the largest exact p of McNemar's test where it is not known how many people gave both answers.

    Parameters
    ----------
    first, second
        Smallest and largest number of people who gave each answer.
    people
        Those who were asked both.

    Returns
    -------
    (smallest p, largest p), each taken by some table.

    Notes
    -----
    first - second = b - c is known for every pair of counts, and b + c lies between |first - second| and the smaller of first +
    second and 2 people - first - second, in steps of two. For a fixed difference p grows with b + c, so its ends are enough.

    Examples
    --------
    >>> [round(p, 4) for p in mcnemar_range((12, 12), (4, 4), 20)], mcnemar_range((7, 9), (8, 8), 10)[1]
    ([0.0078, 0.0768], 1.0)
    """
    one, other = np.meshgrid(np.arange(first[0], first[1] + 1), np.arange(second[0], second[1] + 1))
    apart, together = one - other, one + other
    changed = np.stack([np.abs(apart), np.minimum(together, 2 * people - together)])
    found = pair_test((changed + apart) // 2, (changed - apart) // 2)
    return float(found.min()), float(found.max())


def sign_flip(differences: ArrayLike) -> float:
    """Exact two-sided p that a sum of differences within people is as far from 0 when each may have either sign.

    Parameters
    ----------
    differences
        One whole number per person, e.g. how often one answer was given less how often the other was, over several questions.

    Returns
    -------
    p; 1 where all differences are 0. With differences of -1, 0 and 1 it is McNemar's exact p.

    Notes
    -----
    Fisher's randomisation test of paired differences (1935, The Design of Experiments, section 21), by convolution.
    In R: `coin::symmetry_test` with `distribution = "exact"`.

    Examples
    --------
    >>> round(sign_flip([1, 1, 1, 1, 1, 1, 1, -1]), 4), round(sign_flip([3, 2, 2, 1, -1]), 4)
    (0.0703, 0.1875)
    """
    sizes, people = np.unique(check_counts(np.abs(np.asarray(differences, dtype=float))), return_counts=True)
    found = np.ones(1)  # of sums from the smallest possible one upwards
    for size, many in zip(sizes.tolist(), people.tolist(), strict=True):
        if size:
            own = np.zeros(2 * size * many + 1)
            own[:: 2 * size] = stats.binom.pmf(np.arange(many + 1), many, 0.5)
            found = np.convolve(found, own)
    sums = np.arange(len(found)) - len(found) // 2
    return p_at_least(np.abs(sums).astype(float), found, abs(float(np.sum(differences))))


def cochran_q(answers: ArrayLike, seed: int = 0) -> Outcome:
    """Cochran's Q: whether the shares of an answer are the same in several questions put to the same people.

    Parameters
    ----------
    answers
        Shape (people, questions), 1 or True where a person gave the answer, complete.
    seed
        Of the samples, where an exact p would be too dear.

    Returns
    -------
    Q with questions - 1 degrees of freedom; p exact, given in how many questions each person gave the answer, or drawn; of very
    many people that of the chi-square (`asymptotic`).

    Notes
    -----
    Q = (k - 1)(k sum C_j² - N²) / (k N - sum R_i²). Cochran (1950), Biometrika 37, 256-266. Of two questions Q is McNemar's
    chi-square and the exact p McNemar's exact p. In R: `RVAideMemoire::cochran.qtest`, `coin::symmetry_test` of a factor.

    Examples
    --------
    >>> found = cochran_q([[1, 1, 0], [1, 0, 0], [1, 1, 0], [1, 0, 1], [1, 1, 0], [0, 1, 0]])
    >>> round(found.statistic, 3), found.df, round(found.p, 4)
    (4.333, 2, 0.1893)
    """
    from statsmodels.stats.contingency_tables import cochrans_q

    table = check_table(answers)
    if (table > 1).any():
        raise error(COUNTS_OUT_OF_RANGE)
    totals, questions = table.sum(axis=1), table.shape[1]
    torn = totals[(totals > 0) & (totals < questions)]  # who answered alike in all of them says nothing
    if not torn.size:
        return NOTHING
    found = cochrans_q(table)
    if torn.size * questions > MOST_SHUFFLED:
        return Outcome(float(found.statistic), int(found.df), float(found.pvalue), float(found.pvalue), "asymptotic")
    observed = float((table[(totals > 0) & (totals < questions)].sum(axis=0) ** 2).sum())
    p, method, deviation = _exact_q(torn, questions, observed, seed)
    return Outcome(float(found.statistic), int(found.df), float(found.pvalue), p, method, deviation)


def _exact_q(torn: Ints, questions: int, observed: float, seed: int) -> tuple[float, Method, float]:
    """p of the sum of squared column totals when each person's answers are shuffled among the questions."""
    # What `distribution` would cost, before the patterns of every person are written down: there may be millions.
    patterns = sum(comb(questions, total) for total in torn.tolist())
    exact = distribution(_patterns(torn, questions)) if patterns * (len(torn) + 1.0) ** (questions - 1) <= LARGEST else None
    if exact is not None:
        sums, probabilities = exact
        last = int(torn.sum()) - sums.sum(axis=1)
        return p_at_least(((sums**2).sum(axis=1) + last**2).astype(float), probabilities, observed), "exact", 0.0
    plain = (np.arange(questions) < torn[:, None]).astype(np.int64)

    def sample(rng: np.random.Generator, many: int) -> Floats:
        found = (rng.permuted(plain, axis=1).sum(axis=0) for _ in range(many))
        return np.array([float((columns**2).sum()) for columns in found])

    p, error = drawn(sample, observed, seed)
    return p, "monte_carlo", error


def _patterns(torn: Ints, questions: int) -> list[Step]:
    """In which of the questions, but the last, each person may have given the answer."""
    of = {}
    for total in set(torn.tolist()):
        chosen = np.array([[place in some for place in range(questions)] for some in combinations(range(questions), total)])
        of[total] = Step(chosen[:, :-1].astype(np.int64), np.full(len(chosen), 1 / len(chosen)))
    return [of[total] for total in torn.tolist()]


def bowker(table: ArrayLike, seed: int = 0) -> Outcome:
    """Bowker's test of symmetry: whether as many people changed from each answer to each other one as back.

    Parameters
    ----------
    table
        Square counts, the first question in rows, the second in columns, the same answers in the same order.
    seed
        Of the samples, where an exact p would be too dear.

    Returns
    -------
    Chi-square with as many degrees of freedom as there are pairs of answers between which anybody changed.

    Notes
    -----
    sum over i < j of (n_ij - n_ji)² / (n_ij + n_ji). Bowker (1948), JASA 43, 572-574. The exact p is that of independent
    binomials(n_ij + n_ji, 1/2). Programs that count pairs without any change as degrees of freedom (or divide by their 0) find
    other numbers. In R: `mcnemar.test(table, correct = FALSE)`, NaN where a pair is empty.

    Examples
    --------
    >>> found = bowker([[20, 10, 5], [3, 30, 15], [0, 5, 40]])
    >>> round(found.statistic, 3), found.df, round(found.p_chi_square, 4), round(found.p, 4)
    (13.769, 3, 0.0032, 0.0016)
    """
    counts = check_square(table)
    upper = np.triu_indices(len(counts), 1)
    there, back = counts[upper], counts.T[upper]
    changed = there + back
    there, back, changed = (part[changed > 0] for part in (there, back, changed))
    if not changed.size:
        return NOTHING
    statistic = float((((there - back) ** 2) / changed).sum())
    df = len(changed)
    p, method, deviation = _exact_bowker(changed, statistic, seed)
    return Outcome(statistic, df, float(stats.chi2.sf(statistic, df)), p, method, deviation)


def _exact_bowker(changed: Ints, observed: float, seed: int) -> tuple[float, Method, float]:
    values: Floats = np.zeros(1)
    probabilities: Floats = np.ones(1)
    for many in changed.tolist():
        if len(values) * (many + 1) > MOST_SUMS:
            break
        own = np.arange(many + 1)
        sums = np.add.outer(values, (2 * own - many) ** 2 / many).ravel()
        shares = np.multiply.outer(probabilities, stats.binom.pmf(own, many, 0.5)).ravel()
        # Rounded only to find equal sums: rounded sums that are added up would drift away from the observed statistic.
        _, first, place = np.unique(np.round(sums, 9), return_index=True, return_inverse=True)
        values = sums[first]
        probabilities = np.bincount(place.ravel(), weights=shares).astype(np.float64)
    else:
        return p_at_least(values, probabilities, observed), "exact", 0.0

    def sample(rng: np.random.Generator, many: int) -> Floats:
        found = rng.binomial(changed, 0.5, size=(many, len(changed)))
        return np.asarray((((2 * found - changed) ** 2) / changed).sum(axis=1), dtype=np.float64)

    p, error = drawn(sample, observed, seed)
    return p, "monte_carlo", error


def stuart_maxwell(table: ArrayLike, seed: int = 0) -> Outcome:
    """The Stuart-Maxwell test: whether two questions put to the same people have the same distribution of answers.

    Parameters
    ----------
    table
        Square counts, the first question in rows, the second in columns, the same answers in the same order.
    seed
        Of the samples, where an exact p would be too dear.

    Returns
    -------
    Chi-square d' V^- d of the differences of the margins; degrees of freedom the rank of V. p is exact under symmetry given how
    many people changed between each two answers, or drawn.

    Notes
    -----
    d_i = n_i. - n_.i, V_ii = n_i. + n_.i - 2 n_ii, V_ij = -(n_ij + n_ji). Stuart (1955), Biometrika 42, 412-416; Maxwell (1970),
    British Journal of Psychiatry 116, 651-655. An answer that nobody changed to or from takes no degree of freedom; V may be
    singular then, which a generalised inverse allows for. In R: `coin::mh_test(table)`, `DescTools::StuartMaxwellTest(table)`.

    Examples
    --------
    >>> found = stuart_maxwell([[20, 10, 5], [3, 30, 15], [0, 5, 40]])
    >>> round(found.statistic, 3), found.df, round(found.p_chi_square, 4)
    (13.765, 2, 0.001)
    """
    counts = check_square(table)
    both = counts + counts.T
    np.fill_diagonal(both, 0)
    variance = np.diag(both.sum(axis=0)) - both
    df = int(np.linalg.matrix_rank(variance))
    if not df:
        return NOTHING
    inverse = np.linalg.pinv(variance.astype(float))
    difference = counts.sum(axis=1) - counts.sum(axis=0)
    statistic = float(difference @ inverse @ difference)
    p, method, deviation = _exact_margins(both, inverse, statistic, seed)
    return Outcome(statistic, df, float(stats.chi2.sf(statistic, df)), p, method, deviation)


def _exact_margins(both: Ints, inverse: Floats, observed: float, seed: int) -> tuple[float, Method, float]:
    """p of the quadratic form of the differences of the margins when each change may go either way."""
    rows, columns = np.nonzero(np.triu(both, 1))
    size = both[rows, columns]
    way = np.zeros((len(size), len(both)), dtype=np.int64)
    way[np.arange(len(size)), rows], way[np.arange(len(size)), columns] = 1, -1
    exact = None
    if size.sum() * len(both) <= LARGEST:  # before all that could have happened is written down
        steps = [
            Step(np.outer(2 * np.arange(many + 1) - many, line[:-1]), stats.binom.pmf(np.arange(many + 1), many, 0.5))
            for many, line in zip(size.tolist(), way, strict=True)
        ]
        exact = distribution(steps)
    if exact is not None:
        values, probabilities = exact
        differences = np.column_stack([values, -values.sum(axis=1)])
        return p_at_least(_forms(differences, inverse), probabilities, observed), "exact", 0.0

    def sample(rng: np.random.Generator, many: int) -> Floats:
        return _forms((2 * rng.binomial(size, 0.5, size=(many, len(size))) - size) @ way, inverse)

    p, error = drawn(sample, observed, seed)
    return p, "monte_carlo", error


def _forms(differences: Ints, inverse: Floats) -> Floats:
    return np.asarray(np.einsum("ni,ij,nj->n", differences, inverse, differences), dtype=np.float64)
