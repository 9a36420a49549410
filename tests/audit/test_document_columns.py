"""Tables of a page by the white space between their cells."""

from __future__ import annotations

from survey.audit.document_columns import in_columns, rows, tables

TABLE = [
    " No.      Claim                     What is known              p",
    " H1       Most of the experts       majority: 33 (34.7%);      0.004",
    "          teach.                    n = 95",
    "                                   between 2–                 <0.001",
    "                                    11 of them",
    " H2       Some do not.              8 (8.3%)                   <0.001",
]


def test_cells_that_are_wrapped_are_one_again() -> None:
    assert [cells for cells, _ in rows(TABLE)] == [
        ["No.", "Claim", "What is known", "p"],
        ["H1", "Most of the experts teach.", "majority: 33 (34.7%); n = 95", "0.004"],
        ["", "", "between 2–11 of them", "<0.001"],
        ["H2", "Some do not.", "8 (8.3%)", "<0.001"],
    ]


def test_a_table_ends_where_running_text_begins() -> None:
    text = "A line of running text that is as wide as the page is and has no gaps."
    assert list(tables([text, "", *TABLE, "", text])) == [(2, 8)]
    assert list(tables([*TABLE, text])) == [(0, 6)]


def test_a_stretched_line_is_no_table() -> None:
    assert list(tables(["Из  96  участников   опроса  95  указали  специальность"])) == []


def test_a_page_in_two_columns() -> None:
    left, right = "the words of the left column go", "and those of the right one do as well"
    assert in_columns([f"{left}     {right}"] * 9)
    assert not in_columns(TABLE)
