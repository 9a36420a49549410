"""Qualtrics: three rows above the answers, or the legacy two; texts or numbers; ticks in columns or joined by commas."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import QUALTRICS_JOINED, SurveyError
from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument
from survey.intake.options import IntakeOptions
from survey.intake.qualtrics import sniff, tidied
from survey.intake.read import Prepared, understand
from survey.intake.registry import choose
from survey.wave.tablefile import read_table

FIXTURES = Path(__file__).parent / "fixtures"
FORMS = ("qualtrics_text.csv", "qualtrics_numbers.csv", "qualtrics_legacy.csv")


@pytest.fixture(scope="module")
def teahouse() -> Instrument:
    return read_instrument(FIXTURES / "teahouse.yaml")


def understood(path: Path, instrument: Instrument, **options) -> Prepared:
    return understand(tidied(read_table(path), instrument), instrument, IntakeOptions(**options))


@pytest.mark.parametrize("name", FORMS)
def test_every_form_says_the_same(teahouse, name):
    assert choose(read_table(FIXTURES / name), None) == "qualtrics"
    read = understood(FIXTURES / name, teahouse, timezone="Asia/Almaty").responses()
    got = read.answers.astype(object).where(read.answers.notna(), None).to_dict("list")
    assert got == {
        "hall": ["sunny", "shady", "shady"],
        "visits": [12.0, None, 2.5],
        "drinks.green": [True, False, None],
        "drinks.black": [True, True, None],
        "drinks.other": [False, True, None],
        "liked": ["yes", "no", "yes"],
        "why": [None, "Суық болды; ұзақ күттік", None],
        "service.speed": ["yes", "no", None],
        "service.smile": ["no", "no", None],
    }
    assert read.text["drinks.other"].tolist()[1] == 'Қымыз; "шұбат"'
    assert read.received["respondent_id"].tolist() == ["R_1kTeaHouse0001", "R_1kTeaHouse0002", "R_1kTeaHouse0003"]
    assert read.received["duration"].tolist() == [665.0, 4320.0, 270.0]
    assert read.missing["service.speed"].tolist()[2] == "skipped"


def test_the_zone_stands_in_the_file(teahouse):
    received = understood(FIXTURES / "qualtrics_text.csv", teahouse).responses().received
    assert received["started"].astype(str).tolist()[0] == "2024-02-20 03:00:00+00:00"
    assert received["offset"].tolist() == ["+06:00", "+05:00", "+05:00"]
    assert received["language"].tolist() == ["kk", "ru", "en"]


@pytest.mark.parametrize("name", FORMS)
def test_trials_and_unfinished_answers_are_told_and_kept(teahouse, name):
    prepared = understood(FIXTURES / name, teahouse)
    told = {one.what: one.value for one in prepared.layout.decisions}
    assert told["previews"] == ("4" if "legacy" in name else "5")
    assert told["unfinished"] == ("1 [5]" if "legacy" in name else "1 [6]")
    assert prepared.layout.header_rows == (2 if "legacy" in name else 3)
    assert len(prepared.responses().answers) == 3
    assert sniff(prepared.table)


def test_numbers_that_are_no_values_of_the_questionnaire(teahouse, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes((FIXTURES / "qualtrics_legacy.csv").read_bytes().replace(b'"2,3"', b'"2,7"'))
    with pytest.raises(SurveyError) as caught:
        understood(path, teahouse)
    (found,) = caught.value.problems
    assert (found.code, found.params["text"], found.place.row, found.place.column) == (QUALTRICS_JOINED, "2,7", 4, "M")


def test_timings_of_pages_are_left_out(teahouse, tmp_path):
    path = tmp_path / "x.csv"
    whole = (FIXTURES / "qualtrics_text.csv").read_text("utf-8")
    whole = whole.replace("ExternalReference,", "Q9_Page Submit,").replace("RecipientEmail,", "Q_RecaptchaScore,")
    path.write_text(whole, "utf-8")
    assert understood(path, teahouse).responses().answers["hall"].tolist() == ["sunny", "shady", "shady"]


@pytest.mark.parametrize("name", FORMS)
def test_tidying_twice_changes_nothing(teahouse, name):
    once = tidied(read_table(FIXTURES / name), teahouse)
    twice = tidied(once, teahouse)
    first, second = ([(one.header, one.texts.tolist()) for one in table.columns] for table in (once, twice))
    assert first == second
