"""A measure names the questions that its kind can read."""

from __future__ import annotations

from survey.errors import MEASURE_ITEMS, MEASURE_MISFIT, MEASURE_ROWS, UNKNOWN_ITEM
from survey.instrument.draft import Draft, Question
from survey.instrument.model import ItemKind, Level, MeasureKind
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word
from survey.instrument.shapes import Reading

ORDERED = (Level.ORDINAL, Level.INTERVAL)
NEEDED = {MeasureKind.EQUIDISTANCE: 1, MeasureKind.RISKS: 2}
"""How many questions a kind takes; forecasts may be any number."""


def check_measures(draft: Draft, reading: Reading) -> None:
    """Questions that exist, as many and of the kind that the measure needs; both matrices of risks with the same rows."""
    questions = {str(question.id): question for question in draft.questions}
    for measure in draft.blocks("measures"):
        kind, items = measure.get("kind"), measure.get("items", [])
        fitting = [item for item in items if _fits(measure, item, questions, reading)]
        if kind is None or "items" not in measure:
            continue
        needed = NEEDED.get(MeasureKind(kind))
        if needed is not None and len(items) != needed:
            place = measure.at("items")
            reading.report(MEASURE_ITEMS, place, measure=measure.get("id", "?"), kind=kind, needed=needed, found=len(items))
        elif kind == MeasureKind.RISKS and len(fitting) == len(items):
            _same_rows(measure, items, questions, reading)


def _fits(measure: Record, item: Word, questions: dict[str, Question], reading: Reading) -> bool:
    name, kind = measure.get("id", "?"), measure.get("kind")
    if item not in questions:
        reading.report(UNKNOWN_ITEM, item.place, owner=name, item=item, nearest=nearest(item, questions))
        return False
    record = questions[item].record
    if kind is None or "kind" not in record or "level" not in record:
        return False  # already reported
    if kind == MeasureKind.FORECASTS:
        fits = record["kind"] == ItemKind.NUMBER and (record.get("minimum"), record.get("maximum")) == (0, 100)
    else:
        fits = record["kind"] == ItemKind.MATRIX and record["level"] in ORDERED
    if not fits:
        wanted = "number, minimum: 0, maximum: 100" if kind == MeasureKind.FORECASTS else "matrix, level: ordinal | interval"
        reading.report(MEASURE_MISFIT, item.place, measure=name, kind=kind, item=item, wanted=wanted)
    return bool(fits)


def _same_rows(measure: Record, items: list[Word], questions: dict[str, Question], reading: Reading) -> None:
    first, second = ([str(row.get("code")) for row in questions[item].record.get("rows", ())] for item in items)
    if first != second:
        name = measure.get("id", "?")
        reading.report(MEASURE_ROWS, items[1].place, measure=name, first=items[0], second=items[1], rows=first, others=second)
