from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook

import survey
from survey.i18n.text import Language
from survey.tables.table import Column, Table

TEA = Table(
    "tea",
    "Шай ішу: Ә Ғ Қ",
    (Column("Жауап", "left"), Column("Саны"), Column("Үлесі")),
    (("Иә, _күнде_ $5", "54", "56,3%"), ("=Жоқ", "42", "43,8%")),
    ("Барлығы", "96", "100,0%"),
    ("Бәрі жауап берді.",),
)
FRAME = pd.DataFrame({"F1": [0.755, -0.125], "n": [96, None], "w": ["=1+1", None]}, index=["l1", "l2"])


def test_word(tmp_path: Path) -> None:
    document = Document(str(survey.save_table(TEA, tmp_path / "таблица" / "tea.docx", "kk")))
    assert [paragraph.text for paragraph in document.paragraphs] == ["Шай ішу: Ә Ғ Қ", "Ескертпе. Бәрі жауап берді."]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Жауап", "Саны", "Үлесі"],
        ["Иә, _күнде_ $5", "54", "56,3%"],
        ["=Жоқ", "42", "43,8%"],
        ["Барлығы", "96", "100,0%"],
    ]
    assert {run.bold for cell in table.rows[-1].cells for run in cell.paragraphs[0].runs} == {True}


@pytest.mark.parametrize(
    ("language", "note", "number"), [("kk", "Ескертпе.", "0,76"), ("ru", "Примечание.", "0,76"), ("en", "Note.", "0.76")]
)
def test_word_of_a_frame_in_three_languages(language: Language, note: str, number: str, tmp_path: Path) -> None:
    document = Document(str(survey.save_table(FRAME, tmp_path / "f.docx", language, notes=["x"])))
    assert document.paragraphs[-1].text == f"{note} x"
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["l1", number, "96.00".replace(".", number[1]), "=1+1"]


def test_latex(tmp_path: Path) -> None:
    text = survey.save_table(TEA, tmp_path / "tea.tex", "kk").read_text("utf-8")
    assert text.startswith("% \\usepackage{array,booktabs,calc,longtable}")
    for part in (
        "\\caption{Шай ішу: Ә Ғ Қ}",
        "\\toprule",
        "Иә, \\_күнде\\_ \\$5 & 54 & 56,3\\% \\\\",
        "\\textbf{Барлығы}",
        "Ескертпе.",
    ):
        assert part in text
    assert "\\label" not in text
    assert "\\caption" not in survey.save_table(FRAME, tmp_path / "f.tex").read_text("utf-8")


def test_workbook_of_words(tmp_path: Path) -> None:
    sheet = load_workbook(survey.save_table(TEA, tmp_path / "tea.xlsx", "kk")).active
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.rows]
    assert rows[0] == ["Шай ішу: Ә Ғ Қ"]
    assert rows[1] == ["Жауап", "Саны", "Үлесі"]
    assert rows[3] == ["=Жоқ", "42", "43,8%"]
    assert rows[-1] == ["Ескертпе. Бәрі жауап берді."]
    assert all(cell.data_type != "f" for row in sheet.rows for cell in row)


def test_workbook_of_a_frame_has_numbers_as_they_were_computed(tmp_path: Path) -> None:
    sheet = load_workbook(survey.save_table(FRAME, tmp_path / "f.xlsx", decimals=1)).active
    assert [[cell.value for cell in row] for row in sheet.rows][1:] == [["l1", 0.755, 96, "=1+1"], ["l2", -0.125, None, None]]
    assert sheet["B2"].number_format == "0.0"
    assert sheet["D2"].data_type == "s"


@pytest.mark.parametrize("ending", ["docx", "tex", "xlsx"])
def test_same_table_same_bytes(ending: str, tmp_path: Path) -> None:
    first, second = (survey.save_table(TEA, tmp_path / f"{name}.{ending}", "kk").read_bytes() for name in "ab")
    assert first == second


def test_a_series_is_a_table_with_one_column(tmp_path: Path) -> None:
    series = pd.Series([0.5], index=["l1"], name="h")
    assert "l1 & 0.50" in survey.save_table(series, tmp_path / "s.tex").read_text("utf-8")


def test_a_caption_and_notes_that_are_given_come_first(tmp_path: Path) -> None:
    text = survey.save_table(TEA, tmp_path / "tea.tex", "ru", caption="Чай", notes=["Выдумано."]).read_text("utf-8")
    assert "\\caption{Чай}" in text
    assert "Примечание. Выдумано." in text
    assert "жауап берді" not in text


@pytest.mark.parametrize(
    ("table", "name", "language", "code"),
    [
        (3, "x.docx", "en", "SQ-R150"),
        (FRAME, "x.odt", "en", "SQ-R17"),
        (FRAME, "x", "en", "SQ-R17"),
        (FRAME, "x.docx", "de", "SQ-R01"),
    ],
)
def test_refusals(table: object, name: str, language: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(survey.SurveyError) as caught:
        survey.save_table(table, tmp_path / name, language)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert not list(tmp_path.iterdir())


def test_a_star_at_the_beginning_of_a_row_is_printed_in_latex(tmp_path: Path) -> None:
    r"""`\\*` is a line end in LaTeX; a note of the author before a row has to stay."""
    frame = pd.DataFrame({"answer": ["yes", "* no", "*"], "n": [1, 2, 3]})
    text = survey.save_table(frame, tmp_path / "f.tex").read_text("utf-8")
    assert "\n{*} no & 2" in text
    assert "\n{*} & 3" in text


def test_one_note_is_one_sentence(tmp_path: Path) -> None:
    text = survey.save_table(FRAME, tmp_path / "f.tex", notes="Made up.").read_text("utf-8")
    assert "Note. Made up." in text


@pytest.mark.parametrize("ending", ["docx", "tex", "xlsx"])
@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ({"decimals": 40}, ["SQ-I109"]),
        ({"decimals": -1}, ["SQ-I109"]),
        ({"decimals": 1.5}, ["SQ-I109"]),
        ({"caption": 5, "notes": ["a", 6]}, ["SQ-I110", "SQ-I110"]),
    ],
)
def test_arguments_that_cannot_be(arguments: dict[str, Any], codes: list[str], ending: str, tmp_path: Path) -> None:
    with pytest.raises(survey.SurveyError) as caught:
        survey.save_table(FRAME, tmp_path / f"f.{ending}", **arguments)
    assert [one.code for one in caught.value.problems] == codes
    assert not list(tmp_path.iterdir())


def test_a_text_that_is_too_long_for_a_cell_is_not_cut(tmp_path: Path) -> None:
    frame = pd.DataFrame({"answer": ["yes", "no" * 20_000]})
    with pytest.raises(survey.SurveyError) as caught:
        survey.save_table(frame, tmp_path / "f.xlsx", caption="Long")
    (found,) = caught.value.problems
    assert (found.code, found.place.sheet, found.place.row, found.place.column) == ("SQ-I108", "table", 4, "A")
    assert not list(tmp_path.iterdir())
