"""Ratios and differences, in numbers and in words, against the shares beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from survey.audit import document_words as words
from survey.audit.document_arithmetic import decimals, interval_of, rounds_to
from survey.audit.document_checks import Finding, Linked, Said, amount_of
from survey.audit.document_shares import Share
from survey.audit.judge import as_decimal
from survey.audit.numbers import Kind
from survey.errors import DIFFERENCE_WRONG, RATIO_WRONG, WORD_FALSE, problem

_TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")


def check_ratios(said: Said) -> Iterator[Finding]:
    """ "2.3:1", "14.6 percentage points", "more than twice as many": what the two shares beside them do not bear out."""
    yield from _ratios(said)
    yield from _points(said)
    yield from _times(said)


def _ratios(said: Said) -> Iterator[Finding]:
    for number in said.reading.numbers:
        if number.kind is not Kind.RATIO or Fraction(number.values[1]) == 0:
            continue
        sentence = said.reading.sentence_of(number.start)
        called = words.RATIO.search(said.reading.text, *said.reading.sentences[sentence]) is not None
        if not called and _TIME.fullmatch(number.printed):
            continue
        near = [one for one in said.linked if abs(one.share.sentence - sentence) <= 2 and not one.share.about]
        same = [one for one in near if one.share.sentence == sentence]
        near = same if len(same) > 1 else near
        if not (called or len(same) > 1 or "1" in number.values):  # a volume and its issue
            continue
        if len(near) == 1:
            near = [*near, *_complement(near[0])]
        if len(near) < 2:
            continue
        ratio = Fraction(number.values[0]) / Fraction(number.values[1])
        printed = number.values[0] if number.values[1] == "1" else None
        pairs = [(a, b) for a in near for b in near if a is not b]
        if any(_is_ratio(a, b, printed, ratio) for a, b in pairs):
            continue
        true = _true_ratio(near, number.values[0])
        if true is not None:
            yield number.start, problem(RATIO_WRONG, printed=number.printed, possible=said.write(true))


def _complement(one: Linked) -> list[Linked]:
    """The others, where a ratio stands beside a single share of a known base."""
    if not one.bases or (counts := one.counts(one.bases[0])) is None or counts[0] != counts[1]:
        return []
    others = one.bases[0] - counts[0]
    return [Linked(Share(-1, -1, count=others), one.bases)] if others >= 0 else []


def _is_ratio(a: Linked, b: Linked, printed: str | None, ratio: Fraction) -> bool:
    if a.share.count is not None and b.share.count is not None:
        over, under = Fraction(a.share.count), Fraction(b.share.count)
        return under != 0 and (over / under == ratio if printed is None else rounds_to(printed, over, under))
    first, second = amount_of(a), amount_of(b)
    if first is None or second is None or second[0] <= 0:
        return first is None or second is None
    low, high = first[0] / second[1], first[1] / second[0]
    own = (ratio, ratio) if printed is None else interval_of(printed)
    return own[0] <= high and low <= own[1]


def _true_ratio(near: Sequence[Linked], printed: str) -> str | None:
    amounts = [amount for one in near if (amount := amount_of(one)) is not None]
    if len(amounts) < 2:
        return None
    mids = [(low + high) / 2 for low, high in amounts]
    ratios = [max(a, b) / min(a, b) for at, a in enumerate(mids) for b in mids[:at] if min(a, b) > 0]
    if not ratios:
        return None
    nearest = min(ratios, key=lambda ratio: abs(ratio - Fraction(printed)))
    return f"{as_decimal(nearest, max(decimals(printed), 1))}:1"


def _points(said: Said) -> Iterator[Finding]:
    """ "14.6 percentage points": by how much two percents of the passage differ."""
    for number in said.reading.numbers:
        if number.kind is not Kind.POINTS:
            continue
        sentence = said.reading.sentence_of(number.start)
        near = [one for one in said.linked if one.share.percent and abs(one.share.sentence - sentence) <= 1]
        percents = [Fraction(one.share.percent or 0) for one in near]
        differences = [abs(a - b) for at, a in enumerate(percents) for b in percents[:at]]
        slack = Fraction(15, 10 * 10 ** decimals(number.values[0]))
        if not differences or any(abs(difference - Fraction(number.values[0])) <= slack for difference in differences):
            continue
        true = min(differences, key=lambda difference: abs(difference - Fraction(number.values[0])))
        possible = said.write(as_decimal(true, decimals(number.values[0])))
        yield number.start, problem(DIFFERENCE_WRONG, printed=number.printed, possible=possible)


def _times(said: Said) -> Iterator[Finding]:
    """ "More than two to one", "twice as many": the first of two shares is so many times the second, or at least the reverse."""
    text = said.reading.text
    for match in words.TIMES.finditer(text):
        at = said.reading.sentence_of(match.start())
        start, end = said.reading.sentences[at]
        pair = _two(said, at)
        times = words.times_of(match)
        if pair is None or times is None or words.TURNED.search(text, start, end):
            continue
        first, second, where, printed = pair
        if not words.FEWER.search(text, start, end):
            between = text[match.end() : where] if match.end() < where else ""
            if words.THAN_THEM.search(between) or words.ABLATIVE.search(text[start:where]):
                first, second = second, first
        elif first < second:
            first, second = second, first
        if second <= 0 or not _so_many(first / second, times, match):
            yield where, problem(WORD_FALSE, printed=printed, word=match[0].strip())


def _so_many(true: Fraction, times: Fraction, match: re.Match[str]) -> bool:
    if words.TIMES_OVER.search(match[0]):
        return true >= times * Fraction(99, 100)
    low = Fraction(3, 4) if words.TIMES_NEARLY.search(match[0]) else Fraction(85, 100)
    return times * low <= true <= times * Fraction(115, 100)


def _two(said: Said, at: int) -> tuple[Fraction, Fraction, int, str] | None:
    """The two amounts that a sentence compares, where the first stands, and both as printed."""
    here = [one for one in said.linked if one.share.sentence == at and not one.share.about and not one.share.together]
    wholes = {start for start, _ in said.wholes}
    here = [one for one in here if one.share.start not in wholes]
    if not here:  # "41 to 90" reads like a range
        ranges = [number for number in said.reading.numbers if number.kind is Kind.RANGE and " to " in number.printed]
        found = [number for number in ranges if said.reading.sentence_of(number.start) == at]
        if len(found) != 1:
            return None
        low, high = (Fraction(value) for value in found[0].values)
        return low, high, found[0].start, found[0].printed
    if len(here) != 2:
        return None
    sizes = [one.share.count for one in here]
    if None in sizes:
        amounts = [amount_of(one) for one in here]
        if None in amounts:
            return None
        first, second = (sum(amount) / 2 for amount in amounts if amount is not None)
    else:
        first, second = (Fraction(size or 0) for size in sizes)
    return Fraction(first), Fraction(second), here[0].share.start, said.printed(*(one.share for one in here))
