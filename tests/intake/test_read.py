"""Files as people have them: every route of download and what Excel does to it, there and back; and files that are no answers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from survey.errors import UNKNOWN_PLATFORM, SurveyError
from survey.instrument.find import load_instrument
from survey.instrument.model import Instrument
from survey.intake.read import read_responses
from survey.planning.form_layout import LAYOUTS, form_csv, form_table
from survey.planning.simulate import simulate
from survey.wave.load import load_wave
from survey.wave.responses import Responses

LANGUAGES = [("kk",), ("ru",), ("en",), ("kk", "ru", "en"), ("en", "kk")]


@pytest.fixture(scope="module")
def made(small: Instrument) -> Responses:
    """Answers with every kind of item, missing ones and write-ins."""
    write_ins = {"why": ["Көп күттім; қымбат", "Білмеймін"], "media": ["көршімнен"], "region": ["Шетелде"]}
    return simulate(small, 60, seed=5, missing={"default": 0.1}, write_ins=write_ins, timezone="Asia/Almaty")


def csv_text(header: list[str], rows: list[list[str]], separator: str = ",", line_end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=line_end).writerows([header, *rows])
    return out.getvalue()


def as_workbook(header: list[str], rows: list[list[str]]) -> bytes:
    """As Sheets saves it: times and numbers as such, its Russian sheet name, a formatted empty row below."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Ответы на форму (1)"
    sheet.append(header)
    for row in rows:
        time = dt.datetime.strptime(row[0], "%d.%m.%Y %H:%M:%S").replace(microsecond=123000)
        sheet.append([time, *(int(cell) if cell.isdigit() else cell or None for cell in row[1:])])
    sheet.append([None] * len(header))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def equal(read: Responses, made: Responses) -> None:
    pd.testing.assert_frame_equal(read.answers, made.answers)
    pd.testing.assert_frame_equal(read.missing, made.missing)


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_there_and_back(made: Responses, tmp_path: Path, layout, languages):
    path = tmp_path / "answers.csv"
    path.write_bytes(form_csv(made, layout, languages))
    read = read_responses(path, made.instrument)
    equal(read, made)
    assert len(read.answers) == 60
    assert read.received["row"].tolist() == list(range(2, 62))
    typed = made.text["region"].dropna()
    assert read.text["region"][typed.index].tolist() == typed.tolist()
    if layout == "google-forms":
        pd.testing.assert_frame_equal(read.received, made.received, check_dtype=False)


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
def test_workbook(made: Responses, tmp_path: Path, languages):
    path = tmp_path / "answers.xlsx"
    path.write_bytes(as_workbook(*form_table(made, "google-sheets", languages)))
    equal(read_responses(path, made.instrument), made)


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8-sig", ","), ("utf-8-sig", ";"), ("utf-8", ";"), ("utf-16", "\t"), ("utf-8", "\t")],
)
def test_what_excel_saves(made: Responses, tmp_path: Path, encoding, separator):
    path = tmp_path / "answers.txt"
    path.write_bytes(csv_text(*form_table(made, "google-sheets", ["kk"]), separator).encode(encoding))
    equal(read_responses(path, made.instrument), made)


def test_columns_in_any_order(made: Responses, tmp_path: Path) -> None:
    header, rows = form_table(made, "google-forms", ["ru"])
    order = list(range(len(header)))
    random.Random(3).shuffle(order)
    path = tmp_path / "answers.csv"
    path.write_text(csv_text([header[n] for n in order], [[row[n] for n in order] for row in rows]), "utf-8")
    equal(read_responses(path, made.instrument), made)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
def test_the_questionnaire_of_2022_there_and_back(tmp_path: Path, layout, languages):
    made = simulate(load_instrument("sovereignty-2022"), 40, seed=7, missing={"default": 0.05})
    path = tmp_path / "answers.csv"
    path.write_bytes(form_csv(made, layout, languages))
    equal(read_responses(path, made.instrument), made)


def test_settings_of_the_wave_are_used(tmp_path: Path) -> None:
    """The zone of the demonstration wave puts a time of Sheets at the right instant."""
    wave = load_wave("sovereignty-2022-demo")
    made = simulate(wave.instrument, 5, seed=7, fieldwork=wave.settings.fieldwork, timezone="Asia/Almaty")
    path = tmp_path / "answers.csv"
    path.write_bytes(form_csv(made, "google-sheets", ["kk"]))
    read = read_responses(path, wave.instrument, wave.settings)
    assert read.received["timestamp"].tolist() == made.received["timestamp"].tolist()
    assert set(read.received["offset"]) == {"+06:00"}


def test_an_unknown_platform(hand_in, small):
    settings = replace(load_wave("sovereignty-2022-demo").settings, intake={"platform": "google-form"})
    with pytest.raises(SurveyError) as caught:
        read_responses(hand_in(), small, settings)
    assert (caught.value.code, caught.value.problems[0].params["nearest"]) == (UNKNOWN_PLATFORM, "google-forms")


# -- what is no file of answers ----------------------------------------------------------------------------------------
def damaged(text: str) -> bytes:
    """As Excel's plain CSV in Windows-1251 leaves it, read and saved as UTF-8 afterwards."""
    return text.encode("cp1251", "replace").decode("cp1251").encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty", lambda text: b""),
        ("only a header", lambda text: text.split("\n")[0].encode()),
        ("binary", lambda text: bytes(range(256))),
        ("a broken workbook", lambda text: b"PK\x03\x04" + text.encode()),
        ("cp1251 bytes", lambda text: text.encode("cp1251", "replace")),
        ("cp1251, then UTF-8", damaged),
        ("UTF-8 read as cp1251", lambda text: text.encode().decode("cp1251", "replace").encode()),
        ("cut in a letter", lambda text: text.encode()[:101]),
        ("another survey", lambda text: "Сұрақ,Жауап\nБірінші,Иә\n".encode()),
    ],
)
def test_every_bad_file_gives_an_error_that_names_it(made: Responses, tmp_path: Path, name, content):
    path = tmp_path / "жауаптар.csv"
    path.write_bytes(content(csv_text(*form_table(made, "google-sheets", ["kk"]))))
    with pytest.raises(SurveyError) as caught:
        read_responses(path, made.instrument)
    assert "жауаптар.csv" in str(caught.value)


def test_a_file_that_is_not_there(small: Instrument) -> None:
    with pytest.raises(SurveyError, match=r"no-such\.csv"):
        read_responses("no-such.csv", small)


@given(
    st.binary(max_size=300),
    st.integers(0, 3000),
    st.sampled_from(["google-forms", "google-sheets"]),
    st.randoms(use_true_random=False),
)
def test_any_damage_gives_all_rows_or_an_error(made: Responses, tmp_path_factory, junk, cut, layout, rng):
    """Random bytes, files cut anywhere, bytes changed: never a traceback, and never fewer rows than the file has."""
    whole = form_csv(made, layout, ["kk"])
    changed = bytearray(whole)
    changed[rng.randrange(len(whole))] = rng.randrange(256)
    path = tmp_path_factory.mktemp("fuzz") / "answers.csv"
    for content in (junk, whole[:cut], whole + junk, bytes(changed)):
        path.write_bytes(content)
        try:
            read = read_responses(path, made.instrument)
        except SurveyError:
            continue
        # A cut at a line end, or a changed letter in a text, leaves a good file.
        text = content.decode("utf-8-sig")
        assert len(read.answers) == sum(any(map(str.strip, row)) for row in csv.reader(io.StringIO(text, newline=""))) - 1
