"""A workbook of texts, the same bytes for the same cells."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from survey.office import read_parts, written
from survey.wave.sheet_cells import safe_cell

_DAY = datetime(2000, 1, 1)
_PROPERTIES = "docProps/core.xml"


def workbook(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """The bytes of an XLSX file with these sheets; every cell is a text, an empty one is left out.

    >>> workbook({"a": [["x", ""]]}) == workbook({"a": [["x", ""]]})
    True
    """
    from openpyxl import Workbook
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.xml.functions import tostring

    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([safe_cell(sheet, cell) if cell else None for cell in row])
    out = io.BytesIO()
    book.save(out)
    parts = read_parts(out.getvalue())
    # saving writes the time of the day, whatever was set before
    parts[_PROPERTIES] = tostring(DocumentProperties(created=_DAY, modified=_DAY).to_tree())
    return written(parts)
