"""Tables that people fill in beside a wave: read from CSV or XLSX, written so that half a file never stands there.

Cells that a spreadsheet would take for a formula get an apostrophe in front, which goes again when they are read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from survey.errors import MISSING_COLUMNS, TWO_FILES, Place, error
from survey.wave.csvfile import write_csv
from survey.wave.sheet_cells import protected, text_cell, unprotected, without_controls
from survey.wave.tablefile import read_table
from survey.wave.whole_files import replacing


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
    return Sheet(
        path,
        tuple(
            SheetRow({name: unprotected(cell.strip()) for name, cell in zip(header, row, strict=True)}, table.place(n))
            for n, row in enumerate(table.rows())
        ),
        table.separator,
    )


def write_sheet(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]], separator: str | None = ",") -> None:
    """Write a table of text: a workbook where `path` ends in .xlsx, else CSV as Excel reads it (UTF-8 with its mark)."""
    lines = [list(columns), *([protected(cell) for cell in row] for row in rows)]
    with replacing(path) as beside:
        if path.suffix.lower() == ".xlsx":
            beside.write_bytes(_workbook(lines))
        else:
            beside.write_bytes(csv_bytes(lines, separator or ","))


def csv_bytes(lines: Iterable[Sequence[str]], separator: str = ",") -> bytes:
    """Lines as CSV in UTF-8 with its mark, by which Excel knows it; quoted where needed."""
    text = io.StringIO(newline="")
    write_csv(text, lines, separator)
    return text.getvalue().encode("utf-8-sig")


def csv_lines(path: Path) -> list[list[str]]:
    """The lines of a file that `csv_bytes` made, its cells as they were before they were protected."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[unprotected(cell) for cell in row] for row in csv.reader(file)]


def _workbook(lines: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for line in lines:
        sheet.append([text_cell(sheet, without_controls(text)) for text in line])
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()
