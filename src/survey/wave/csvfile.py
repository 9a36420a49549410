"""Rows as lines of CSV that every reader gets back letter for letter."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Protocol

_END = "\r\n"


class _Text(Protocol):
    def write(self, text: str, /) -> object: ...


class _Lines:
    """Takes the lines of csv.writer and ends them by a line feed alone."""

    def __init__(self, file: _Text) -> None:
        self.file = file

    def write(self, line: str, /) -> object:
        return self.file.write(line.removesuffix(_END) + "\n")


def write_csv(file: _Text, rows: Iterable[Sequence[str]], separator: str = ",") -> None:
    r"""Write rows as CSV with a line feed after each; cells that hold a separator, a quote or any end of a line are quoted.

    Parameters
    ----------
    file
        A text file that was opened with `newline=""`.
    rows
        The cells of each row as text.
    separator
        What stands between cells.

    Examples
    --------
    >>> import io
    >>> file = io.StringIO(newline="")
    >>> write_csv(file, [["a", "b\rc"]])
    >>> file.getvalue()
    'a,"b\rc"\n'
    """
    # csv.writer quotes the characters that end its own lines: told to end them by a line feed, it leaves a lone carriage return
    # bare, and readers see two lines.
    csv.writer(_Lines(file), delimiter=separator, lineterminator=_END).writerows(rows)
