"""columns.yaml and columns.xlsx: the map of the columns, written so that a person can review it, and read back."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from openpyxl.utils import column_index_from_string, get_column_letter

from survey.errors import (
    COLUMN_LETTER,
    COLUMN_MAP_ASIDE,
    COLUMN_MAPS_TWO,
    FILE_EMPTY,
    INSTRUMENT_EMPTY,
    MISSING_COLUMNS,
    DataError,
    InstrumentError,
    Place,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.instrument.nodes import Word, compose
from survey.instrument.shapes import Fields, Integer, Key, Line, Many, Reading
from survey.intake.options import IntakeOptions, read_options
from survey.intake.saved import SavedColumn, SavedMap
from survey.wave.settings_file import AsWritten
from survey.wave.sheet_cells import text_cell, without_controls
from survey.wave.table import Table
from survey.wave.tablefile import read_table
from survey.wave.whole_files import aside_of

YAML, XLSX = "columns.yaml", "columns.xlsx"
DECISIONS = ("platform", "encoding", "separator", "sheet", "header_rows", "decimal", "dates", "timezone")
_LISTS = ("not_recorded", "allow_unmatched")
_COLUMN = ("column", "to", "by", "header", "wording")
FILE, _COLUMNS = "file", "columns"
_VERSION = "version "

_ABOUT = Fields("file", {**{key: Key(Line()) for key in ("name", *DECISIONS)}, "header_rows": Key(Integer(1, 10))})
_WITHOUT = Fields("version", {"version": Key(Line(), required=True), "without": Key(Many(Line(), at_least=0), required=True)})
_ROW = Fields(
    "column",
    {
        "column": Key(Line(), required=True),
        "header": Key(AsWritten(), required=True),
        "to": Key(Line(), required=True),
        "by": Key(Line()),
        "wording": Key(AsWritten()),
    },
)
_SHAPE = Fields(
    "columns",
    {
        "sha256": Key(Line()),
        "file": Key(_ABOUT, required=True),
        **{key: Key(Many(Line())) for key in _LISTS},
        "versions": Key(Many(_WITHOUT, at_least=0)),
        "columns": Key(Many(_ROW), required=True),
    },
)


def read_saved(folder: Path) -> SavedMap | None:
    """The map in the folder of a wave, None where there is none.

    Raises DataError with its problems, where there are two, or where only the copy of one is left.
    """
    there = [name for name in (YAML, XLSX) if os.path.isfile(folder / name)]  # noqa: PTH113
    if not there:
        left = ((aside_of(folder / name).name, name) for name in (YAML, XLSX) if os.path.isfile(aside_of(folder / name)))  # noqa: PTH113
        raise_all(problem(COLUMN_MAP_ASIDE, Place(file=folder), found=found, name=name) for found, name in left)
        return None
    if len(there) > 1:
        raise error(COLUMN_MAPS_TWO, Place(file=folder), found=there)
    return _read_yaml(folder / YAML) if there == [YAML] else _read_xlsx(folder / XLSX)


def _read_yaml(path: Path) -> SavedMap:
    reading = Reading(path, ())
    try:
        record = _SHAPE.read(compose(path), "columns", reading)
    except InstrumentError as found:
        raise (error(FILE_EMPTY, Place(path)) if found.code == INSTRUMENT_EMPTY else DataError(found.problems)) from None
    if reading.problems or record is None:
        raise DataError(reading.problems)
    rows = record["columns"]
    lines = [_saved(one["column"], str(one["header"]), one["to"], one.get("by", ""), one.place) for one in rows]
    told: dict[str, Any] = dict(record["file"]) | {key: record[key] for key in ("sha256", *_LISTS) if key in record}
    if "versions" in record:
        told["versions"] = {one["version"]: tuple(one["without"]) for one in record["versions"]}
    return _map(path, told, lines)


def _read_xlsx(path: Path) -> SavedMap:
    columns, about = (read_table(path, sheet=sheet) for sheet in (_COLUMNS, FILE))
    _places(columns, ("column", "to", "header"))
    _places(about, ("key", "value"))
    lines = []
    for n, row in enumerate(columns.rows()):
        cells = dict(zip(columns.header, row, strict=True))
        lines.append(_saved(cells["column"], cells["header"], cells["to"], cells.get("by", ""), columns.place(n)))
    told: dict[str, Any] = {}
    for n, row in enumerate(about.rows()):
        cells = dict(zip(about.header, row, strict=True))
        key, value = (Word(cells[name].strip(), about.place(n)) for name in ("key", "value"))
        if key in _LISTS:
            told.setdefault(key, []).append(value)
        elif key.startswith(_VERSION):
            items = tuple(Word(part.strip(), value.place) for part in value.split(",") if part.strip())
            told.setdefault("versions", {})[key.removeprefix(_VERSION)] = items
        elif value:
            told[key] = int(value) if key == "header_rows" and value in map(str, range(1, 11)) else value
    return _map(path, told, lines)


def _places(table: Table, names: Iterable[str]) -> None:
    missing = [name for name in names if name not in table.header]
    if missing:
        place = Place(file=table.path, sheet=table.sheet)
        raise error(MISSING_COLUMNS, place, missing=missing, found=table.header)


def _saved(letter: str, header: str, target: str, by: str, place: Place) -> SavedColumn:
    try:
        position = column_index_from_string(letter.strip().upper()) - 1
    except ValueError:
        position = -1
    return SavedColumn(position, header, target.strip(), by.strip(), place, letter)


def _map(path: Path, told: Mapping[str, Any], lines: list[SavedColumn]) -> SavedMap:
    seen: set[int] = set()
    problems: list[Problem] = []
    for line in lines:
        if line.position < 0 or line.position in seen:
            problems.append(problem(COLUMN_LETTER, line.place, value=line.letter))
        seen.add(line.position)
    raise_all(problems)
    options = read_options({key: value for key, value in told.items() if key not in ("name", "sha256")}, path)
    return SavedMap(path, str(told.get("name", "")), str(told.get("sha256", "")), options, tuple(lines))


def told_by(options: IntakeOptions) -> dict[str, Any]:
    """The decisions of a file as they are written; the lists of names as `not_recorded`, `allow_unmatched`, `versions`."""
    told: dict[str, Any] = {key: value for key in DECISIONS if (value := getattr(options, key)) is not None}
    if told.get("separator") == "\t":
        told["separator"] = "tab"
    return told


def as_yaml(saved: SavedMap, comments: Iterable[str]) -> str:
    """The text of columns.yaml; `comments` are the lines at its top."""
    told = {"name": saved.name, **told_by(saved.options)}
    parts = [*(f"# {line}" for line in comments), _dump({"sha256": saved.sha256}), _dump({FILE: told})]
    parts += [_dump({key: list(names)}) for key in _LISTS if (names := getattr(saved.options, key))]
    if saved.options.versions is not None:
        listed = [{"version": version, "without": list(items)} for version, items in saved.options.versions.items()]
        parts.append(_dump({"versions": listed}))
    parts.append("columns:")
    parts += [f"  - {_flow(_line(column))}" for column in saved.columns]
    return "\n".join(part.rstrip("\n") for part in parts) + "\n"


def _line(column: SavedColumn) -> dict[str, str]:
    cells = (get_column_letter(column.position + 1), column.target, column.by, column.header, column.wording)
    return {name: cell for name, cell in zip(_COLUMN, cells, strict=True) if cell or name not in ("by", "wording")}


def _dump(value: Any) -> str:
    return str(yaml.safe_dump(_bare(value), allow_unicode=True, sort_keys=False, width=1000))


def _flow(value: Mapping[str, str]) -> str:
    """A block on one line, so that the map reads as a table."""
    return str(yaml.safe_dump(_bare(value), allow_unicode=True, sort_keys=False, default_flow_style=True, width=10**9)).strip()


def _bare(value: Any) -> Any:
    """A value in the plain kinds that YAML writes: a word that was read from a file still knows its line."""
    if isinstance(value, Mapping):
        return {_bare(key): _bare(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_bare(one) for one in value]
    return str(value) if isinstance(value, str) else value


def as_xlsx(saved: SavedMap) -> bytes:
    """The bytes of columns.xlsx: a sheet with the map, one with the decisions; every cell is a text, none a formula."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_COLUMNS)
    _append(sheet, _COLUMN)
    for column in saved.columns:
        line = _line(column)
        _append(sheet, tuple(line.get(name, "") for name in _COLUMN))
    about = book.create_sheet(FILE)
    told = {"name": saved.name, "sha256": saved.sha256, **told_by(saved.options)}
    rows = [("key", "value"), *told.items()]
    rows += [(key, name) for key in _LISTS for name in getattr(saved.options, key)]
    rows += [(f"{_VERSION}{version}", ", ".join(items)) for version, items in (saved.options.versions or {}).items()]
    for pair in rows:
        _append(about, tuple(map(str, pair)))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _append(sheet: Any, cells: tuple[str, ...]) -> None:
    sheet.append([text_cell(sheet, without_controls(cell)) for cell in cells])
