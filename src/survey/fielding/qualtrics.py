"""Qualtrics: its advanced text format, a file for each language, or one with all of them side by side.

The format holds questions, answers with their values, and blocks. Conditions, random order, required questions, limits of
numbers, text fields of answers and translations it does not know: each is told as what to set by hand.

Our values are the recode values of answers; rows of a matrix are numbered from 1, which the map of names tells intake.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from survey.errors import (
    CONSENT_BY_HAND,
    LANGUAGE_BY_HAND,
    LANGUAGES_TOGETHER,
    LIMITS_BY_HAND,
    NAMES_COLLIDE,
    ORDER_BY_HAND,
    REQUIRED_BY_HAND,
    SHOW_IF_BY_HAND,
    THANKS_BY_HAND,
    VALUE_BELOW_ZERO,
    WRITE_IN_BY_HAND,
    Place,
    Problem,
    problem,
    raise_all,
)
from survey.fielding.by_hand import (
    condition,
    notes_on_alone,
    notes_on_languages,
    refused_answers,
    refused_values,
    spoken,
    versions,
)
from survey.fielding.law import caution
from survey.fielding.platform import Exported, ExportOptions, Output, Renamed
from survey.fielding.translations import signs
from survey.fielding.words import limits, said
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.model import Instrument, Item, ItemKind
from survey.instrument.platform_names import qualtrics_columns, written_to

NAME = "Qualtrics"
CONSENT = "consent__given"
"""The question of consent; intake knows it by this name."""

_MARKS = re.compile(r"\[\[[^\]]*\]\]|\$\{[^}]*\}")
_TYPES = {
    ItemKind.SINGLE: "MC:SingleAnswer:Vertical",
    ItemKind.SCALE: "MC:SingleAnswer:Vertical",
    ItemKind.MULTIPLE: "MC:MultipleAnswer:Vertical",
    ItemKind.MATRIX: "Matrix",
    ItemKind.NUMBER: "TE:SingleLine",
    ItemKind.TEXT: "TE:Essay",
}


def export(instrument: Instrument, options: ExportOptions) -> Exported:
    """The files of a questionnaire.

    Raises FieldingError for texts that Qualtrics would read as marks (`[[...]]`, `${...}`), for answers of a question that read
    the same, for several answers "other" in one, for values below zero or that read like another answer, and for names that would
    coincide.
    """
    files = versions(options)
    raise_all(refused(instrument, options))
    outputs = [Output(_file_name(instrument, one), _file(instrument, one)) for one in files]
    matrices = [item for item in instrument.items if item.kind is ItemKind.MATRIX]
    renamed = tuple(Renamed(column, name) for item in matrices for column, name in qualtrics_columns(item).items())
    return Exported(tuple(outputs), renamed, tuple(_notes(instrument, options)))


def refused(instrument: Instrument, options: ExportOptions) -> Iterator[Problem]:
    """What the platform cannot hold."""
    place = Place(file=instrument.path)
    yield from refused_answers(instrument, NAME, versions(options))
    yield from refused_values(instrument, NAME)
    for item in instrument.items:
        below = [str(option.value) for option in item.options if option.value < 0]
        if below:
            yield problem(VALUE_BELOW_ZERO, place, item=item.id, platform=NAME, values=below)
    yield from signs(instrument, NAME, _MARKS)
    taken: dict[str, str] = {}
    for item in instrument.items:
        for column, name in qualtrics_columns(item).items():
            first = taken.setdefault(name.casefold(), column)
            if first != column:
                yield problem(NAMES_COLLIDE, place, platform=NAME, name=name, first=first, second=column)


def _notes(instrument: Instrument, options: ExportOptions) -> Iterator[Problem]:
    place = Place(file=instrument.path)
    yield caution("cross_border")
    if instrument.consent is not None:
        yield problem(CONSENT_BY_HAND, place, platform=NAME)
    required = [item.id for item in instrument.items if item.required]
    if required:
        yield problem(REQUIRED_BY_HAND, place, items=required, platform=NAME)
    for item in instrument.items:
        if item.show_if is not None:
            yield problem(SHOW_IF_BY_HAND, place, item=item.id, platform=NAME, condition=condition(instrument, item.show_if))
        if item.randomise:
            yield problem(ORDER_BY_HAND, place, item=item.id, platform=NAME)
        if item.kind is ItemKind.NUMBER and (told := limits(item, LANGUAGES)) is not None:
            yield problem(LIMITS_BY_HAND, place, item=item.id, platform=NAME, limits=told)
        if (other := written_to(item)) is not None:
            yield problem(WRITE_IN_BY_HAND, place, item=item.id, platform=NAME, option=other.code)
        yield from notes_on_alone(item, place, NAME)
    if instrument.thanks is not None:
        yield problem(THANKS_BY_HAND, place, platform=NAME)
    yield from _notes_on_language(instrument, options)
    yield from notes_on_languages(options, NAME)


def _notes_on_language(instrument: Instrument, options: ExportOptions) -> Iterator[Problem]:
    """That the language beside the answers is that of the account, unless the survey is told its own."""
    for one in versions(options):
        if len(one) > 1:
            yield problem(LANGUAGES_TOGETHER, platform=NAME)
        else:
            name = say("web.language_name", one[0])
            yield problem(LANGUAGE_BY_HAND, platform=NAME, file=_file_name(instrument, one), language=name)


# -- the file --------------------------------------------------------------------------------------------------------------
def _file_name(instrument: Instrument, languages: tuple[Language, ...]) -> str:
    return f"{ExportOptions(languages).stem(instrument)}.qualtrics.txt"


def _file(instrument: Instrument, languages: tuple[Language, ...]) -> bytes:
    parts = ["[[AdvancedFormat]]", *_opening(instrument, languages)]
    for section in instrument.sections:
        items = instrument.in_section(section.id)
        if items:
            parts.append(f"[[Block:{_one_line(section.title, languages)}]]")
            parts += [_question(item, languages) for item in items]
    return ("\n\n".join(parts) + "\n").encode()


def _opening(instrument: Instrument, languages: tuple[Language, ...]) -> Iterator[str]:
    """Introduction, consent, contact, and what is ticked to agree, in a block of their own."""
    notes = {name: getattr(instrument, name) for name in ("introduction", "consent", "contact")}
    if not any(notes.values()):
        return
    yield f"[[Block:{_one_line(said('fielding.opening', languages), languages)}]]"
    for name, text in notes.items():
        if text is not None:
            yield f"[[Question:DB]]\n[[ID:{name}__text]]\n{_html(text, languages)}"
    if instrument.consent is not None:
        title, agree = (_html(said(f"web.{word}", languages), languages) for word in ("consent", "agree"))
        head = f"[[Question:MC:SingleAnswer:Vertical]]\n[[ID:{CONSENT}]]\n{title}"
        yield f"{head}\n[[AdvancedChoices]]\n[[Choice:1]]\n{agree}"


def _question(item: Item, languages: tuple[Language, ...]) -> str:
    lines = [f"[[Question:{_TYPES[item.kind]}]]", f"[[ID:{item.id}]]", _html(item.text, languages)]
    answers = [(option.value, option.text) for option in item.offered]
    if item.kind is ItemKind.MATRIX:
        rows = [(n, row.text) for n, row in enumerate(item.rows, 1)]
        lines += [*_listed("Choice", rows, languages), *_listed("Answer", answers, languages)]
    elif answers:
        lines += _listed("Choice", answers, languages)
    return "\n".join(lines)


def _listed(mark: str, entries: Iterable[tuple[int, Text]], languages: tuple[Language, ...]) -> Iterator[str]:
    yield f"[[Advanced{mark}s]]"
    for value, text in entries:
        yield f"[[{mark}:{value}]]"
        yield _html(text, languages)


def _html(text: Text, languages: tuple[Language, ...]) -> str:
    """A text on one line: Qualtrics takes it for HTML, and a line of its own for the end."""
    return html.escape(spoken(text, languages).strip(), quote=False).replace("\n", "<br>")


def _one_line(text: Text, languages: tuple[Language, ...]) -> str:
    return " ".join(spoken(text, languages).split())
