"""Names and titles in Latin letters, for the list of references that journals want for their foreign readers.

The tables stand in `transliteration.yaml`, with who asks for which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from survey.errors import TRANSLITERATION_UNKNOWN, error
from survey.instrument.nearest import nearest

_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_WORD = re.compile(r"[\u0400-\u052f]+")


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    loaded: dict[str, Mapping[str, Any]] = yaml.safe_load((files("survey.chapter") / "transliteration.yaml").read_text("utf-8"))
    return MappingProxyType(loaded)


TABLES: tuple[str, ...] = tuple(_tables())
"""The names of the tables."""


def tables_of(language: str) -> tuple[str, ...]:
    """The names of the tables for the letters of a language.

    >>> tables_of("ru")
    ('bsi', 'bgn-ru')
    """
    return tuple(name for name, table in _tables().items() if table["language"] == language)


def language_of(text: str) -> str | None:
    """`kk` where a text has a letter that only Kazakh has, `ru` for other Cyrillic, None without Cyrillic letters.

    >>> language_of("Қазақ тілі"), language_of("Методы"), language_of("Methods")
    ('kk', 'ru', None)
    """
    if _KAZAKH.search(text):
        return "kk"
    return "ru" if _CYRILLIC.search(text) else None


def transliterate(text: str, table: str) -> str:
    """A text in Latin letters by one of TABLES; what is no Cyrillic letter stays as it is.

    A capital letter becomes a capital and small ones (Щ: Shch), in a word of capitals all capitals.

    Raises ChapterError for a table that is not there.

    >>> transliterate("Қазақ тілінің сөздігі", "latin-2021")
    'Qazaq tılınıñ sözdıgı'
    >>> transliterate("Щербаков Е. В. РЕЧЬ", "bsi")
    "Shcherbakov E. V. RECH'"
    """
    if table not in TABLES:
        raise error(TRANSLITERATION_UNKNOWN, name=table, known=TABLES, nearest=nearest(table, TABLES))
    return _WORD.sub(lambda word: _word(word[0], _tables()[table]), text)


def _word(word: str, table: Mapping[str, Any]) -> str:
    letters, start, after = table["letters"], table.get("start", {}), table.get("after", {})
    shouted = len(word) > 1 and word.isupper()
    parts, previous = [], ""
    for letter in word:
        small = letter.lower()
        latin = letters.get(small, letter)
        if not previous:
            latin = start.get(small, latin)
        elif previous in after.get("letters", ""):
            latin = after.get(small, latin)
        parts.append(latin if letter == small else _capital(latin, table) if shouted else _capital(latin[:1], table) + latin[1:])
        previous = small
    return "".join(parts)


def _capital(latin: str, table: Mapping[str, Any]) -> str:
    """Letters as capitals. The alphabet of 2021 has the Turkic pairs ı - I and i - İ; Python makes I of both."""
    return "".join(table.get("capitals", {}).get(letter, letter.upper()) for letter in latin)
