"""A table of words, ready to be written in any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Alignment = Literal["left", "right"]


@dataclass(frozen=True)
class Column:
    """A column: its heading, left for words or right for numbers; `whole` where cells stay on one line, e.g. codes."""

    heading: str
    alignment: Alignment = "right"
    whole: bool = False


def table_id(item_id: str) -> str:
    """The id of the table of an item or of a row of a matrix; an item's id holds no two hyphens, so no two are alike.

    >>> table_id("trust_in"), table_id("trust.in")
    ('trust-in', 'trust--in')
    """
    return item_id.replace("_", "-").replace(".", "--")


@dataclass(frozen=True)
class Table:
    """Columns and rows of strings with a caption; `total` is a last row that stands out, `notes` are sentences below.

    `id` follows `tbl-` in references. A row has as many cells as there are columns.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        cells = (*self.rows, self.total) if self.total else self.rows
        if any(len(row) != len(self.columns) for row in cells):
            raise ValueError(f"table {self.id}: every row needs {len(self.columns)} cells")
