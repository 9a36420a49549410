"""Words of a message in every language, because who reads it is not known where it is made."""

from __future__ import annotations

from collections.abc import Mapping

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language, Text


def _say(key: str, language: Language, params: Mapping[str, Text]) -> str:
    if not params:
        return say(f"profiles.{key}", language)
    return say(f"profiles.{key}", language, alignment=params["alignment"][language])


def spoken(key: str, **params: Text) -> Text:
    """A phrase of the catalogue of profiles in the three languages.

    >>> spoken("side_left")["en"]
    'left'
    """
    made = {language: _say(key, language, params) for language in LANGUAGES}
    return Text(**made)


def alignment(name: str) -> Text:
    """An alignment in words.

    >>> alignment("justify")["en"]
    'justified'
    """
    return spoken(f"align_{name}")
