from __future__ import annotations

import json

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.tables.markdown import FULL_WIDTH, to_markdown, widths
from survey.tables.table import Column, Table

ANSWERS = Table(
    "tea",
    "Шай [2022]",
    (Column("Жауап", "left"), Column("Жауап саны"), Column("Үлес")),
    (("Қара | көк", "54", "56,3%"), ("Жасыл", "32–42", "33,3–43,8%")),
    ("Барлығы", "96", "100,0%"),
    ("Аралық белгілі.", "Сан белгісіз."),
)

RENDERED = """\
| Жауап | Жауап саны | Үлес |
|:-------------------------------------------------------------------------|------------:|------------:|
| Қара \\| көк | 54 | 56,3% |
| Жасыл | 32–42 | 33,3–43,8% |
| **Барлығы** | **96** | **100,0%** |

: Шай \\[2022\\] {#tbl-tea}

::: {.table-note}
Ескертпе. Аралық белгілі. Сан белгісіз.
:::
"""


def test_a_table_as_it_is_written() -> None:
    assert to_markdown(ANSWERS, "kk") == RENDERED


def test_pandoc_reads_one_table_of_the_full_width_with_numbers_to_the_right() -> None:
    table = json.loads(pypandoc.convert_text(to_markdown(ANSWERS, "kk"), "json", format="markdown"))["blocks"][0]
    (identifier, _, _), _, columns, _, [body], _ = table["c"]
    assert identifier == "tbl-tea"
    assert [alignment["t"] for alignment, _ in columns] == ["AlignLeft", "AlignRight", "AlignRight"]
    shares = [width["c"] for _, width in columns]
    assert sum(shares) == pytest.approx(1)
    assert shares[0] > 0.6
    assert len(body[3]) == 3


@given(st.integers(1, 3), st.integers(1, 120), st.integers(1, 25))
def test_widths_make_a_full_line_and_leave_words_their_room(numbers: int, heading: int, cell: int) -> None:
    columns = (Column("Answer", "left"), *[Column("h" * heading)] * numbers)
    found = widths(Table("t", "c", columns, (("word", *["9" * cell] * numbers),)))
    assert abs(sum(found) - FULL_WIDTH) <= len(columns)
    assert found[0] >= 9  # "Answer" on one line
    assert len(set(found[1:])) == 1


def test_a_name_stays_whole_and_words_that_make_room_for_it_are_not_broken() -> None:
    """A codebook: a long name, two columns of words that have to shrink, and a bold heading above a small number."""
    columns = (
        Column("Code", "left", whole=True),
        Column("Answer", "left"),
        Column("Kind", "left"),
        Column("Answered", whole=True),
    )
    row = ("a_name_of_thirty_letters_at_all", "international relations", "written in by a respondent " * 4, "4")
    name, answer, _, number = widths(Table("t", "c", columns, (row,)))
    assert name > len(row[0])
    assert answer > len("international")
    assert number > 1.15 * len("Answered")


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        Table("t", "c", (Column("a"), Column("b")), (("1",),))


def test_a_cell_may_be_markdown_of_its_own_and_the_total_stays_bold() -> None:
    table = Table("tea", "Tea", (Column("Answer", "left"), Column("n")), (("Yes", "54"), ("No", "42")), ("Total", "96"))
    lines = to_markdown(table, "en", {(0, 1): "[54]{.x}", (2, 1): "[96]{.x}"}).splitlines()
    assert lines[2:5] == ["| Yes | [54]{.x} |", "| No | 42 |", "| **Total** | **[96]{.x}** |"]
