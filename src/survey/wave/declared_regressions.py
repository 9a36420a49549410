"""The block `regressions` of wave.yaml: outcomes explained by other answers, declared before the results are seen."""

from __future__ import annotations

from types import MappingProxyType

from survey.errors import ANSWER_UNKNOWN, OUTCOME_NOT_BINARY, SAME_QUESTION
from survey.instrument.model import Instrument, ItemKind
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word
from survey.instrument.shapes import Fields, Key, Many, Named, Reading, Words
from survey.instrument.tables import REFERENCE, SLUG
from survey.wave.declared import check_ids, check_rows, check_single, title_of
from survey.wave.declared_shares import CODE
from survey.wave.questions import questions
from survey.wave.settings import DeclaredRegression

REGRESSION = Fields(
    "regression",
    {
        "id": Key(SLUG, required=True),
        "title": Key(Words()),
        "outcome": Key(REFERENCE, required=True),
        "event": Key(CODE),
        "predictors": Key(Many(REFERENCE, unique=True), required=True),
        "reference": Key(Named(REFERENCE, CODE)),
    },
)
REGRESSIONS = Many(REGRESSION)


def check_regressions(record: Record, instrument: Instrument | None, reading: Reading) -> None:
    """Report two entries of one name, an outcome among its predictors, and questions or answers that there are not."""
    entries = record.get("regressions") or ()
    check_ids(entries, reading)
    check_rows(record, "regressions", reading)
    for entry in entries:
        outcome, predictors = entry.get("outcome"), entry.get("predictors") or []
        for word in predictors:
            if word == outcome:
                reading.report(SAME_QUESTION, word.place, item=word)
        if instrument is None:
            continue
        numbers = [item.id for item in instrument.items if item.kind is ItemKind.NUMBER]
        check_single([word for word in predictors if word not in numbers], instrument, reading)
        if outcome is not None:
            check_single([outcome], instrument, reading)
            _check_event(entry, outcome, instrument, reading)
        for name, code in (entry.get("reference") or {}).items():
            _check_answer(name, code, instrument, reading)


def _check_event(entry: Record, outcome: Word, instrument: Instrument, reading: Reading) -> None:
    question = questions(instrument).get(outcome)
    if question is None or question.multiple:  # an option is ticked or not, and a wrong name was told already
        return
    if "event" in entry:
        _check_answer(outcome, entry["event"], instrument, reading)
    elif "event" not in entry.places and sum(question.valid) != 2:
        reading.report(OUTCOME_NOT_BINARY, outcome.place, item=outcome, known=question.codes)


def _check_answer(name: str, code: Word, instrument: Instrument, reading: Reading) -> None:
    question = questions(instrument).get(name)
    if question is not None and code not in question.codes:
        known = question.codes
        reading.report(ANSWER_UNKNOWN, code.place, item=name, answer=code, known=known, nearest=nearest(code, known))


def regressions(record: Record) -> tuple[DeclaredRegression, ...]:
    """The regressions of a wave.yaml without problems."""
    return tuple(
        DeclaredRegression(
            id=str(entry["id"]),
            outcome=str(entry["outcome"]),
            predictors=tuple(map(str, entry["predictors"])),
            event=None if "event" not in entry else str(entry["event"]),
            reference=MappingProxyType({str(name): str(code) for name, code in entry.get("reference", {}).items()}),
            title=title_of(entry),
        )
        for entry in record.get("regressions", ())
    )
