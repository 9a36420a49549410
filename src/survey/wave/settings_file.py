"""Reads wave.yaml: file -> nodes -> shapes -> checks -> Settings. Everything that is wrong is told at once, with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from survey.errors import (
    DATES_REVERSED,
    DUPLICATE_KEY,
    EXPECTED_DATE,
    EXPECTED_TEXT,
    FILE_EMPTY,
    FRAME_TOO_SMALL,
    INSTRUMENT_EMPTY,
    READING_OF_NO_ITEM,
    DataError,
    InstrumentError,
    Place,
    Problem,
    error,
)
from survey.i18n.text import LANGUAGES, Text
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word, compose
from survey.instrument.shapes import Choice, Fields, Integer, Key, Many, Named, Reading, Schema, Words, YesNo
from survey.instrument.tables import SLUG, STUDY
from survey.wave.declared import CROSSTABS, check_families, families
from survey.wave.declared_regressions import REGRESSIONS, check_regressions, regressions
from survey.wave.declared_shares import DIFFERENCES, PROPORTIONS, check_shares, differences, proportions
from survey.wave.gaps import at_their_lines, dots
from survey.wave.outcomes import OUTCOMES, check_outcomes, outcomes
from survey.wave.protection import DISCLOSURE, check_protection, protection
from survey.wave.settings import METHOD_KEYS, Design, Intervals, Settings, WaveKind
from survey.wave.tablefile import decode, read_bytes
from survey.wave.weighting import UNKNOWN, WEIGHTS, check_weighting, weighting

_INT_TAG = "tag:yaml.org,2002:int"
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
"""A whole number that is written as one: 01 is a word."""


@dataclass(frozen=True)
class Day:
    """A date as 2022-09-01, with or without quotes."""

    def read(self, node: Node, key: str, reading: Reading) -> date | None:
        value = node.value if isinstance(node, ScalarNode) else ""
        try:
            return date.fromisoformat(value)
        except ValueError:
            reading.report(EXPECTED_DATE, reading.place(node), key=key, value=value)
            return None

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class AsWritten:
    """A word, or a list or block of words or lists of them, with their lines: `no` stays `no`; whole numbers become numbers.

    Whoever uses it checks more.
    """

    def read(self, node: Node, key: str, reading: Reading) -> Any:
        if isinstance(node, MappingNode):
            return {self._word(name, key, reading): self._words(value, key, reading) for name, value in node.value}
        return self._words(node, key, reading)

    def _words(self, node: Node, key: str, reading: Reading) -> str | int | list[str | int]:
        if isinstance(node, SequenceNode):
            return [self._word(entry, key, reading) for entry in node.value]
        return self._word(node, key, reading)

    def _word(self, node: Node, key: str, reading: Reading) -> str | int:
        if not isinstance(node, ScalarNode):
            reading.report(EXPECTED_TEXT, reading.place(node), key=key)
            return ""
        number = node.tag == _INT_TAG and _NUMBER.fullmatch(node.value)
        return int(node.value) if number else Word(node.value, reading.place(node))

    def schema(self) -> Schema:
        return {"type": ["string", "integer", "array", "object"]}


@dataclass(frozen=True)
class AsStructured:
    """Words, numbers, lists and blocks of any depth, each word and key with its line; whoever uses it checks more."""

    def read(self, node: Node, key: str, reading: Reading) -> Any:
        if isinstance(node, SequenceNode):
            return [self.read(entry, key, reading) for entry in node.value]
        if not isinstance(node, MappingNode):
            word = str(node.value)
            whole = node.tag == _INT_TAG and _NUMBER.fullmatch(word)
            return int(word) if whole else Word(word, reading.place(node))
        record = Record(reading.place(node))
        for name, value in node.value:
            if not isinstance(name, ScalarNode):
                reading.report(EXPECTED_TEXT, reading.place(name), key=key)
            elif name.value in record.places:
                first = record.places[name.value].line
                reading.report(DUPLICATE_KEY, reading.place(name), key=name.value, first=first)
            else:
                record.places[name.value] = reading.place(name)
                record[name.value] = self.read(value, name.value, reading)
        return record

    def schema(self) -> Schema:
        return {"type": ["string", "number", "boolean", "array", "object"]}


FIELDWORK = Fields("fieldwork", {"from": Key(Day(), required=True), "to": Key(Day(), required=True)})
METHOD = Fields("method", {key: Key(Words()) for key in METHOD_KEYS})
IMPORT = Named(SLUG, AsWritten())
CLEANING = Named(SLUG, AsStructured())
PEOPLE = Integer(1, 100_000_000)

WAVE = Fields(
    "wave",
    {
        "id": Key(STUDY, required=True),
        "instrument": Key(STUDY, required=True),
        "kind": Key(Choice(tuple(WaveKind)), required=True),
        "title": Key(Words(), required=True),
        "design": Key(Choice(tuple(Design)), required=True),
        "n": Key(PEOPLE, required=True),
        "source": Key(Words(), required=True),
        "synthetic": Key(YesNo()),
        "fieldwork": Key(FIELDWORK),
        "frame_size": Key(PEOPLE),
        "method": Key(METHOD),
        "unknown": Key(Many(Words())),
        "notes": Key(Many(Words())),
        "readings": Key(Named(SLUG, Words())),
        "import": Key(IMPORT),
        "cleaning": Key(CLEANING),
        "crosstabs": Key(CROSSTABS),
        "proportions": Key(PROPORTIONS),
        "differences": Key(DIFFERENCES),
        "regressions": Key(REGRESSIONS),
        "outcomes": Key(OUTCOMES),
        "weights": Key(WEIGHTS),
        "disclosure": Key(DISCLOSURE),
        "intervals": Key(Choice(tuple(Intervals))),
    },
)


def instrument_id(path: Path) -> str | None:
    """The questionnaire that a wave.yaml names; None where it names none. Raises DataError where the file is no YAML."""
    node = _compose(path)
    for key, value in node.value if isinstance(node, MappingNode) else ():
        if isinstance(key, ScalarNode) and key.value == "instrument" and isinstance(value, ScalarNode):
            return value.value or None
    return None


def read_settings(path: Path, instrument: Instrument | None) -> Settings:
    """The settings of a wave.yaml.

    instrument: the questionnaire of the wave, whose languages the texts must have; None where it could not be read.

    Raises DataError with every problem of the file, in the order of its lines.
    """
    reading = Reading(path, LANGUAGES if instrument is None else instrument.languages)
    record = WAVE.read(_compose(path), "wave", reading)
    if record is not None:
        _check(record, instrument, reading)
    if record is None:
        raise DataError(reading.problems)
    if problems := at_their_lines([*reading.problems, *dots(record)], record, path):
        raise DataError(sorted(problems, key=_line))
    return _settings(record, path)


def _compose(path: Path) -> Node:
    """The root of the file; what the reader of questionnaires says of broken YAML is an error of the data here."""
    decode(path, read_bytes(path))
    try:
        return compose(path)
    except InstrumentError as found:
        raise (error(FILE_EMPTY, Place(path)) if found.code == INSTRUMENT_EMPTY else DataError(found.problems)) from None


def _line(found: Problem) -> int:
    return found.place.line or 0


def _check(record: Record, instrument: Instrument | None, reading: Reading) -> None:
    """What shapes cannot see: values that do not go together."""
    work = record.get("fieldwork", {})
    if "from" in work and "to" in work and work["to"] < work["from"]:
        reading.report(DATES_REVERSED, work.at("to"), first=work["from"], last=work["to"])
    if "frame_size" in record and "n" in record and record["frame_size"] < record["n"]:
        reading.report(FRAME_TOO_SMALL, record.at("frame_size"), frame=record["frame_size"], n=record["n"])
    items = () if instrument is None else [item.id for item in instrument.items]
    for item in record.get("readings", {}):
        if items and item not in items:
            reading.report(READING_OF_NO_ITEM, record["readings"].at(item), item=item, nearest=nearest(item, items))
    check_families(record, instrument, reading)
    check_shares(record, instrument, reading)
    check_regressions(record, instrument, reading)
    check_outcomes(record, instrument, reading)
    check_weighting(record, instrument, reading)
    check_protection(record, instrument, reading)


def _text(words: Mapping[str, str]) -> Text:
    return Text(**{language: str(word) for language, word in words.items()})


def _texts(record: Record, key: str) -> Mapping[str, Text]:
    return MappingProxyType({name: _text(words) for name, words in record.get(key, {}).items()})


def _settings(record: Record, path: Path) -> Settings:
    work = record.get("fieldwork")
    method = _texts(record, "method")
    return Settings(
        id=str(record["id"]),
        instrument=str(record["instrument"]),
        kind=WaveKind(record["kind"]),
        title=_text(record["title"]),
        design=Design(record["design"]),
        n=record["n"],
        source=_text(record["source"]),
        synthetic=record.get("synthetic", False),
        fieldwork=(work["from"], work["to"]) if work else None,
        frame_size=record.get("frame_size"),
        method=MappingProxyType({key: method[key] for key in METHOD_KEYS if key in method}),
        unknown=tuple(_text(words) for words in record.get("unknown", ())),
        notes=tuple(_text(words) for words in record.get("notes", ())),
        readings=_texts(record, "readings"),
        intake=record.get("import", MappingProxyType({})),
        cleaning=record.get("cleaning", MappingProxyType({})),
        crosstabs=families(record),
        proportions=proportions(record),
        differences=differences(record),
        regressions=regressions(record),
        outcomes=outcomes(record),
        weights=weighting(record, path.parent),
        weighting_told=record.get("weights", UNKNOWN if record["kind"] == WaveKind.MARGINS else None) != UNKNOWN,
        disclosure=protection(record),
        intervals=Intervals(record.get("intervals", Intervals.NONE)),
        path=path,
    )
