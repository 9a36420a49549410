"""The block `crosstabs` of wave.yaml: families of crossed questions, declared before their results are seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from survey.errors import FAMILY_EMPTY, ITEM_UNKNOWN, NEEDS_ROWS, NO_OPTIONS, ONE_ANSWER_NEEDED, REPEATED_ENTRY, SAME_QUESTION
from survey.i18n.text import Text
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word
from survey.instrument.shapes import Choice, Fields, Key, Many, Reading, Words
from survey.instrument.tables import REFERENCE, SLUG
from survey.wave.questions import questions
from survey.wave.settings import DeclaredFamily, WaveKind

CORRECTIONS = ("holm", "bh")

FAMILY = Fields(
    "family",
    {
        "id": Key(SLUG, required=True),
        "title": Key(Words()),
        "items": Key(Many(REFERENCE, unique=True), required=True),
        "by": Key(Many(REFERENCE, unique=True)),
        "correction": Key(Choice(CORRECTIONS)),
    },
)
CROSSTABS = Many(FAMILY)


def check_families(record: Record, instrument: Instrument | None, reading: Reading) -> None:
    """Report two families of one name, families without a pair, and questions that cannot be crossed."""
    check_ids(record.get("crosstabs") or (), reading)
    check_rows(record, "crosstabs", reading)
    for family in record.get("crosstabs") or ():
        items, by = family.get("items") or [], family.get("by") or []
        if "by" not in family.places and len(items) == 1:
            reading.report(FAMILY_EMPTY, family.at("items"))
        for word in by:
            if word in items:
                reading.report(SAME_QUESTION, word.place, item=word)
        if instrument is not None:
            check_single((*items, *by), instrument, reading)


def check_ids(entries: Iterable[Record], reading: Reading) -> None:
    """Report two entries of one id."""
    ids: list[str] = []
    for entry in entries:
        if "id" in entry:
            if entry["id"] in ids:
                reading.report(REPEATED_ENTRY, entry["id"].place, key="id", value=entry["id"])
            ids.append(entry["id"])


def check_rows(record: Record, block: str, reading: Reading) -> None:
    """Report a block that needs the answers of each person in a wave of margins."""
    if record.get(block) and record.get("kind") == WaveKind.MARGINS:
        reading.report(NEEDS_ROWS, record.at(block), what=block)


def check_single(names: Iterable[Word], instrument: Instrument, reading: Reading) -> None:
    """Report names that are not a question with one answer, a row of a matrix or an option of a question with several."""
    for word in names:
        for code, params in _wrong(word, instrument):
            reading.report(code, word.place, item=word, **params)


def _wrong(name: Word, instrument: Instrument) -> Iterator[tuple[str, dict[str, Any]]]:
    known = questions(instrument)
    single = [column for question in known.values() for column in question.columns]
    if name in single:
        return
    found = {item.id: item for item in instrument.items}.get(name)
    if found is None:
        yield ITEM_UNKNOWN, {"nearest": nearest(name, single)}
    elif found.options:
        yield ONE_ANSWER_NEEDED, {"options": found.columns}
    else:
        yield NO_OPTIONS, {}


def families(record: Record) -> tuple[DeclaredFamily, ...]:
    """The families of a wave.yaml without problems."""
    return tuple(
        DeclaredFamily(
            id=str(family["id"]),
            items=tuple(map(str, family["items"])),
            by=tuple(map(str, family.get("by", ()))),
            correction=str(family.get("correction", "holm")),
            title=title_of(family),
        )
        for family in record.get("crosstabs", ())
    )


def title_of(entry: Mapping[str, Mapping[str, str]]) -> Text | None:
    """The title of an entry, where it has one."""
    words = entry.get("title")
    return None if words is None else Text(**{language: str(word) for language, word in words.items()})
