"""Tables as Pandoc pipe tables: one source for HTML, DOCX and PDF."""

from __future__ import annotations

from collections.abc import Mapping

from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.text import Language
from survey.tables.table import Column, Table

FULL_WIDTH = 100  # dashes of the separator line: more than 72, so Pandoc gives the table the width of the text
LEAST_WORDS = 12  # what a column of words keeps however many columns of numbers there are
LONGEST_WORD = 16  # a word up to this length is not broken where other columns leave little room
LONGEST_WORDS = 60  # a longer text is wrapped before it takes the room of its neighbours
LONGEST_HEADING = 26  # a longer heading of numbers is wrapped instead of widening its column
PADDING = 3
BOLD = 1.15  # how much wider than other letters those of a heading are


def widths(table: Table) -> tuple[int, ...]:
    """The dashes of each column, `FULL_WIDTH` together.

    Numbers get what keeps them on one line, words what they need up to a limit; what is left goes to the headings of the numbers
    and then to the words.
    """
    cells = [max((len(row[place]) for row in (*table.rows, *_totals(table))), default=0) for place in range(len(table.columns))]
    headings = [len(column.heading) for column in table.columns]
    words = [column.alignment == "left" and not column.whole for column in table.columns]
    least: list[float] = [
        min(max(cell, heading), LONGEST_WORDS) + PADDING if word else max(cell, longest) + PADDING
        for cell, heading, longest, word in zip(cells, headings, _longest_words(table), words, strict=True)
    ]
    spare = FULL_WIDTH - sum(least)
    if spare > 0:
        wanted: list[float] = [
            0 if word else max(0, min(heading, LONGEST_HEADING) + PADDING - width)
            for heading, word, width in zip(headings, words, least, strict=True)
        ]
        least = _shared(least, wanted, min(spare, sum(wanted)))
        spare = FULL_WIDTH - sum(least)
    room: list[float] = [
        max(0, width - kept) if word and spare < 0 else width * word
        for width, word, kept in zip(least, words, _kept(table), strict=True)
    ]
    given = _shared(least, room, max(spare, -sum(room)))
    return tuple(max(3, round(FULL_WIDTH * width / sum(given))) for width in given)


def _longest_words(table: Table) -> list[int]:
    """The room that the longest word of each heading takes, which must not be broken, up to a limit."""
    longest = [min(max(map(len, column.heading.split()), default=0), LONGEST_HEADING) for column in table.columns]
    return [max(length, round(BOLD * min(length, LONGEST_WORD)) + 1) for length in longest]


def _kept(table: Table) -> list[int]:
    """What each column of words keeps: room for its longest word, within limits."""
    texts = (" ".join(row[place] for row in table.rows) for place in range(len(table.columns)))
    longest = (max(map(len, text.split()), default=0) for text in texts)
    return [max(LEAST_WORDS, min(length, LONGEST_WORD) + PADDING) for length in longest]


def _totals(table: Table) -> tuple[tuple[str, ...], ...]:
    return (table.total,) if table.total else ()


def _shared(widths: list[float], weights: list[float], amount: float) -> list[float]:
    """The widths with an amount added to, or taken from, them in proportion to the weights."""
    whole = sum(weights)
    return [width + amount * weight / whole if whole else width for width, weight in zip(widths, weights, strict=True)]


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(column: Column, width: int) -> str:
    return ":" + "-" * (width - 1) if column.alignment == "left" else "-" * (width - 1) + ":"


def to_markdown(table: Table, language: Language, cells: Mapping[tuple[int, int], str] | None = None) -> str:
    """A pipe table with its caption and id, then its notes in a block of class `table-note`.

    cells: what stands in a cell instead of its text, as Markdown, by row and column from 0; the total is the row after the last.

    >>> table = Table("tea", "Drinks tea", (Column("Answer", "left"), Column("Count")), (("Yes", "54"),), ("Total", "96"))
    >>> print(to_markdown(table, "en").replace("-" * 60, "…"))
    | Answer | Count |
    |:…-----------------------------|---------:|
    | Yes | 54 |
    | **Total** | **96** |
    <BLANKLINE>
    : Drinks tea {#tbl-tea}
    <BLANKLINE>
    """
    lines = [_line(tuple(escape(column.heading) for column in table.columns))]
    lines.append("|" + "|".join(_rule(column, width) for column, width in zip(table.columns, widths(table), strict=True)) + "|")
    own = cells or {}
    for place, row in enumerate((*table.rows, *_totals(table))):
        written = tuple(own.get((place, column), escape(cell)) for column, cell in enumerate(row))
        lines.append(_line(tuple(f"**{cell}**" if cell and place == len(table.rows) else cell for cell in written)))
    lines += ["", f": {escape(table.caption)} {{#tbl-{table.id}}}", ""]
    if table.notes:
        lines += ["::: {.table-note}", escape(say("tables.note", language, text=" ".join(table.notes))), ":::", ""]
    return "\n".join(lines)
