"""Text with separators to a grid: Arrow's parser where it is certain to read what Python's csv module reads, else the csv module.

Arrow is many times quicker, but takes a broken quotation mark in silence; so marks are judged first, and whatever Arrow refuses
is read again by the csv module, which reads it or tells what is wrong and where.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from survey.errors import BROKEN_QUOTES, TABLE_OPTION, Place, error
from survey.wave.grid import Grid, grid_of_columns, grid_of_records

SEPARATORS = (",", ";", "\t")

_BLOCK = 16 << 20
_WIDEST = 2000
"""More columns than this are left to the csv module: a parser that keeps a dictionary for each would drown in them."""


def read_text(path: Path, content: bytes, separator: str | None) -> tuple[Grid, str]:
    """The grid of a text in sound UTF-8, without its mark, and the separator, which is found out where it is None.

    Raises DataError: broken quotation marks, uneven rows, nothing in it.
    """
    if separator is None:
        separator = find_separator(content)
    elif len(separator) != 1 or not separator.isascii() or separator in '"\r\n\0' or separator.isalnum():
        known = (",", ";", "tab")
        raise error(TABLE_OPTION, Place(file=path), option="separator", value=separator, known=known, nearest=None)
    return _quick(path, content, separator) or _by_csv(path, content, separator), separator


def find_separator(content: bytes) -> str:
    """The separator under which most rows are as long as the header, then the one that gives the most columns."""
    text = content[:400_000].decode("utf-8", errors="ignore")[:200_000]
    best: tuple[float, int, int, str] | None = None
    for position, separator in enumerate(SEPARATORS):
        with _long_cells(len(text)):
            sample = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))[:200]
        filled = [len(record) for record in sample if record]
        if not filled or filled[0] < 2:
            continue
        even = sum(width == filled[0] for width in filled) / len(filled)
        best = max(best or (0.0, 0, 0, ","), (even, filled[0], -position, separator))
    return best[3] if best else ","


def _by_csv(path: Path, content: bytes, separator: str) -> Grid:
    with _long_cells(len(content)):
        reader = csv.reader(_lines(content), delimiter=separator, strict=True)
        begins = _Begin()
        try:
            return grid_of_records(path, begins.watch(reader))
        except csv.Error:
            raise error(BROKEN_QUOTES, Place(file=path, line=begins.line)) from None


class _Reader(Protocol):
    """A reader of the csv module, whose own type has no public name."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...


class _Begin:
    """The line on which the record begins that is being read."""

    line = 1

    def watch(self, reader: _Reader) -> Iterator[list[str]]:
        for record in reader:
            self.line = reader.line_num + 1
            yield record


def _lines(content: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")


@contextmanager
def _long_cells(length: int) -> Iterator[None]:
    """The csv module's own limit would call a long answer a broken quotation mark."""
    limit = csv.field_size_limit()
    csv.field_size_limit(max(limit, min(length + 1, 2**31 - 1)))
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _quick(path: Path, content: bytes, separator: str) -> Grid | None:
    """The grid as Arrow reads it; None where it cannot, or where it might read something else than the csv module."""
    quoted = b'"' in content
    if quoted and not marks_are_sound(content, separator):
        return None
    with _long_cells(len(content)):
        records = csv.reader(_lines(content), delimiter=separator)
        width = next((len(record) for record in records if any(cell.strip() for cell in record)), 0)
    if not 0 < width <= _WIDEST:
        return None
    names = [str(number) for number in range(width)]
    try:
        table = pacsv.read_csv(
            pa.BufferReader(content),
            read_options=pacsv.ReadOptions(column_names=names, block_size=_BLOCK),
            parse_options=pacsv.ParseOptions(
                delimiter=separator,
                quote_char='"' if quoted else False,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                null_values=[],
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    return grid_of_columns(path, [_part(column) for column in table.unify_dictionaries().columns])


def _part(column: pa.ChunkedArray) -> tuple[list[str], np.ndarray]:
    """Different texts and codes of a column of Arrow."""
    whole = column.combine_chunks()
    return whole.dictionary.to_numpy(zero_copy_only=False).tolist(), whole.indices.to_numpy()


def marks_are_sound(content: bytes, separator: str) -> bool:
    """Whether every quotation mark opens a cell, closes one, or is doubled inside one.

    Counting them tells which is which: an odd one opens, an even one closes, a closing one with an opening one at its heels is a
    doubled mark. Where this does not fit, readers disagree.

    >>> marks_are_sound(b'a,"b""c"', ","), marks_are_sound(b'a,"b"c', ","), marks_are_sound(b'a,b"c"', ",")
    (True, False, False)
    """
    data = np.frombuffer(content, dtype=np.uint8)
    border = np.zeros(256, dtype=bool)
    border[[ord(separator), 10, 13, 34]] = True
    before = 0
    for start in range(0, len(data), _BLOCK):
        marks = np.flatnonzero(data[start : start + _BLOCK] == 34) + start
        opening, closing = marks[before % 2 :: 2], marks[1 - before % 2 :: 2]
        if len(opening) and not opening[0]:
            opening = opening[1:]
        if len(closing) and closing[-1] == len(data) - 1:
            closing = closing[:-1]
        if not (border[data[opening - 1]].all() and border[data[closing + 1]].all()):
            return False
        before += len(marks)
    return before % 2 == 0
