"""`survey import`: told, copied byte for byte, mapped; and used on every later load."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import os
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest

from survey.cli.main import main
from survey.errors import (
    COLUMN_MAPS_TWO,
    COLUMN_UNMATCHED,
    FILE_NOT_WRITTEN,
    FILE_XLS,
    HEADER_CHANGED,
    IMPORT_NEEDS_ROWS,
    LABEL_UNMATCHED,
    LETTERS_LOST,
    NO_SHEETS,
    PLATFORM_UNLIKE,
    RAW_OCCUPIED,
    SHEET_NOT_FOUND,
    TABLE_OPTION,
    SurveyError,
)
from survey.wave.load import load_wave

FIXTURES = Path(__file__).parents[1] / "intake" / "fixtures"
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
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with a wave `may` that has no answers yet; the command runs in its folder."""
    (tmp_path / "instruments").mkdir()
    shutil.copy(FIXTURES / "teahouse.yaml", tmp_path / "instruments")
    (tmp_path / "data" / "may").mkdir(parents=True)
    (tmp_path / "data" / "may" / "wave.yaml").write_text(WAVE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    return tmp_path


def bring(name: str, *more: str) -> int:
    return main(["import", str(FIXTURES / name), "--wave", "data/may", *more])


def files(study: Path) -> list[str]:
    folder = study / "data" / "may"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_file_is_copied_mapped_and_loaded(study, capsys):
    assert bring("kobo_values.csv") == 0
    shown = capsys.readouterr().out
    assert "platform: kobo" in shown
    assert "separator: ; " in shown
    assert "decimal sign: , " in shown
    line = next(line for line in shown.splitlines() if line.startswith("F "))
    assert line.split()[1:] == ["drinks/green", "drinks.green", "id"]
    assert "versions of the form: vA1, vB2" in shown
    assert files(study) == ["columns.yaml", "raw/kobo_values.csv", "wave.yaml"]
    raw = study / "data" / "may" / "raw" / "kobo_values.csv"
    assert raw.read_bytes() == (FIXTURES / "kobo_values.csv").read_bytes()
    wave = load_wave("data/may")
    assert wave.answers["drinks.black"].fillna(False).tolist() == [True, True, False]
    assert wave.missing["why"].tolist()[0] == "not_asked"


class ClosedPipe(io.StringIO):
    """What is left of standard output when `head` has read enough."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_a_pipe_that_closes_early_does_not_lose_the_import(study, monkeypatch):
    monkeypatch.setattr(sys, "stdout", ClosedPipe())
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert bring("kobo_values.csv") == 0
    assert files(study) == ["columns.yaml", "raw/kobo_values.csv", "wave.yaml"]


def test_check_writes_nothing(study, capsys):
    assert bring("google_forms.csv", "--check") == 0
    assert files(study) == ["wave.yaml"]
    assert "Nothing was written" in capsys.readouterr().out


def test_what_is_unmatched_stops_and_can_be_allowed_by_name(study, capsys):
    assert bring("kobo_labels_kk.csv") == 2
    shown = capsys.readouterr()
    assert COLUMN_UNMATCHED in shown.err
    assert "Did you mean “drinks.other.text”?" in shown.err
    assert "platform: kobo" in shown.out, "what was decided is told all the same"
    assert files(study) == ["wave.yaml"]
    assert bring("kobo_labels_kk.csv", "--allow-unmatched", "Өзге (жазыңыз)") == 0
    text = (study / "data" / "may" / "columns.yaml").read_text("utf-8")
    assert "allow_unmatched:\n- Өзге (жазыңыз)" in text
    assert load_wave("data/may").n == 3


def test_unmatched_answers_of_an_item_are_kept_as_texts(study, capsys):
    path = study / "answers.csv"
    text = (FIXTURES / "google_forms.csv").read_text("utf-8").replace('"Күншуақ"', '"Балкон"')
    path.write_text(text, "utf-8")
    assert main(["import", "answers.csv", "--wave", "data/may"]) == 2
    assert LABEL_UNMATCHED in capsys.readouterr().err
    assert main(["import", "answers.csv", "--wave", "data/may", "--allow-unmatched", "hall"]) == 0
    assert "hall: unmatched texts kept without a code: 1\n  “Балкон” (rows: 2)" in capsys.readouterr().out
    wave = load_wave("data/may")
    assert wave.answers["hall"].isna().tolist() == [True, False, False]
    assert (wave.text["hall"].iloc[0], wave.missing["hall"].iloc[0]) == ("Балкон", "not_recorded")


def test_a_name_that_allows_nothing(study, capsys):
    assert bring("google_forms.csv", "--allow-unmatched", "hal") == 2
    assert "Did you mean “hall”?" in capsys.readouterr().err


def test_the_map_is_reviewed_by_a_person(study, capsys):
    """Another question for a column, a column left out, another decision: all by editing the file."""
    assert bring("google_forms.csv") == 0
    path = study / "data" / "may" / "columns.yaml"
    text = path.read_text("utf-8")
    text = text.replace("to: service.speed", "to: service.SMILE").replace("to: service.smile", "to: service.speed")
    text = text.replace("service.SMILE", "service.smile").replace("to: why,", "to: ignore,")
    path.write_text(text + "not_recorded: [why]\n", "utf-8")
    wave = load_wave("data/may")
    assert wave.answers["service.speed"].tolist()[0] == "no"
    assert wave.missing["why"].tolist() == ["not_recorded"] * 3
    before = path.read_bytes()
    assert bring("google_forms.csv") == 0
    assert "stays as it is" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_the_map_as_a_workbook(study, capsys):
    assert bring("kobo_values.csv", "--xlsx") == 0
    assert files(study) == ["columns.xlsx", "raw/kobo_values.csv", "wave.yaml"]
    path = study / "data" / "may" / "columns.xlsx"
    assert load_wave("data/may").answers["visits"].tolist()[::2] == [12.0, 2.5]
    book = openpyxl.load_workbook(path)
    sheet = book["columns"]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[1].value == "visits")
    row[1].value = "ignore"
    book["file"].append(["not_recorded", "visits"])
    book.save(path)
    assert load_wave("data/may").missing["visits"].tolist() == ["not_recorded"] * 3
    (path.parent / "columns.yaml").write_text("file: {}\n", "utf-8")
    with pytest.raises(SurveyError) as caught:
        load_wave("data/may")
    assert caught.value.code == COLUMN_MAPS_TWO


def test_yaml_becomes_xlsx_with_what_a_person_changed(study, capsys):
    assert bring("google_forms.csv") == 0
    path = study / "data" / "may" / "columns.yaml"
    path.write_text(path.read_text("utf-8").replace("to: why,", "to: ignore,") + "not_recorded: [why]\n", "utf-8")
    assert bring("google_forms.csv", "--xlsx") == 0
    assert files(study) == ["columns.xlsx", "raw/google_forms.csv", "wave.yaml"]
    assert load_wave("data/may").missing["why"].tolist() == ["not_recorded"] * 3


def test_a_changed_header_stops_with_its_place(study, capsys):
    assert bring("google_forms.csv") == 0
    path = study / "data" / "may" / "columns.yaml"
    path.write_text(path.read_text("utf-8").replace("Ұнады ма?", "Қалай?"), "utf-8")
    with pytest.raises(SurveyError) as caught:
        load_wave("data/may")
    (found,) = caught.value.problems
    lines = path.read_text("utf-8").splitlines()
    assert (found.code, found.place.file, found.params["reviewed"]) == (HEADER_CHANGED, path, "Қалай?")
    assert "Қалай?" in lines[found.place.line - 1]


def test_wave_yaml_wins_over_the_map(study):
    assert bring("google_forms.csv") == 0
    path = study / "data" / "may" / "wave.yaml"
    declared = 'import:\n  timezone: Asia/Tokyo\n  ignore_columns: ["Неге ұнамады?"]\n  not_recorded: [why]\n'
    path.write_text(WAVE + declared, "utf-8")
    assert load_wave("data/may").missing["why"].tolist() == ["not_recorded"] * 3


def test_raw_is_never_overwritten(study, capsys):
    assert bring("google_forms.csv") == 0
    assert bring("kobo_values.csv") == 2
    assert RAW_OCCUPIED in capsys.readouterr().err
    other = study / "google_forms.csv"
    other.write_bytes((FIXTURES / "google_forms.csv").read_bytes() + b"\n")
    assert main(["import", str(other), "--wave", "data/may"]) == 2
    assert files(study) == ["columns.yaml", "raw/google_forms.csv", "wave.yaml"]


def test_a_file_that_lies_in_raw_already(study):
    raw = study / "data" / "may" / "raw"
    raw.mkdir()
    shutil.copy(FIXTURES / "google_forms.csv", raw / "жауаптар.csv")
    assert main(["import", str(raw / "жауаптар.csv"), "--wave", "data/may"]) == 0
    assert files(study) == ["columns.yaml", "raw/жауаптар.csv", "wave.yaml"]


def test_a_wave_of_published_counts_takes_no_answers(study, capsys):
    path = study / "data" / "may" / "wave.yaml"
    path.write_text(WAVE.replace("microdata", "margins"), "utf-8")
    assert bring("google_forms.csv") == 2
    assert IMPORT_NEEDS_ROWS in capsys.readouterr().err


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_it_speaks_the_language_of_the_user(study, monkeypatch, capsys, language):
    monkeypatch.setenv("SURVEY_LANGUAGE", language)
    assert bring("google_sheets_trilingual.csv", "--timezone", "Asia/Almaty") == 0
    first = capsys.readouterr().out.splitlines()[-1]
    assert first.startswith({"kk": "Бағандар картасы", "ru": "Карта столбцов", "en": "Map of columns"}[language])


def test_another_number_of_answers_is_told(study, capsys):
    (study / "data" / "may" / "wave.yaml").write_text(WAVE.replace("n: 3", "n: 4"), "utf-8")
    assert bring("google_forms.csv", "--check") == 0
    assert "says n: 4, but the file has only 3 answers. n counts answers after cleaning" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        "",
        "file: [",
        "file: {platform: kobo}\n",
        "file: {platfrm: kobo}\ncolumns:\n- {column: A, to: timestamp, header: x}\n",
        "file: {dates: backwards}\ncolumns:\n- {column: A, to: timestamp, header: x}\n",
        "file: {}\ncolumns:\n- {column: 1A, to: timestamp, header: x}\n",
        "file: {}\ncolumns:\n- {column: A, to: timestamp, header: x}\n- {column: A, to: hall, header: x}\n",
        "file: {}\nversions: {}\ncolumns: {}\n",
    ],
)
def test_a_broken_map_is_an_error_that_names_it(study, text):
    assert bring("google_forms.csv") == 0
    (study / "data" / "may" / "columns.yaml").write_text(text, "utf-8")
    with pytest.raises(SurveyError, match=r"columns\.yaml"):
        load_wave("data/may")


def test_questions_that_a_version_lacks_are_told_saved_and_corrected(study, capsys):
    header, *rows = (FIXTURES / "kobo_values.csv").read_text("utf-8").splitlines()
    (study / "answers.csv").write_text("\n".join([header, *rows * 10]), "utf-8")
    (study / "data" / "may" / "wave.yaml").write_text(WAVE.replace("n: 3", "n: 30"), "utf-8")
    assert main(["import", "answers.csv", "--wave", "data/may"]) == 0
    assert "vB2: drinks, service" in capsys.readouterr().out
    path = study / "data" / "may" / "columns.yaml"
    assert load_wave("data/may").missing["service.speed"].tolist()[2] == "not_asked"
    text = path.read_text("utf-8")
    assert "- version: vB2\n  without:\n  - drinks\n  - service\n" in text
    path.write_text(text.replace("  - service\n", ""), "utf-8")
    wave = load_wave("data/may")
    assert [wave.missing[name].tolist()[2] for name in ("drinks.green", "service.speed")] == ["not_asked", "skipped"]


def test_fewer_answers_than_rows_may_be_right(study, capsys):
    (study / "data" / "may" / "wave.yaml").write_text(WAVE.replace("n: 3", "n: 2"), "utf-8")
    assert bring("google_forms.csv", "--check") == 0
    assert "where cleaning drops some, that is right" in capsys.readouterr().out


@pytest.mark.parametrize("more", [(), ("--xlsx",)])
def test_a_second_import_with_another_option(study, capsys, more):
    answers = study / "answers.csv"
    answers.write_bytes(b"\xef\xbb\xbf" + (FIXTURES / "plain_ids.csv").read_bytes().removeprefix(b"\xef\xbb\xbf"))
    assert main(["import", "answers.csv", "--wave", "data/may"]) == 0
    assert main(["import", "answers.csv", "--wave", "data/may", "--timezone", "Asia/Almaty", *more]) == 0
    if not more:
        assert "timezone: Asia/Almaty" in (study / "data" / "may" / "columns.yaml").read_text("utf-8")
    assert files(study) == ["columns.xlsx" if more else "columns.yaml", "raw/answers.csv", "wave.yaml"]
    assert load_wave("data/may").n == 3


def test_a_later_download_keeps_what_a_person_changed(study, capsys):
    assert bring("google_forms.csv") == 0
    folder = study / "data" / "may"
    path = folder / "columns.yaml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("to: why,", "to: ignore,") + "not_recorded: [why]\n", "utf-8")
    (folder / "raw" / "google_forms.csv").rename(study / "first.csv")
    later = study / "later.csv"
    later.write_bytes((FIXTURES / "google_forms.csv").read_bytes() + b"\n")
    assert main(["import", "later.csv", "--wave", "data/may"]) == 0
    after = path.read_text("utf-8")
    assert "name: later.csv" in after
    assert "to: ignore" in after
    assert after.splitlines()[3] != before.splitlines()[3], "the sum is the new one"
    assert hashlib.sha256(later.read_bytes()).hexdigest() in after
    assert load_wave("data/may").missing["why"].tolist() == ["not_recorded"] * 3


@pytest.mark.parametrize("at", ["columns.yaml", "raw"])
def test_both_files_are_written_or_none(study, capsys, at):
    """A folder stands where the map, or the copy, should go."""
    folder = study / "data" / "may"
    blocked = folder / (".columns.yaml.part" if at == "columns.yaml" else "raw/.google_forms.csv.part")
    blocked.mkdir(parents=True)
    with contextlib.suppress(SurveyError, OSError):
        assert bring("google_forms.csv") == 2
    assert not (folder / "columns.yaml").exists()
    assert not (folder / "raw" / "google_forms.csv").exists()


def test_the_copy_goes_when_the_map_cannot_take_its_place(study, monkeypatch, capsys):
    real = os.replace

    def fails(source: Path, target: Path) -> None:
        if Path(target).name == "columns.yaml":
            raise PermissionError(13, "open elsewhere")
        real(source, target)

    monkeypatch.setattr("survey.wave.whole_files.os.replace", fails)
    assert bring("google_forms.csv") == 2
    assert FILE_NOT_WRITTEN in capsys.readouterr().err
    assert files(study) == ["wave.yaml"]


def test_a_platform_that_does_not_fit_is_told_first(study, capsys):
    assert bring("google_forms.csv", "--platform", "limesurvey") == 2
    shown = capsys.readouterr().err
    assert PLATFORM_UNLIKE in shown
    assert "Leave out --platform" in shown


def test_a_wrong_target_is_told_of_its_own_file(study, capsys):
    assert bring("google_forms.csv") == 0
    path = study / "data" / "may" / "columns.yaml"
    path.write_text(path.read_text("utf-8").replace("to: why,", "to: whyy,"), "utf-8")
    with pytest.raises(SurveyError, match=r"columns\.yaml names “whyy”"):
        load_wave("data/may")


def test_an_empty_raw_folder_names_the_command(study):
    with pytest.raises(SurveyError, match="survey import"):
        load_wave("data/may")


def test_marks_for_letters_in_answers_of_a_cp1251_file_are_refused(study, capsys):
    rows = ["Вопрос,Ответ", "да,?леуметтану", "нет,Ша?ырмады", *["да,хорошо"] * 90]
    (study / "answers.csv").write_bytes("\n".join(rows).encode("cp1251"))
    assert main(["import", "answers.csv", "--wave", "data/may"]) == 2
    shown = capsys.readouterr().err
    assert LETTERS_LOST in shown
    assert "CSV UTF-8" in shown


def test_a_check_runs_beside_another_file_and_says_what_would_stand_in_the_way(study, capsys):
    """A later download with the same headers is read by the reviewed map, a file of another platform by itself."""
    assert bring("google_forms.csv") == 0
    folder = study / "data" / "may"
    path = folder / "columns.yaml"
    path.write_text(path.read_text("utf-8").replace("to: why,", "to: ignore,") + "not_recorded: [why]\n", "utf-8")
    before = {name: (folder / name).read_bytes() for name in files(study)}
    (study / "later.csv").write_bytes((FIXTURES / "google_forms.csv").read_bytes() + b"\n")
    capsys.readouterr()
    assert main(["import", "later.csv", "--wave", "data/may", "--check"]) == 0
    shown = capsys.readouterr().out
    assert RAW_OCCUPIED in shown
    assert "not in the file: why" in shown
    assert HEADER_CHANGED not in shown
    assert bring("kobo_values.csv", "--check") == 0
    shown = capsys.readouterr().out
    assert "platform: kobo" in shown
    assert RAW_OCCUPIED in shown
    assert HEADER_CHANGED in shown
    assert {name: (folder / name).read_bytes() for name in files(study)} == before


def test_an_xls_of_limesurvey_is_brought_in_and_a_real_one_is_refused_with_the_cure(study, capsys):
    (study / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert main(["import", "old.xls", "--wave", "data/may"]) == 2
    shown = capsys.readouterr().err
    assert FILE_XLS in shown
    assert "save it as XLSX" in shown
    assert len(shown.strip().splitlines()) == 1
    assert files(study) == ["wave.yaml"]
    assert bring("limesurvey_codes.xls", "--timezone", "Asia/Almaty") == 0
    assert files(study) == ["columns.yaml", "raw/limesurvey_codes.xls", "wave.yaml"]
    assert load_wave("data/may").answers["hall"].tolist() == ["sunny", "shady", "shady"]


@pytest.mark.parametrize(("name", "pages"), [("qualtrics_timings.csv", ["P1", "Q9"]), ("limesurvey_timings.csv", ["41", "42"])])
def test_the_seconds_on_pages_are_in_the_map_and_reach_the_wave(study, capsys, name, pages):
    assert bring(name, "--timezone", "Asia/Almaty") == 0
    text = (study / "data" / "may" / "columns.yaml").read_text("utf-8")
    wanted = [f"duration_{page}" for page in pages]
    assert all(f"to: {target}, by: platform" in text for target in wanted)
    received = load_wave("data/may").responses.received
    assert [name for name in received if name.startswith("duration_")] == wanted


def test_any_column_can_be_told_to_be_the_seconds_on_a_page(study, capsys):
    header, *rows = (FIXTURES / "plain_ids.csv").read_text("utf-8-sig").splitlines()
    sign = ";" if ";" in header else ","
    timed = [f"{row}{sign}{seconds}" for row, seconds in zip(rows, (10, 20, 30), strict=True)]
    (study / "answers.csv").write_text("\n".join([f"{header}{sign}sec_intro", *timed]), "utf-8")
    told = "import:\n  columns: {sec_intro: duration_intro}\n"
    (study / "data" / "may" / "wave.yaml").write_text(WAVE + told, "utf-8")
    assert main(["import", "answers.csv", "--wave", "data/may"]) == 0
    assert load_wave("data/may").responses.received["duration_intro"].tolist() == [10.0, 20.0, 30.0]


def workbook(path: Path, header: list[str], rows: list[list[str]], above: int = 0) -> Path:
    """Answers on the second sheet, with rows between them and their header."""
    book = openpyxl.Workbook()
    book.active.append(["nothing"])
    sheet = book.create_sheet("answers")
    for row in [header, *([["…"] * len(header)] * above), *rows]:
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def forms() -> list[list[str]]:
    """The rows of a file of Google Forms, its header first."""
    with (FIXTURES / "google_forms.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_sheet_and_rows_of_the_header_are_told_on_the_command_line_and_stored(study, forms, capsys):
    workbook(study / "answers.xlsx", forms[0], forms[1:], above=2)
    words = ("--platform", "google-forms", "--timezone", "Asia/Almaty", "--sheet", "answers", "--header-rows", "3")
    assert main(["import", "answers.xlsx", "--wave", "data/may", *words]) == 0
    shown = capsys.readouterr().out
    assert "sheet: answers (as told)" in shown
    assert "header rows: 3 (as told)" in shown
    text = (study / "data" / "may" / "columns.yaml").read_text("utf-8")
    assert "  sheet: answers\n  header_rows: 3\n" in text
    assert load_wave("data/may").n == 3


@pytest.mark.parametrize("rows", ["0", "11", "two", "-1"])
def test_rows_of_the_header_that_cannot_be(study, capsys, rows):
    assert bring("google_forms.csv", f"--header-rows={rows}") == 2
    shown = capsys.readouterr().err
    assert TABLE_OPTION in shown
    assert f"header_rows cannot be “{rows}”. Possible: 1, 2, 3" in shown


@pytest.mark.parametrize("by", ["--sheet", "wave.yaml"])
def test_a_sheet_of_a_file_without_sheets(study, capsys, by):
    if by == "wave.yaml":
        (study / "data" / "may" / "wave.yaml").write_text(WAVE + "import: {sheet: x}\n", "utf-8")
    assert bring("google_forms.csv", *([by, "x"] if by == "--sheet" else [])) == 2
    shown = capsys.readouterr().err
    assert "wave.yaml, line 8: sheet names “x”, but this file is no workbook" in shown or by == "--sheet"
    assert NO_SHEETS in shown
    assert len(shown.splitlines()) == 1


def test_a_later_download_without_sheets_is_read_by_a_map_of_one_with_sheets(study, forms, capsys):
    workbook(study / "answers.xlsx", forms[0], forms[1:])
    words = ("--platform", "google-forms", "--timezone", "Asia/Almaty", "--sheet", "answers")
    assert main(["import", "answers.xlsx", "--wave", "data/may", *words]) == 0
    (study / "data" / "may" / "raw" / "answers.xlsx").unlink()
    assert bring("google_forms.csv") == 0
    assert "sheet:" not in (study / "data" / "may" / "columns.yaml").read_text("utf-8")
    assert load_wave("data/may").n == 3


@pytest.mark.parametrize("renamed", [[], [1, 4]], ids=["same headers", "two other headers"])
def test_a_check_beside_another_file_reads_by_what_the_map_says_of_the_file(study, forms, capsys, renamed):
    """Sheet, zone and platform stand in the map only; all headers that changed are told, each with its line."""
    workbook(study / "first.xlsx", forms[0], forms[1:])
    words = ("--platform", "google-forms", "--timezone", "Asia/Almaty", "--sheet", "answers")
    assert main(["import", "first.xlsx", "--wave", "data/may", *words]) == 0
    header = [f"{text} " + "?" * (n in renamed) for n, text in enumerate(forms[0])]
    workbook(study / "second.xlsx", header, forms[:0:-1])
    capsys.readouterr()
    assert main(["import", "second.xlsx", "--wave", "data/may", "--check"]) == 0
    shown = capsys.readouterr().out
    assert "sheet: answers (as told)" in shown
    assert RAW_OCCUPIED in shown
    assert shown.count(HEADER_CHANGED) == len(renamed)


def test_a_check_of_a_file_that_the_map_cannot_read_says_why(study, forms, capsys):
    """A workbook with the same headers on a sheet of another name is read by itself."""
    workbook(study / "first.xlsx", forms[0], forms[1:])
    words = ("--platform", "google-forms", "--timezone", "Asia/Almaty")
    assert main(["import", "first.xlsx", "--wave", "data/may", *words, "--sheet", "answers"]) == 0
    book = openpyxl.load_workbook(study / "first.xlsx")
    book.remove(book.worksheets[0])
    book["answers"].title = "answers 2"
    book.save(study / "second.xlsx")
    capsys.readouterr()
    assert main(["import", "second.xlsx", "--wave", "data/may", "--check"]) == 0
    shown = capsys.readouterr().out
    assert "sheet: answers 2 (the first sheet" in shown
    assert SHEET_NOT_FOUND in shown
    assert RAW_OCCUPIED in shown


def test_versions_of_the_form_can_be_told_in_the_settings_of_the_wave(study, capsys):
    told = "import:\n  versions: {vB2: [drinks], 01: []}\n"
    (study / "data" / "may" / "wave.yaml").write_text(WAVE + told, "utf-8")
    assert bring("kobo_values.csv") == 0
    wave = load_wave("data/may")
    received = wave.responses.received["version"].tolist()
    missing = wave.missing["drinks.green"].tolist()
    assert [kind for version, kind in zip(received, missing, strict=True) if version == "vB2"] == ["not_asked"]
    text = (study / "data" / "may" / "columns.yaml").read_text("utf-8")
    assert "- version: vB2\n  without:\n  - drinks\n" in text
    assert "- version: '01'\n  without: []\n" in text


def test_what_stops_prints_what_to_write_and_that_brings_the_file_in(study, capsys):
    """A label of the field beside "other" that is no wording of the questionnaire."""
    assert bring("kobo_labels_kk.csv") == 2
    shown = capsys.readouterr().out
    block = shown[shown.index("import:\n") :]
    assert "drinks.other.text" in block
    wave = study / "data" / "may" / "wave.yaml"
    wave.write_text(WAVE + block, "utf-8")
    assert bring("kobo_labels_kk.csv") == 0


def test_a_text_beside_another_answer_is_listed_and_flagged(study, capsys):
    path = study / "answers.csv"
    whole = (FIXTURES / "kobo_values.csv").read_text("utf-8")
    path.write_text(whole.replace('"green black";"1";"1";"0";""', '"green black";"1";"1";"0";"Айран"'), "utf-8")
    assert main(["import", str(path), "--wave", "data/may"]) == 0
    assert "“Айран” (row: 2, answer: green, black)" in capsys.readouterr().out
    flags = load_wave("data/may").flags
    assert flags[flags["rule"] == "write_ins"]["detail"].str.contains("Айран").sum() == 1
