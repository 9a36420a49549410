"""A questionnaire as a workbook that people edit and the program reads back."""

from __future__ import annotations

from pathlib import Path

from survey.errors import SHEET_TEXT_TOO_LONG, Place, Problem, problem, raise_all
from survey.instrument.nodes import compose
from survey.instrument.sheet_columns import NUMBERS, SHEETS
from survey.instrument.to_sheets import Value, sheets_of
from survey.office import undated
from survey.wave.sheet_cells import MOST_LETTERS, text_cell, without_controls

_WIDE, _NARROW = 48, 16
_TEXT = "@"  # of a cell: what is typed into it stays what it is, also 1.10 and 2-1


def questionnaire_xlsx(path: Path) -> bytes:
    """The workbook of a questionnaire file.

    Parameters
    ----------
    path
        A YAML file that passes `survey check`. Lists of answers that are files of their own stay files: the column `options`
        names them.

    Returns
    -------
    The content of the workbook: one sheet for each part, with the keys of the file as headings. `read_questionnaire_xlsx` gives
    the same questionnaire; comments and layout of the YAML file do not go over. The same file gives the same bytes.

    Raises
    ------
    InstrumentError
        Texts that are longer than a cell can hold, all at once.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheets = sheets_of(compose(path))
    raise_all(_too_long(sheets, path))
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "B2"
        for place, column in enumerate(SHEETS[name], 1):
            wide = column.rpartition(".")[2] in ("kk", "ru", "en") or column in ("text", "translators", "note")
            about = sheet.column_dimensions[get_column_letter(place)]
            about.width = _WIDE if wide else _NARROW
            if (name, column) not in NUMBERS:
                about.number_format = _TEXT  # for the rows that people add
        header = [text_cell(sheet, column) for column in SHEETS[name]]
        for cell in header:
            cell.font = Font(bold=True)
        sheet.append(header)
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    return undated(book)


def _too_long(sheets: dict[str, list[list[Value]]], path: Path) -> list[Problem]:
    texts = [value for rows in sheets.values() for row in rows for value in row if isinstance(value, str)]
    long = [text for text in texts if len(text) > MOST_LETTERS]
    return [problem(SHEET_TEXT_TOO_LONG, Place(path), text=text[:40], letters=len(text), most=MOST_LETTERS) for text in long]


def _cell(sheet: object, value: Value) -> object:
    """A number as a number; a text, such as the number of a question, always as a text."""
    if not isinstance(value, str):
        return value
    if not value:
        return None
    cell = text_cell(sheet, without_controls(value))
    cell.number_format = _TEXT
    return cell
