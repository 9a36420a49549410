"""Qualtrics: three rows above the answers, or the legacy two; texts or numbers; ticks in columns or joined by commas."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import COLUMN_UNMATCHED, QUALTRICS_JOINED, SurveyError
from survey.instrument.model import Instrument
from survey.intake.decisions import decisions
from survey.intake.options import IntakeOptions
from survey.intake.qualtrics import sniff, tidied
from survey.intake.read import Prepared, understand
from survey.intake.registry import choose
from survey.wave.tablefile import read_table

FIXTURES = Path(__file__).parent / "fixtures"
FORMS = ("qualtrics_text.csv", "qualtrics_numbers.csv", "qualtrics_legacy.csv", "qualtrics_split.csv")


def understood(path: Path, instrument: Instrument, **options) -> Prepared:
    return understand(tidied(read_table(path), instrument), instrument, IntakeOptions(**options))


@pytest.mark.parametrize("name", FORMS)
def test_every_form_says_the_same(teahouse, say_the_same, name):
    assert choose(read_table(FIXTURES / name), None) == "qualtrics"
    read = understood(FIXTURES / name, teahouse, timezone="Asia/Almaty").responses()
    say_the_same(read)
    assert read.text["drinks.other"].tolist()[1] == 'Қымыз; "шұбат"'
    assert read.received["respondent_id"].tolist() == ["R_1kTeaHouse0001", "R_1kTeaHouse0002", "R_1kTeaHouse0003"]
    assert read.received["duration"].tolist() == [665.0, 4320.0, 270.0]
    assert read.missing["service.speed"].tolist()[2] == "skipped"


def test_the_zone_stands_in_the_file(teahouse):
    received = understood(FIXTURES / "qualtrics_text.csv", teahouse).responses().received
    assert received["started"].astype(str).tolist()[0] == "2024-02-20 03:00:00+00:00"
    assert received["offset"].tolist() == ["+06:00", "+05:00", "+05:00"]
    assert received["language"].tolist() == ["kk", "ru", "en"]


def test_all_times_are_meant_in_the_zone_that_the_file_names_for_one_of_them(teahouse):
    """The third row of this one names no zone for RecordedDate."""
    prepared = understood(FIXTURES / "qualtrics_split.csv", teahouse)
    received = prepared.responses().received
    assert received["timestamp"].astype(str).tolist()[0] == "2024-02-20 03:11:06+00:00"
    assert [one.value for one in decisions(prepared) if one.what == "zone"] == ["Asia/Almaty"]


def test_words_of_qualtrics_between_question_and_option_and_an_unmatched_one_by_its_wording(teahouse, tmp_path):
    path = tmp_path / "x.csv"
    whole = (FIXTURES / "qualtrics_split.csv").read_text("utf-8")
    path.write_text(whole.replace("Selected Choice - Black tea", "Selected Choice - Black coffee"), "utf-8")
    found = understood(path, teahouse).columns.problems[0]
    assert (found.code, found.params["header"]) == (COLUMN_UNMATCHED, "Q3_2")
    assert found.params["shown"] == "Q3_2: What did you drink? - Black coffee"


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


def test_the_seconds_on_each_page_arrive_and_clicks_are_left_out(teahouse, say_the_same):
    prepared = understood(FIXTURES / "qualtrics_timings.csv", teahouse)
    assert prepared.columns.meta["duration_P1"] == prepared.table.header.index("P1_Page Submit")
    read = prepared.responses()
    say_the_same(read)
    pages = read.received.filter(like="duration_")
    assert pages.astype(object).where(pages.notna(), None).to_dict("list") == {
        "duration_P1": [40.118, 3210.75, 120.0],
        "duration_Q9": [620.5, 1101.25, None],
    }


def test_pages_of_the_same_name_and_names_without_blanks(teahouse, tmp_path):
    path = tmp_path / "x.csv"
    whole = (FIXTURES / "qualtrics_timings.csv").read_text("utf-8")
    path.write_text(whole.replace("Q9_Page Submit", "P1_Page_Submit").replace("Q9_First Click", "P1_First_Click"), "utf-8")
    received = understood(path, teahouse).responses().received
    assert received["duration_P1"].tolist() == [40.118, 3210.75, 120.0]
    assert received["duration_P1_2"].tolist()[:2] == [620.5, 1101.25]


def test_what_qualtrics_adds_is_left_out(teahouse, tmp_path):
    path = tmp_path / "x.csv"
    whole = (FIXTURES / "qualtrics_text.csv").read_text("utf-8").replace("RecipientEmail,", "Q_RecaptchaScore,")
    path.write_text(whole, "utf-8")
    assert understood(path, teahouse).responses().answers["hall"].tolist() == ["sunny", "shady", "shady"]


@pytest.mark.parametrize("name", FORMS)
def test_tidying_twice_changes_nothing(teahouse, name):
    once = tidied(read_table(FIXTURES / name), teahouse)
    twice = tidied(once, teahouse)
    first, second = ([(one.header, one.texts.tolist()) for one in table.columns] for table in (once, twice))
    assert first == second
