"""Counts of people in words, "fifty-four experts", as figures: from ten to ninety-nine."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from survey.audit import document_words as words
from survey.audit.document_text import Passage
from survey.i18n.text import Language

Numerals = tuple[tuple[int, str, str, str], ...]
"""A number, and its forms in English, Russian and Kazakh."""

_TENS: Numerals = (
    (10, r"ten", r"десят(?:ь|и)", r"он"),
    (20, r"twenty", r"двадцат(?:ь|и)", r"жиырма"),
    (30, r"thirty", r"тридцат(?:ь|и)", r"отыз"),
    (40, r"forty", r"сорока?", r"қырық"),
    (50, r"fifty", r"пятьдесят|пятидесяти", r"елу"),
    (60, r"sixty", r"шестьдесят|шестидесяти", r"алпыс"),
    (70, r"seventy", r"семьдесят|семидесяти", r"жетпіс"),
    (80, r"eighty", r"восемьдесят|восьмидесяти", r"сексен"),
    (90, r"ninety", r"девяност[оа]", r"тоқсан"),
)
_UNITS: Numerals = (
    (1, r"one", r"один|одного", r"бір"),
    (2, r"two", r"дв(?:а|ое|ух)", r"екі"),
    (3, r"three", r"тр(?:и|ое|[её]х)", r"үш"),
    (4, r"four", r"четыр(?:е|[её]х)", r"төрт"),
    (5, r"five", r"пят(?:ь|и)", r"бес"),
    (6, r"six", r"шест(?:ь|и)", r"алты"),
    (7, r"seven", r"сем(?:ь|и)", r"жеті"),
    (8, r"eight", r"восемь|восьми", r"сегіз"),
    (9, r"nine", r"девят(?:ь|и)", r"тоғыз"),
)
_TEENS: Numerals = (
    (11, r"eleven", r"одиннадцат(?:ь|и)", r""),
    (12, r"twelve", r"двенадцат(?:ь|и)", r""),
    (13, r"thirteen", r"тринадцат(?:ь|и)", r""),
    (14, r"fourteen", r"четырнадцат(?:ь|и)", r""),
    (15, r"fifteen", r"пятнадцат(?:ь|и)", r""),
    (16, r"sixteen", r"шестнадцат(?:ь|и)", r""),
    (17, r"seventeen", r"семнадцат(?:ь|и)", r""),
    (18, r"eighteen", r"восемнадцат(?:ь|и)", r""),
    (19, r"nineteen", r"девятнадцат(?:ь|и)", r""),
)


_COLUMN: dict[Language, int] = {"en": 1, "ru": 2, "kk": 3}


def _either(numerals: Numerals, language: Language) -> str:
    return "|".join(str(row[_COLUMN[language]]) for row in numerals if row[_COLUMN[language]])


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    tens, units, teens = (_either(numerals, language) for numerals in (_TENS, _UNITS, _TEENS))
    return re.compile(
        rf"\b(?:(?P<teen>{teens or '(?!)'})|(?P<ten>{tens})(?:[\s-](?P<unit>{units}))?)\b"
        rf"(?=\s+(?:[^\W\d_]+\s+)?{words.PEOPLE}|\s+(?:(?:out )?of(?: the| all| our)?|из(?: всех| этих)?)\s+\d)",
        re.IGNORECASE,
    )


def in_figures(passage: Passage, language: Language) -> Passage:
    """The passage with its counts of people in figures, as its language says them; each sign knows its place as before.

    >>> in_figures(Passage("Fifty-four of the 96 experts, or twenty people", ()), "en").text
    '54 of the 96 experts, or 20 people'
    """
    text, starts, shift = passage.text, list(passage.starts), 0
    for match in _pattern(language).finditer(passage.text):
        written = str(_value(match, language))
        start, end = match.start() - shift, match.end() - shift
        text = text[:start] + written + text[end:]
        less = end - start - len(written)
        starts = [(at - less if at >= end else at, place) for at, place in starts]
        shift += less
    return replace(passage, text=text, starts=tuple(starts))


def _value(match: re.Match[str], language: Language) -> int:
    said = ((match["teen"], _TEENS), (match["ten"], _TENS), (match["unit"], _UNITS))
    column = _COLUMN[language]
    return sum(
        row[0] for word, numerals in said if word for row in numerals if re.fullmatch(str(row[column]), word, re.IGNORECASE)
    )
