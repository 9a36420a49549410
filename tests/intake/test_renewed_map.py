"""A raw file that took the place of another: the saved map gets its name and sum, and nothing else of it changes."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from survey.cli.main import main
from survey.errors import COLUMN_MAP_FIXED, FILE_NOT_WRITTEN, HEADER_CHANGED, RAW_CHANGED, SurveyError
from survey.intake.renewed_map import renewed_map
from survey.intake.saved_file import read_saved
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
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wave without answers."""
    (tmp_path / "instruments").mkdir()
    shutil.copy(FIXTURES / "teahouse.yaml", tmp_path / "instruments")
    wave = tmp_path / "data" / "may"
    wave.mkdir(parents=True)
    (wave / "wave.yaml").write_text(WAVE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    return wave


def bring(*words: str) -> None:
    assert main(["import", str(FIXTURES / "google_forms.csv"), "--wave", "data/may", *words]) == 0
    assert main(["clean", "data/may"]) == 0


def exchange(folder: Path, more: bytes = b"\n") -> str:
    """Another file of answers in `raw/`, and its sum."""
    raw = folder / "raw" / "google_forms.csv"
    raw.write_bytes(raw.read_bytes() + more)
    return hashlib.sha256(raw.read_bytes()).hexdigest()


def recorded(folder: Path) -> set[str]:
    """Every sum of the raw file that is on record."""
    saved = read_saved(folder)
    assert saved is not None
    sums = (folder / "clean" / "SHA256SUMS").read_text("utf-8").splitlines()
    return {saved.sha256, *(line.split()[0] for line in sums if "raw/" in line)}


@pytest.mark.parametrize("words", [(), ("--xlsx",)], ids=["columns.yaml", "columns.xlsx"])
def test_all_sums_agree_after_a_new_raw_file(folder: Path, words: tuple[str, ...]) -> None:
    bring(*words)
    before = read_saved(folder)
    now = exchange(folder)
    assert main(["clean", "data/may"]) == 2
    assert main(["clean", "data/may", "--new-raw"]) == 0
    assert recorded(folder) == {now}
    after = read_saved(folder)
    assert before is not None
    assert after is not None
    assert (after.options, after.columns) == (before.options, before.columns)
    assert main(["clean", "data/may"]) == 0
    assert load_wave(folder).n == 3


def test_what_a_person_wrote_into_the_map_stays(folder: Path) -> None:
    """Comments in any script, line ends of Windows and the mark of UTF-8; the name of the file changes with the sum."""
    bring()
    path = folder / "columns.yaml"
    text = "# Тексерген: А. Серік 😀\n" + path.read_text("utf-8").replace("\nfile:", "  # осы файл\nfile:")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    was = path.read_bytes()
    old = recorded(folder).pop()
    now = exchange(folder)
    (folder / "raw" / "google_forms.csv").rename(folder / "raw" / "жауап: 2.csv")
    assert main(["clean", "data/may", "--new-raw"]) == 0
    expected = was.replace(old.encode(), now.encode()).replace(b"google_forms.csv\r\n", "'жауап: 2.csv'\r\n".encode())
    assert path.read_bytes() == expected
    saved = read_saved(folder)
    assert saved is not None
    assert (saved.name, saved.sha256) == ("жауап: 2.csv", now)


def test_what_a_person_wrote_into_the_workbook_stays(folder: Path) -> None:
    bring("--xlsx")
    path = folder / "columns.xlsx"
    book = openpyxl.load_workbook(path)
    book["columns"]["A2"].font = Font(bold=True)
    book.create_sheet("mine")["A1"] = "=1+1"
    book.save(path)
    (content,) = renewed_map(folder, "x.csv", "0" * 64).values()
    content(folder / "new.xlsx")
    again = openpyxl.load_workbook(folder / "new.xlsx")
    assert [[cell.value for cell in row] for row in again["columns"]] == [[cell.value for cell in row] for row in book["columns"]]
    assert (again["mine"]["A1"].value, again["columns"]["A2"].font.bold) == ("=1+1", True)
    told = dict(row[:2] for row in again["file"].iter_rows(min_row=2, values_only=True))
    assert (told["name"], told["sha256"]) == ("x.csv", "0" * 64)


def test_a_map_that_does_not_fit_is_told_and_nothing_changes(folder: Path) -> None:
    bring()
    raw = folder / "raw" / "google_forms.csv"
    head, _, rest = raw.read_bytes().partition(b"\n")
    raw.write_bytes(head.replace(b"?", b"?!", 1) + b"\n" + rest)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(SurveyError) as refused:
        load_wave(folder, accept_new_raw=True)
    assert HEADER_CHANGED in {one.code for one in refused.value.problems}
    assert main(["clean", "data/may", "--new-raw"]) == 2
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_sums_change_together_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """The last file of `clean/` cannot take its place: the map is the former one too."""
    bring()
    old = recorded(folder)
    exchange(folder)
    real = os.replace

    def fails(source: Path, target: Path) -> None:
        if Path(target).name == "SHA256SUMS":
            raise PermissionError(13, "open elsewhere")
        real(source, target)

    monkeypatch.setattr("survey.wave.whole_files.os.replace", fails)
    capsys.readouterr()
    assert main(["clean", "data/may", "--new-raw"]) == 2
    assert FILE_NOT_WRITTEN in capsys.readouterr().err
    assert recorded(folder) == old
    with pytest.raises(SurveyError) as refused:
        load_wave(folder)
    assert refused.value.code == RAW_CHANGED


def test_nothing_to_renew(folder: Path) -> None:
    assert renewed_map(folder, "a.csv", "0" * 64) == {}
    bring()
    assert renewed_map(folder, "google_forms.csv", recorded(folder).pop()) == {}


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_workbook_whose_formulas_would_lose_their_values_is_refused(folder: Path, capsys) -> None:
    """Excel keeps the value of a formula beside it; who writes the workbook anew cannot."""
    bring("--xlsx")
    path = folder / "columns.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    formula = b'<c r="B3" t="str"><f>"ha"&amp;"ll"</f><v>hall</v></c>'
    parts[sheet], changed = re.subn(rb'<c r="B3"[^>]*>.*?</c>', formula, parts[sheet])
    assert changed == 1
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert main(["clean", "data/may"]) == 0
    exchange(folder)
    (folder / "recodes.csv").unlink(missing_ok=True)
    before = everything(folder)
    capsys.readouterr()
    assert main(["clean", "data/may", "--new-raw"]) == 2
    shown = capsys.readouterr().err
    assert COLUMN_MAP_FIXED in shown
    assert "values instead of formulas" in shown
    assert everything(folder) == before


def test_blank_rows_above_the_decisions_of_a_workbook(folder: Path) -> None:
    bring("--xlsx")
    book = openpyxl.load_workbook(folder / "columns.xlsx")
    book["file"].insert_rows(1, 2)
    book.save(folder / "columns.xlsx")
    now = exchange(folder)
    assert main(["clean", "data/may", "--new-raw"]) == 0
    assert recorded(folder) == {now}


@pytest.mark.parametrize("style", [">-\n  {}", "|\n  {}", '"{}"', "!!str {}", "&a {}  # mine"])
def test_a_sum_in_any_style_of_yaml(folder: Path, style: str) -> None:
    bring()
    path = folder / "columns.yaml"
    path.write_text(re.sub(r"sha256: (\w+)", lambda found: f"sha256: {style.format(found[1])}", path.read_text("utf-8")), "utf-8")
    rest = path.read_text("utf-8").partition("\nfile:")[2]
    now = exchange(folder)
    assert main(["clean", "data/may", "--new-raw"]) == 0
    assert recorded(folder) == {now}
    assert path.read_text("utf-8").partition("\nfile:")[2] == rest


def test_a_sum_that_something_else_refers_to_is_refused(folder: Path, capsys) -> None:
    """An alias: where the text that it stands for goes, so does what it says."""
    bring()
    path = folder / "columns.yaml"
    text = re.sub(r"sha256: (\w+)", r"sha256: &a \1", path.read_text("utf-8"))
    path.write_text(text.replace("to: why, by: wording", "to: why, by: *a"), "utf-8")
    before = everything(folder)
    with pytest.raises(SurveyError) as refused:
        renewed_map(folder, "x.csv", "0" * 64)
    assert refused.value.code == COLUMN_MAP_FIXED
    assert everything(folder) == before
