"""Our own check before any export: no platform tells that a text lacks one of its languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from survey.errors import LANGUAGE_NOT_ASKED, SIGNS_MEAN_MORE, TEXT_UNTRANSLATED, Place, Problem, problem, raise_all
from survey.i18n.text import Language, Text
from survey.instrument.model import Instrument, Item


def languages_of(instrument: Instrument, words: str | None) -> tuple[Language, ...]:
    """The languages of `--lang kk,ru`, in this order; those of the questionnaire where nothing is said.

    Raises FieldingError for a language that the questionnaire does not name.
    """
    if words is None:
        return instrument.languages
    known = {str(language): language for language in instrument.languages}
    chosen = list(dict.fromkeys(word.strip() for word in words.split(",")))
    unknown = (word for word in chosen if word not in known)
    raise_all(problem(LANGUAGE_NOT_ASKED, language=word, available=instrument.languages) for word in unknown)
    return tuple(known[word] for word in chosen)


def check_translations(instrument: Instrument, languages: tuple[Language, ...]) -> None:
    """Raise FieldingError with every text that respondents read and that lacks one of these languages."""
    raise_all(_missing(instrument, languages))


def _missing(instrument: Instrument, languages: tuple[Language, ...]) -> Iterator[Problem]:
    place = Place(file=instrument.path)
    for what, text in texts(instrument):
        for language in languages:
            if language not in text or not text[language].strip():
                yield problem(TEXT_UNTRANSLATED, place, what=what, language=language)


def signs(instrument: Instrument, platform: str, pattern: re.Pattern[str]) -> Iterator[Problem]:
    """Signs in the texts that a platform would not take for a text."""
    place = Place(file=instrument.path)
    for what, text in texts(instrument):
        for found in sorted({match.group() for _, words in text for match in pattern.finditer(words)}):
            yield problem(SIGNS_MEAN_MORE, place, what=what, platform=platform, signs=found)


def texts(instrument: Instrument) -> Iterator[tuple[str, Text]]:
    """Every text that respondents read, with the name of its place: `introduction`, `trust`, `trust.yes` ..."""
    for name in ("title", "introduction", "consent", "contact", "thanks"):
        text: Text | None = getattr(instrument, name)
        if text is not None:
            yield name, text
    for section in instrument.sections:
        yield section.id, section.title
    for item in instrument.items:
        yield from _of_item(item)


def _of_item(item: Item) -> Iterator[tuple[str, Text]]:
    yield item.id, item.text
    for row in item.rows:
        yield f"{item.id}.{row.code}", row.text
    for option in item.offered:
        yield f"{item.id}.{option.code}", option.text
