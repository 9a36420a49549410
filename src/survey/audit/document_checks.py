"""What a text says of its own numbers that cannot be true together, whatever the answers were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from survey.audit import document_words as words
from survey.audit.document_arithmetic import counts_of, decimals, interval_of, nearest_percents
from survey.audit.document_links import OPPOSITE
from survey.audit.document_shares import Reading, Share
from survey.audit.judge import as_decimal, percent_of
from survey.errors import (
    COUNT_OVER_BASE,
    COUNT_PERCENT,
    PERCENT_IMPOSSIBLE,
    REST_WRONG,
    SHARES_OVER,
    Problem,
    problem,
)
from survey.i18n.signs import DECIMAL_SIGN

Finding = tuple[int, Problem]
"""Where it is in the passage, and what."""


@dataclass(frozen=True)
class Linked:
    """A share with what is known of it: its possible bases, its topic (a figure or question) and its answer."""

    share: Share
    bases: tuple[int, ...]
    topic: tuple[str, ...] = ()
    option: str | None = None

    def counts(self, base: int) -> tuple[int, int] | None:
        """The counts it may stand for: as it is printed where it is a count; None where no count of the base is printed so."""
        if self.share.count is not None:
            return self.share.count, self.share.count
        return counts_of(self.share.percent or "0", base)


@dataclass(frozen=True)
class Said:
    """A passage that speaks of answers, with its shares linked."""

    reading: Reading
    linked: tuple[Linked, ...]
    earlier: tuple[Linked, ...] = ()  # of the passages before, on the same topic
    wholes: tuple[tuple[int, int], ...] = ()  # (where, how many) all answers that the sentence counts are

    def write(self, value: str) -> str:
        """A number as the language of the passage writes it."""
        return value.replace(".", DECIMAL_SIGN[self.reading.language])

    def printed(self, *shares: Share) -> str:
        return "; ".join(dict.fromkeys(self.reading.printed(share) for share in shares))


def check_alone(said: Said) -> Iterator[Finding]:
    """Everything that the words of one passage contradict, without any wave."""
    checks: tuple[Callable[[Said], Iterator[Finding]], ...] = (_each, _over, _rest, _whole)
    for check in checks:
        yield from check(said)


# -- one share ---------------------------------------------------------------------------------------------------------
def _each(said: Said) -> Iterator[Finding]:
    for one in said.linked:
        found = _one(one, said)
        if found is not None:
            yield one.share.start, found


def _one(one: Linked, said: Said) -> Problem | None:
    share, printed = one.share, said.printed(one.share)
    if share.count is not None and share.base is not None and share.count > share.base:
        return problem(COUNT_OVER_BASE, printed=printed, base=share.base)
    if share.percent is not None and Fraction(share.percent) > 100:
        if share.count is None and _is_rounded_whole(one, said):
            return None
        return problem(COUNT_OVER_BASE, printed=printed, base=one.bases[0] if one.bases else "100%")
    if share.about or not one.bases:
        return None
    if share.count is not None and share.counted and share.count > max(one.bases):
        return problem(COUNT_OVER_BASE, printed=printed, base=_bases(one))
    if share.percent is None:
        return None
    places = decimals(share.percent)
    if share.count is not None:
        true = {base: percent_of(share.count, base, places) for base in one.bases}
        if Fraction(share.percent) in {Fraction(value) for value in true.values()}:
            return None
        possible = "; ".join(said.write(f"{share.count}/{base} = {value}%") for base, value in true.items())
        fits = counts_of(share.percent, one.bases[0])
        if fits:
            possible += "; " + said.write(f"{fits[0]}/{one.bases[0]} = {share.percent}%")
        return problem(COUNT_PERCENT, printed=printed, base=_bases(one), possible=possible)
    if any(counts_of(share.percent, base) for base in one.bases):
        return None
    near = nearest_percents(share.percent, one.bases[0])
    possible = ", ".join(said.write(f"{value}%") + f" ({count}/{one.bases[0]})" for count, value in near)
    return problem(PERCENT_IMPOSSIBLE, printed=printed, base=_bases(one), possible=possible)


def _is_rounded_whole(one: Linked, said: Said) -> bool:
    """Whether a percent is a sum of percents before it that is above 100 by no more than their rounding."""
    share, percent = one.share, one.share.percent or "0"
    summed = share.together or words.SUMMED.search(said.reading.text[: share.start]) is not None
    parts = [other for other in (*said.earlier, *said.linked) if other.share.percent and other is not one]
    return summed and Fraction(percent) <= 100 + len(parts) * (interval_of(percent)[1] - Fraction(percent))


def _bases(one: Linked) -> str:
    return ", ".join(str(base) for base in one.bases)


# -- shares that add up ------------------------------------------------------------------------------------------------
def alternatives(said: Said) -> Iterator[tuple[Linked, ...]]:
    """Groups of shares of one question whose answers exclude each other: their answers are named and none is named twice."""
    if words.SEVERAL.search(said.reading.text):
        return
    group: list[Linked] = []
    for one in said.linked:
        if one.share.about or one.share.together:
            continue
        if one.option is None or any(one.option == other.option or one.topic != other.topic for other in group):
            yield from _complete(group)
            group = []
        if one.option is not None:
            group.append(one)
    yield from _complete(group)
    for at, (start, end) in enumerate(said.reading.sentences):
        shares = tuple(one for one in said.linked if one.share.sentence == at and one.share.percent and not one.share.about)
        if (
            len(shares) > 2
            and words.LISTED.search(said.reading.text, start, end)
            and not any(one.share.together for one in shares)
        ):
            yield shares


def _complete(group: Sequence[Linked]) -> Iterator[tuple[Linked, ...]]:
    if len(group) < 2:
        return
    options = {one.option for one in group}
    opposed = any(options <= pair for pair in OPPOSITE)
    near = group[-1].share.sentence - group[0].share.sentence <= 1
    if opposed or near:
        yield tuple(group)


def _over(said: Said) -> Iterator[Finding]:
    told: set[Share] = set()
    for group in alternatives(said):
        last = group[-1].share
        start, end = said.reading.sentences[last.sentence]
        if last in told or not _too_much(group) or words.CONTRADICTS.search(said.reading.text, start, end):
            continue
        told.add(last)
        base = next(iter(_common(group)), "100%")
        yield last.start, problem(SHARES_OVER, printed=said.printed(*(one.share for one in group)), base=base)


def _common(group: Sequence[Linked]) -> list[int]:
    """The bases that all shares of a group may have."""
    return [base for base in group[0].bases if all(base in one.bases for one in group)]


def _too_much(group: Sequence[Linked]) -> bool:
    shared = _common(group)
    for base in shared:
        ranges = [one.counts(base) for one in group]
        if any(counts is None for counts in ranges):
            continue
        if sum(counts[0] for counts in ranges if counts) <= base:
            return False
    percents = [one.share.percent for one in group if one.share.percent]
    if len(percents) == len(group) and not shared:
        return sum(interval_of(percent)[0] for percent in percents) > 100
    sums = [one.counts(base) for base in shared for one in group]
    if shared and not any(counts is None for counts in sums):
        return True
    return len(percents) == len(group) and sum(interval_of(percent)[0] for percent in percents) > 100


def _rest(said: Said) -> Iterator[Finding]:
    """ "The remaining 42" and "together 64": what the shares before it leave, or add up to."""
    for at, one in enumerate(said.linked):
        if not (one.share.rest or one.share.together) or one.share.about:
            continue
        before = [
            other for other in said.linked[:at] if other.topic == one.topic and not other.share.about and not other.share.together
        ]
        before = [other for other in before if one.share.sentence - other.share.sentence <= (2 if one.share.rest else 1)]
        beside = [other for other in said.linked[:at] if one.share.sentence - other.share.sentence == 1]
        beside += said.earlier if one.share.sentence == 0 else ()
        if any(other.topic != one.topic for other in beside):
            continue  # several questions at once: what is left, of which of them?
        runs = [before[start:] for start in range(len(before))]
        runs += [[*said.earlier[start:], *before] for start in range(len(said.earlier))]
        runs = [[other for other in run if not other.share.together] for run in runs]
        if one.share.together:
            runs = [run for run in runs if len(run) > 1 and _size(one) >= max(map(_size, run))]
        runs = [run for run in runs if run]
        if not runs or any(_leaves(run, one) for run in runs):
            continue
        true = _true_rest(runs[-1] if one.share.rest else runs[0], one, said)
        if true is not None:
            yield one.share.start, problem(REST_WRONG, printed=said.printed(one.share), possible=true)


def _whole(said: Said) -> Iterator[Finding]:
    """ "54 yes, 42 no, 97 answers in all": both answers that there are, and their sum."""
    for start, n in said.wholes:
        at = said.reading.sentence_of(start)
        here = [
            one
            for one in said.linked
            if said.reading.goes_on(one.share.sentence, at) or said.reading.sums_up(one.share.sentence, at)
        ]
        here = [one for one in here if not one.share.about]
        counts = {one.option: one.share.count for one in here if one.share.count is not None and one.share.start != start}
        exact = [count for count in counts.values() if count is not None]
        if set(counts) in OPPOSITE and len(exact) == 2 and sum(exact) != n:
            yield start, problem(REST_WRONG, printed=str(n), possible=f"{' + '.join(map(str, exact))} = {sum(exact)}")


def _size(one: Linked) -> Fraction:
    """How large a share is, in whatever it is printed."""
    return Fraction(one.share.count) if one.share.count is not None else Fraction(one.share.percent or 0)


def _leaves(run: Sequence[Linked], one: Linked) -> bool:
    """Whether a share is what a run of shares leaves of the base, or their sum; true where it cannot be known."""
    bases = one.bases or (None,)
    return any(_leaves_of(run, one, base) for base in bases)


def _leaves_of(run: Sequence[Linked], one: Linked, base: int | None) -> bool:
    if base is None or any(other.share.count is None for other in run) or one.share.count is None:
        percents = [other.share.percent or _as_percent(other.share.count, base) for other in (*run, one)]
        if any(percent is None for percent in percents):
            return True
        low = sum((interval_of(percent)[0] for percent in percents[:-1] if percent), Fraction(0))
        high = sum((interval_of(percent)[1] for percent in percents[:-1] if percent), Fraction(0))
        own_low, own_high = interval_of(percents[-1] or "0")
        low, high = (low, high) if one.share.together else (100 - high, 100 - low)
        if not (own_low <= high and low <= own_high):
            return False
        ranges = [other.counts(base) for other in (*run, one)] if base else []
        if not ranges or any(counts is None for counts in ranges):
            return True
        lows = sum(counts[0] for counts in ranges[:-1] if counts)
        highs = sum(counts[1] for counts in ranges[:-1] if counts)
        mine = ranges[-1] or (0, 0)
        lows, highs = (lows, highs) if one.share.together else ((base or 0) - highs, (base or 0) - lows)
        return mine[0] <= highs and lows <= mine[1]
    total = sum(other.share.count or 0 for other in run)
    return one.share.count == (total if one.share.together else base - total)


def _as_percent(count: int | None, base: int | None) -> str | None:
    return percent_of(count, base, 1) if count is not None and base else None


def _true_rest(run: Sequence[Linked], one: Linked, said: Said) -> str | None:
    base = one.bases[0] if one.bases else None
    ranges = [other.counts(base) for other in run] if base else []
    if base and ranges and all(counts is not None and counts[0] == counts[1] for counts in ranges):
        total = sum(counts[0] for counts in ranges if counts)
        true = total if one.share.together else base - total
        if true < 0 or true > base:
            return None
        places = decimals(one.share.percent) if one.share.percent else 1
        return said.write(f"{true} ({percent_of(true, base, places)}%)")
    percents = [other.share.percent for other in run]
    if any(percent is None for percent in percents):
        return None
    whole = sum((Fraction(percent) for percent in percents if percent), Fraction(0))
    true_share = whole if one.share.together else 100 - whole
    return (
        said.write(f"{as_decimal(true_share, max(decimals(percent or '') for percent in percents))}%")
        if true_share >= 0
        else None
    )


def amount_of(one: Linked) -> tuple[Fraction, Fraction] | None:
    """A count, or the range of a percent, in percent of the base where it is known."""
    for base in one.bases:
        if counts := one.counts(base):
            return Fraction(100 * counts[0], base), Fraction(100 * counts[1], base)
    if one.share.percent is not None:
        return interval_of(one.share.percent)
    return None
