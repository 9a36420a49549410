"""The workbook behind all figures and tables."""

from __future__ import annotations

import openpyxl
import pandas as pd
import pytest

from survey.chapter.workbook import answers_sheet, table_sheet, workbook_bytes
from survey.i18n.text import Text
from survey.instrument.model import Item, ItemKind, Level, Option
from survey.tables.table import Column, Table

OPTIONS = tuple(Option(code, None, Text(kk=code)) for code in ("no", "yes"))
ITEM = Item("tea", "1", "s", ItemKind.SINGLE, Level.NOMINAL, Text(kk="Шай?"), Text(kk="Шай"), OPTIONS)
FRAME = pd.DataFrame({"code": ["no", "yes"], "low": [42, 54], "high": [42, 54], "base": 96})


def rows(path, name):
    return list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))


def book(tmp_path, *sheets, notice=""):
    path = tmp_path / "chapter.kk.xlsx"
    path.write_bytes(workbook_bytes(sheets, "kk", title="Тарау", epoch=0, notice=notice))
    return path


def test_numbers_are_numbers_in_the_order_of_the_bars(tmp_path):
    path = book(tmp_path, answers_sheet("figure", 4, "Шай: үлесі", FRAME, ITEM, "kk"))
    assert rows(path, "Сурет 4") == [
        ("Шай: үлесі", None, None, None, None),
        ("Код", "Жауап", "n", "%", "Есептеу негізі (n)"),
        ("yes", "Yes", 54, 56.25, 96),
        ("no", "No", 42, 43.75, 96),
    ]


def test_a_table_keeps_the_order_of_the_questionnaire(tmp_path):
    path = book(tmp_path, answers_sheet("table", 2, "Шай", FRAME, ITEM, "kk", ["Ескертпе."]))
    assert [row[0] for row in rows(path, "Кесте 2")] == ["Шай", "Код", "no", "yes", None, "Ескертпе."]


def test_what_the_guard_hides_is_an_x(tmp_path):
    hidden = FRAME.astype({"low": "Int64", "high": "Int64"}).assign(hidden=[True, True], base=pd.NA)
    hidden[["low", "high"]] = pd.NA
    path = book(tmp_path, answers_sheet("table", 1, "Шай", hidden, ITEM, "kk"))
    assert [row[2:] for row in rows(path, "Кесте 1")[2:]] == [("x", "x", "x")] * 2


def test_intervals_have_both_ends(tmp_path):
    path = book(tmp_path, answers_sheet("table", 1, "Шай", FRAME.assign(high=[48, 54]), ITEM, "kk"))
    assert rows(path, "Кесте 1")[2] == ("no", "No", 42, 48, 43.75, 50, 96)


def test_the_list_of_sheets_leads_to_each(tmp_path):
    own = table_sheet(3, Table("t", "=SUM(A1)", (Column("a"),), (("=1+1",),), ("Σ",)))
    path = book(tmp_path, answers_sheet("figure", 4, "Шай", FRAME, ITEM, "kk"), own, notice="Синтетикалық деректер")
    sheet = openpyxl.load_workbook(path)["Мазмұны"]
    assert [cell.hyperlink.location or cell.hyperlink.target for cell in sheet["A"] if cell.hyperlink] == [
        "#'Сурет 4'!A1",
        "#'Кесте 3'!A1",
    ]
    assert [one.cell(1, 1).value for one in openpyxl.load_workbook(path)] == ["Синтетикалық деректер"] * 3


@pytest.mark.parametrize("place", ["A1", "A3"])
def test_no_text_is_a_formula(tmp_path, place):
    path = book(tmp_path, table_sheet(3, Table("t", "=SUM(A1)", (Column("a"),), (("=1+1",),))))
    assert openpyxl.load_workbook(path)["Кесте 3"][place].data_type == "s"


def test_same_bytes_twice_and_others_for_another_count(tmp_path):
    made = [
        book(tmp_path, answers_sheet("table", 1, "Шай", frame, ITEM, "kk")).read_bytes()
        for frame in (FRAME, FRAME, FRAME.assign(low=[42, 53]))
    ]
    assert made[0] == made[1] != made[2]
