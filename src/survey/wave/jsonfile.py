"""Answers as a list of JSON records, as forms on the web hand them over, as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from survey.errors import FILE_JSON, TABLE_NO_ROWS, Place, error

LIST = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*[{\]]")
"""How a list of records begins; no table of text does."""

JOIN = ";"


def read_records(path: Path, text: str) -> list[list[str]]:
    """Header and rows: a column for each key, `key.part` for a record inside a record; lists of plain values joined by `;`.

    Raises DataError where the text is no list of records, with the line where it ceases to be one.
    """
    try:
        records = json.loads(text)
    except json.JSONDecodeError as why:
        raise error(FILE_JSON, Place(file=path, line=why.lineno)) from None
    except RecursionError:
        raise error(FILE_JSON, Place(file=path)) from None
    if not all(isinstance(record, dict) for record in records):
        raise error(FILE_JSON, Place(file=path))
    if not any(records):
        raise error(TABLE_NO_ROWS, Place(file=path))
    flat = [dict(_cells(record)) for record in records]
    header = list(dict.fromkeys(key for record in flat for key in record))
    return [header, *([record.get(key, "") for key in header] for record in flat)]


def _cells(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{part}", cell) for part, cell in _cells(value))
        elif isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
            yield key, JOIN.join(map(_text, value))
        else:
            yield key, _text(value)


def _text(value: Any) -> str:
    """A value as a CSV file would hold it."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
