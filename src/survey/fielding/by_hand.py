"""What a platform's file cannot hold and a person sets there by hand, said in words."""

from __future__ import annotations

from collections.abc import Iterator

from survey.errors import (
    ALONE_NOT_KEPT,
    ANSWERS_ALIKE,
    FORM_EACH_LANGUAGE,
    OTHERS_SEVERAL,
    VALUE_LIKE_TEXT,
    Place,
    Problem,
    problem,
)
from survey.fielding.paper_words import skip_instruction
from survey.fielding.platform import ExportOptions
from survey.fielding.words import ALONE
from survey.i18n.kazakh import fold
from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.model import Instrument, Item, ItemKind, Option, OptionKind, ShowIf

JOINT = " | "
"""What stands between the languages of a text on a platform that knows one language; intake takes them apart again."""


def condition(instrument: Instrument, show_if: ShowIf) -> Text:
    """A condition as it is printed, with the numbers of questions and the words of answers: the platform does not show our codes.

    Where the questionnaire lacks the language of the user, in its own first language.
    """
    own = instrument.languages
    return Text(**{one: skip_instruction(instrument, show_if, one if one in own else own[0]) for one in LANGUAGES})


def versions(options: ExportOptions) -> list[tuple[Language, ...]]:
    """The languages of each file: all in one, or one in each."""
    return [options.languages] if options.joined else [(one,) for one in options.languages]


def spoken(text: Text, languages: tuple[Language, ...]) -> str:
    """A text in one language, or in several side by side."""
    return JOINT.join(text[one] for one in languages)


def refused_answers(instrument: Instrument, platform: str, files: list[tuple[Language, ...]]) -> Iterator[Problem]:
    """Questions with several answers "other", and with answers that read the same."""
    place = Place(file=instrument.path)
    for item in instrument.items:
        others = [option.code for option in item.offered if option.kind is OptionKind.OTHER]
        if len(others) > 1 and item.kind is not ItemKind.MATRIX:
            yield problem(OTHERS_SEVERAL, place, item=item.id, platform=platform, codes=others)
        alike: dict[str, None] = {}
        for languages in files:
            for texts in ([one.text for one in item.offered], [row.text for row in item.rows]):
                words = [" ".join(spoken(text, languages).split()) for text in texts]
                alike |= dict.fromkeys(word for n, word in enumerate(words) if word in words[:n])
        for word in alike:
            yield problem(ANSWERS_ALIKE, place, item=item.id, platform=platform, text=word)


def refused_values(instrument: Instrument, platform: str | Text) -> Iterator[Problem]:
    """Questions with an answer whose value reads like the words of another: nobody could tell them apart in a file of values."""
    for item in instrument.items:
        said = {fold(words): option for option in item.options for words in _wordings(option)}
        for option in item.options:
            other = said.get(fold(str(option.value)), option)
            if other.code != option.code:
                told = {"value": option.value, "answer": option.code, "other": other.code}
                yield problem(VALUE_LIKE_TEXT, Place(file=instrument.path), item=item.id, platform=platform, **told)
                break


def _wordings(option: Option) -> Iterator[str]:
    """Everything that intake takes for an answer."""
    for text in (option.text, option.label):
        yield from () if text is None else (words for _, words in text)
    yield from (printed.text for printed in option.verbatim)


def notes_on_languages(options: ExportOptions, platform: str) -> Iterator[Problem]:
    """That there is a file for each language, where there is."""
    if len(options.languages) > 1 and not options.joined:
        yield problem(FORM_EACH_LANGUAGE, platform=platform)


def notes_on_alone(item: Item, place: Place, platform: str) -> Iterator[Problem]:
    """Answers that stand alone where several may be ticked."""
    alone = [option.code for option in item.offered if option.kind in ALONE]
    if item.kind is ItemKind.MULTIPLE and alone and len(item.offered) > 1:
        yield problem(ALONE_NOT_KEPT, place, item=item.id, platform=platform, codes=alone)
