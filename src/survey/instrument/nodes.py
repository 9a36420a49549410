"""A YAML file as nodes that know their lines, and the values read from it, which know theirs.

Nodes instead of loaded values, because YAML 1.1 would turn the answer code `no` into False and question 1.10 into 1.1, and
because every problem has to name its line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from survey.errors import (
    BESIDE_EMPTY,
    FILE_NOT_FOUND,
    INSTRUMENT_BINARY,
    INSTRUMENT_EMPTY,
    INSTRUMENT_ENCODING,
    INSTRUMENT_TOO_DEEP,
    INSTRUMENT_UNREADABLE,
    INSTRUMENT_YAML,
    Place,
    SurveyError,
    error,
)

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LEVELS = 50
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Word(str):
    """A string that remembers where it stood."""

    place: Place

    def __new__(cls, text: str, place: Place) -> Word:
        word = super().__new__(cls, text)
        word.place = place
        return word


class Record(dict[str, Any]):
    """The values of a block by key, with the place of the block and of each key that was written."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}

    def at(self, key: str) -> Place:
        """Where a key stands; the place of the block where the key is not written."""
        return self.places.get(key, self.place)


def compose(path: Path, begins: str = "") -> yaml.Node:
    """The root node of a YAML file; an InstrumentError where the file has none, FILE_NOT_FOUND where there is no file.

    `begins` is the first key of such a file where it is no questionnaire: whoever left it empty is told that one.
    """
    text = _text(path, begins)
    try:
        _refuse_depth(text, path)
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as found:
        mark = found.problem_mark or found.context_mark
        reason = found.problem or found.context
        raise error(INSTRUMENT_YAML, Place(path, _line(mark)), reason=reason) from None
    except yaml.reader.ReaderError as found:
        line = text.encode()[: found.position].count(b"\n") + 1
        raise error(INSTRUMENT_YAML, Place(path, line), reason=found.reason) from None
    if node is None:
        raise _empty(path, begins)
    return node


def _empty(path: Path, begins: str) -> SurveyError:
    return error(BESIDE_EMPTY, Place(path), begins=begins) if begins else error(INSTRUMENT_EMPTY, Place(path))


def _line(mark: Any) -> int | None:
    """The line of a mark, counted from 1; the parser sometimes has none."""
    return mark.line + 1 if mark else None


def _refuse_depth(text: str, path: Path) -> None:
    """Stop at a file of thousands of brackets: composing its nodes would crash the C library, and Python with it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > LEVELS:
                raise error(INSTRUMENT_TOO_DEEP, Place(path, _line(event.start_mark)), levels=LEVELS)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _text(path: Path, begins: str) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise error(FILE_NOT_FOUND, path=path) from None
    except OSError as found:
        raise error(INSTRUMENT_UNREADABLE, Place(path), reason=found.strerror) from None
    if not data.strip():
        raise _empty(path, begins)
    if b"\0" in data and not data.startswith(_UTF16):
        raise error(INSTRUMENT_BINARY, Place(path))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as found:
        raise error(INSTRUMENT_ENCODING, Place(path, data[: found.start].count(b"\n") + 1)) from None
