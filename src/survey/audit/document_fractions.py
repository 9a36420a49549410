"""Shares in words, "two thirds", "the majority", in Kazakh, Russian and English, and which percents they may be said of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Word:
    """A share in words: true where low <= share <= high (strictly where `strict`)."""

    pattern: re.Pattern[str]
    low: Fraction
    high: Fraction
    strict: bool = False


def _word(pattern: str, low: str, high: str, *, strict: bool = False) -> Word:
    return Word(re.compile(pattern, re.IGNORECASE), Fraction(low), Fraction(high), strict)


_MORE = (
    r"(?:(?:slightly |little |a little |somewhat )?(?:more than|over)|"
    r"(?:чуть |немного |несколько )?(?:более|больше|свыше))\s+(?:чем\s+)?"
)
_LESS = r"(?:(?:slightly |a little |somewhat )?(?:less than|under)|(?:чуть |немного |несколько )?(?:менее|меньше))\s+(?:чем\s+)?"
_A = r"(?:(?:a|one)[ -])?"
_EVERY = r"\b(?:every|each|әрбір|әр)\s+"
_IN = r"\bone(?:\s+[^\W\d]+)?\s+(?:in|out of)\s+(?:every\s+)?"
_AT_LEAST = r"(?:at least|(?:no|not) less than|не менее|не меньше)\s+(?:чем\s+)?"
_AT_MOST = r"(?:at most|(?:no|not) more than|не более|не больше)\s+(?:чем\s+)?"
_FRACTIONS = (
    ("50", "100", _A + r"(?:half|половин[ыа])\b", "жартысынан"),
    ("200/3", "100", r"(?:two[ -]thirds|двух третей|две трети)", "үштен екісінен"),
    ("100/3", "50", _A + r"(?:third|трет[иь])\b", "үштен бірінен"),
    ("25", "40", _A + r"(?:quarter|fourth|четверт[иь])\b", "төрттен бірінен"),
    ("75", "100", r"(?:three[ -]quarters|тр[её]х четвертей|три четверти)", "төрттен үшінен"),
)
"""A fraction in percent, what is no longer called more than it, its words after "more than", and the Kazakh ablative."""


def _bounds() -> Iterator[Word]:
    """Fractions with "at least", "at most", "more than" and "less than"."""
    slightly = r" (?:сәл |біраз )?"
    for share, most, said, ablative in _FRACTIONS:
        yield _word(_AT_LEAST + said + rf"|{ablative}{slightly}(?:кем|аз) емес", share, "100")
        yield _word(_AT_MOST + said + rf"|{ablative}{slightly}(?:(?:артық|көп) емес|асп\w+)", "0", share)
        yield _word(_MORE + said + rf"|{ablative}{slightly}(?:астам|көб|көп|артық)\w*", share, most, strict=True)
        yield _word(_LESS + said + rf"|{ablative}{slightly}(?:аз|кем|төмен)\w*", "0", share, strict=True)


WORDS: tuple[Word, ...] = (
    _word(rf"{_EVERY}(?:second|два|две|екінші)\b|{_IN}two\b|кажд\w+ втор\w+", "44", "56"),
    _word(rf"{_EVERY}(?:third|үшінші)\b|{_IN}three\b|кажд\w+ трет\w+", "28.3", "38.3"),
    _word(rf"{_EVERY}(?:fourth|төртінші)\b|{_IN}four\b|кажд\w+ четв[её]рт\w+", "20", "30"),
    _word(rf"{_EVERY}(?:fifth|бесінші)\b|{_IN}five\b|кажд\w+ пят\w+", "15", "25"),
    _word(rf"{_EVERY}(?:tenth|оныншы)\b|{_IN}ten\b|кажд\w+ десят\w+", "7", "13"),
    *_bounds(),
    _word(r"three[ -](?:quarters|fourths)|тр(?:и|[её]х) четверт\w+|төрттен үш\w*", "70", "80"),
    _word(r"two[ -]thirds|дв(?:е|ух) трет\w+|үштен екі\w*", "61.7", "71.7"),
    _word(r"three (?:in|out of)(?: every)? four|трое из четверых|три из четыр[её]х", "70", "80"),
    _word(r"four (?:in|out of)(?: every)? five|четверо из пяти|четыре из пяти", "75", "85"),
    _word(r"nine (?:in|out of)(?: every)? ten|nine[ -]tenths|девять из десяти|девять десятых|оннан тоғыз\w*", "86", "94"),
    _word(r"four[ -]fifths|четыр(?:е|[её]х) пят\w+|бестен төрт\w*", "75", "85"),
    _word(r"(?:\ba|\bone)[ -]third\b|\bтреть\w?\b|одн\w+ треть\w*|үштен бір\w*", "28.3", "38.3"),
    _word(r"(?:\ba|\bone)[ -](?:quarter|fourth)\b|\bчетверт[ьи]\b|төрттен бір\w*|\bширегі\w*", "20", "30"),
    _word(r"(?:\ba|\bone)[ -]fifth\b|пят(?:ая|ую) част\w+|бестен бір\w*", "15", "25"),
    _word(r"(?:\ba|\bone)[ -]tenth\b|десят(?:ая|ую) част\w+|оннан бір\w*", "7", "13"),
    _word(
        r"almost (?:all|everyone|everybody)|nearly (?:all|everyone)|почти все\b|барлығы(?:на)? дерлік|бәрі дерлік|түгелге жуық",
        "85",
        "100",
    ),
    _word(
        r"\b(?:vast|overwhelming|large|slight|clear|absolute)? ?majority\b|\b(?:larger|greater|bigger|major|"
        r"better) (?:part|share|half|portion)\b|"
        r"\bmost (?:of|respondents|experts|participants|people)\b",
        "50",
        "100",
        strict=True,
    ),
    _word(
        r"\bbulk of\b|\bоснов(?:ная|ную) (?:масс|част)\w+|\bпреобладающ\w+ част\w+|\bнегізгі бөліг\w+|\bдені\b",
        "50",
        "100",
        strict=True,
    ),
    _word(r"\bбольшинств\w+|\bбо́?льш(?:ая|ую) част\w+", "50", "100", strict=True),
    _word(r"\bбасым (?:бөліг|көпшіліг)\w+|\bкөпшіліг\w+|\bкөп бөліг\w+", "50", "100", strict=True),
    _word(r"\b(?:a |the )?(?:small |tiny )?minority\b|\bменьшинств\w+|\bазшылығ\w+|\bаз бөліг\w+", "0", "50", strict=True),
    _word(r"\b(?:exactly|just|one) half\b|\bровно половин\w+|\bдәл жартысы\w*|\bтең жартысы\w*", "49.5", "50.5"),
    _word(
        r"\b(?:about |around |nearly |almost |roughly )?half\b(?! past)|\b(?:около |почти )?половин\w+|\bжартысы\w*", "44", "56"
    ),
)
"""The first that matches at a place counts. A fraction without "more" or "less" may be five points off: it is a round word."""
