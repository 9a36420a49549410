"""Tables that people hand in: CSV of any separator, tab-separated text, XLSX; always as text, with the row numbers they see.

The one gate for every table: encoding, separator, damage and ragged rows are settled here, so that whoever reads margins or
answers can trust header and cells.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from survey.errors import (
    BROKEN_QUOTES,
    FILE_BINARY,
    FILE_EMPTY,
    FILE_ENCODING,
    FILE_NOT_FOUND,
    LETTERS_LOST,
    RAGGED_ROW,
    TABLE_NO_ROWS,
    Place,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.wave.damage import first_damaged

SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True)
class Table:
    """A table as text.

    header: the column names as written, duplicates kept.
    rows: the rows below the header, each as long as the header; empty rows are left out.
    numbers: the number of each row as a spreadsheet shows it (the header is row 1).
    separator: None for a workbook. sha256: of the file's bytes, in hexadecimal.
    """

    path: Path
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    encoding: str
    separator: str | None
    sha256: str
    sheet: str | None = None

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Where a cell is: `row` and `column` count from 0 in `rows` and `header`; without a row the header is meant."""
        number = 1 if row is None else self.numbers[row]
        return Place(file=self.path, row=number, column=None if column is None else self.header[column], sheet=self.sheet)


def read_table(path: Path) -> Table:
    """Read a table file.

    path: a `.csv`, `.tsv`, `.txt` or `.xlsx` file; the content decides, not the suffix. Text must be UTF-8 (with or without
    BOM) or UTF-16 with BOM (Excel's "Unicode text"); the separator is found out. Of a workbook the first sheet is read.

    Returns a `Table`. Raises DataError when the file is missing, empty, binary, in another encoding, damaged, has broken quotes,
    no rows, or rows that are longer or shorter than the header.
    """
    content = read_bytes(path)
    if content.startswith(b"PK\x03\x04"):
        sheet, records = _sheet(path, content)
        encoding, separator = "xlsx", None
    else:
        encoding, text = decode(path, content)
        separator, records = _records(path, text)
        sheet = None
    return _table(path, records, encoding, separator, sheet, hashlib.sha256(content).hexdigest())


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that must be there and hold something."""
    if not os.path.isfile(path):  # noqa: PTH113 -- a whole text passed as a path is "not there", where Path.is_file raises
        raise error(FILE_NOT_FOUND, path=str(path))
    content = path.read_bytes()
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise error(FILE_EMPTY, Place(file=path))
    return content


def decode(path: Path, content: bytes) -> tuple[str, str]:
    """(encoding, text) of a file's bytes; raises DataError for anything but UTF-8, or UTF-16 with its mark."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif any(byte < 32 and byte not in b"\t\n\f\r\x1b" for byte in content[:8192]):
        raise error(FILE_BINARY, Place(file=path))
    else:
        encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        return encoding, content.decode(encoding)
    except UnicodeDecodeError as why:
        line = content.count(b"\n", 0, why.start) + 1
        raise error(FILE_ENCODING, Place(file=path, line=line)) from None


def _records(path: Path, text: str) -> tuple[str, list[list[str]]]:
    """The separator and the records it gives: the one under which most rows are as long as the header, then the most columns."""
    best: tuple[float, int, int, str] | None = None
    for position, separator in enumerate(SEPARATORS):
        sample = _parse(text[:200_000], separator, strict=False)[:200]
        filled = [len(record) for record in sample if record]
        if not filled or filled[0] < 2:
            continue
        even = sum(width == filled[0] for width in filled) / len(filled)
        best = max(best or (0.0, 0, 0, ","), (even, filled[0], -position, separator))
    separator = best[3] if best else ","
    try:
        return separator, _parse(text, separator, strict=True)
    except csv.Error:
        line = _line_of_broken_quote(text, separator)
        raise error(BROKEN_QUOTES, Place(file=path, line=line)) from None


def _parse(text: str, separator: str, *, strict: bool) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict))


def _line_of_broken_quote(text: str, separator: str) -> int:
    """The line on which the record begins that cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error:
        pass
    return line


def _sheet(path: Path, content: bytes) -> tuple[str, list[list[str]]]:
    """Name and cells of the first sheet of a workbook, cells as text."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles that it does not know; only cells are wanted
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = workbook.worksheets[0]
            # A workbook may declare a used range that is too small; reading must not believe it.
            sheet.reset_dimensions()
            records = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
            workbook.close()
    except Exception:  # whatever part of a workbook is broken fails in its own way: zip, zlib, XML, a missing part
        raise error(FILE_BINARY, Place(file=path)) from None
    width = max((len(record) for record in records), default=0)
    return str(sheet.title), [record + [""] * (width - len(record)) for record in records]


def _cell(value: Any) -> str:
    """A cell of a workbook as the text that a CSV export would hold."""
    if value is None:
        return ""
    if isinstance(value, datetime | date | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _table(path: Path, records: list[list[str]], encoding: str, separator: str | None, sheet: str | None, sha256: str) -> Table:
    """Header and rows of records that are in order; the problems of all rows at once where they are not."""
    numbered = [(number, record) for number, record in enumerate(records, start=1) if any(cell.strip() for cell in record)]
    if not numbered:
        raise error(FILE_EMPTY, Place(file=path, sheet=sheet))
    _refuse_damage(path, numbered, sheet)
    header = _without_empty_end(numbered[0][1])
    if len(numbered) == 1:
        raise error(TABLE_NO_ROWS, Place(file=path, sheet=sheet))
    problems: list[Problem] = []
    rows = []
    for number, record in numbered[1:]:
        row = tuple(record[: len(header)])
        if len(row) < len(header) or any(cell.strip() for cell in record[len(header) :]):
            place = Place(file=path, row=number, sheet=sheet)
            problems.append(problem(RAGGED_ROW, place, cells=len(record), columns=len(header)))
        rows.append(row)
    raise_all(problems)
    numbers = tuple(number for number, _ in numbered[1:])
    return Table(path, tuple(header), tuple(rows), numbers, encoding, separator, sha256, sheet)


def _without_empty_end(header: list[str]) -> list[str]:
    """A header without the empty columns that Excel leaves at its right end."""
    width = len(header)
    while not header[width - 1].strip():
        width -= 1
    return header[:width]


def _refuse_damage(path: Path, numbered: Iterable[tuple[int, list[str]]], sheet: str | None) -> None:
    cells = ((number, column, cell) for number, record in numbered for column, cell in enumerate(record, start=1))
    damaged = first_damaged(cells)
    if damaged is not None:
        number, column, cell = damaged
        raise error(LETTERS_LOST, Place(file=path, row=number, column=str(column), sheet=sheet), cell=cell)
