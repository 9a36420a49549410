"""One table as a workbook. No cell of it is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite
from numbers import Integral, Real
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, LargeZipFile

from lxml.etree import LxmlError
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from survey.errors import SHEET_TEXT_TOO_LONG, ReportError, problem
from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH
from survey.i18n.text import Language
from survey.office import EPOCH, undated
from survey.saving.frame import below_last, plain, word
from survey.tables.table import Table
from survey.wave.sheet_cells import MOST_LETTERS, escaped, safe_cell
from survey.wave.whole_files import replacing
from survey.wave.workbook import place_of

if TYPE_CHECKING:
    import pandas as pd

WIDEST, NARROWEST = 60, 8  # letters of a column
SHEET = "table"
RULE = Side(style="thin")


def write_workbook(table: Table, path: Path, language: Language, *, frame: pd.DataFrame | None, decimals: int) -> Path:
    """Caption, head, rows, total and notes of a table; where `frame` is given, its own numbers in place of their wordings.

    Raises FILE_NOT_WRITTEN where the file cannot be written, SHEET_TEXT_TOO_LONG where a cell cannot hold a text; an older file
    then stays as it is.
    """
    _refuse_long(table, path, language)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(SHEET)
    for place, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    if table.caption:
        sheet.append([_cell(sheet, table.caption, bold=True)])
    sheet.append([_headed(_cell(sheet, column.heading, column.alignment, bold=True)) for column in table.columns])
    alignments = [column.alignment for column in table.columns]
    for row in table.rows if frame is None else plain(frame).itertuples(index=False, name=None):
        sheet.append(list(_row(sheet, row, alignments, language, decimals)))
    if table.total:
        sheet.append([_cell(sheet, cell, side, bold=True) for cell, side in zip(table.total, alignments, strict=True)])
    if table.notes:
        sheet.append([_cell(sheet, _note(table, language), wrapped=False)])
    with replacing(path, LxmlError, BadZipFile, LargeZipFile) as beside:
        beside.write_bytes(undated(workbook, EPOCH))
    return path


def _note(table: Table, language: Language) -> str:
    return say("tables.note", language, text=" ".join(table.notes))


def _refuse_long(table: Table, path: Path, language: Language) -> None:
    """Texts that openpyxl would cut without a word, each with its cell."""
    head = [(table.caption,)] if table.caption else []
    lines = [*head, tuple(column.heading for column in table.columns), *table.rows, *([table.total] if table.total else [])]
    lines += [(_note(table, language),)] if table.notes else []
    found = [
        problem(SHEET_TEXT_TOO_LONG, place_of(path, SHEET, row, column), text=text[:40], letters=len(text), most=MOST_LETTERS)
        for row, line in enumerate(lines, 1)
        for column, text in enumerate(line, 1)
        if len(escaped(text)) > MOST_LETTERS
    ]
    if found:
        raise ReportError(found)


def _row(sheet: Any, values: Sequence[object], alignments: Sequence[str], language: Language, decimals: int) -> Iterable[Any]:
    from openpyxl.cell import WriteOnlyCell

    shown = f"0.{'0' * decimals}" if decimals else "0"
    for value, side in zip(values, alignments, strict=True):
        if isinstance(value, Real) and not isinstance(value, bool) and isfinite(value):
            whole = isinstance(value, Integral)
            cell = WriteOnlyCell(sheet, int(value) if whole else float(value))  # type: ignore[call-overload]
            told = f'"{word(value, language, decimals)}"' if below_last(value, decimals) else shown
            cell.number_format = "0" if whole else told
            yield cell
        else:  # a workbook holds no infinite number, so that is a text
            text = word(value, language, decimals)
            yield None if text == DASH and not isinstance(value, str) else _cell(sheet, text, side)


def _cell(sheet: Any, text: str, side: str = "left", *, bold: bool = False, wrapped: bool = True) -> Any:
    cell = safe_cell(sheet, text)
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=wrapped and not bold)
    if bold:
        cell.font = Font(bold=True)
    return cell


def _headed(cell: Any) -> Any:
    cell.border = Border(top=RULE, bottom=RULE)
    return cell


def _widths(table: Table) -> list[int]:
    rows = [tuple(column.heading for column in table.columns), *table.rows, *([table.total] if table.total else [])]
    return [min(WIDEST, max(NARROWEST, *(len(row[place]) + 2 for row in rows))) for place in range(len(table.columns))]
