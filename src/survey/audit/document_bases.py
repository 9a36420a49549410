"""The base of every share: how many took part, how many answered a question, the whole that a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from survey.audit import document_words as words
from survey.audit.document_arithmetic import common_base, decimals
from survey.audit.document_shares import Reading, Share
from survey.audit.judge import percent_of

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WIDE = re.compile(r"[\u00a0\u202f\u2009,]")


@dataclass(frozen=True)
class Base:
    """n people, told at a place; total: all who took part, otherwise those who answered a question or belong to a group;
    whole: all answers that its sentence counts.
    """

    start: int
    end: int
    n: int
    total: bool
    whole: bool = False


@dataclass
class Bases:
    """What a document says of its bases; `totals` are those who took part, `question` those of the question it speaks of last,
    `borne` which bases bear out a percent together with its count where the base is told."""

    totals: list[int] = field(default_factory=list)
    question: tuple[int, ...] = ()
    borne: dict[str, tuple[int, ...]] = field(default_factory=dict)


def stated(reading: Reading) -> tuple[Base, ...]:
    """The bases that a passage states in words, in their order; not those of another study."""
    told = _told(reading)
    return tuple(base for base in told if not _is_of_others(base, told, reading))


def _told(reading: Reading) -> list[Base]:
    found: dict[int, Base] = {}
    text = reading.text
    for match in words.TOTAL.finditer(text):
        found[match.start("n")] = _base(match, "n", total=True)
    for match in (m for pattern in words.ANSWERED for m in pattern.finditer(text)):
        found.setdefault(match.start("n"), _base(match, "n", total=False))
    for match in (m for pattern in words.TOOK_PART for m in pattern.finditer(text)):
        found.setdefault(match.start("n"), _base(match, "n", total=True))
    for match in (m for pattern in words.WHOLE for m in pattern.finditer(text)):
        at = match.start("n")
        found[at] = replace(found.get(at) or _base(match, "n", total=False), whole=True)
    for match in (m for pattern in words.OF_ALL for m in pattern.finditer(text)):
        found.setdefault(match.start("n"), _base(match, "n", total=False))
    years = {number.start for number in reading.numbers if number.kind in ("year", "figure", "question", "percent")}
    kept = [base for start, base in sorted(found.items()) if start not in years and base.n > 1]
    return [base for base in kept if not _is_part(base, reading)]


def _is_of_others(base: Base, bases: Sequence[Base], reading: Reading) -> bool:
    """ "A 2019 poll of 1,200 adults; in ours (N = 96)": a year before it, and another base behind it in the sentence."""
    at = reading.sentence_of(base.start)
    later = any(other.start > base.start and reading.sentence_of(other.start) == at and other.n != base.n for other in bases)
    later = later or any(
        one.base not in (None, base.n) and one.start > base.start and one.sentence == at for one in reading.shares
    )
    start = reading.sentences[at][0]
    return later and _YEAR.search(reading.text[max(start, base.start - 60) : base.start]) is not None


def _base(match: re.Match[str], name: str, *, total: bool) -> Base:
    return Base(match.start(name), match.end(name), int(_WIDE.sub("", match[name])), total)


def _is_part(base: Base, reading: Reading) -> bool:
    """A number with a percent beside it, or the part of "54 of 96", is a share and no base."""
    for share in reading.shares:
        if share.start <= base.start < share.end:
            return share.percent is not None or (share.base is not None and share.base != base.n)
    return False


def without_bases(reading: Reading, bases: Sequence[Base]) -> Reading:
    """The passage without the shares that are bases."""
    at = {base.start for base in (*bases, *_told(reading))}
    kept = tuple(
        share for share in reading.shares if share.start not in at or share.percent is not None or share.base is not None
    )
    return replace(reading, shares=kept)


def totals(readings: Sequence[Reading]) -> Bases:
    """How many took part: the number that the text states, where percents bear it out at least as well as half of what bears
    out the
    best; else the whole that most shares name, else the base that most pairs of a count and its percent agree on."""
    shares = [share for reading in readings for share in reading.shares]
    pairs = [(one.count, one.percent) for one in shares if one.count is not None and one.percent is not None and not one.about]
    stated_here = [base for reading in readings for base in stated(reading)]
    wholes = [share.base for share in shares if share.base is not None] + [base.n for base in stated_here]
    guess = common_base(pairs)
    said = list(dict.fromkeys(base.n for base in stated_here if base.total))
    support = {base: _support(base, pairs) for base in {*said, *wholes, *([guess] if guess else [])}}
    best = max(support.values(), default=0)
    believed = [base for base in said if 2 * support[base] >= best]
    if said:
        return Bases(believed or ([guess] if guess else said))
    if wholes:
        return Bases([max(dict.fromkeys(wholes), key=lambda base: (support[base], wholes.count(base)))])
    return Bases([guess] if guess else [])


def borne_out(readings: Sequence[Reading], tables: Sequence[int | None]) -> dict[str, tuple[int, ...]]:
    """Which bases a document tells beside a count and its percent that they bear out; `tables` has the base of the table of each
    passage. The same percent may stand elsewhere without its base.
    """
    found: dict[str, tuple[int, ...]] = {}
    for reading, table in zip(readings, tables, strict=True):
        told = [base.n for base in stated(reading)] + [part for _, part in parts(reading)] + ([table] if table else [])
        for share in reading.shares:
            if share.count is not None and share.percent is not None:
                bases = [base for base in told if percent_of(share.count, base, decimals(share.percent)) == share.percent]
                found[share.percent] = tuple(dict.fromkeys((*found.get(share.percent, ()), *bases)))
    return found


def _support(base: int, pairs: Sequence[tuple[int, str]]) -> int:
    """How many pairs of a count and a percent a base bears out."""
    return sum(percent_of(count, base, decimals(percent)) == percent for count, percent in pairs)


def of_part(share: Share, reading: Reading, bases: Sequence[Base]) -> bool:
    """Whether a share is one of some of the people only, or of another year, without saying of how many."""
    start, _ = reading.sentences[share.sentence]
    before, after = reading.text[start : share.start], reading.text[share.end : share.end + 20]
    if share.base is not None or any(start <= base.start < share.start for base in bases):
        return False
    if share.percent is not None and words.EARLIER_BEFORE.search(before) and words.EARLIER_AFTER.search(after):
        return True
    told = [match for pattern in (words.PART, words.OF_THEM) for match in pattern.finditer(before)]
    if not told or words.OF_EVERYBODY.search(before, max(match.end() for match in told)):
        return False
    last = max(told, key=lambda match: match.end())
    return words.PART.fullmatch(last[0]) is not None or _names_a_part(reading, start + last.start(), bases)


def _names_a_part(reading: Reading, end: int, bases: Sequence[Base]) -> bool:
    """Whether the last people told before a place are a share and not a base."""
    shares = [share.start for share in reading.shares if share.start < end and (share.counted or share.percent)]
    return max(shares, default=-1) > max((base.start for base in bases if base.start < end), default=-1)


def candidates(share: Share, reading: Reading, bases: Sequence[Base], known: Bases) -> tuple[int, ...]:
    """The bases that a share may have, the likeliest first; none where the document names none."""
    if share.base is not None:
        return (share.base,)
    before = [base for base in bases if base.start < share.start]
    if words.OF_EVERYBODY.search(reading.text, reading.sentences[share.sentence][0], share.start) and known.totals:
        before = [base for base in before if base.n in known.totals]
    here = [base.n for base in before if reading.sentence_of(base.start) == share.sentence]
    wholes = [
        one.base for one in reading.shares if one.base is not None and one.sentence == share.sentence and one.start < share.start
    ]
    found: list[int] = []
    if here or wholes:
        found = [*here[-1:], *(whole for whole in wholes if whole is not None)]
    elif before:
        found = [before[-1].n]
    else:
        after = [base for base in bases if reading.goes_on(share.sentence, reading.sentence_of(base.start))]
        own = [base.n for base in after if base.whole or base.total]
        own += [base.n for base in bases if base.whole and _closes(reading, share.sentence, reading.sentence_of(base.start))]
        elsewhere = known.borne.get(share.percent or "", ())
        found = own[:1] or [*known.question, *(base.n for base in after), *known.totals, *elsewhere]
    found += [part for start, part in parts(reading) if start < share.start]
    if share.count is not None and share.percent is None:  # 68 are none of 28
        found = [base for base in found if base >= share.count] or found
    return tuple(dict.fromkeys(found))


def _closes(reading: Reading, share: int, total: int) -> bool:
    return reading.goes_on(share, total) or reading.sums_up(share, total)


def parts(reading: Reading) -> Iterator[tuple[int, int]]:
    """The part of "95 of 96" may be the base of what comes after it, where no percent goes with it: (where, how many)."""
    for one in reading.shares:
        if one.base and one.count and one.percent is None and 2 * one.count > one.base:
            yield one.start, one.count
    for base in stated(reading):
        for one in reading.shares:
            near = one.sentence == reading.sentence_of(base.start) and one.percent is None and one.base is None
            if near and one.count and one.start > base.start and base.n > one.count >= 0.9 * base.n:
                yield one.start, one.count
