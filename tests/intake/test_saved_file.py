"""A mistake in the map of columns is told with its line of columns.yaml, or its row of columns.xlsx; so is one in wave.yaml."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from survey.cli.main import main
from survey.errors import (
    ALLOWED_NOTHING,
    COLUMN_LETTER,
    COLUMN_MAP_ASIDE,
    COLUMN_TWICE,
    ENCODING_MISFIT,
    HEADER_CHANGED,
    INTAKE_BAD_VALUE,
    INTAKE_KEY,
    INTAKE_NO_COLUMN,
    INTAKE_NO_ITEM,
    ITEM_WITHOUT_COLUMN,
    NO_SHEETS,
    SHEET_NOT_FOUND,
    TABLE_OPTION,
    UNKNOWN_PLATFORM,
    UNKNOWN_ZONE,
    SurveyError,
)
from survey.wave.load import load_wave

FIXTURES = Path(__file__).parent / "fixtures"
WAVE = """\
id: may
instrument: teahouse
kind: microdata
title: {kk: a, ru: b, en: c}
design: srs
n: 3
source: {kk: a, ru: b, en: c}
"""


@pytest.fixture
def bring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Imports a fixture into a fresh wave; returns the folder of the wave."""

    def run(name: str, *more: str) -> Path:
        folder = tmp_path / "data" / "may"
        folder.mkdir(parents=True)
        (tmp_path / "instruments").mkdir()
        shutil.copy(FIXTURES / "teahouse.yaml", tmp_path / "instruments")
        (folder / "wave.yaml").write_text(WAVE, "utf-8")
        monkeypatch.chdir(tmp_path)
        assert main(["import", str(FIXTURES / name), "--wave", "data/may", *more]) == 0
        return folder

    return run


def told(folder: Path) -> list[tuple[str, str, int | None]]:
    with pytest.raises(SurveyError) as caught:
        load_wave(folder)
    places = [(found.code, found.place) for found in caught.value.problems]
    return [(code, Path(place.file).name, place.line or place.row) for code, place in places]


def line_of(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), start=1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("platform: google-forms", "platform: gogle", UNKNOWN_PLATFORM),
        ("encoding: utf-8", "encoding: utf-9", TABLE_OPTION),
        ("encoding: utf-8", "encoding: ascii", ENCODING_MISFIT),
        ("separator: ','", "separator: tabs", TABLE_OPTION),
        ("dates: year-first", "dates: year-frist", TABLE_OPTION),
        ("dates: year-first", "timezone: Asia/Almatty", UNKNOWN_ZONE),
        ("to: why,", "to: whyy,", INTAKE_NO_ITEM),
        ("to: why,", "to: visits,", COLUMN_TWICE),
        ("column: B,", "column: B1,", COLUMN_LETTER),
        ("column: B,", "column: A,", COLUMN_LETTER),
        ("Ұнады ма?", "Қалай?", HEADER_CHANGED),
        ("columns:", "not_recorded: [whyy]\ncolumns:", INTAKE_NO_ITEM),
        ("columns:", "allow_unmatched: [hal]\ncolumns:", ALLOWED_NOTHING),
        ("columns:", "versions: [{version: v1, without: [whyy]}]\ncolumns:", INTAKE_NO_ITEM),
    ],
)
def test_every_mistake_names_its_line(bring, old, new, code):
    path = bring("google_forms.csv") / "columns.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert (code, "columns.yaml", line_of(text, old)) in told(path.parent)


def test_a_question_that_the_map_leaves_out_names_the_map(bring):
    path = bring("google_forms.csv") / "columns.yaml"
    path.write_text(path.read_text("utf-8").replace("to: why,", "to: ignore,"), "utf-8")
    assert told(path.parent) == [(ITEM_WITHOUT_COLUMN, "columns.yaml", None)]


@pytest.mark.parametrize(
    ("sheet", "old", "new", "code"),
    [
        ("columns", "why", "whyy", INTAKE_NO_ITEM),
        ("columns", "why", "visits", COLUMN_TWICE),
        ("columns", "B", "B1", COLUMN_LETTER),
        ("file", "platform", "platfrom", INTAKE_KEY),
        ("file", "kobo", "cobo", UNKNOWN_PLATFORM),
        ("file", "Қонақтар 2024", "another", SHEET_NOT_FOUND),
        ("file", "header_rows", "not_recorded", INTAKE_NO_ITEM),
        ("file", "1", "99", TABLE_OPTION),
        ("file", "header_rows", "version v1", INTAKE_NO_ITEM),
    ],
)
def test_every_mistake_names_its_row_of_the_workbook(bring, sheet, old, new, code):
    path = bring("kobo_values.xlsx", "--xlsx") / "columns.xlsx"
    book = openpyxl.load_workbook(path)
    cell = next(cell for row in book[sheet].iter_rows(min_row=2) for cell in row if cell.value == old)
    cell.value = new
    book.save(path)
    assert (code, "columns.xlsx", cell.row) in told(path.parent)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("ignore_columns: [Nobody]", INTAKE_NO_COLUMN),
        ("columns: {Nobody: hall}", INTAKE_NO_COLUMN),
        ("columns: {1: hal}", INTAKE_NO_ITEM),
        ("not_recorded: [whyy]", INTAKE_NO_ITEM),
        ("platform: gogle", UNKNOWN_PLATFORM),
        ("timezone: Asia/Almatty", UNKNOWN_ZONE),
        ("platfrom: kobo", INTAKE_KEY),
        ("header_rows: 0", TABLE_OPTION),
        ("sheet: x", NO_SHEETS),
        ("versions: {v1: [whyy]}", INTAKE_NO_ITEM),
        ("versions: {v1: why}", INTAKE_BAD_VALUE),
    ],
)
def test_so_does_a_mistake_in_the_settings_of_the_wave(bring, line, code):
    folder = bring("google_forms.csv")
    text = f"{WAVE}import:\n  {line}\n"
    (folder / "wave.yaml").write_text(text, "utf-8")
    assert (code, "wave.yaml", line_of(text, line)) in told(folder)


@pytest.mark.parametrize("name", ["columns.yaml", "columns.xlsx"])
def test_a_copy_that_interrupted_work_left_is_told_where_the_map_is_gone(bring, name, capsys):
    """To read without the map that a person reviewed would be to forget it silently."""
    folder = bring("google_forms.csv", *(["--xlsx"] if name.endswith("x") else []))
    (folder / f".{name}.old").write_bytes((folder / name).read_bytes())
    assert load_wave(folder).n == 3, "beside the map the copy is nothing"
    (folder / name).unlink()
    with pytest.raises(SurveyError, match=f"Rename the copy to {name}") as caught:
        load_wave(folder)
    assert caught.value.code == COLUMN_MAP_ASIDE
    for command in (["clean", "data/may", "--new-raw"], ["import", str(FIXTURES / "google_forms.csv"), "--wave", "data/may"]):
        assert main(command) == 2
    (folder / f".{name}.old").rename(folder / name)
    assert load_wave(folder).n == 3
