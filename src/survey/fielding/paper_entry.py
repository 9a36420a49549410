"""The workbook into which paper questionnaires are typed: one row for each, read by `survey import` as it is.

Its columns have our own names, its cells are the codes printed beside the answers, so it needs no map of columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey.fielding.words import limits
from survey.fielding.xlsform_file import workbook
from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.instrument.model import Instrument, Item, ItemKind, Option, OptionKind

RESPONDENT, LANGUAGE, CONSENT = "_respondent_id", "_language", "_consent"
ANSWERS, CODES = "answers", "codes"
"""The names of the sheets; the first one is read."""


def entry_columns(instrument: Instrument) -> tuple[str, ...]:
    """The header of the sheet: number and language of the paper, consent where it is asked, then a column for each answer."""
    beside = (RESPONDENT, LANGUAGE, *([CONSENT] if instrument.consent is not None else []))
    return (*beside, *(column for item in instrument.items for column, _ in _of_item(item)))


def entry_workbook(instrument: Instrument, language: Language) -> bytes:
    """The bytes of the XLSX file: an empty sheet of answers, and a sheet that says what to type into each column."""
    head = [say(f"paper.entry_{name}", language) for name in ("column", "number", "question", "type")]
    return workbook({ANSWERS: [entry_columns(instrument)], CODES: [head, *_explained(instrument, language)]})


def _of_item(item: Item) -> Iterator[tuple[str, Option | None]]:
    """Each column of an item, with the option where it holds a tick or what was written to an option."""
    if item.kind is ItemKind.MULTIPLE:
        yield from ((f"{item.id}.{option.code}", option) for option in item.offered)
    else:
        yield from ((column, None) for column in item.columns)
    if item.kind is not ItemKind.MATRIX:
        yield from ((f"{item.id}.{one.code}.text", one) for one in item.offered if one.kind is OptionKind.OTHER)


def _explained(instrument: Instrument, language: Language) -> Iterator[list[str]]:
    beside = entry_columns(instrument)[: 3 if instrument.consent is not None else 2]
    for column in beside:
        named = {RESPONDENT: "respondent", LANGUAGE: "language", CONSENT: "consent"}[column]
        yield [column, "", "", say(f"paper.entry_{named}", language)]
    for item in instrument.items:
        for column, option in _of_item(item):
            yield [column, item.number, _question(item, column, language), _typed(item, column, option, language)]


def _question(item: Item, column: str, language: Language) -> str:
    if item.kind is ItemKind.MATRIX:
        row = next(row for row in item.rows if column == f"{item.id}.{row.code}")
        return say("tables.row_label", language, label=item.text[language], row=row.text[language])
    return item.text[language]


def _typed(item: Item, column: str, option: Option | None, language: Language) -> str:
    """What the cells of a column hold."""
    if option is not None and column.endswith(".text"):
        return say("paper.entry_text_of", language, option=option.text[language])
    if option is not None:
        return say("paper.entry_tick", language, value=option.value, option=option.text[language])
    if item.kind is ItemKind.TEXT:
        return say("paper.entry_text", language)
    if item.kind is ItemKind.NUMBER:
        found = limits(item, (language,))
        return say("paper.entry_figure", language) if found is None else found[language]
    return "; ".join(f"{one.value} = {one.text[language]}" for one in item.offered)
