"""SPSS and Stata: variables by name or label, values by label or value, kinds of missing answers kept apart."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from survey.errors import LABEL_UNMATCHED, STATFILE_UNREADABLE, USER_MISSING_UNKNOWN, SurveyError
from survey.instrument.model import Instrument
from survey.intake.options import IntakeOptions
from survey.intake.read import Prepared, understand
from survey.intake.registry import PLATFORMS, choose, tidied
from survey.wave.missing import Missing
from survey.wave.tablefile import read_table

FIXTURES = Path(__file__).parent / "fixtures"


def understood(path: Path, instrument: Instrument, **options) -> Prepared:
    table = read_table(path)
    table = tidied(table, choose(table, options.get("platform")), instrument)
    return understand(table, instrument, IntakeOptions(**options))


@pytest.mark.parametrize("name", ["spss_values.sav", "spss_labels.sav", "stata_values.dta"])
def test_every_layout_says_the_same(teahouse, say_the_same, name):
    prepared = understood(FIXTURES / name, teahouse)
    assert prepared.layout.platform == ("stata" if name.endswith("dta") else "spss")
    read = prepared.responses()
    say_the_same(read)
    assert read.missing["service.speed"].tolist()[2] == Missing.REFUSED
    assert read.missing["service.smile"].tolist()[2] == Missing.DONT_KNOW
    assert read.missing["visits"].tolist()[1] == Missing.SKIPPED
    if "values" in name:
        assert read.text["drinks.other"].tolist()[1] == 'Қымыз; "шұбат"'
    assert read.received["row"].tolist() == [1, 2, 3]


def written(tmp_path: Path, columns: dict[str, list[object]], **more) -> Path:
    path = tmp_path / "answers.sav"
    pyreadstat.write_sav(pd.DataFrame(columns), str(path), **more)
    return path


def test_a_missing_value_that_says_nothing_is_told_and_counts_as_not_recorded(tmp_path):
    columns = {"liked": [4.0, 77.0, 2.0]}
    path = written(tmp_path, columns, missing_ranges={"liked": [77]}, variable_value_labels={"liked": {77.0: "Zonk"}})
    table = read_table(path)
    told = [(one.code, one.params["values"], one.place.column) for one in table.warnings]
    assert told == [(USER_MISSING_UNKNOWN, ["77 (Zonk)"], "liked")]
    assert table.columns[0].missing == {"77": Missing.NOT_RECORDED}


def test_an_answer_that_the_questionnaire_offers_is_no_missing_value(teahouse, tmp_path):
    """Agencies declare all but the substantive answers missing; what the question offers is an answer all the same."""
    path = written(tmp_path, {"liked": [4.0, 2.0, 9.0]}, missing_ranges={"liked": [2, 9]})
    table = read_table(path)
    assert set(table.columns[0].missing) == {"2", "9"}
    once = tidied(table, "spss", teahouse)
    assert set(once.columns[0].missing) == {"9"}
    assert tidied(once, "spss", teahouse) == once


def test_an_unknown_value_is_told(teahouse, tmp_path):
    others = ("visits", "drinks", "liked", "why", "service")
    path = written(tmp_path, {"hall": [1.0, 5.0, 2.0]})
    with pytest.raises(SurveyError) as caught:
        understood(path, teahouse, not_recorded=others).responses()
    assert [(one.code, one.params["text"]) for one in caught.value.problems] == [(LABEL_UNMATCHED, "5")]


@pytest.mark.parametrize("kept", [3, 60, 400, 0.5, 0.99])
@pytest.mark.parametrize("name", ["spss_values.sav", "stata_values.dta"])
def test_a_file_that_ends_too_early(tmp_path, name, kept):
    whole = (FIXTURES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(whole[: kept if kept >= 1 else int(len(whole) * kept)])
    with pytest.raises(SurveyError):
        read_table(path)


def test_a_crash_of_the_library_is_an_error_of_ours(monkeypatch):
    def crashed(command, **_):
        return subprocess.CompletedProcess(command, -11, b"", b"")

    monkeypatch.setattr(subprocess, "run", crashed)
    with pytest.raises(SurveyError) as caught:
        read_table(FIXTURES / "spss_values.sav")
    assert [one.code for one in caught.value.problems] == [STATFILE_UNREADABLE]


def test_the_platforms_come_before_those_that_look_at_contents():
    assert list(PLATFORMS)[:2] == ["spss", "stata"]
