"""The range of every measure of a 2 x 2 table over all tables that two margins allow of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import hypergeom

from survey.errors import TOO_MANY_TABLES, error
from survey.stats.binomial import pair_test
from survey.stats.contingency import bergsma_v
from survey.stats.fisher import TIE, fisher_by_count
from survey.stats.joint_bounds import Given, Ints, answered_all
from survey.stats.multiplicity import significant
from survey.stats.odds_ratio import sample_odds

Floats = NDArray[np.float64]

MOST_MARGINS = 2_000_000

MEASURES = ("both", "difference", "phi", "cramers_v", "kappa", "odds_ratio", "mcnemar_p", "fisher_p")
"""both: people with both answers. difference: of the counts of the first and the second answer among those who answered both
questions. cramers_v: corrected for bias."""


@dataclass(frozen=True)
class Margins:
    """Every possible pair of margins: of `n` people who answered both questions `first` gave one answer, `second` the other."""

    n: Ints
    first: Ints
    second: Ints

    @property
    def fewest(self) -> Ints:
        """The smallest joint count."""
        found: Ints = np.maximum(0, self.first + self.second - self.n)
        return found

    @property
    def most(self) -> Ints:
        """The largest joint count."""
        return np.minimum(self.first, self.second)


@dataclass(frozen=True)
class Range:
    """Smallest and largest value, both taken by some table; NaN where it has none. `everywhere`: each table has a value."""

    low: float
    high: float
    everywhere: bool = True


def possible_margins(first: Given, second: Given, people: int, fewer: int = 0) -> Margins:
    """Every pair of margins among those who answered both questions.

    Parameters
    ----------
    first, second
        What is known of two answers to different questions.
    people
        People in all.
    fewer
        So many people fewer than the bases tell answered both questions.

    Returns
    -------
    Margins, arrays of equal length.

    Raises
    ------
    StatisticsError
        TOO_MANY_TABLES: more than two million.

    Notes
    -----
    Of the base of one question n answered both; the others may have given it any answer. So among the n there are between
    max(0, low - (base - n)) and high people with the answer, and as many without it as that leaves; the two questions do not
    restrict each other.

    Examples
    --------
    >>> found = possible_margins(Given(88, 88, 96), Given(70, 71, 96), 96)
    >>> found.first.tolist(), found.second.tolist(), found.fewest.tolist()
    ([88, 88], [70, 71], [62, 63])
    """
    low, high = answered_all([first.base, second.base], people)
    blocks = []
    size = 0
    for n in range(max(0, low - fewer), max(0, high - fewer) + 1):
        one, other = (np.arange(max(0, given.low - (given.base - n)), min(n, given.high) + 1) for given in (first, second))
        size += len(one) * len(other)
        if size > MOST_MARGINS:
            raise error(TOO_MANY_TABLES, found=size, most=MOST_MARGINS)
        blocks.append(np.array([np.full(len(one) * len(other), n), np.repeat(one, len(other)), np.tile(other, len(one))]))
    return Margins(*np.concatenate(blocks, axis=1).astype(np.int64))


def fourfold_ranges(margins: Margins) -> dict[str, Range]:
    """The range of each of `MEASURES` over all tables with these margins.

    Parameters
    ----------
    margins
        What `possible_margins` gives.

    Returns
    -------
    Measure -> Range. A measure that a table does not have (phi where everybody or nobody gave one of the answers) is left out of
    the range, and `everywhere` is False.

    Notes
    -----
    With both margins fixed a table has one free cell, the joint count x. phi, kappa and the odds ratio grow with x. McNemar's
    exact p depends on the difference of the margins and on how many people answer the two questions differently, a + b - 2x: with
    the difference fixed it does not grow with x. Fisher's p is 1 at the most probable x and smallest at an end, because the
    hypergeometric distribution has one peak. So the two ends of x are enough, and for Cramér's V the two whole numbers next to
    ab / n; over intervals all margins are gone through. The tests compare with every single table.

    In R, for one table: `mcnemar.test` has no exact p, `binom.test(c(n12, n21))` gives it; `fisher.test(table)$p.value`,
    `fisher.test` without conditioning has no odds ratio of the sample, which is n11 * n22 / (n12 * n21).

    Examples
    --------
    67 and 70 of 96: whatever the table, McNemar's p is .25 or more.

    >>> found = fourfold_ranges(possible_margins(Given(67, 67, 96), Given(70, 70, 96), 96))
    >>> found["mcnemar_p"].low, round(found["phi"].low, 3), round(found["phi"].high, 3)
    (0.25, -0.401, 0.926)
    """
    n, a, b = margins.n, margins.first, margins.second
    fewest, most = margins.fewest, margins.most
    ends = [phi(n, a, b, x) for x in (fewest, most)]
    middle = np.floor_divide(a * b, np.maximum(n, 1))
    near = [phi(n, a, b, np.clip(x, fewest, most)) for x in (middle, middle + 1)]
    return {
        "both": _range(fewest, most),
        "difference": _range(a - b),
        "phi": _range(*ends),
        "cramers_v": _range(*(bergsma_v(value**2, n) for value in (*ends, *near))),
        "kappa": _range(kappa(n, a, b, fewest), kappa(n, a, b, most)),
        "odds_ratio": _range(odds_ratio(n, a, b, fewest), odds_ratio(n, a, b, most)),
        "mcnemar_p": _range(pair_test(a - fewest, b - fewest), pair_test(a - most, b - most)),
        "fisher_p": Range(_range(_least_fisher(margins)).low, 1.0),
    }


def _range(*values: Floats | Ints) -> Range:
    every = np.concatenate([np.asarray(value, dtype=float) for value in values])
    known = every[~np.isnan(every)]
    if not len(known):
        return Range(float("nan"), float("nan"), everywhere=False)
    return Range(float(known.min()), float(known.max()), len(known) == len(every))


# -- measures of a table with n people, margins a and b, and x people with both answers -----------------------------------
def _divided(above: Floats | Ints, below: Floats | Ints) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.true_divide(above, below), dtype=float)


def phi(n: Ints, a: Ints, b: Ints, x: Ints) -> Floats:
    """(n x - a b) / sqrt(a (n - a) b (n - b)); NaN where one of the margins is 0."""
    found = _divided(n * x - a * b, np.sqrt((a * (n - a)).astype(float)) * np.sqrt((b * (n - b)).astype(float)))
    return np.clip(found, -1, 1)


def kappa(n: Ints, a: Ints, b: Ints, x: Ints) -> Floats:
    """2 (n x - a b) / (a (n - b) + b (n - a)); NaN where everybody gave both answers or nobody gave either."""
    return _divided(2 * (n * x - a * b), a * (n - b) + b * (n - a))


def odds_ratio(n: Ints, a: Ints, b: Ints, x: Ints) -> Floats:
    """That of the table with x people who gave both answers."""
    return sample_odds(x, a - x, b - x, n - a - b + x)


def _least_fisher(margins: Margins) -> Floats:
    """The smallest two-sided p: the less probable of the two end tables, with the other one where it is as improbable."""
    ends = [hypergeom.pmf(x, margins.n, margins.first, margins.second) for x in (margins.fewest, margins.most)]
    smaller, larger = np.minimum(*ends), np.maximum(*ends)
    alone = margins.fewest == margins.most
    return np.where(alone, 1.0, np.where(larger <= smaller * (1 + TIE), smaller + larger, smaller))


# -- what a joint count has to be ------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Needed:
    """Of joint counts with fixed margins: the fewest for a positive association, and for one that Fisher's test finds at a level.

    None where no table reaches it. p: Fisher's two-sided p at `significant`. `negative`: the most for a significant negative one.
    """

    expected: float
    positive: int | None
    significant: int | None
    p: float | None
    negative: int | None


def needed(n: int, a: int, b: int, alpha: float = 0.05) -> Needed:
    """What the joint count of two answers has to be for an association, given that a and b of n people gave them.

    >>> found = needed(96, 7, 4)
    >>> found.positive, found.significant, round(found.p or 0, 3), found.negative
    (1, 2, 0.026, None)
    """
    x, p = fisher_by_count(n, a, b)
    above, below = n * x > a * b, n * x < a * b
    rejects = significant(p, 1 - alpha)
    found = x[above & rejects]
    least = int(found[0]) if len(found) else None
    negative = x[below & rejects]
    return Needed(
        expected=a * b / n if n else float("nan"),
        positive=int(x[above][0]) if above.any() else None,
        significant=least,
        p=None if least is None else float(p[x == least][0]),
        negative=int(negative[-1]) if len(negative) else None,
    )
