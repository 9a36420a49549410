"""The kind and level of a question fit what it offers."""

from __future__ import annotations

from survey.errors import (
    BINARY_NEEDS_TWO,
    BOUNDS_CROSSED,
    BOUNDS_UNEXPECTED,
    LEVEL_MISFIT,
    OPTIONS_MISSING,
    OPTIONS_UNEXPECTED,
    RANDOMISE_ORDERED,
    RANDOMISE_UNEXPECTED,
    ROWS_MISSING,
    ROWS_UNEXPECTED,
)
from survey.instrument.draft import Draft, Question
from survey.instrument.model import ItemKind, Level, OptionKind
from survey.instrument.shapes import Reading

LEVELS = {
    ItemKind.SINGLE: (Level.NOMINAL, Level.ORDINAL, Level.BINARY),
    ItemKind.MULTIPLE: (Level.NOMINAL,),
    ItemKind.SCALE: (Level.ORDINAL, Level.INTERVAL),
    ItemKind.NUMBER: (Level.INTERVAL,),
    ItemKind.TEXT: (Level.NOMINAL,),
    ItemKind.MATRIX: tuple(Level),
}
WITHOUT_OPTIONS = (ItemKind.NUMBER, ItemKind.TEXT)


def check_items(draft: Draft, reading: Reading) -> None:
    """Answers, rows, level and bounds as the kind of each question asks for."""
    for question in draft.questions:
        if "kind" in question.record:
            _options(question, reading)
            _rows(question, reading)
            _level(question, reading)
            _bounds(question, reading)
            _random_order(question, reading)


def _options(question: Question, reading: Reading) -> None:
    kind = question.record["kind"]
    if kind in WITHOUT_OPTIONS and "options" in question.record:
        reading.report(OPTIONS_UNEXPECTED, question.record.at("options"), item=question.id, kind=kind)
    elif kind not in WITHOUT_OPTIONS and "options" not in question.record.places:
        reading.report(OPTIONS_MISSING, question.record.at("kind"), item=question.id, kind=kind)


def _rows(question: Question, reading: Reading) -> None:
    kind = question.record["kind"]
    if kind != ItemKind.MATRIX and "rows" in question.record:
        reading.report(ROWS_UNEXPECTED, question.record.at("rows"), item=question.id, kind=kind)
    elif kind == ItemKind.MATRIX and "rows" not in question.record.places:
        reading.report(ROWS_MISSING, question.record.at("kind"), item=question.id)


def _level(question: Question, reading: Reading) -> None:
    kind, level = question.record["kind"], question.record.get("level")
    if level is None:
        return
    place = question.record.at("level")
    if level not in LEVELS[kind]:
        reading.report(LEVEL_MISFIT, place, item=question.id, kind=kind, level=level, allowed=LEVELS[kind])
    elif level == Level.BINARY and question.options:
        found = [option for option in question.options if option.get("kind", OptionKind.SUBSTANTIVE) == OptionKind.SUBSTANTIVE]
        if len(found) != 2:
            reading.report(BINARY_NEEDS_TWO, place, item=question.id, found=len(found))


def _bounds(question: Question, reading: Reading) -> None:
    record = question.record
    written = [key for key in ("minimum", "maximum") if key in record]
    if written and record["kind"] != ItemKind.NUMBER:
        reading.report(BOUNDS_UNEXPECTED, record.at(written[0]), item=question.id, kind=record["kind"])
    elif len(written) == 2 and record["minimum"] > record["maximum"]:
        low, high = (f"{record[key]:g}" for key in written)
        reading.report(BOUNDS_CROSSED, record.at("minimum"), item=question.id, minimum=low, maximum=high)


def _random_order(question: Question, reading: Reading) -> None:
    """Random order needs options without an order of their own, or the rows of a matrix."""
    record = question.record
    if not record.get("randomise"):
        return
    kind, level, place = record["kind"], record.get("level"), record.at("randomise")
    if kind in WITHOUT_OPTIONS:
        reading.report(RANDOMISE_UNEXPECTED, place, item=question.id, kind=kind)
    elif kind != ItemKind.MATRIX and level in (Level.ORDINAL, Level.INTERVAL):
        reading.report(RANDOMISE_ORDERED, place, item=question.id, level=level)
