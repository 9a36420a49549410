"""A text in the three languages of this work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from survey.errors import UNKNOWN_LANGUAGE, error

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def known_language(word: str) -> Language:
    """The language of a word such as `kk`.

    Raises
    ------
    ReportError
        UNKNOWN_LANGUAGE: this package has no such language.

    Examples
    --------
    >>> known_language("kk")
    'kk'
    """
    for language in LANGUAGES:
        if language == word:
            return language
    raise error(UNKNOWN_LANGUAGE, language=word, available=LANGUAGES)


@dataclass(frozen=True)
class Text:
    """A text in Kazakh, Russian and English; a language that a study does not use is None.

    Examples
    --------
    >>> Text(kk="Иә", ru="Да", en="Yes")["kk"]
    'Иә'
    """

    kk: str | None = None
    ru: str | None = None
    en: str | None = None

    def __getitem__(self, language: Language) -> str:
        """The text in one language; KeyError where there is none."""
        value: str | None = getattr(self, language)
        if value is None:
            raise KeyError(language)
        return value

    def __iter__(self) -> Iterator[tuple[Language, str]]:
        """The languages that are present, with their texts, in the order kk, ru, en."""
        for language in LANGUAGES:
            value = getattr(self, language)
            if value is not None:
                yield language, value

    def __contains__(self, language: object) -> bool:
        return language in LANGUAGES and getattr(self, str(language)) is not None
