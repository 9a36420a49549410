"""Tables that people fill in beside a wave: read from CSV or XLSX, written so that half a file never stands there.

Cells that a spreadsheet would take for a formula get an apostrophe in front, which goes again when they are read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from survey.errors import CLEAN_NOT_WRITTEN, MISSING_COLUMNS, TWO_FILES, Place, error
from survey.wave.tablefile import read_table

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_PROTECTED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True)
class SheetRow:
    """A row of a sheet: column -> text without white space around it, and where it stands."""

    cells: dict[str, str]
    place: Place

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True)
class Sheet:
    """path: of the file. separator: None for a workbook."""

    path: Path
    rows: tuple[SheetRow, ...]
    separator: str | None


def find_file(folder: Path | None, stem: str, suffixes: Sequence[str]) -> Path | None:
    """The file of a name in the folder of a wave, in whichever format it has; an error where there are several."""
    found = (
        [] if folder is None else [folder / f"{stem}{suffix}" for suffix in suffixes if (folder / f"{stem}{suffix}").is_file()]
    )
    if len(found) > 1:
        raise error(TWO_FILES, Place(file=folder), first=found[0].name, second=found[1].name)
    return found[0] if found else None


def read_sheet(path: Path, needed: Sequence[str]) -> Sheet:
    """The rows of a table by the names of its columns; raises DataError where a needed one is missing.

    This program writes sheets of texts that people typed, such as `yes?no` in Cyrillic, so a sheet in Unicode is not tested for
    lost letters; one that was saved in an encoding without Kazakh letters is.
    """
    table = read_table(path, damage=False)
    if table.origin == "text" and not table.encoding.startswith("utf"):
        table = read_table(path)
    header = [name.strip().lower() for name in table.header]
    missing = [name for name in needed if name not in header]
    if missing:
        raise error(MISSING_COLUMNS, table.place(), missing=missing, found=table.header)
    rows: Any = table.rows
    listed = rows() if callable(rows) else rows
    return Sheet(
        path,
        tuple(
            SheetRow({name: unprotected(cell.strip()) for name, cell in zip(header, row, strict=True)}, table.place(n))
            for n, row in enumerate(listed)
        ),
        table.separator,
    )


def write_sheet(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]], separator: str | None = ",") -> None:
    """Write a table of text: a workbook where `path` ends in .xlsx, else CSV as Excel reads it (UTF-8 with its mark)."""
    lines = [list(columns), *([protected(cell) for cell in row] for row in rows)]
    if path.suffix.lower() == ".xlsx":
        write_whole(path, lambda file: _workbook(lines, file))
    else:
        write_whole(path, lambda file: file.write(b"\xef\xbb\xbf" + csv_bytes(lines, separator or ",")))


def csv_bytes(lines: Iterable[Sequence[str]], separator: str = ",") -> bytes:
    """Lines as CSV in UTF-8, quoted where needed."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(lines)
    return text.getvalue().encode()


def _workbook(lines: list[list[str]], file: BinaryIO) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for line in lines:
        cells = []
        for text in line:
            cell = WriteOnlyCell(sheet, value=_without_controls(text))
            cell.data_type = "s"  # a text even where it looks like a formula or a number
            cells.append(cell)
        sheet.append(cells)
    book.save(file)


def _without_controls(text: str) -> str:
    """A workbook cannot hold control characters."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text)


def protected(text: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> protected("=1+1"), unprotected(protected("'=1+1")), protected("plain")
    ("'=1+1", "'=1+1", 'plain')
    """
    return "'" + text if _FORMULA.match(text) else text


def unprotected(text: str) -> str:
    """The text of a cell that `protected` made."""
    return text[1:] if _PROTECTED.match(text) else text


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file under a temporary name and put it in its place when it is complete."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            write(file)
        beside.replace(path)
    except OSError as why:
        beside.unlink(missing_ok=True)
        raise error(CLEAN_NOT_WRITTEN, path=path, reason=why.strerror or str(why)) from None
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
