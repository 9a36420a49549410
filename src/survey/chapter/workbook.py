"""The workbook behind all figures and tables of a chapter: a sheet for each, numbers as numbers, and a list of the sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from survey.i18n.catalogue import say
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language
from survey.instrument.model import Item
from survey.office import undated
from survey.plots.answers import Answer, answers, in_picture_order
from survey.tables.table import Table
from survey.wave.sheet_cells import safe_cell

Kind = Literal["figure", "table"]
WIDEST, NARROWEST = 60, 10  # letters of a column
RULE = Side(style="thin")


@dataclass(frozen=True)
class Sheet:
    """What stands behind one figure or table.

    number: under which the chapter shows it. head: headings of the columns. rows: their cells; numbers as numbers. item: the
    question, by its id; empty for what is about several.
    """

    kind: Kind
    number: int
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[str, ...] = ()
    item: str = ""

    def name(self, language: Language) -> str:
        """The name of the sheet, as the caption begins."""
        return say(f"charts.{self.kind}_sheet", language, number=self.number)


def answers_sheet(
    kind: Kind, number: int, caption: str, frame: pd.DataFrame, item: Item, language: Language, notes: Sequence[str] = ()
) -> Sheet:
    """The answers to one question: code, words, count, percent, base.

    Parameters
    ----------
    kind : `figure` (the answers in the order of its bars) or `table` (in that of the questionnaire).
    number, caption : of the figure or table in the chapter.
    frame : result of `survey.frequencies` as it passed the guard; an x stands for what is hidden there.
    item : the question, or a row of a matrix.
    language : of the words.
    notes : what stands under it.

    Returns
    -------
    Sheet; counts known only as intervals have a column for each end, confidence limits of the share stand in two more.
    """
    found = in_picture_order(frame, item, language) if kind == "figure" else answers(frame, item, language)
    open_counts, limits = any(not answer.known for answer in found), any(answer.ci for answer in found)
    words = ["code", "words", *(("n_low", "n_high", "low", "high") if open_counts else ("n", "percent")), "base"]
    words += ["ci_low", "ci_high"] if limits else []
    head = tuple(say(f"charts.column_{word}", language) for word in words)
    no_base = "base" in frame and bool(frame["base"].isna().any())
    rows = tuple(_row(answer, open_counts, limits, no_base) for answer in found)
    return Sheet(kind, number, caption, head, rows, tuple(notes), item.id)


def _row(answer: Answer, open_counts: bool, limits: bool, no_base: bool) -> tuple[object, ...]:
    counts = (answer.low, answer.high) if open_counts else (answer.low,)
    numbers: tuple[object, ...] = (*counts, *(100 * answer.share(count) for count in counts))
    if answer.hidden:
        numbers = (HIDDEN,) * len(numbers)
    ends: tuple[object, ...] = (answer.ci or (None, None)) if limits else ()
    return answer.code, answer.text, *numbers, HIDDEN if no_base else answer.base, *ends


def table_sheet(number: int, table: Table, item: str = "") -> Sheet:
    """A table of the chapter as it is printed, for those whose numbers have no frame of their own."""
    rows = (*table.rows, *([table.total] if table.total else []))
    return Sheet("table", number, table.caption, tuple(column.heading for column in table.columns), rows, table.notes, item)


def workbook_bytes(sheets: Iterable[Sheet], language: Language, *, title: str, epoch: int, notice: str = "") -> bytes:
    """The workbook.

    Parameters
    ----------
    sheets : in the order of the chapter.
    language : of the list of sheets.
    title : stands above that list.
    epoch : the seconds since 1970 that stand for now, so that the same chapter gives the same bytes.
    notice : stands at the top of every sheet, where answers are invented.

    Returns
    -------
    The bytes of an XLSX.
    """
    book, chosen = Workbook(), tuple(sheets)
    contents = book.active
    contents.title = say("charts.contents", language)
    for sheet in chosen:
        _fill(book.create_sheet(sheet.name(language)), sheet, notice)
    _list(contents, chosen, language, title, notice)
    return undated(book, epoch)


def _list(sheet: Any, chosen: Sequence[Sheet], language: Language, title: str, notice: str) -> None:
    """The first sheet: every other one with its caption, a click away."""
    for text in (*([notice] if notice else []), title):
        _write(sheet, sheet.max_row + (sheet.cell(1, 1).value is not None), 1, text, bold=True)
    top = sheet.max_row + 2
    for place, word in enumerate(("sheet", "caption", "item"), 1):
        _write(sheet, top, place, say(f"charts.{word}", language), bold=True).border = Border(top=RULE, bottom=RULE)
    for row, one in enumerate(chosen, top + 1):
        name = one.name(language)
        cell = _write(sheet, row, 1, name)
        cell.hyperlink = f"#'{name}'!A1"
        cell.font = Font(underline="single", color="0000FF")
        _write(sheet, row, 2, one.caption)
        _write(sheet, row, 3, one.item)
    for place, width in enumerate((16, WIDEST + 20, 30), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _fill(sheet: Any, one: Sheet, notice: str) -> None:
    top = (*([notice] if notice else []), one.caption)
    for row, text in enumerate(top, 1):
        _write(sheet, row, 1, text, bold=True)
    head = len(top) + 1
    for place, heading in enumerate(one.head, 1):
        _write(sheet, head, place, heading, bold=True).border = Border(top=RULE, bottom=RULE)
        column = [heading, *(cells[place - 1] for cells in one.rows)]
        width = max(len(cell) if isinstance(cell, str) else 8 for cell in column) + 2
        sheet.column_dimensions[get_column_letter(place)].width = min(WIDEST, max(NARROWEST, width))
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    for row, cells in enumerate(one.rows, head + 1):
        for place, value in enumerate(cells, 1):
            _write(sheet, row, place, value, wrapped=True)
    for row, note in enumerate(one.notes, head + len(one.rows) + 2):
        _write(sheet, row, 1, note)


def _write(sheet: Any, row: int, place: int, value: object, *, bold: bool = False, wrapped: bool = False) -> Any:
    """A text is never a formula; a share gets one decimal."""
    cell = sheet.cell(row, place)
    if isinstance(value, str):
        safe = safe_cell(sheet, value)
        cell.value, cell.data_type, cell.quotePrefix = safe.value, "s", safe.quotePrefix
        cell.alignment = Alignment(wrap_text=wrapped, vertical="top")
    else:
        cell.value = value
        cell.number_format = "0.0" if isinstance(value, float) else "0"
        cell.alignment = Alignment(vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
