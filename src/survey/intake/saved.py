"""What was decided about a file of answers, as `survey import` saves it beside the wave: columns.yaml, or columns.xlsx.

    sha256: 9f86d081884c7d65...
    file:
      platform: kobo
      separator: ";"
    columns:
      - {column: A, to: started, by: platform, header: start}

A person may change any of it; every later reading of the file follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import get_column_letter

from survey.errors import HEADER_CHANGED, Place, Problem, problem
from survey.intake.options import IntakeOptions
from survey.wave.table import Table


@dataclass(frozen=True)
class SavedColumn:
    """A column, from 0, with its header, its target and by what it was known; `place` is where the map says so, `letter` how it
    names the column; `wording` what the file calls it where its header is a mere name, for the reader only."""

    position: int
    header: str
    target: str
    by: str = ""
    place: Place = field(default_factory=Place)
    letter: str = ""
    wording: str = ""


@dataclass(frozen=True)
class SavedMap:
    """A saved map. options: its decisions in the form of the wave's own. sha256: of the file that was imported."""

    path: Path
    name: str
    sha256: str
    options: IntakeOptions
    columns: tuple[SavedColumn, ...]


def changed_headers(saved: SavedMap, table: Table) -> Iterator[Problem]:
    """A problem for each column whose header is not the one that was reviewed, at its line of the map; at its cell of the table
    where the map does not have the column."""
    reviewed = {column.position: column.header for column in saved.columns}
    places = {column.position: column.place for column in saved.columns}
    for n in range(max(len(table.header), 1 + max(reviewed, default=-1))):
        now = table.header[n] if n < len(table.header) else ""
        then = reviewed.get(n, "")
        if _plain(now) != _plain(then):
            place = Place(file=table.path, sheet=table.sheet, row=table.header_number, column=get_column_letter(n + 1))
            yield problem(HEADER_CHANGED, places.get(n, place), header=now, reviewed=then, file=saved.path.name)


def _plain(header: str) -> str:
    """A header without its white space, which Excel and YAML may change."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in header).split())
