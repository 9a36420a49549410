"""The codebook as an Excel workbook: to be sorted, filtered and searched. No cell of it is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, LargeZipFile

from lxml.etree import LxmlError
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from survey.i18n.catalogue import say
from survey.office import undated
from survey.report.codebook.codebook import Codebook
from survey.report.codebook.sheets import Cell, Sheet, sheets
from survey.wave.sheet_cells import safe_cell
from survey.wave.whole_files import replacing

WIDEST, NARROWEST = 60, 8  # letters of a column


def write_workbook(book: Codebook, path: Path, epoch: int) -> Path:
    """Write the workbook of a codebook; `epoch` stands for now, so that the same inputs give the same bytes.

    Raises FILE_NOT_WRITTEN where the file cannot be written; an older one then stays as it is.
    """
    workbook = Workbook(write_only=True)
    notice = say("report.synthetic", book.language) if book.wave is not None and book.wave.synthetic else None
    with replacing(path, LxmlError, BadZipFile, LargeZipFile) as beside:
        for name, rows in sheets(book).items():
            _fill(workbook.create_sheet(name), rows, notice)
        beside.write_bytes(undated(workbook, epoch))
    return path


def _fill(sheet: Any, rows: Sheet, notice: str | None) -> None:
    """The rows below a head that stays in sight; the notice stands on every printed page."""
    headed = sheet.title != "notes"
    if headed:
        sheet.freeze_panes = "B2"
    for place, width in enumerate(_widths(rows), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width if headed else 2 * WIDEST
    if notice is not None:
        sheet.oddHeader.center.text = notice
    for number, row in enumerate(rows):
        sheet.append(list(_cells(sheet, row, bold=headed and number == 0)))


def _cells(sheet: Any, row: Sequence[Cell], *, bold: bool) -> Iterable[Any]:
    for value in row:
        cell = safe_cell(sheet, value)
        if isinstance(value, str):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if bold:
                cell.font = Font(bold=True)
        yield cell


def _widths(rows: Sheet) -> list[int]:
    """What the longest line of each column needs, within limits."""
    columns = max(map(len, rows), default=0)
    longest = [NARROWEST] * columns
    for row in rows:
        for place, value in enumerate(row):
            longest[place] = max(longest[place], *(len(line) + 2 for line in str(value or "").split("\n")))
    return [min(width, WIDEST) for width in longest]
