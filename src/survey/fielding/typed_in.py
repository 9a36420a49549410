"""Whether people have typed answers into a workbook that an export made."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile


def holds_answers(path: Path) -> bool:
    """Whether the first sheet has anything below its header; also true of a file that is no workbook of ours at all."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True)
    except (BadZipFile, InvalidFileException, KeyError):
        return True
    try:
        rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
        return any(cell not in (None, "") for row in rows for cell in row)
    finally:
        book.close()
