"""A table as text, column by column.

Answers repeat: a column keeps its different texts once and, for each row, which of them it holds, so that whatever is done to
texts later is done to the different ones only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from survey.errors import Place, Problem
from survey.wave.missing import Missing

Origin = Literal["text", "json", "workbook", "sav", "dta", "parquet"]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    header: its name as written.
    values: the different texts in order of first occurrence. codes: for each row an index into `values`.
    labels: text -> label, where the file has labels (SPSS, Stata). title: the label of the variable itself.
    missing: texts that the file itself declares missing, and the kind.
    """

    header: str
    values: tuple[str, ...]
    codes: npt.NDArray[np.int32]
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, Missing] = field(default_factory=dict)
    title: str = ""

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def texts(self) -> npt.NDArray[np.object_]:
        """The text of each row."""
        values = np.empty(len(self.values), dtype=object)
        values[:] = self.values
        return values[self.codes]

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """How many rows hold each of `values`."""
        return np.bincount(self.codes, minlength=len(self.values))

    def take(self, rows: npt.NDArray[Any] | slice) -> Column:
        """The column of some rows, by a mask, positions or a slice; texts that no row holds any more are left out."""
        values, codes = in_order(self.values, self.codes[rows])
        return replace(self, values=values, codes=codes)


def column(
    header: str,
    texts: Iterable[str],
    *,
    labels: Mapping[str, str] | None = None,
    missing: Mapping[str, Missing] | None = None,
    title: str = "",
) -> Column:
    """A column of the texts of all rows.

    >>> column("q1", ["yes", "no", "yes"]).values, column("q1", ["yes", "no", "yes"]).codes.tolist()
    (('yes', 'no'), [0, 1, 0])
    """
    places: dict[str, int] = {}
    codes = np.fromiter((places.setdefault(text, len(places)) for text in texts), dtype=np.int32)
    return Column(header, tuple(places), codes, labels or {}, missing or {}, title)


def in_order(values: Sequence[str], codes: npt.NDArray[np.int32]) -> tuple[tuple[str, ...], npt.NDArray[np.int32]]:
    """Different texts and the codes of rows, with the texts in order of first occurrence and none that no row holds.

    >>> values, codes = in_order(["a", "b", "c"], np.array([2, 0, 2], dtype=np.int32))
    >>> values, codes.tolist()
    (('c', 'a'), [0, 1, 0])
    """
    if len(codes) and (unused := int(codes.min())):
        values, codes = values[unused:], codes - np.int32(unused)
    highest = np.maximum.accumulate(codes)
    if len(codes) and not highest[0] and highest[-1] == len(values) - 1 and bool((np.diff(highest) <= 1).all()):
        return tuple(values), codes
    first = np.full(len(values), len(codes), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    order = np.argsort(first, kind="stable")
    order = order[: np.count_nonzero(first < len(codes))]
    renamed = np.zeros(len(values), dtype=np.int32)
    renamed[order] = np.arange(len(order), dtype=np.int32)
    return tuple(values[place] for place in order), renamed[codes]


@dataclass(frozen=True)
class Table:
    """A table as text.

    columns: left to right, duplicate headers kept, each as long as the table; empty rows are left out.
    numbers: the number of each row as a spreadsheet shows it. header_number: that of the header.
    encoding: of a text, else the format. separator: None where the file is no text. sha256: of the file's bytes, in hexadecimal.
    decimal: the sign before decimals, as far as the numbers of the table show one.
    warnings: what was decided about the file, and what the reader should know; problems of the registry that stop nothing.
    metadata: of a Parquet file, what its writer noted beside the data.
    """

    path: Path
    columns: tuple[Column, ...]
    numbers: npt.NDArray[np.int64]
    encoding: str
    separator: str | None
    sha256: str
    sheet: str | None = None
    decimal: str | None = None
    origin: Origin = "text"
    header_number: int = 1
    warnings: tuple[Problem, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """All rows as tuples of texts: for small tables."""
        return tuple(self._rows(slice(None)))

    def _rows(self, part: slice) -> Iterable[tuple[str, ...]]:
        if not self.columns:
            return iter(())
        return zip(*([column.values[code] for code in column.codes[part].tolist()] for column in self.columns), strict=True)

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Where a cell is: `row` and `column` count from 0 in the rows and the header; without a row the header is meant."""
        number = self.header_number if row is None else int(self.numbers[row])
        return Place(file=self.path, row=number, column=None if column is None else self.header[column], sheet=self.sheet)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell, both counted from 0."""
        found = self.columns[column]
        return found.values[int(found.codes[row])]

    def head(self, count: int) -> tuple[tuple[str, ...], ...]:
        """The first rows, or as many as there are."""
        return tuple(self._rows(slice(count)))

    def below(self, count: int) -> Table:
        """The table without its first rows, such as further header rows of a platform; the header stays."""
        return self.take(slice(count, None))

    def take(self, rows: npt.NDArray[Any] | slice) -> Table:
        """The table of some of its rows, by a mask, positions or a slice."""
        return replace(self, columns=tuple(column.take(rows) for column in self.columns), numbers=self.numbers[rows])
