"""What a share speaks of: the figure or question that the text names, and the answer whose word stands beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey.audit import document_words as words
from survey.audit.document_shares import Reading, Share
from survey.audit.numbers import Kind
from survey.i18n.kazakh import fold

YES, NO, AGREE, DISAGREE = "yes", "no", "agree", "disagree"
OPPOSITE = ({YES, NO}, {AGREE, DISAGREE})

_QUOTED = re.compile(r"[«“\"„‘]\s*([^«»“”\"„‘’\n]{1,60}?)\s*[»”\"“’]")
_QUOTED_ANSWER = re.compile(r"(?<![\d.])\d\.\d{1,2}\s*[“«\"][^”»\"\d]{1,60}[”»\"]\s*[–—:,-]?\s*\d")
_QUESTION_BEFORE = re.compile(r"(?:\bquestions?|\bвопрос\w*|\bсұрақ\w*|\bQ)\s*(?:№\s*)?$|\bitems?\s*$", re.IGNORECASE)
_QUESTION_AFTER = re.compile(r"^-?\s?(?:сұрақ|вопрос)", re.IGNORECASE)
_CAPTION = re.compile(r"(?:\b(?:diagram|chart|диаграмм\w*|график\w*)\s*(?:№\s*)?)$", re.IGNORECASE)
_LIST = re.compile(r"(?:-\w+)?\s*(?:,|;|и|and|мен|және|пен|бен|&)\s*(?:в |in )?", re.IGNORECASE)

_WORDS = {
    YES: r"(?:yes|иә|да)",
    NO: r"(?:no|жоқ|нет)",
}
_BARE = {
    YES: re.compile(r"(?<![\w«“\"-])(?:yes|иә)(?![\w»”\"])|(?<=[\d%] )да\b|\bда(?=\s*(?:[–—:(-]|\d))", re.IGNORECASE),
    NO: re.compile(
        r"(?:(?<=[\d%)] )|(?<=\bsaid )|(?<=\banswered )|(?<=\bчисле )|(?<=and )|(?<=, )|(?<=; )|(?<=\bи )|(?<=\bал )|(?<=\bа ))"
        r"(?:no|нет|жоқ)\b(?!\.\s*\d)(?=\s*(?:[–—:(|.,;-]|\d|$|деп|деді|деген|by\b|was\b|from\b|had\b))|^\s*(?:no|нет|жоқ)\s*\||"
        r"(?<=[.;] )(?:no|нет|жоқ)(?=\s*[:–—])",
        re.IGNORECASE,
    ),
    DISAGREE: re.compile(r"\bdisagreed?\b|\b(?:do|did) not agree\b|\bне соглас\w+|\bкеліспе\w+", re.IGNORECASE),
    AGREE: re.compile(r"(?<!not )\bagreed?\b|(?<!не )\bсоглас(?:ны|ен|ились|на)\b|\bкеліс(?:еді|ті|етін|кен)\w*", re.IGNORECASE),
}
_SIDES = {
    YES: re.compile(
        r"\bin the affirmative\b|\baffirmatively\b|\bpositive(?:ly)?\b|\bутвердительн\w+|\bположительн\w+|\bоң жауап\w*",
        re.IGNORECASE,
    ),
    NO: re.compile(r"\bin the negative\b|\bnegative(?:ly)?\b|\bотрицательн\w+|\bтеріс жауап\w*", re.IGNORECASE),
}
_GRADED = re.compile(
    r"\b(?:strongly|fully|completely|rather|somewhat|partly|полностью|скорее|частично|толық\w*|ішінара|мүлдем?|бірыңғай)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Ref:
    """A figure or a question that a text names."""

    kind: Kind
    value: str
    start: int
    end: int
    bracketed: bool


@dataclass(frozen=True)
class Mention:
    """An answer that a text names; `key` is yes, no, agree, disagree, a code of the wave, or the quoted words."""

    key: str
    start: int
    end: int


def refs(reading: Reading, question_numbers: frozenset[str] = frozenset()) -> tuple[Ref, ...]:
    """The figures and questions that a passage names, in their order; `question_numbers` need no word "question" where nothing
    else is named: "1.6" may be a ratio as well.
    """
    found: list[Ref] = []
    bare: set[int] = set()
    text = reading.text
    listed_bare = len(_QUOTED_ANSWER.findall(text)) > 1
    for number in reading.numbers:
        before, after = text[max(0, number.start - 30) : number.start], text[number.end : number.end + 12]
        kind = number.kind
        value = number.values[0]
        if kind in (Kind.PLAIN, Kind.QUESTION, Kind.YEAR, Kind.RANGE):
            listed = bool(found) and _LIST.fullmatch(text[found[-1].end : number.start]) is not None
            asked = _QUESTION_BEFORE.search(before) or _QUESTION_AFTER.match(after) or "сұрақ" in number.printed
            if asked or (
                listed
                and kind is not Kind.YEAR
                and kind is not Kind.RANGE
                and (kind is Kind.QUESTION) == ("." in found[-1].value)
            ):
                kind = Kind.QUESTION if asked else found[-1].kind
            elif _CAPTION.search(before):
                kind = Kind.FIGURE
            elif kind is Kind.QUESTION and value.count(".") == 1:
                if not (re.match(r"\s*[“«\"]", after) and (listed_bare or value in question_numbers)):
                    bare.add(number.start)
            else:
                continue
        elif kind is not Kind.FIGURE:
            continue
        found.append(Ref(kind, value, number.start, number.end, _in_brackets(text, number.start)))
    kept: list[Ref] = []
    for ref in reversed(found):
        if ref.start not in bare or (kept and _LIST.fullmatch(text[ref.end : kept[0].start])):
            kept.insert(0, ref)
    return tuple(kept or [ref for ref in found if ref.value in question_numbers])


def _in_brackets(text: str, at: int) -> bool:
    opened = text.rfind("(", max(0, at - 40), at)
    return opened >= 0 and ")" not in text[opened:at]


def topic(share: Share, reading: Reading, named: Sequence[Ref]) -> tuple[Ref, ...]:
    """The figures or questions that a share may speak of; none where the passage names none before it or in its sentence."""
    start, end = reading.sentences[share.sentence]
    within = [ref for ref in named if start <= ref.start < end]
    after = [ref for ref in within if ref.start >= share.end and ref.bracketed]
    before = [ref for ref in within if ref.end <= share.start]
    if after and not [ref for ref in before if not ref.bracketed]:
        return (after[0],)
    if before:
        return _listed(before, reading.text)
    if within:
        return () if words.CONTRADICTS.search(reading.text, start, end) else tuple(within)
    earlier = [ref for ref in named if ref.end <= start]
    if not earlier:
        later = [ref for ref in named if reading.goes_on(share.sentence, reading.sentence_of(ref.start))]
        return tuple(later) if len(later) == 1 else ()
    last = reading.sentence_of(earlier[-1].start)
    beside = {ref.value for ref in earlier if reading.goes_on(reading.sentence_of(ref.start), last)}
    listed = _listed(earlier, reading.text)
    return listed if beside <= {ref.value for ref in listed} else ()


def _listed(before: Sequence[Ref], text: str) -> tuple[Ref, ...]:
    """The last one, with those that stand in one list with it: "questions 1.6 and 1.8"."""
    found = [before[-1]]
    for ref in reversed(before[:-1]):
        if not _LIST.fullmatch(text[ref.end : found[0].start]):
            break
        found.insert(0, ref)
    return tuple(found)


def mentions(reading: Reading, at: int, options: Mapping[str, re.Pattern[str]] | None = None) -> tuple[Mention, ...]:
    """The answers that a sentence names, in their order; with `options` those of the wave, else yes, no, agree and quoted
    words.
    """
    start, end = reading.sentences[at]
    text = reading.text
    if options:
        known = [Mention(key, *m.span()) for key, pattern in options.items() for m in pattern.finditer(text, start, end)]
        if known:
            return _distinct(known)
    quoted = [(fold(m[1]), m.start(), m.end()) for m in _QUOTED.finditer(text, start, end)]
    sided = [
        Mention(key, a, b) for words, a, b in quoted for key, said in _WORDS.items() if re.fullmatch(said, words, re.IGNORECASE)
    ]
    for key in (YES, NO):
        sided += [Mention(key, *m.span()) for m in _BARE[key].finditer(text, start, end)]
    sides = [Mention(key, *m.span()) for key in (YES, NO) for m in _SIDES[key].finditer(text, start, end)]
    if sided:
        return _once(_distinct([*sided, *sides]), text)
    if {mention.key for mention in sides} == {YES, NO}:
        return _distinct(sides)
    if not _GRADED.search(text, start, end):
        sided = [Mention(key, *m.span()) for key in (DISAGREE, AGREE) for m in _BARE[key].finditer(text, start, end)]
        if {mention.key for mention in sided} == {AGREE, DISAGREE}:
            return _distinct(sided)
    return tuple(Mention(words, a, b) for words, a, b in quoted if words)


def _distinct(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """In their order; of two at one place the longer."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _once(found: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """Of an answer named twice with no number between ("positive (“yes”, ...") only the second."""
    kept: list[Mention] = []
    for mention in found:
        if kept and kept[-1].key == mention.key and not re.search(r"\d", text[kept[-1].end : mention.start]):
            kept.pop()
        kept.append(mention)
    return tuple(kept)


def paired(shares: Sequence[Share], named: Sequence[Mention], text: str, *, several: bool = False) -> dict[Share, str]:
    """Which answer each share of a sentence counts: in order where there are as many of both, else the only or the nearest one.

    several: whether the sentence lists several questions, so that answers go round again for each.
    """
    if not shares or not named:
        return {}
    if several and len(shares) != len(named):
        return {}
    if len(shares) == len(named):
        return {share: mention.key for share, mention in zip(shares, named, strict=True)}
    found: dict[Share, str] = {}
    taken: set[int] = set()
    gaps = sorted(
        (distance, at, to)
        for at, share in enumerate(shares)
        for to, mention in enumerate(named)
        if (distance := _distance(share, mention, shares, text)) is not None
    )
    for _, at, to in gaps:
        if shares[at] not in found and to not in taken:
            found[shares[at]] = named[to].key
            taken.add(to)
    return found


def _distance(share: Share, mention: Mention, shares: Sequence[Share], text: str) -> int | None:
    """Signs between the two, a comma or semicolon counting as more; None where another share stands between them."""
    first, last = (share.end, mention.start) if share.end <= mention.start else (mention.end, share.start)
    if any(first <= other.start < last for other in shares if other is not share) or last < first:
        return None
    between = text[first:last]
    return len(between) + 60 * between.count(";") + 25 * len(re.findall(r",(?!\d)", between))
