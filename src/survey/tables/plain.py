"""Tables as lines of text for a terminal."""

from __future__ import annotations

from textwrap import wrap

from survey.tables.table import Table

WIDEST = 48  # letters of a column of words; longer texts go on below
LINE = 100  # letters of a caption or a note


def to_text(table: Table) -> str:
    """Caption, columns and notes, the columns set apart by two spaces.

    >>> from survey.tables.table import Column
    >>> table = Table("tea", "Drinks tea", (Column("Answer", "left"), Column("n")), (("Yes", "54"),), ("Total", "96"), ("One.",))
    >>> print(to_text(table))
    Drinks tea
    <BLANKLINE>
    Answer   n
    ----------
    Yes     54
    Total   96
    <BLANKLINE>
    One.
    """
    heading = tuple(column.heading for column in table.columns)
    rows = [heading, *table.rows, *((table.total,) if table.total else ())]
    split = [[wrap(cell, WIDEST) or [""] for cell in row] for row in rows]
    widths = [max(len(line) for row in split for line in row[place]) for place in range(len(heading))]
    lines = [*wrap(table.caption, LINE), ""]
    for number, row in enumerate(split):
        for part in range(max(map(len, row))):
            cells = [lines_of[part] if part < len(lines_of) else "" for lines_of in row]
            lines.append(_line(table, cells, widths))
        if number == 0:
            lines.append("-" * (sum(widths) + 2 * (len(widths) - 1)))
    for note in table.notes:
        lines += ["", *wrap(note, LINE)]
    return "\n".join(lines)


def _line(table: Table, cells: list[str], widths: list[int]) -> str:
    set_out = (
        cell.ljust(width) if column.alignment == "left" else cell.rjust(width)
        for column, cell, width in zip(table.columns, cells, widths, strict=True)
    )
    return "  ".join(set_out).rstrip()
