"""The YAML files of a chapter, read as nodes that know their lines: a profile, an article."""

from __future__ import annotations

from pathlib import Path

from yaml import Node

from survey.errors import (
    FILE_EMPTY,
    INSTRUMENT_BINARY,
    INSTRUMENT_EMPTY,
    NOT_A_TEXT_FILE,
    ChapterError,
    InstrumentError,
    Place,
    error,
)
from survey.instrument.nodes import compose

_OWN = {INSTRUMENT_EMPTY: FILE_EMPTY, INSTRUMENT_BINARY: NOT_A_TEXT_FILE}


def read_yaml(path: Path) -> Node:
    """The root node of a file; problems are told without speaking of a questionnaire.

    Raises ChapterError: the file is empty, no text (a Word file), or no YAML.
    """
    try:
        return compose(path)
    except InstrumentError as found:
        if found.code in _OWN:
            raise error(_OWN[found.code], Place(path)) from None
        raise ChapterError(found.problems) from None
