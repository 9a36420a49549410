"""Counts and percents of one sentence that go together although other words stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from survey.audit import document_words as words
from survey.audit.document_arithmetic import decimals
from survey.audit.document_shares import Reading, Share, goes_with, one_share
from survey.audit.judge import percent_of

_IN_BRACKETS = re.compile(r"(?:[^;:!?()\d]|\d+\.\d+){0,60}\((?:[^();\d]{0,40}[,;:]\s*)?\s*(?:n\s*=\s*)?")
_IN_ONE_BREATH = re.compile(r"[^,;:!?()\d]{1,60}")
_NOTE = re.compile(r"[\d.,]+\s?%\s*\(\d{1,3}")
_ALIKE = Fraction(12, 100)
_NOTE_FAR = Fraction(20, 100)  # nobody miscounts by that much: the number points to a note


def pair_apart(reading: Reading, bases: Sequence[int]) -> Reading:
    """The passage with counts and percents put together that `read_passage` left alone, and the whole told from a part.

    "60 “yes” (60.4%)" is one share; "54 and 42 (56.3% and 43.8%, respectively)" are two; "39.6% (n = 96)" is a percent of 96
    people where that is how many took part. What only stands near has to be about as large: `bases` are those taking part.
    """
    shares = [_without_note(_of_whole(share, bases), reading, bases) for share in reading.shares]
    for at in range(len(reading.sentences)):
        shares = _in_order(reading, at, shares)
    return replace(reading, shares=tuple(_neighbours(reading, shares, bases)))


def _of_whole(share: Share, bases: Iterable[int]) -> Share:
    """A percent whose "count" is everybody has it as its base."""
    if share.count is None or share.percent is None or share.base is not None or share.count not in bases:
        return share
    whole = percent_of(share.count, share.count, decimals(share.percent))
    if Decimal(share.percent) == Decimal(whole):
        return share
    return replace(share, count=None, base=share.count)


def _without_note(share: Share, reading: Reading, bases: Sequence[int]) -> Share:
    """A percent without the number in brackets behind it that is far from being its count: "56.3% (2)" points to a note."""
    if (
        not bases
        or share.count is None
        or share.base is not None
        or _NOTE.fullmatch(reading.text[share.start : share.end]) is None
    ):
        return share
    return (
        share if _alike(share, share, bases, _NOTE_FAR) else replace(share, count=None, end=reading.text.index("(", share.start))
    )


def _in_order(reading: Reading, at: int, shares: list[Share]) -> list[Share]:
    """ "Respectively": the first count has the first percent."""
    start, end = reading.sentences[at]
    if not words.RESPECTIVELY.search(reading.text, start, end):
        return shares
    here = [share for share in shares if share.sentence == at and (share.count is None) != (share.percent is None)]
    counts = [share for share in here if share.count is not None]
    percents = [share for share in here if share.percent is not None]
    if counts and counts[0].base is not None and len(counts) == len(percents) + 1:
        counts = counts[1:]
    apart = bool(counts and percents) and (counts[-1].start < percents[0].start or percents[-1].start < counts[0].start)
    if len(counts) != len(percents) or len(counts) < 2 or not apart:
        return shares
    joined = {count: _joined(count, percent) for count, percent in zip(counts, percents, strict=True)}
    return [joined.get(share, share) for share in shares if share not in percents]


def _neighbours(reading: Reading, shares: Sequence[Share], bases: Sequence[int]) -> list[Share]:
    found: list[Share] = []
    for share in shares:
        last = found[-1] if found else None
        if last is not None and last.sentence == share.sentence and goes_with(last, share) and not (last.about or share.about):
            gap = reading.text[last.end : share.start]
            beside = _IN_BRACKETS.fullmatch(gap) or _IN_ONE_BREATH.fullmatch(gap)
            if beside and not words.CONTRAST.search(gap) and _alike(last, share, bases):
                found[-1] = _joined(last, share)
                continue
        found.append(share)
    return found


def _alike(first: Share, second: Share, bases: Sequence[int], most: Fraction = _ALIKE) -> bool:
    count = first.count if first.count is not None else second.count
    percent = first.percent if first.percent is not None else second.percent
    whole = first.base or second.base
    if count is None or percent is None:
        return False
    return any(abs(Fraction(count, base) - Fraction(percent) / 100) <= most for base in ([whole] if whole else bases) if base)


def _joined(first: Share, second: Share) -> Share:
    """One share that stands where the first of the two stands."""
    joined = one_share(first, second)
    return replace(joined, end=first.end, beside=(second.start, second.end))
