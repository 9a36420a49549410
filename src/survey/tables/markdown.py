"""Tables as Pandoc pipe tables: one source for HTML, DOCX and PDF."""

from __future__ import annotations

from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.text import Language
from survey.tables.table import Column, Table

FULL_WIDTH = 100  # dashes of the separator line: more than 72, so Pandoc gives the table the width of the text
LEAST_WORDS = 30  # what a column of words keeps however many columns of numbers there are
LONGEST_HEADING = 26  # a longer heading of numbers is wrapped instead of widening its column
PADDING = 3


def widths(table: Table) -> tuple[int, ...]:
    """The dashes of each column, `FULL_WIDTH` together: numbers get what they need, words share the rest."""
    needed = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in (*table.rows, *((table.total,) if table.total else ()))]
        longest = max((len(cell) for cell in cells), default=0)
        needed.append(max(longest, min(len(column.heading), LONGEST_HEADING)) + PADDING)
    words = [place for place, column in enumerate(table.columns) if column.alignment == "left"]
    numbers = sum(width for place, width in enumerate(needed) if place not in words)
    rest = max(FULL_WIDTH - numbers, LEAST_WORDS * len(words))
    text = sum(needed[place] for place in words)
    shares = [rest * width / text if place in words else width for place, width in enumerate(needed)]
    return tuple(max(3, round(FULL_WIDTH * share / sum(shares))) for share in shares)


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(column: Column, width: int) -> str:
    return ":" + "-" * (width - 1) if column.alignment == "left" else "-" * (width - 1) + ":"


def to_markdown(table: Table, language: Language) -> str:
    """A pipe table with its caption and id, then its notes in a block of class `table-note`.

    >>> table = Table("tea", "Drinks tea", (Column("Answer", "left"), Column("Count")), (("Yes", "54"),), ("Total", "96"))
    >>> print(to_markdown(table, "en").replace("-" * 60, "…"))
    | Answer | Count |
    |:…-------------------------------|-------:|
    | Yes | 54 |
    | **Total** | **96** |
    <BLANKLINE>
    : Drinks tea {#tbl-tea}
    <BLANKLINE>
    """
    lines = [_line(tuple(escape(column.heading) for column in table.columns))]
    lines.append("|" + "|".join(_rule(column, width) for column, width in zip(table.columns, widths(table), strict=True)) + "|")
    lines += [_line(tuple(escape(cell) for cell in row)) for row in table.rows]
    if table.total:
        lines.append(_line(tuple(f"**{escape(cell)}**" if cell else "" for cell in table.total)))
    lines += ["", f": {escape(table.caption)} {{#tbl-{table.id}}}", ""]
    if table.notes:
        lines += ["::: {.table-note}", escape(say("tables.note", language, text=" ".join(table.notes))), ":::", ""]
    return "\n".join(lines)
