"""The Instrument of a draft that passed its checks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from survey.i18n.text import Text
from survey.instrument.draft import Draft, Question
from survey.instrument.model import (
    Comparison,
    Condition,
    DeclaredMeasure,
    Inconsistent,
    Index,
    IndexClass,
    IndexModel,
    Instrument,
    Item,
    ItemKind,
    Level,
    MeasureKind,
    Option,
    OptionKind,
    Provenance,
    Row,
    Section,
    ShowIf,
    Trend,
    Verbatim,
)
from survey.instrument.nodes import Record
from survey.instrument.shapes import NO_SCORE


def build(draft: Draft, path: Path) -> Instrument:
    """Frozen values in place of blocks."""
    root = draft.root
    return Instrument(
        id=str(root["id"]),
        version=str(root["version"]),
        languages=tuple(str(language) for language in root["languages"]),  # type: ignore[misc]  # one of the three, by its shape
        title=_text(root["title"]),
        sections=tuple(_section(part) for part in root["sections"]),
        items=tuple(_item(question) for question in draft.questions),
        indices=tuple(_index(part) for part in draft.blocks("indices")),
        comparisons=tuple(
            Comparison(str(part["id"]), _text(part["title"]), _strings(part["items"]), _optional_text(part, "note"))
            for part in draft.blocks("comparisons")
        ),
        measures=tuple(
            DeclaredMeasure(
                *(str(part["id"]), MeasureKind(part["kind"]), _text(part["title"]), _strings(part["items"])),
                note=_optional_text(part, "note"),
            )
            for part in draft.blocks("measures")
        ),
        inconsistent=tuple(
            Inconsistent(str(part["id"]), _conditions(part["all"]), _text(part["reason"]))
            for part in draft.blocks("inconsistent")
        ),
        groups={str(name): _text(text) for name, text in root.get("groups", {}).items()},
        sources={str(name): _text(text) for name, text in root.get("sources", {}).items()},
        introduction=_optional_text(root, "introduction"),
        consent=_optional_text(root, "consent"),
        contact=_optional_text(root, "contact"),
        thanks=_optional_text(root, "thanks"),
        notes=tuple(_text(note) for note in root.get("notes", ())),
        path=str(path),
    )


def _text(record: Mapping[str, str]) -> Text:
    return Text(**{language: str(word) for language, word in record.items()})


def _optional_text(record: Record, key: str) -> Text | None:
    return _text(record[key]) if key in record else None


def _optional(record: Record, key: str) -> str | None:
    return str(record[key]) if key in record else None


def _strings(words: Any) -> tuple[str, ...]:
    return tuple(str(word) for word in words)


def _conditions(records: list[Record]) -> tuple[Condition, ...]:
    return tuple(Condition(str(part["item"]), _strings(part["is"])) for part in records)


def _verbatim(record: Record) -> tuple[Verbatim, ...]:
    return tuple(
        Verbatim(str(part["language"]), str(part["text"]), str(part["where"]), _optional(part, "note"))  # type: ignore[arg-type]
        for part in record.get("verbatim", ())
    )


def _section(record: Record) -> Section:
    return Section(str(record["id"]), str(record["number"]), _text(record["title"]), _optional(record, "translators"))


def _item(question: Question) -> Item:
    record = question.record
    text = _text(record["text"])
    return Item(
        id=str(record["id"]),
        number=str(record["number"]),
        section=str(record["section"]),
        kind=ItemKind(record["kind"]),
        level=Level(record["level"]),
        text=text,
        label=_optional_text(record, "label") or text,
        options=tuple(_option(option, position) for position, option in enumerate(question.options or (), 1)),
        option_list=None if question.list_name is None else str(question.list_name),
        rows=tuple(Row(str(row["code"]), _text(row["text"]), _optional_text(row, "label")) for row in record.get("rows", ())),
        minimum=record.get("minimum"),
        maximum=record.get("maximum"),
        show_if=_show_if(record["show_if"]) if "show_if" in record else None,
        required=record.get("required", False),
        randomise=record.get("randomise", False),
        figure=_optional(record, "figure"),
        verbatim=_verbatim(record),
        flags=_strings(record.get("flags", ())),
        notes=tuple(_text(note) for note in record.get("notes", ())),
        trend=Trend(str(record["trend"]["questionnaire"]), str(record["trend"]["item"])) if "trend" in record else None,
        parallel=_optional(record, "parallel"),
        translators=_optional(record, "translators"),
    )


def _option(record: Record, position: int) -> Option:
    """An answer; its value is its place in the list where none is written."""
    return Option(
        code=str(record["code"]),
        value=record.get("value", position),
        text=_text(record["text"]),
        kind=OptionKind(record.get("kind", OptionKind.SUBSTANTIVE)),
        provenance=Provenance(record.get("provenance", Provenance.PRINTED)),
        verbatim=_verbatim(record),
        group=_optional(record, "group"),
        label=_optional_text(record, "label"),
    )


def _show_if(record: Record) -> ShowIf:
    mode = "all" if "all" in record else "any"
    return ShowIf(_conditions(record[mode]), mode)


def _index(record: Record) -> Index:
    return Index(
        id=str(record["id"]),
        title=_text(record["title"]),
        description=_text(record["description"]),
        model=IndexModel(record["model"]),
        scores=_scores(record["items"]),
        minimum_answered=record["minimum_answered"],
        justification=_text(record["justification"]),
        targets=_strings(record.get("targets", ())),
        classes=tuple(
            IndexClass(str(part["code"]), _text(part["text"]), _conditions(part["all"])) for part in record.get("classes", ())
        ),
        held_out=_strings(record.get("held_out", ())),
    )


def _scores(items: Any) -> dict[str, dict[str, float | None]]:
    """Scores by item and code; a count names its items only."""
    if isinstance(items, Record):
        return {
            str(item): {str(code): None if score is NO_SCORE else score for code, score in codes.items()}
            for item, codes in items.items()
        }
    return {str(item): {} for item in items}
