"""Workbooks (XLSX) as text."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from survey.errors import FILE_BINARY, SHEET_CHOSEN, SHEET_FORMULA, SHEET_NOT_FOUND, DataError, Place, Problem, error, problem
from survey.instrument.nearest import nearest


@dataclass(frozen=True)
class Sheet:
    """name: of the sheet. records: its cells as text, all equally long. warnings: what was decided."""

    name: str
    records: list[list[str]]
    warnings: tuple[Problem, ...] = ()


class Kind(StrEnum):
    """What a spreadsheet holds in a cell; a formula is one whose value was not saved, all others are what their value is."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"
    ERROR = "error"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class SheetCell:
    text: str
    kind: Kind


_BLANK = SheetCell("", Kind.EMPTY)
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")


def read_workbook(path: Path, content: bytes, sheet: str | None) -> Sheet:
    """Cells of a sheet, of the first one where `sheet` is None.

    Raises DataError where the workbook cannot be opened or has no such sheet, or where values of formulas were not saved in it.
    """
    found, names = _read(path, content, lambda names: {names[0] if sheet is None else sheet})
    name = names[0] if sheet is None else sheet
    records = found.get(name)
    if records is None:
        raise error(SHEET_NOT_FOUND, Place(file=path), sheet=name, known=names, nearest=nearest(name, names))
    decided: tuple[Problem, ...] = ()
    if sheet is None and len(names) > 1:
        decided = (problem(SHEET_CHOSEN, Place(file=path, sheet=name), known=names),)
    lost = [place_of(path, name, row, column) for row, column in _where(records, Kind.FORMULA)]
    if lost:
        raise DataError(problem(SHEET_FORMULA, place) for place in lost)
    return Sheet(name, [[cell.text for cell in record] for record in records], decided)


def _where(records: list[list[SheetCell]], kind: Kind) -> list[tuple[int, int]]:
    """Row and column, counted from 1, of the cells of a kind."""
    return [(row, at) for row, record in enumerate(records, 1) for at, cell in enumerate(record, 1) if cell.kind is kind]


def place_of(path: Path, sheet: str, row: int, column: int) -> Place:
    """The place of a cell; row and column count from 1."""
    from openpyxl.utils import get_column_letter

    return Place(path, row=row, column=get_column_letter(column), sheet=sheet)


def read_sheets(path: Path, content: bytes, needed: str) -> dict[str, list[list[SheetCell]]]:
    """The cells of every sheet by its name, the rows of a sheet equally long.

    Raises DataError where the workbook cannot be opened or lacks the sheet `needed`.
    """
    found, names = _read(path, content, set)
    if needed not in found:
        raise error(SHEET_NOT_FOUND, Place(file=path), sheet=needed, known=names, nearest=nearest(needed, names))
    return found


def _read(
    path: Path, content: bytes, wanted: Callable[[tuple[str, ...]], set[str]]
) -> tuple[dict[str, list[list[SheetCell]]], tuple[str, ...]]:
    """The cells of the sheets that are wanted of those that there are, and the names of all."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles that it does not know; only cells are wanted
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = {str(part.title): part for part in workbook.worksheets}
            chosen = wanted(tuple(sheets))
            found = {name: _even(_records(part)) for name, part in sheets.items() if name in chosen}
            workbook.close()
    except Exception:  # whatever part of a workbook is broken fails in its own way: zip, zlib, XML, a missing part
        raise error(FILE_BINARY, Place(file=path)) from None
    return found, tuple(sheets)


def _even(records: list[list[SheetCell]]) -> list[list[SheetCell]]:
    width = max((len(record) for record in records), default=0)
    return [record + [_BLANK] * (width - len(record)) for record in records]


def _records(sheet: Any) -> list[list[SheetCell]]:
    # A workbook may declare a used range that is too small; reading must not believe it.
    sheet.reset_dimensions()
    records = [[_kept(cell) for cell in row] for row in sheet.iter_rows()]
    for row, column in _not_computed(sheet):
        records[row - 1][column - 1] = SheetCell("", Kind.FORMULA)
    return records


def _kept(cell: Any) -> SheetCell:
    value = cell.value
    if value is None:
        return _BLANK
    if isinstance(value, datetime | date | time | timedelta):
        kind = Kind.DATE
    elif isinstance(value, str):
        kind = Kind.ERROR if cell.data_type == "e" else Kind.TEXT
    else:
        kind = Kind.TRUTH if isinstance(value, bool) else Kind.NUMBER
    return SheetCell(_text(value), kind)


def _not_computed(sheet: Any) -> list[tuple[int, int]]:
    """Row and column of the formulas whose value the file does not hold: whoever wrote them saved no values."""
    from lxml import etree
    from openpyxl.utils.cell import coordinate_to_tuple

    with sheet._get_source() as source:
        content = source.read()
    if not _FORMULA.search(content):
        return []
    found = []
    for _, cell in etree.iterparse(io.BytesIO(content), tag="{*}c"):
        # A formula whose value is the empty text says that it is one.
        if cell.find("{*}f") is not None and not cell.findtext("{*}v") and cell.get("t") != "str" and cell.get("r"):
            found.append(coordinate_to_tuple(cell.get("r")))
        cell.clear(keep_tail=True)
    return found


def _text(value: Any) -> str:
    """A cell of a workbook as the text that a CSV export would hold."""
    if value is None:
        return ""
    if isinstance(value, datetime | date | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
