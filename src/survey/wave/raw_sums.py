"""Whether the raw file of a wave is still the one that it was: its SHA-256 is on record in `clean/` and in the column map.

`clean/SHA256SUMS` has the sums of all files of `clean/` too, so that one which was edited, or copied only in part, is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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


def sums_text(sums: Mapping[str, str]) -> str:
    """The text of SHA256SUMS, as `sha256sum --check` reads it in the folder of the wave; sums: path from there -> sum."""
    return "".join(f"{value}  {path}\n" for path, value in sums.items())


def read_sums(folder: Path) -> dict[str, str]:
    """Path from the folder of a wave -> sum, as `clean/SHA256SUMS` has them; nothing where there is no such file."""
    path = folder / CLEAN / SUMS
    lines = path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else ()
    return {found[2]: found[1] for line in lines if (found := _LINE.fullmatch(line.strip()))}


def as_recorded(folder: Path, name: str) -> bool:
    """Whether a file of `clean/` is there and has the sum on record: nobody edited it, and no copy broke off."""
    path = folder / CLEAN / name
    return path.is_file() and read_sums(folder).get(f"{CLEAN}/{name}") == sha256(path)


def is_another(folder: Path, name: str, now: str) -> bool:
    """Whether a file of answers is another one than that on record anywhere; name: of the file in `raw/`. now: its SHA-256."""
    return any(before != now for _, before in _records(folder, name))


def _records(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """(file of the record, sum) of a raw file as far as something is on record."""
    raw = {path.rpartition("/")[2]: value for path, value in read_sums(folder).items() if path.rpartition("/")[0] != CLEAN}
    # A new download may have a new name as well.
    for value in [raw[name]] if name in raw else raw.values():
        yield f"{CLEAN}/{SUMS}", value
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
