"""Workbooks (XLSX) as text."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from survey.errors import FILE_BINARY, SHEET_CHOSEN, SHEET_NOT_FOUND, Place, Problem, error, problem
from survey.instrument.nearest import nearest


@dataclass(frozen=True)
class Sheet:
    """name: of the sheet. records: its cells as text, all equally long. warnings: what was decided."""

    name: str
    records: list[list[str]]
    warnings: tuple[Problem, ...] = ()


def read_workbook(path: Path, content: bytes, sheet: str | None) -> Sheet:
    """Cells of a sheet, of the first one where `sheet` is None.

    Raises DataError where the workbook cannot be opened or has no such sheet.
    """
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles that it does not know; only cells are wanted
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = {str(part.title): part for part in workbook.worksheets}
            name = next(iter(sheets)) if sheet is None else sheet
            records = _records(sheets[name]) if name in sheets else None
            workbook.close()
    except Exception:  # whatever part of a workbook is broken fails in its own way: zip, zlib, XML, a missing part
        raise error(FILE_BINARY, Place(file=path)) from None
    if records is None:
        raise error(SHEET_NOT_FOUND, Place(file=path), sheet=name, known=tuple(sheets), nearest=nearest(name, sheets))
    decided: tuple[Problem, ...] = ()
    if sheet is None and len(sheets) > 1:
        decided = (problem(SHEET_CHOSEN, Place(file=path, sheet=name), known=tuple(sheets)),)
    width = max((len(record) for record in records), default=0)
    return Sheet(name, [record + [""] * (width - len(record)) for record in records], decided)


def _records(sheet: Any) -> list[list[str]]:
    # A workbook may declare a used range that is too small; reading must not believe it.
    sheet.reset_dimensions()
    return [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def _cell(value: Any) -> str:
    """A cell of a workbook as the text that a CSV export would hold."""
    if value is None:
        return ""
    if isinstance(value, datetime | date | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
