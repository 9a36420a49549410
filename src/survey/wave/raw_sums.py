"""Whether the raw file of a wave is still the one that it was: its SHA-256 is on record in `clean/` and in the column map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from yaml import MappingNode, ScalarNode

from survey.errors import RAW_CHANGED, Place, SurveyError, problem, raise_all
from survey.instrument.nodes import compose
from survey.wave.provenance import sha256
from survey.wave.tablefile import read_table

CLEAN, SUMS = "clean", "SHA256SUMS"
COLUMN_MAP, COLUMN_BOOK = "columns.yaml", "columns.xlsx"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def check_raw(folder: Path, raw: Path) -> None:
    """Raise CleaningError where a record of the folder has another sum for the raw file."""
    records = list(_records(folder, raw.name))
    if not records:
        return
    now = sha256(raw)
    raise_all(
        problem(RAW_CHANGED, Place(file=raw), file=raw.name, now=now, record=record, before=before)
        for record, before in records
        if before != now
    )


def _records(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """(file of the record, sum) of a raw file as far as something is on record."""
    sums = folder / CLEAN / SUMS
    if sums.is_file():
        for line in sums.read_text("utf-8", errors="replace").splitlines():
            found = _LINE.fullmatch(line.strip())
            if found and found[2].rpartition("/")[2] == name:
                yield f"{CLEAN}/{SUMS}", found[1]
    yield from ((COLUMN_MAP, value) for value in _in_column_map(folder / COLUMN_MAP))
    yield from ((COLUMN_BOOK, value) for value in _in_column_book(folder / COLUMN_BOOK))


def _in_column_map(path: Path) -> Iterator[str]:
    """The sum under the key `sha256` of columns.yaml; whoever reads the whole file says what else is wrong with it."""
    if not path.is_file():
        return
    try:
        node = compose(path)
    except SurveyError:
        return
    for key, value in node.value if isinstance(node, MappingNode) else ():
        if isinstance(key, ScalarNode) and key.value == "sha256" and isinstance(value, ScalarNode):
            yield value.value.strip().lower()


def _in_column_book(path: Path) -> Iterator[str]:
    """The sum beside `sha256` on the second sheet of columns.xlsx; its reader says what else is wrong with it."""
    if not path.is_file():
        return
    try:
        rows = read_table(path, sheet="file").rows()
    except SurveyError:
        return
    yield from (row[1].strip().lower() for row in rows if len(row) > 1 and row[0].strip() == "sha256")
