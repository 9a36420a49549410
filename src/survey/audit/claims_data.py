"""What a wave tells of two answers taken together: exactly where there are rows, else in all tables that fit the margins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from survey.analysis.given import Answer, Bools, Told, count_pairs
from survey.analysis.same_answers import same_answers
from survey.stats.binomial import pair_test
from survey.stats.fisher import fisher_by_count
from survey.stats.fourfold_bounds import Margins, Range, fourfold_ranges, phi, possible_margins
from survey.stats.joint_bounds import Given
from survey.wave.questions import questions
from survey.wave.wave import Wave

Ints = NDArray[np.int64]
Ends = tuple[float, float]
OFF = ((-1, -1), (1, 1), (-1, 1))
"""By how much the bounds of a count move if one person more or fewer is counted."""
MOVES = ((-1, 0), (1, 0), (0, -1), (0, 1), (1, -1), (-1, 1))
"""By how much the counts of two answers to one question change if one person answered otherwise."""


@dataclass(frozen=True)
class Single:
    """Of `base` people who answered a question between low and high gave an answer."""

    low: int
    high: int
    base: int


@dataclass(frozen=True)
class Joint:
    """How many of those who answered several questions did something: for each possible number of them fewest and most."""

    n: Ints
    low: Ints
    high: Ints


@dataclass(frozen=True)
class Two:
    """Ranges of what two answers have to do with each other, among those who answered both questions; both, one: who gave both
    answers, and exactly one of them."""

    people: Ends  # who answered both
    first: Ends
    second: Ends
    both: Joint
    one: Joint
    difference: Range
    phi: Range
    fisher_p: Ends
    mcnemar_p: Ends


class Data:
    """A wave as the tests of claims ask it."""

    def __init__(self, wave: Wave) -> None:
        self.wave = wave
        self.told = Told(wave)

    @property
    def rows(self) -> bool:
        """Whether everybody's own answers are known."""
        return self.wave.responses is not None

    def single(self, answer: Answer) -> tuple[Single, ...]:
        """What is known of an answer; then, of margins, the same with one person more or fewer who gave it or answered."""
        exact = self.told.given(answer)
        found = Single(exact.low, exact.high, exact.base)
        if self.rows or not found.base:
            return (found,)
        fewer = found.base - 1
        left = (Single(max(0, found.low - gone), min(found.high - gone, fewer), fewer) for gone in (0, 1))
        others = (Single(one.low, one.high, one.base) for one in self._off(answer))
        return found, *others, *(one for one in left if one.low <= one.high)

    def _off(self, answer: Answer) -> Iterator[Given]:
        """What would be known of an answer if one person more or fewer had given it, or if its bounds were one person wider."""
        found, loose = self.told.given(answer), self.told.given(answer, 1)
        for lower, higher in OFF:
            low, high = max(loose.low, found.low + lower), min(loose.high, found.high + higher)
            if low <= high and (lower == higher or found.low < found.high):
                yield Given(low, high, found.base)

    def alike(self, item: str) -> bool:
        """Whether all who answered a question gave it one answer, or nobody answered."""
        return int((self.told.ends(item)[1] > 0).sum()) < 2

    def two(self, first: Answer, second: Answer) -> tuple[Two, ...]:
        """What is known of two answers, to two questions or to one with several answers; then, of margins, the same with one
        person more or fewer who gave one of them, and with one fewer who answered both."""
        if self.rows:
            return (self._exactly(first, second),)
        one, other = self.told.given(first), self.told.given(second)
        people = one.base if first[0] == second[0] else self.told.people
        pairs = [(one, other), *((off, other) for off in self._off(first)), *((one, off) for off in self._off(second))]
        cases = [possible_margins(*pair, people) for pair in pairs]
        return tuple(_ranges(case) for case in (*cases, possible_margins(one, other, people, 1)))

    def same(self, items: Sequence[str]) -> tuple[tuple[Joint, ...], Ends | None]:
        """Who gave one and the same answer to all, and the range of Cohen's kappa of two; of margins then the same with one
        person more or fewer who did, or who answered all: whoever changes an answer changes the agreement by one at most."""
        if self.rows:
            answers = self.wave.answers[list(items)].dropna()
            same = int((answers.nunique(axis=1) == 1).sum())
            return (_joint([len(answers)], [same], [same]),), None
        found = same_answers(self.wave, *items)
        kappa = None if found.kappa_low is None or found.kappa_high is None else (found.kappa_low, found.kappa_high)
        joint = []
        for lower, higher, fewer in ((0, 0, 0), *((*off, 0) for off in OFF), (-1, 0, 1)):
            n = np.arange(max(0, found.answered_low - fewer), max(0, found.answered_high - fewer) + 1)
            low, high = max(0, found.low + lower), max(0, found.high + higher)
            n = n[n >= low]
            if len(n):
                joint.append(Joint(n, np.full(len(n), low), np.minimum(max(low, high), n)))
        return tuple(joint), kappa

    def pairs(self, item: str, first: Sequence[str], second: Sequence[str]) -> tuple[tuple[Ints, Ints], ...]:
        """Every pair of counts of two groups of answers to one question that its bounds allow; then, of margins, with one person
        more or fewer in either, or one who went from one to the other."""
        codes, base = self.told.question(item).codes, self.told.base(item)
        groups = np.isin(codes, first), np.isin(codes, second)
        found = count_pairs(*self.told.ends(item), base, *groups)
        if self.rows:
            return (found,)
        loose = set(zip(*(each.tolist() for each in count_pairs(*self.told.ends(item, 1), base, *groups)), strict=True))
        cases = [found]
        for more, others in MOVES:
            moved = [pair for pair in zip((found[0] + more).tolist(), (found[1] + others).tolist(), strict=True) if pair in loose]
            if moved:
                cases.append((np.array([a for a, _ in moved]), np.array([b for _, b in moved])))
        return tuple(cases)

    def _gave(self, answer: Answer) -> tuple[Bools, Bools]:
        """Who gave an answer, and who answered its question."""
        question, codes = questions(self.wave.instrument)[answer[0]], self.told.codes(answer)
        if not question.multiple:
            column = self.wave.answers[question.column]
            return column.isin(codes).to_numpy(), column.notna().to_numpy()
        chosen = [column for column, code in zip(question.columns, question.codes, strict=True) if code in codes]
        ticks = self.wave.answers[list(question.columns)]
        return ticks[chosen].fillna(False).any(axis=1).to_numpy(dtype=bool), ticks.notna().any(axis=1).to_numpy()

    def _exactly(self, first: Answer, second: Answer) -> Two:
        (one, asked), (other, its) = self._gave(first), self._gave(second)
        base = asked & its
        n, a, b = (np.array([int(found.sum())]) for found in (base, one & base, other & base))
        x = np.array([int((one & other & base).sum())])
        counts, p = fisher_by_count(int(n[0]), int(a[0]), int(b[0]))
        size, first_count, second_count = (_point(each[0]) for each in (n, a, b))
        strength, fisher = float(phi(n, a, b, x)[0]), _point(p[counts == x[0]][0])
        either = a + b - 2 * x
        return Two(
            *(size, first_count, second_count, Joint(n, x, x), Joint(n, either, either), Range(*_point((a - b)[0]))),
            *(Range(strength, strength, not np.isnan(strength)), fisher, _point(pair_test(a - x, b - x)[0])),
        )


def _point(value: float) -> Ends:
    return float(value), float(value)


def _joint(n: Sequence[int], low: Sequence[int], high: Sequence[int]) -> Joint:
    return Joint(*(np.array(values, dtype=np.int64) for values in (n, low, high)))


def _ranges(margins: Margins) -> Two:
    found = fourfold_ranges(margins)
    n, first, second = ((float(values.min()), float(values.max())) for values in (margins.n, margins.first, margins.second))
    either = margins.first + margins.second
    both = _by_size(margins.n, margins.fewest, margins.most)
    one = _by_size(margins.n, either - 2 * margins.most, either - 2 * margins.fewest)
    p = ((found[name].low, found[name].high) for name in ("fisher_p", "mcnemar_p"))
    return Two(n, first, second, both, one, found["difference"], found["phi"], *p)


def _by_size(n: Ints, low: Ints, high: Ints) -> Joint:
    """The ends over all margins with the same number of people."""
    sizes = np.unique(n).tolist()
    return _joint(sizes, [int(low[n == size].min()) for size in sizes], [int(high[n == size].max()) for size in sizes])
