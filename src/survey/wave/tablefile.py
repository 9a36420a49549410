"""Tables that people hand in: text of any separator, lists of JSON records, workbooks, Parquet, SPSS and Stata files.

Cells are always text, rows have the numbers that people see.

The one gate for every table: format, encoding, separator, damage and ragged rows are settled here, so that whoever reads margins
or answers can trust header and cells.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from survey.errors import (
    ARCHIVE_MEMBERS,
    FILE_EMPTY,
    FILE_ENCODING,
    FILE_MARKUP,
    FILE_NOT_FOUND,
    FILE_XLS,
    LETTERS_LOST,
    LETTERS_LOST_IN_ALL,
    LETTERS_MISREAD,
    Place,
    error,
    problem,
    raise_all,
)
from survey.wave import parquetfile
from survey.wave.damage import damaged
from survey.wave.encoding import guess_encoding, is_utf8, refuse_binary, to_utf8
from survey.wave.grid import Grid, grid_of_records
from survey.wave.jsonfile import LIST, read_records
from survey.wave.table import Column, Table, column
from survey.wave.textfile import SEPARATORS, read_text
from survey.wave.workbook import read_workbook
from survey.wave.zipped import only_member

__all__ = ["SEPARATORS", "Column", "Table", "column", "decode", "read_bytes", "read_table"]

_ZIP = b"PK\x03\x04"
_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STATISTICS = (b"$FL2", b"$FL3", b"<stata_dta>")
_OLD_STATA = re.compile(rb"[\x69\x6c\x6e-\x73][\x01\x02]\x01\x00")
"""Release, byte order, file type and a zero: how .dta files of Stata 6 to 12 begin."""
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|meta|head|body)\b", re.IGNORECASE)
_PLACES_TOLD = 10


def read_table(
    path: Path, *, encoding: str | None = None, separator: str | None = None, sheet: str | None = None, damage: bool = True
) -> Table:
    """Read a table file.

    path: text with separators, a list of JSON records, a workbook (XLSX), Parquet, SPSS (.sav, .zsav), Stata (.dta), or a zip
        archive with one of them; the content decides, not the suffix.
    encoding, separator: of a text; None finds them out. UTF-8, UTF-16 with its mark and the encodings of Windows that hold Kazakh
        or Russian are known.
    sheet: of a workbook; None reads the first one.
    damage: whether a table with lost letters is refused; False for sheets that this program wrote itself.

    Returns a `Table`, with what was decided in its `warnings`. Raises DataError when the file is missing, empty, binary, in an
    unknown encoding, damaged, has broken quotes, no rows, or rows that are longer or shorter than the header.
    """
    content = read_bytes(path)
    with ThreadPoolExecutor(1) as beside:
        digest = beside.submit(lambda: hashlib.sha256(content).hexdigest())
        table = _read(path, content, encoding, separator, sheet)
        if damage:
            _refuse_damage(table, None if encoding is None else _other_encoding(content, table))
        return replace(table, sha256=digest.result())


def _read(path: Path, content: bytes, encoding: str | None, separator: str | None, sheet: str | None) -> Table:
    """The table of the bytes of a file, or of the only member of an archive."""
    if content.startswith(_ZIP):
        member = only_member(path, content)
        if member is not None:
            if member.content.startswith(_ZIP) and only_member(path, member.content):
                raise error(ARCHIVE_MEMBERS, Place(file=path), found=[member.name])
            inner = _read(path, member.content, encoding, separator, sheet)
            return replace(inner, warnings=(member.warning, *inner.warnings))
        found = read_workbook(path, content, sheet)
        grid = grid_of_records(path, found.records, found.name)
        return _table(path, grid, "xlsx", sheet=found.name, origin="workbook", warnings=found.warnings)
    if content.startswith(parquetfile.MAGIC):
        columns, metadata = parquetfile.read_parquet(path, content)
        numbers = np.arange(2, len(columns[0]) + 2, dtype=np.int64)
        return _table(path, Grid(columns, numbers, 1), "parquet", origin="parquet", metadata=metadata)
    if content.startswith(_STATISTICS) or _OLD_STATA.match(content):
        return _statistics(path, content)
    if content.startswith(_XLS):
        raise error(FILE_XLS, Place(file=path))
    decoded = to_utf8(path, content, encoding)
    if _MARKUP.match(decoded.content):
        raise error(FILE_MARKUP, Place(file=path))
    if LIST.match(decoded.content):
        grid = grid_of_records(path, read_records(path, decoded.content.decode("utf-8-sig")))
        return _table(path, grid, decoded.encoding, origin="json", warnings=decoded.warnings)
    grid, separator = read_text(path, decoded.content, separator)
    return _table(path, grid, decoded.encoding, separator=separator, warnings=decoded.warnings)


def _statistics(path: Path, content: bytes) -> Table:
    """The table of an SPSS or Stata file."""
    from survey.wave import statfile

    return statfile.read(path, content)


def _table(path: Path, grid: Grid, encoding: str, **more: Any) -> Table:
    given = {"separator": None, "sha256": "", "decimal": _decimal(grid.columns), "header_number": grid.header_number, **more}
    return Table(path, grid.columns, grid.numbers, encoding, **given)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that must be there and hold something."""
    if not os.path.isfile(path):  # noqa: PTH113 -- a whole text passed as a path is "not there", where Path.is_file raises
        raise error(FILE_NOT_FOUND, path=str(path))
    content = path.read_bytes()
    if len(content) < 1000 and not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise error(FILE_EMPTY, Place(file=path))
    return content


def decode(path: Path, content: bytes) -> tuple[str, str]:
    """(encoding, text) of a file's bytes; raises DataError for anything but UTF-8, or UTF-16 with its mark."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        refuse_binary(path, content)
        encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        return encoding, content.decode(encoding)
    except UnicodeDecodeError as why:
        line = content.count(b"\n", 0, why.start) + 1
        raise error(FILE_ENCODING, Place(file=path, line=line)) from None


_COMMA = re.compile(r"\s*[-+]?\d+,\d+\s*")
_POINT = re.compile(r"\s*[-+]?\d+\.\d+\s*")


def _decimal(columns: tuple[Column, ...]) -> str | None:
    """The decimal sign that numbers of the table use; None where they use none, or both."""
    found = set()
    for one in columns:
        for value in one.values[:1000]:
            if _COMMA.fullmatch(value):
                found.add(",")
            elif _POINT.fullmatch(value):
                found.add(".")
    return found.pop() if len(found) == 1 else None


def _refuse_damage(table: Table, likely: str | None = None) -> None:
    """Refuse a table with lost letters, naming the first places of each text that lost some; `likely` as in `_raise_lost`."""
    bad = damaged(table.header, (text for one in table.columns for text in one.values), table.encoding)
    if not bad:
        return
    found: list[tuple[int, int, str]] = []
    cells = 0
    for place, one in enumerate(table.columns, start=1):
        if one.header in bad:
            found.append((table.header_number, place, one.header))
        marked = np.fromiter((value in bad for value in one.values), dtype=bool, count=len(one.values))
        rows = np.flatnonzero(marked[one.codes])
        cells += len(rows) + (one.header in bad)
        rows = rows[:_PLACES_TOLD]
        found += [(int(table.numbers[row]), place, one.values[one.codes[row]]) for row in rows]
    _raise_lost(table, sorted(found), cells, likely)


def _other_encoding(content: bytes, table: Table) -> str | None:
    """The encoding that a text has by its bytes, where it was read in another one."""
    if table.origin != "text" or content.startswith(_ZIP):
        return None
    found = "utf-8" if is_utf8(content) else guess_encoding(content)
    return None if found is None or codecs.lookup(found) == codecs.lookup(table.encoding) else found


def _raise_lost(table: Table, found: list[tuple[int, int, str]], cells: int, likely: str | None) -> None:
    """likely: the encoding that the file has by its bytes, where it was told to be another one."""
    from openpyxl.utils import get_column_letter

    problems = []
    for row, place, text in found[:_PLACES_TOLD]:
        where = Place(file=table.path, row=row, column=get_column_letter(place), sheet=table.sheet)
        if likely is None:
            problems.append(problem(LETTERS_LOST, where, cell=text))
        else:
            raise error(LETTERS_MISREAD, where, encoding=table.encoding, cell=text, likely=likely)
    raise_all([*problems, problem(LETTERS_LOST_IN_ALL, Place(file=table.path, sheet=table.sheet), n=cells)])
