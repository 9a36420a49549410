"""Every number of a text, with its kind, as people write it in Kazakh, Russian and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from survey.audit.marks import Mark, Segment, segments
from survey.i18n.signs import DECIMAL_SIGN
from survey.i18n.text import Language


class Kind(StrEnum):
    PLAIN = "plain"  # 54
    COUNT_OF = "count_of"  # 54 of 96: the part, then the whole, whatever the order in the language
    PERCENT = "percent"  # 56.3%
    RANGE = "range"  # 1–10, between 1 and 10
    PERCENT_RANGE = "percent_range"  # 1.0–10.4%
    POINTS = "points"  # 14.6 percentage points
    RATIO = "ratio"  # 2.3:1, 11 to 1, 2.3 times
    QUESTION = "question"  # 1.8
    FIGURE = "figure"  # figure 9
    YEAR = "year"


@dataclass(frozen=True)
class Number:
    """A number as it stands in a text.

    values: one or two numbers with a decimal point and without thousands signs, decimals kept as printed ("103.0").
    printed: the same as in the text, with a case ending where one is glued on.
    line: counted from 0 within the text. foreign: written with the decimal sign of another language.
    start, end: where it stands in the text that a reader sees (`survey.audit.marks.segments`).
    """

    kind: Kind
    values: tuple[str, ...]
    printed: str
    line: int
    mark: Mark | None = None
    foreign: bool = False
    start: int = 0
    end: int = 0


_SPACES = "\u00a0\u202f\u2009"  # no-break, narrow no-break, thin: what stands between thousands and before a percent sign
_ENDING = r"(?:-[а-яәғқңөұүһі]+)?"
_OF: dict[Language, str] = {
    "kk": rf"(?P<whole>INT)(?:-[нтд][ыі]ң|{_ENDING} \w+(?:[нтд][ыі]ң|[нтд][ае]н)(?: ішінде| ішінен)?) (?P<part>INT)",
    "ru": r"(?P<part>INT)(?: \w+)? из (?P<whole>INT)",
    "en": r"(?P<part>INT)(?: \w+)? (?:out )?of (?:the |all )?(?P<whole>INT)",
}
_BETWEEN: dict[Language, str] = {
    "kk": r"(?:(?P<low_word>INT) (?:мен|бен|пен) (?P<high_word>INT)(?= аралығ)|"
    r"(?P<low_to>INT)-[нтд][ае]н (?P<high_to>INT)-[ғгкқ][ае] дейін)",
    "ru": r"(?P<low_word>INT) до (?P<high_word>INT)",
    "en": r"(?:(?<=between )(?P<low_word>INT) and (?P<high_word>INT)|(?P<low_to>INT) to (?P<high_to>INT))",
}
_SHARES_BETWEEN: dict[Language, tuple[str, ...]] = {
    "kk": (),
    "ru": (r"(?<=[Оо]т )(?P<low_share_to>NUM)(?:SIGN)? до (?P<high_share_to>NUM)SIGN",),
    "en": (
        r"(?<=[Bb]etween )(?P<low_share_and>NUM)(?:SIGN)? and (?P<high_share_and>NUM)SIGN",
        r"(?<=[Ff]rom )(?P<low_share_to>NUM)(?:SIGN)? to (?P<high_share_to>NUM)SIGN",
    ),
}
_TO_ONE: dict[Language, str] = {
    "kk": r"(?P<to_over>NUM)(?:-[ғгкқ][ае] (?P<to_under>1)(?!\d|[,.]\d|-)| есе(?:ге|дей)?\b)",
    "ru": r"(?:(?P<to_over>NUM) к (?P<to_under>1)(?!\d|[,.]\d)|(?<=в )(?P<more_over>NUM) раза?\b)",
    "en": r"(?:(?<!from )(?P<to_over>NUM) to (?P<to_under>1)(?!\d|[,.]\d)|"
    r"(?P<more_over>NUM)(?: times\b|(?=(?: \S+){1,3} (?:for|to) (?:every|each)\b))|"
    r"(?<=factor of )(?P<by_over>NUM))",
}
_POINTS = r"(?:percentage points?|p\.?\s?p\b|percent points?|п\.?\s?п\b|процентн\w+ пункт\w*|пайыздық (?:тармақ|пункт)\w*)"
_FIGURE_BEFORE = re.compile(r"(?:рис\.|рисун\w+|сурет\w*|figures?|\bfigs?\.)\s*$", re.IGNORECASE)
_FIGURE_AFTER = re.compile(r"-сурет", re.IGNORECASE)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """One alternative per kind, the longer forms first."""
    group = "," if language == "en" else f"[{_SPACES}]"
    whole = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?![\d])"
    either = rf"(?:{whole})(?:[.,]\d+)?(?!\d)"
    sign = rf"[ {_SPACES}]?(?:%|пайыз\w*|процент(?!н)\w*|per ?cent\b)"
    forms = [
        r"(?P<over>NUM)(?::|\s:\s)(?P<under>NUM)",
        rf"(?P<points>NUM)[ {_SPACES}]?{_POINTS}",
        _TO_ONE[language],
        rf"(?P<low_share>NUM)(?:{sign})?[–-](?P<high_share>NUM){sign}",
        r"(?P<low>INT)–(?P<high>INT)(?![.,]\d)",
        _OF[language],
        *(form.replace("SIGN", sign) for form in _SHARES_BETWEEN[language]),
        _BETWEEN[language],
        rf"(?P<share>NUM){sign}",
        r"(?P<question>\d+(?:\.\d+)+(?!\d))",
        r"(?P<decimal>NUM)",
    ]
    joined = "|".join(forms).replace("INT", whole).replace("NUM", either)
    return re.compile(rf"(?:(?<![\w.,])|(?<=\bQ))(?:{joined}){_ENDING}")


_KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.RATIO, ("over", "under")),
    (Kind.POINTS, ("points",)),
    (Kind.RATIO, ("to_over",)),
    (Kind.RATIO, ("more_over",)),
    (Kind.RATIO, ("by_over",)),
    (Kind.PERCENT_RANGE, ("low_share", "high_share")),
    (Kind.PERCENT_RANGE, ("low_share_and", "high_share_and")),
    (Kind.PERCENT_RANGE, ("low_share_to", "high_share_to")),
    (Kind.RANGE, ("low", "high")),
    (Kind.COUNT_OF, ("part", "whole")),
    (Kind.RANGE, ("low_word", "high_word")),
    (Kind.RANGE, ("low_to", "high_to")),
    (Kind.PERCENT, ("share",)),
    (Kind.QUESTION, ("question",)),
    (Kind.PLAIN, ("decimal",)),
)


def _value(written: str, language: Language) -> tuple[str, bool]:
    """The number with a decimal point, and whether its decimal sign is one of another language."""
    sign = DECIMAL_SIGN[language]
    bare = re.sub(rf"[{_SPACES}]", "", written)
    if language == "en":
        bare = re.sub(r",(?=\d{3}(?:\D|$))", "", bare)
    other = "." if sign == "," else ","
    return bare.replace(",", "."), other in bare


def _read(match: re.Match[str], segment: Segment, language: Language) -> Number:
    groups = match.groupdict()
    kind, names = next((kind, names) for kind, names in _KINDS if groups.get(names[0]))
    text, start = match.string, match.start()
    line = text.count("\n", 0, start)
    if kind is Kind.QUESTION:
        return Number(kind, (match["question"],), match[0], line, segment.mark, False, *match.span())
    values, foreign = zip(*(_value(match[name], language) for name in names), strict=True)
    if kind is Kind.PLAIN:
        kind = _plain(values[0], text[:start], text[match.end("decimal") :])
    if kind is Kind.RATIO and len(values) == 1:
        values = (values[0], "1")
    return Number(kind, values, match[0], line, segment.mark, any(foreign), *match.span())


def _plain(value: str, before: str, after: str) -> Kind:
    if _FIGURE_BEFORE.search(before) or _FIGURE_AFTER.match(after):
        return Kind.FIGURE
    return Kind.YEAR if re.fullmatch(r"(?:19|20)\d\d", value) else Kind.PLAIN


def plain_numbers(text: str, language: Language) -> tuple[Number, ...]:
    """All numbers of a text that has no marks, such as a paragraph of somebody's article; places are those in the text as given.

    >>> [(n.printed, n.start) for n in plain_numbers("54 of 96 (56.3%)", "en")]
    [('54 of 96', 0), ('56.3%', 10)]
    """
    whole = Segment(0, len(text), None)
    return tuple(_read(match, whole, language) for match in _pattern(language).finditer(text))


def _scan(text: str, language: Language) -> Iterator[Number]:
    visible, parts = segments(text)
    for segment in parts:
        for match in _pattern(language).finditer(visible, segment.start, segment.end):
            yield _read(match, segment, language)


def numbers(text: str, language: Language) -> tuple[Number, ...]:
    """All numbers of a text in their order; those inside a comment, a link target or a cross-reference are left out.

    Recognised are the decimal sign and the spaces of the language, ranges with an en dash or in words, and Kazakh case endings
    glued on by a hyphen. Numbers in words ("five") are not numbers here.

    >>> [(n.kind.value, n.values) for n in numbers("96 сарапшының 54-і (56,3%), 1.8-сұрақ", "kk")]
    [('count_of', ('54', '96')), ('percent', ('56.3',)), ('question', ('1.8',))]
    """
    return tuple(_scan(text, language))
