"""Texts in cells of CSV files and workbooks: no program takes one for a formula, and a workbook can hold each.

Sheets that people fill in and the program reads back are `protected`, and in a workbook without control characters. Sheets for
other programs hold every text as it is: marked as a text, control characters written the way of Excel.
"""

from __future__ import annotations

import re
from typing import Any

MOST_LETTERS = 32_767
"""As many characters a cell of a workbook can hold."""
_RISKY = r"[=+\-@\t\r]"
_FORMULA, _PROTECTED = re.compile(f"'*{_RISKY}"), re.compile(f"'+{_RISKY}")
_CONTROLS = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
_UNWRITABLE, _READ_AS_SUCH = re.compile(_CONTROLS), re.compile(f"{_CONTROLS}|_(?=x[0-9A-Fa-f]{{4}}_)")


def protected(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens a CSV file: with an apostrophe in front where needed.

    >>> protected("=1+1"), unprotected(protected("'=1+1")), protected("plain")
    ("'=1+1", "'=1+1", 'plain')
    """
    return "'" + text if _FORMULA.match(text) else text


def unprotected(text: str) -> str:
    """The text of a cell that `protected` made."""
    return text[1:] if _PROTECTED.match(text) else text


def escaped(text: str) -> str:
    r"""A text with the characters that XML cannot hold as `_x000B_`, which Excel shows as what they are.

    >>> escaped("a\x0bb"), escaped("_x0041_")
    ('a_x000B_b', '_x005F_x0041_')
    """
    return _READ_AS_SUCH.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def without_controls(text: str) -> str:
    """A text with blanks for the characters that a workbook cannot hold."""
    return _UNWRITABLE.sub(" ", text)


def text_cell(sheet: Any, text: str) -> Any:
    """A cell of a write-only sheet of openpyxl that is a text, and marked so that Excel never reads it as a formula.

    `text` holds none of the characters that a workbook cannot hold: see `escaped` and `without_controls`.
    """
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # a text even where it looks like a formula or a number
    if re.match(_RISKY, text):
        cell.quotePrefix = True  # what an apostrophe before the text does in Excel; the text itself stays as it is
    return cell


def safe_cell(sheet: Any, value: Any) -> Any:
    """A number or an empty cell as it is; a text as a text with every character of it."""
    return text_cell(sheet, escaped(value)) if isinstance(value, str) else value
