"""The shapes that values in a questionnaire file can have: each reads a node and describes itself as JSON Schema.

A shape reports what is wrong and goes on, so that one pass finds everything. It returns None only where nothing usable is left; a
badly formed name is reported and still returned, so that references to it are not reported as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from survey.errors import (
    DUPLICATE_KEY,
    EXPECTED_BLOCK,
    EXPECTED_INTEGER,
    EXPECTED_LIST,
    EXPECTED_NUMBER,
    EXPECTED_SCORE,
    EXPECTED_TEXT,
    EXPECTED_YES_NO,
    MISSING_KEY,
    MISSING_TRANSLATION,
    NOT_A_NAME,
    NOT_ALLOWED,
    ONE_OF_KEYS,
    OUT_OF_RANGE,
    REPEATED_ENTRY,
    TOO_FEW,
    UNKNOWN_KEY,
    UNQUOTED_NUMBER,
    Place,
    Problem,
    problem,
)
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word

Schema = dict[str, Any]

_NUMBER_TAGS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_NULL_TAG = "tag:yaml.org,2002:null"
_INTEGER = re.compile(r"[-+]?\d+")
_DECIMAL = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


@dataclass
class Reading:
    """One pass over one file: its name, the languages that texts must have, and the problems found so far."""

    file: Path
    languages: tuple[Language, ...]
    problems: list[Problem] = field(default_factory=list)

    def place(self, node: Node) -> Place:
        return Place(self.file, node.start_mark.line + 1)

    def report(self, code: str, place: Place, **params: Any) -> None:
        self.problems.append(problem(code, place, **params))


class Shape(Protocol):
    """What a value must look like."""

    def read(self, node: Node, key: str, reading: Reading) -> Any:
        """The value of a node that stands under `key`; None, and a problem, where it cannot be used."""

    def schema(self) -> Schema:
        """The same as JSON Schema."""


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag == _NULL_TAG


def _scalar(node: Node) -> str:
    """What a person sees of a node in a message: its text, or the beginning of it."""
    return node.value if isinstance(node, ScalarNode) else "[…]" if isinstance(node, SequenceNode) else "{…}"


@dataclass(frozen=True)
class Line:
    """A text that is not translated, e.g. a question's number. A number needs quotes: 1.10 is not 1.1."""

    def read(self, node: Node, key: str, reading: Reading) -> Word | None:
        place = reading.place(node)
        if not isinstance(node, ScalarNode) or node.tag == _NULL_TAG or not node.value.strip():
            reading.report(EXPECTED_TEXT, place, key=key)
            return None
        if node.tag in _NUMBER_TAGS:
            reading.report(UNQUOTED_NUMBER, place, key=key, value=node.value)
        elif node.tag.endswith(":bool") and node.value.lower() in ("true", "false"):
            reading.report(EXPECTED_TEXT, place, key=key)
        return Word(node.value.strip(), place)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class Name:
    """An identifier; `pattern` as a regular expression, `example` a valid one."""

    pattern: str
    example: str

    def read(self, node: Node, key: str, reading: Reading) -> Word | None:
        if not isinstance(node, ScalarNode) or node.tag == _NULL_TAG:
            reading.report(EXPECTED_TEXT, reading.place(node), key=key)
            return None
        word = Word(node.value, reading.place(node))
        if not re.fullmatch(self.pattern, word):
            reading.report(NOT_A_NAME, word.place, key=key, value=word, example=self.example)
        return word

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    values: tuple[str, ...]

    def read(self, node: Node, key: str, reading: Reading) -> Word | None:
        value = _scalar(node)
        if not isinstance(node, ScalarNode) or value not in self.values:
            closest = nearest(value, self.values)
            reading.report(NOT_ALLOWED, reading.place(node), key=key, value=value, allowed=self.values, nearest=closest)
            return None
        return Word(value, reading.place(node))

    def schema(self) -> Schema:
        return {"enum": [str(value) for value in self.values]}


@dataclass(frozen=True)
class Integer:
    """A whole number between two bounds."""

    low: int
    high: int

    def read(self, node: Node, key: str, reading: Reading) -> int | None:
        value = _scalar(node)
        if not isinstance(node, ScalarNode) or node.style or not _INTEGER.fullmatch(value):
            reading.report(EXPECTED_INTEGER, reading.place(node), key=key, value=value)
            return None
        # The length is compared first: Python refuses to convert thousands of digits.
        if len(value) > 12 or not self.low <= int(value) <= self.high:
            reading.report(OUT_OF_RANGE, reading.place(node), key=key, value=value, low=self.low, high=self.high)
            return None
        return int(value)

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True)
class Number:
    """A number; with `null`, also `null` for an answer that has no score (read as NO_SCORE, for None means unusable)."""

    null: bool = False

    def read(self, node: Node, key: str, reading: Reading) -> float | NoScore | None:
        value = _scalar(node)
        if self.null and _is_null(node) and value:
            return NO_SCORE
        if not isinstance(node, ScalarNode) or node.style or not _DECIMAL.fullmatch(value) or len(value) > 20:
            reading.report(EXPECTED_SCORE if self.null else EXPECTED_NUMBER, reading.place(node), key=key, value=value)
            return None
        return float(value)

    def schema(self) -> Schema:
        return {"type": ["number", "null"] if self.null else "number"}


class NoScore:
    """The type of NO_SCORE."""


NO_SCORE = NoScore()


@dataclass(frozen=True)
class YesNo:
    """true or false."""

    def read(self, node: Node, key: str, reading: Reading) -> bool | None:
        value = _scalar(node)
        if not isinstance(node, ScalarNode) or node.style or value.lower() not in _TRUTH:
            reading.report(EXPECTED_YES_NO, reading.place(node), key=key, value=value)
            return None
        return _TRUTH[value.lower()]

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Words:
    """A text in the languages of the questionnaire: a Record of language -> Word."""

    def read(self, node: Node, key: str, reading: Reading) -> Record | None:
        if not isinstance(node, MappingNode):
            reading.report(EXPECTED_BLOCK, reading.place(node), key=key)
            return None
        text = Record(reading.place(node))
        for name, value in _entries(node, LANGUAGES, text, reading):
            if not _is_null(value) and (not isinstance(value, ScalarNode) or value.value.strip()):
                word = Line().read(value, f"{key}.{name}", reading)
                text[name] = word or Word("?", reading.place(value))
        for language in reading.languages:
            if language not in text:
                reading.report(MISSING_TRANSLATION, text.at(language), key=key, language=language)
        return text

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/text"}


@dataclass(frozen=True)
class Many:
    """A list; `unique` where an entry may not be repeated, `at_least` entries."""

    of: Shape
    at_least: int = 1
    unique: bool = False

    def read(self, node: Node, key: str, reading: Reading) -> list[Any] | None:
        if not isinstance(node, SequenceNode):
            reading.report(EXPECTED_LIST, reading.place(node), key=key)
            return None
        if len(node.value) < self.at_least:
            reading.report(TOO_FEW, reading.place(node), key=key, at_least=self.at_least)
        entries = [entry for entry in (self.of.read(child, key, reading) for child in node.value) if entry is not None]
        if self.unique:
            for position, entry in enumerate(entries):
                if entry in entries[:position]:
                    reading.report(REPEATED_ENTRY, entry.place, key=key, value=entry)
        return entries

    def schema(self) -> Schema:
        unique = {"uniqueItems": True} if self.unique else {}
        return {"type": "array", "items": self.of.schema(), "minItems": self.at_least, **unique}


@dataclass(frozen=True)
class Named:
    """A block whose keys the author chooses: name -> value."""

    name: Name
    of: Shape

    def read(self, node: Node, key: str, reading: Reading) -> Record | None:
        if not isinstance(node, MappingNode):
            reading.report(EXPECTED_BLOCK, reading.place(node), key=key)
            return None
        record = Record(reading.place(node))
        for name, value in _entries(node, None, record, reading, self.name):
            read = self.of.read(value, name, reading)
            if read is not None:
                record[name] = read
        return record

    def schema(self) -> Schema:
        return {"type": "object", "propertyNames": self.name.schema(), "additionalProperties": self.of.schema()}


@dataclass(frozen=True)
class Either:
    """A list, or else what `other` reads: the name of a list, a block."""

    sequence: Many
    other: Shape

    def read(self, node: Node, key: str, reading: Reading) -> Any:
        return (self.sequence if isinstance(node, SequenceNode) else self.other).read(node, key, reading)

    def schema(self) -> Schema:
        return {"oneOf": [self.other.schema(), self.sequence.schema()]}


@dataclass(frozen=True)
class Key:
    """A key of a block: the shape of its value, and whether it must be there."""

    shape: Shape
    required: bool = False


@dataclass(frozen=True)
class Fields:
    """A block with given keys; `one_of` names keys of which exactly one must be there."""

    name: str
    keys: Mapping[str, Key]
    one_of: tuple[str, ...] = ()

    def read(self, node: Node, key: str, reading: Reading) -> Record | None:
        if not isinstance(node, MappingNode):
            reading.report(EXPECTED_BLOCK, reading.place(node), key=key)
            return None
        record = Record(reading.place(node))
        for name, value in _entries(node, self.keys, record, reading):
            read = self.keys[name].shape.read(value, name, reading)
            if read is not None:
                record[name] = read
        for missing in (name for name, about in self.keys.items() if about.required and name not in record.places):
            reading.report(MISSING_KEY, record.place, key=missing)
        if self.one_of and len([name for name in self.one_of if name in record.places]) != 1:
            reading.report(ONE_OF_KEYS, record.place, key=key, keys=self.one_of)
        return record

    def schema(self) -> Schema:
        return {"$ref": f"#/$defs/{self.name}"}


def _entries(
    node: MappingNode, known: Iterable[str] | None, record: Record, reading: Reading, name: Name | None = None
) -> list[tuple[Word, Node]]:
    """The entries of a block with a known key, each key once; the places of the keys go to `record`."""
    entries = []
    known = None if known is None else tuple(known)
    for key_node, value in node.value:
        place = reading.place(key_node)
        key = name.read(key_node, _scalar(key_node), reading) if name else Word(_scalar(key_node), place)
        if key is None:
            continue
        if known is not None and key not in known:
            reading.report(UNKNOWN_KEY, place, key=key, nearest=nearest(key, known), known=known)
        elif key in record.places:
            reading.report(DUPLICATE_KEY, place, key=key, first=record.places[key].counted)
        else:
            record.places[str(key)] = place
            entries.append((key, value))
    return entries
