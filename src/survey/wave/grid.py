"""Rows as they were read to a table in order: empty rows left out, the header taken off, every row as long as the header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from survey.errors import FILE_EMPTY, RAGGED_ROW, TABLE_NO_ROWS, Place, Problem, error, problem, raise_all
from survey.wave.table import Column, in_order


@dataclass(frozen=True)
class Grid:
    """Columns under their header. numbers: of the rows, header_number: of the header, as a spreadsheet shows them."""

    columns: tuple[Column, ...]
    numbers: npt.NDArray[np.int64]
    header_number: int


def grid_of_records(path: Path, records: Iterable[Sequence[str]], sheet: str | None = None) -> Grid:
    """The grid of records that may be uneven.

    Raises DataError naming every row that is shorter than the header, or longer by more than empty cells; a file without a
    header or without rows.
    """
    header: list[str] = []
    header_number = 0
    places: list[dict[str, int]] = []
    codes: list[list[int]] = []
    numbers: list[int] = []
    problems: list[Problem] = []
    for number, record in enumerate(records, start=1):
        if not any(cell.strip() for cell in record):
            continue
        if not header:
            header, header_number = without_empty_end(record), number
            places, codes = [{} for _ in header], [[] for _ in header]
            continue
        width = len(record)
        if width != len(header) and (width < len(header) or any(cell.strip() for cell in record[len(header) :])):
            place = Place(file=path, row=number, sheet=sheet)
            problems.append(problem(RAGGED_ROW, place, cells=width, columns=len(header)))
            continue
        numbers.append(number)
        for known, column, cell in zip(places, codes, record, strict=False):
            column.append(known.setdefault(cell, len(known)))
    _refuse_nothing(path, sheet, header=bool(header), rows=bool(numbers or problems))
    raise_all(problems)
    columns = tuple(
        Column(name, tuple(known), np.array(column, dtype=np.int32))
        for name, known, column in zip(header, places, codes, strict=True)
    )
    return Grid(columns, np.array(numbers, dtype=np.int64), header_number)


def grid_of_columns(path: Path, parts: Sequence[tuple[Sequence[str], npt.NDArray[np.int32]]]) -> Grid | None:
    """The grid of even columns, each as different texts and codes with the header among the rows.

    None where a row is longer than the header, for which there is more to say than a column shows.
    """
    filled = ~_empty_rows(parts)
    rows = np.flatnonzero(filled)
    if not len(rows):
        raise error(FILE_EMPTY, Place(file=path))
    top = int(rows[0])
    header = [str(values[codes[top]]) for values, codes in parts]
    width = len(without_empty_end(header))
    _refuse_nothing(path, None, header=True, rows=len(rows) > 1)
    below: slice | npt.NDArray[np.int64] = slice(top + 1, None) if bool(filled[top + 1 :].all()) else rows[1:]
    if any(_any_text(values, codes[below]) for values, codes in parts[width:]):
        return None
    columns = tuple(
        Column(name, *in_order(values, codes[below])) for name, (values, codes) in zip(header[:width], parts, strict=False)
    )
    return Grid(columns, rows[1:].astype(np.int64) + 1, top + 1)


def without_empty_end(header: Sequence[str]) -> list[str]:
    """A header without the empty columns that Excel leaves at its right end."""
    width = len(header)
    while width and not header[width - 1].strip():
        width -= 1
    return list(header[:width])


def _refuse_nothing(path: Path, sheet: str | None, *, header: bool, rows: bool) -> None:
    if not header:
        raise error(FILE_EMPTY, Place(file=path, sheet=sheet))
    if not rows:
        raise error(TABLE_NO_ROWS, Place(file=path, sheet=sheet))


def _empty_rows(parts: Sequence[tuple[Sequence[str], npt.NDArray[np.int32]]]) -> npt.NDArray[np.bool_]:
    """Whether each row holds nothing but blanks; a column is looked at only where all columns before it are empty."""
    empty = np.ones(len(parts[0][1]), dtype=bool)
    for values, codes in parts:
        left = np.flatnonzero(empty)
        if not len(left):
            break
        empty[left] = _blank(values)[codes[left]]
    return empty


def _blank(values: Sequence[str]) -> npt.NDArray[np.bool_]:
    return np.fromiter((not value.strip() for value in values), dtype=bool, count=len(values))


def _any_text(values: Sequence[str], codes: npt.NDArray[np.int32]) -> bool:
    return not bool(_blank(values)[codes].all())
