"""Tables in a terminal."""

from __future__ import annotations

from survey.tables.plain import LINE, WIDEST, to_text
from survey.tables.table import Column, Table

LONG = "a question that goes on and on " * 4


def test_long_words_go_on_below_and_columns_stay_in_line() -> None:
    table = Table("x", LONG * 2, (Column("Question", "left"), Column("n")), ((LONG, "54"), ("short", "1,234")), notes=(LONG * 3,))
    lines = to_text(table).splitlines()
    assert max(map(len, lines)) <= LINE
    body = lines[lines.index(next(line for line in lines if line.startswith("-"))) :]
    assert body[1].endswith("   54")
    assert all(len(line) <= WIDEST + 7 for line in body[1:5])
    assert any(line.startswith("short ") and line.endswith(" 1,234") for line in body)
