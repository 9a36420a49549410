"""What the data say to each test that a claim can name: facts about those who answered, and p under a sampling model.

Each public function takes `Data` and what stands under the test's name, and gives one piece of evidence for each question or
pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import combinations, pairwise
from math import isnan, nan

import numpy as np

from survey.analysis.given import Answer
from survey.analysis.status import Status, of_range, of_two, status
from survey.audit.claims_data import Data, Ends, Joint, Single, Two
from survey.errors import NOBODY_ANSWERED_BOTH, StatisticsError
from survey.stats.binomial import pair_test, share_test
from survey.stats.fourfold_bounds import needed

ALPHA = 0.05
CLOSE = Fraction(1, 20)
"""Two shares that differ by at most five percentage points are called the same."""

Answers = Mapping[str, Sequence[Sequence[str]]]


class Outcome(StrEnum):
    """What the data say to a claim, the strictest first."""

    FALSE = "false"  # of those who answered, in every table that fits
    NOT_MEASURED = "not_measured"
    NEEDS_SAMPLE = "needs_sample"
    PARTLY = "partly"  # of a claim: what was asked is not false, and the rest was not asked
    NOT_DEMONSTRATED = "not_demonstrated"  # true of those who answered, but chance alone could have made it so
    OPEN = "open"  # the margins allow of both
    UNDEFINED = "undefined"  # nobody answered, or all alike
    TRUE = "true"


REASONED = frozenset({Outcome.NOT_MEASURED, Outcome.NEEDS_SAMPLE})
"""What no answer can show."""

Judgement = tuple[Status | None, Ends]
"""Whether it is true in every table that fits the counts, in none, or in some (None: no table tells), and the range of p."""

NO_P = (nan, nan)
UNTOLD: Judgement = None, NO_P


@dataclass(frozen=True)
class Evidence:
    """One question or pair of a test.

    fact: whether it is true of those who answered, in every table that fits the counts, in none, or in some; None where
    nobody answered, or all alike. model_p: range of the exact two-sided p over these tables; NaN where the test has none.
    demands: whether the p has to be small for the claim to hold. variants: fact and p with one person more or fewer;
    empty where all is known. The rest are numbers for the reader.
    """

    kind: str
    fact: Status | None
    first: Answer | None = None
    second: Answer | None = None
    model_p: Ends = NO_P
    demands: bool = True
    variants: tuple[Judgement, ...] = ()
    low: float = nan
    high: float = nan
    base: Ends = (nan, nan)
    first_count: Ends = (nan, nan)
    second_count: Ends = (nan, nan)
    expected: float = nan
    needed: float = nan
    needed_for_significance: float = nan
    kappa: Ends = (nan, nan)
    reason: str | None = None
    outcome_known: Outcome | None = None

    def outcome(self, p: Ends | None = None) -> Outcome:
        """The verdict; p: the adjusted one."""
        return self.outcome_known or decided(self.fact, self.model_p if p is None else p, self.demands)

    @property
    def without_model(self) -> Evidence:
        """The same of a wave in which everybody took part: there is no sample, and nothing for chance to have done."""
        variants = tuple((fact, NO_P) for fact, _ in self.variants)
        return replace(self, model_p=NO_P, variants=variants, needed_for_significance=nan)


def decided(fact: Status | None, p: Ends, demands: bool) -> Outcome:
    """From a fact and the range of p to a verdict.

    >>> decided(Status.HOLDS, (0.01, 0.01), True).value, decided(Status.HOLDS, (0.2, 0.3), True).value
    ('true', 'not_demonstrated')
    >>> decided(Status.HOLDS, (0.01, 0.3), True).value, decided(Status.NEVER, (0.01, 0.3), True).value
    ('open', 'false')
    """
    if fact is None:
        return Outcome.UNDEFINED
    if fact is Status.NEVER:
        return Outcome.FALSE
    if fact is Status.OPEN:
        return Outcome.OPEN
    if not demands or isnan(p[0]) or p[1] <= ALPHA:
        return Outcome.TRUE
    return Outcome.NOT_DEMONSTRATED if p[0] > ALPHA else Outcome.OPEN


def strictest(found: Iterable[Outcome]) -> Outcome:
    """The verdict of a claim from those of its tests; of a claim that was asked only in part it says so, if no part is false.

    >>> strictest([Outcome.TRUE, Outcome.OPEN]).value, strictest([Outcome.TRUE, Outcome.NOT_MEASURED]).value
    ('open', 'partly')
    """
    outcomes = set(found)
    if Outcome.FALSE not in outcomes and outcomes & REASONED and outcomes - REASONED:
        return Outcome.PARTLY
    return min(outcomes, key=tuple(Outcome).index)


# -- one answer --------------------------------------------------------------------------------------------------------
Judged = Callable[[np.ndarray, int], np.ndarray]


def above(data: Data, answers: Answers, share: Fraction) -> Iterator[Evidence]:
    """More than a share of those who answered."""
    yield from _shares(data, answers, lambda n, base: n * share.denominator > base * share.numerator, share)


def below(data: Data, answers: Answers, share: Fraction) -> Iterator[Evidence]:
    """Less than a share of those who answered."""
    yield from _shares(data, answers, lambda n, base: n * share.denominator < base * share.numerator, share)


def between(data: Data, answers: Answers, low: Fraction, high: Fraction, null: Fraction) -> Iterator[Evidence]:
    """A share between two others, both ends taken; p is against `null` and need not be small."""

    def within(n: np.ndarray, base: int) -> np.ndarray:
        found: np.ndarray = (n * low.denominator >= base * low.numerator) & (n * high.denominator <= base * high.numerator)
        return found

    yield from _shares(data, answers, within, null, demands=False)


def present(data: Data, answers: Answers, wanted: bool) -> Iterator[Evidence]:
    """Whether anybody gave an answer."""
    yield from _shares(data, answers, lambda n, base: (n > 0) == wanted, None)


def _shares(data: Data, answers: Answers, true: Judged, against: Fraction | None, *, demands: bool = True) -> Iterator[Evidence]:
    for item, (codes,) in answers.items():
        answer = (item, tuple(codes))
        found, *loose = data.single(answer)
        fact, p = _share(found, true, against)
        yield Evidence(
            "share", fact, answer, model_p=p, demands=demands, variants=tuple(_share(one, true, against) for one in loose),
            low=found.low, high=found.high, base=(found.base, found.base),
        )  # fmt: skip


def _share(found: Single, true: Judged, against: Fraction | None) -> Judgement:
    if not found.base:
        return UNTOLD
    counts = np.arange(found.low, found.high + 1)
    p = share_test(counts, found.base, float(against), "two-sided") if against is not None else np.array([nan])
    return status(true(counts, found.base)), _ends(p)


# -- answers to one question -------------------------------------------------------------------------------------------
def order(data: Data, answers: Answers) -> Iterator[Evidence]:
    """Each answer was given more often than the next one."""
    for item, groups in answers.items():
        for first, second in pairwise((item, tuple(codes)) for codes in groups):
            if data.told.question(item).multiple:
                yield _pair(data, first, second, "compared", _more)
                continue
            cases = data.pairs(item, first[1], second[1])
            size = data.told.base(item)
            judged: list[Judgement] = [(status(a > b), _ends(pair_test(a, b))) if size else UNTOLD for a, b in cases]
            a, b = cases[0]
            yield Evidence(
                "order", judged[0][0], first, second, judged[0][1], variants=tuple(judged[1:]),
                base=(size, size), first_count=_ends(a), second_count=_ends(b),
            )  # fmt: skip


def _ends(values: np.ndarray) -> Ends:
    return float(values.min()), float(values.max())


# -- answers to two questions ------------------------------------------------------------------------------------------
TwoJudged = Callable[[Two], Judgement]


def _more(found: Two) -> Judgement:
    return of_range(found.difference, lambda value: value > 0), found.mcnemar_p


def more_often(data: Data, answers: Answers) -> Iterator[Evidence]:
    """The answer to the first question was given more often than that to the second, by the same people."""
    yield from _pairs(data, answers, "compared", _more)


def differ(data: Data, answers: Answers) -> Iterator[Evidence]:
    """The two answers were not given equally often."""

    def judge(found: Two) -> Judgement:
        low, high = found.difference.low, found.difference.high
        return of_two(low > 0 or high < 0, low != 0 or high != 0), found.mcnemar_p

    yield from _pairs(data, answers, "compared", judge)


def same_share(data: Data, answers: Answers) -> Iterator[Evidence]:
    """The two shares differ by at most five percentage points; p need not be small."""

    def judge(found: Two) -> Judgement:
        most = float(CLOSE) * found.people[0]
        low, high = found.difference.low, found.difference.high
        nearest = 0 if low <= 0 <= high else min(abs(low), abs(high))
        return of_two(max(abs(low), abs(high)) <= most, nearest <= most), found.mcnemar_p

    yield from _pairs(data, answers, "compared", judge, demands=False)


def joint_majority(data: Data, answers: Answers) -> Iterator[Evidence]:
    """More than half of those who answered both questions gave both answers."""
    yield from _pairs(data, answers, "joint", lambda found: _most(found.both))


def one_majority(data: Data, answers: Answers) -> Iterator[Evidence]:
    """More than half of those who answered both questions gave exactly one of the two answers."""
    yield from _pairs(data, answers, "one", lambda found: _most(found.one))


def _most(found: Joint) -> Judgement:
    """More than half. p falls with the distance from the half, so the ends and the count nearest to the half are enough."""
    if not found.n.any():
        return UNTOLD
    middle = [np.clip(half, found.low, found.high) for half in (found.n // 2, (found.n + 1) // 2)]
    p = [share_test(count, found.n, 0.5, "two-sided") for count in (found.low, found.high, *middle)]
    return of_two(bool((2 * found.low > found.n).all()), bool((2 * found.high > found.n).any())), _ends(np.concatenate(p))


def associated(data: Data, answers: Answers, sign: int) -> Iterator[Evidence]:
    """Who gave one answer gave the other one more often than the rest (sign 1), or less often (-1)."""

    def judge(found: Two) -> Judgement:
        return UNTOLD if isnan(found.phi.low) else (of_range(found.phi, lambda value: sign * value > 0), found.fisher_p)

    yield from _pairs(data, answers, "associated", judge, sign=sign)


def compatible(data: Data, answers: Answers) -> Iterator[Evidence]:
    """Who gave one answer did not give the other one less often than the rest; p need not be small."""

    def judge(found: Two) -> Judgement:
        return UNTOLD if isnan(found.phi.low) else (of_range(found.phi, lambda value: value >= 0), found.fisher_p)

    yield from _pairs(data, answers, "associated", judge, demands=False)


def _pairs(
    data: Data, answers: Answers, kind: str, judge: TwoJudged, *, demands: bool = True, sign: int = 0
) -> Iterator[Evidence]:
    named = [(item, tuple(codes)) for item, (codes,) in answers.items()]
    for first, second in combinations(named, 2):
        yield _pair(data, first, second, kind, judge, demands=demands, sign=sign)


def _pair(
    data: Data, first: Answer, second: Answer, kind: str, judge: TwoJudged, *, demands: bool = True, sign: int = 0
) -> Evidence:
    cases = data.two(first, second)
    judged = [judge(found) if found.people[1] else UNTOLD for found in cases]
    found, (fact, p) = cases[0], judged[0]
    counted = found.one if kind == "one" else found.both
    fixed = _fixed(found)
    limits = needed(*fixed, ALPHA) if fixed and not data.rows and sign else None
    return Evidence(
        kind, fact, first, second, p, demands, tuple(judged[1:]), float(counted.low.min()), float(counted.high.max()),
        found.people, found.first, found.second,
        expected=nan if fixed is None or not fixed[0] else fixed[1] * fixed[2] / fixed[0],
        needed=_known(limits.positive if limits and sign > 0 else None),
        needed_for_significance=_known(None if limits is None else limits.significant if sign > 0 else limits.negative),
    )  # fmt: skip


def _fixed(found: Two) -> tuple[int, int, int] | None:
    """How many answered both questions and gave each answer, where all three are known."""
    ends = found.people, found.first, found.second
    return None if any(low != high for low, high in ends) else (int(ends[0][0]), int(ends[1][0]), int(ends[2][0]))


def _known(value: int | None) -> float:
    return nan if value is None else float(value)


# -- several questions -------------------------------------------------------------------------------------------------
def same_answer(data: Data, items: Sequence[str]) -> Iterator[Evidence]:
    """More than half of those who answered all questions gave them one and the same answer."""
    cases, kappa = data.same(items)
    judged = [_most(found) for found in cases]
    found, (fact, p) = cases[0], judged[0]
    yield Evidence(
        "same", fact, (items[0], ()), (items[1], ()), p, variants=tuple(judged[1:]),
        low=float(found.low.min()), high=float(found.high.max()), base=_ends(found.n), kappa=kappa or NO_P,
        reason=" ".join(items),
    )  # fmt: skip


def differ_by(data: Data, items: Sequence[str]) -> Iterator[Evidence]:
    """Answers to each question differ by the answer to the first one; open where there are only margins."""
    from survey.analysis.crosstab import crosstab

    by, *asked = items
    for item in asked:
        if not data.rows:
            alike = any(data.alike(name) for name in (item, by))
            yield Evidence("crossed", None if alike else Status.OPEN, (item, ()), (by, ()))
            continue
        try:
            found = crosstab(data.wave, item, by).summary.iloc[0]
        except StatisticsError as wrong:
            if wrong.code != NOBODY_ANSWERED_BOTH:
                raise
            yield Evidence("crossed", None, (item, ()), (by, ()))
            continue
        v, p = float(found["v"]), float(found["model_p"])
        fact, ends = UNTOLD if isnan(v) else (of_two(v > 0, v > 0), (p, p))
        yield Evidence(
            "crossed", fact, (item, ()), (by, ()), ends, base=(float(found["base"]),) * 2, low=v, high=v,
        )  # fmt: skip


# -- what no answer can show -------------------------------------------------------------------------------------------
def unmeasured(data: Data, reason: str) -> Iterable[Evidence]:
    """No question of the questionnaire asks it."""
    return (Evidence("reason", Status.OPEN, reason=reason, outcome_known=Outcome.NOT_MEASURED),)


def needs(data: Data, reason: str) -> Iterable[Evidence]:
    """It is about other people than those who answered."""
    return (Evidence("reason", Status.OPEN, reason=reason, outcome_known=Outcome.NEEDS_SAMPLE),)
