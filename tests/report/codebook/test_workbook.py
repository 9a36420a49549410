"""The workbook: three tables of facts and notes, nothing that Excel would compute, the same bytes every time."""

from __future__ import annotations

import hashlib

import pytest
from openpyxl import load_workbook

from survey.i18n.catalogue import say
from survey.instrument.find import load_instrument
from survey.report.codebook.codebook import codebook_of
from survey.report.codebook.sheets import sheets
from survey.report.codebook.workbook import write_workbook
from survey.shipped import root
from survey.wave.load import load_wave

from .conftest import SECRET


@pytest.fixture(scope="module")
def workbook(books, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "codebook.kk.xlsx"
    return load_workbook(write_workbook(books["kk"], path, 0))


def records(rows):
    head, *body = rows
    return [dict(zip(head, row, strict=False)) for row in body]


def test_the_sheets_and_the_notice(workbook):
    assert workbook.sheetnames == ["variables", "values", "missing", "notes"]
    lines = [cell.value for cell in workbook["notes"]["A"]]
    assert lines.count(say("report.caution_nonprobability", "kk")) == 1
    for sheet in workbook:
        assert sheet.oddHeader.center.text == say("report.synthetic", "kk")
    for name in ("variables", "values", "missing"):
        column = [cell.value for cell in list(workbook[name].columns)[-1]]
        assert column[0] == "_synthetic"
        assert set(column[1:]) == {1}


def test_no_cell_is_a_formula_and_no_free_text_is_inside(workbook):
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert [cell.value for cell in risky] == ["=Шай ішу", "=Шай ішу"]
    assert all(cell.quotePrefix for cell in risky)
    assert not [cell for cell in cells if SECRET in str(cell.value)]


def test_each_column_of_the_data_is_a_variable(books):
    book = books["en"]
    found = records(sheets(book)["variables"])
    columns = [column for item in book.instrument.items for column in item.columns]
    assert [row["Variable"] for row in found] == columns
    by_name = {row["Variable"]: row for row in found}
    assert by_name["with.milk"]["Name in SPSS"] == "with__milk"
    assert by_name["taste.green"]["Wording"] == "How does it taste? – Green tea"
    assert by_name["drinks"]["Original wording"] == "Kazakh: Сіз шай ішесізбе?"
    assert (by_name["age"]["Smallest answer"], by_name["age"]["Largest answer"], by_name["age"]["Answered"]) == (18, 60, 5)
    assert by_name["drinks"]["Notes"] == "First\nSecond"
    assert by_name["drinks"]["Caution"] == "Direction of the answer is doubtful\nthe question checks attention"


def test_ticks_are_counted_both_ways(books):
    found = records(sheets(books["en"])["values"])
    milk = {row["Value"]: row for row in found if row["Variable"] == "with.milk"}
    assert [milk[value]["Count, at least"] for value in (1, 0)] == [4, 1]
    assert [milk[value]["Percent, at most"] for value in (1, 0)] == [80, 20]


def test_bounds_are_bounds_and_percents_are_rounded_half_up():
    book = codebook_of(load_wave(min((root() / "data").glob("*-2022"))), "en", root())
    for row in records(sheets(book)["values"]):
        low, high, base = (row[name] for name in ("Count, at least", "Count, at most", "Base (n)"))
        assert 0 <= low <= high <= base
        assert row["Percent, at least"] == (2000 * low + base) // (2 * base) / 10
    unknown = [row["Reason unknown"] for row in records(sheets(book)["missing"])]
    assert sum(unknown) == 1


def test_kinds_of_missing_answers_add_up(books):
    for row in records(sheets(books["ru"])["missing"]):
        del row["_synthetic"]
        assert sum(value for value in row.values() if isinstance(value, int)) == 6


def test_a_questionnaire_alone_has_no_counts(study):
    book = codebook_of(load_instrument(study / "instruments" / "tea.yaml"), "kk", study)
    found = sheets(book)
    assert len(found["missing"]) == 1
    assert len(found["values"][0]) == 6


def test_the_same_bytes_every_time(books, tmp_path):
    sums = {hashlib.sha256(write_workbook(books["ru"], tmp_path / name, 0).read_bytes()).hexdigest() for name in ("a", "b")}
    assert len(sums) == 1
