"""Rows of a table."""

from __future__ import annotations

import pytest

from survey.audit.document import audit_passages
from survey.audit.document_table import table_passages
from survey.audit.document_text import Passage, text_passages
from survey.errors import COUNT_PERCENT, REST_WRONG, Place


@pytest.mark.parametrize("total", ["Total", "Итого", "Всего", "Барлығы"])
def test_the_row_of_totals_is_the_base_of_the_rows_above(total: str) -> None:
    rows = [["", "n", "%"], ["a", "33", "34.7"], ["b", "62", "65.3"], [total, "95", "100.0"], ["other", "1", "1"]]
    found = list(table_passages(rows, [Place()] * len(rows)))
    assert [passage.base for passage in found] == [None, 95, 95, 95, None]
    survey = Passage("In all, 96 experts took part.", ((0, Place()),))
    assert audit_passages([survey, *found[:4]]).findings == ()
    without = audit_passages([survey, *list(table_passages(rows[:3], [Place()] * 3))])
    assert [finding.code for finding in without.findings] == [COUNT_PERCENT] * 2


def sums(*rows: tuple[str, ...]) -> list[tuple[str, str]]:
    """The totals of a table that are told to be wrong, with what would be right."""
    return [one for passage in table_passages(rows, [Place()] * len(rows)) for one in passage.sums]


@pytest.mark.parametrize(
    "rows",
    [
        (("", "Age"), ("women", "41.5"), ("men", "43.0"), ("Total", "42.1")),  # means
        (("", "Age"), ("women", "41"), ("men", "43"), ("Total", "42")),
        (("", "%"), ("women", "45"), ("men", "75"), ("Total", "56.3")),  # percents of the rows
        (
            ("", "yes, %", "no, %", "all, %"),
            ("women", "45", "55", "100"),
            ("men", "75", "25", "100"),
            ("Total", "56", "44", "100"),
        ),
        (("", "%"), ("a", "33"), ("b", "33"), ("c", "33"), ("Total", "100")),
        (("", "Share"), ("a", "33"), ("b", "33"), ("c", "33"), ("Total", "100")),
        (("", "n"), ("yes", "54"), ("no", "42"), ("Total", "96")),
        (("yes", "54"), ("no", "42"), ("Total", "96")),
    ],
)
def test_a_row_of_totals_need_not_be_sums(rows: tuple[tuple[str, ...], ...]) -> None:
    assert sums(*rows) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((("", "n"), ("yes", "54"), ("no", "42"), ("Total", "97")), ("97", "96")),
        ((("yes", "54"), ("no", "42"), ("Total", "97")), ("97", "96")),
        ((("", "%"), ("yes", "56.3"), ("no", "40.8"), ("Total", "100")), ("100", "97.1")),
        ((("", "%"), ("yes", "56"), ("no", "40"), ("Total", "100%")), ("100%", "96")),
    ],
)
def test_totals_that_are_no_sums(rows: tuple[tuple[str, ...], ...], expected: tuple[str, str]) -> None:
    assert sums(*rows) == [expected]


def test_two_rows_of_heads_and_merged_cells() -> None:
    rows = [["Answer", "2019", None, "Share, %", None], ["", "n", "%", "", ""], ["yes", "54", "56.3", "30", "70"]]
    assert [passage.text for passage in table_passages(rows, [Place()] * 3)][2] == "yes | 54 | 56.3% | 30% | 70%"


def test_tables_of_markdown_have_heads_and_totals() -> None:
    text = "In all, 96 experts took part.\n\n| Answer | n | % |\n|---|---:|---:|\n"
    text += "| yes | 54 | 57.3 |\n| no | 42 | 43.8 |\n| Total | 97 | |\n"
    found = audit_passages(list(text_passages(text, markdown=True))).findings
    assert [(one.code, one.place.line) for one in found] == [(COUNT_PERCENT, 5), (REST_WRONG, 7)]
