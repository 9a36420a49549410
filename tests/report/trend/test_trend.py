"""The report that compares waves: cautions, neutral names of invented answers, names and decisions of real ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.analysis.trend_waves import LINKS, PERSONS, margins_wave, rows_wave, study

from survey.analysis.disclosure import Guard
from survey.errors import PART_UNKNOWN, TREND_WAVES_NOT_NAMED, SurveyError
from survey.i18n.catalogue import say
from survey.i18n.text import Language, Text
from survey.instrument.rows import item_or_row
from survey.report.trend.build import build_trend
from survey.report.trend.trend_report import PARTS, TrendReport, open_trend, wave_names
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.settings import Design, Protection

DATA = root() / "data"
STUDY = tuple(load_wave(DATA / name) for name in ("sovereignty-2022", "sovereignty-2026-demo"))
BEFORE = {"trust": {"yes": 40, "no": 60}, "fair": {"yes": 30, "no": 70}, "slow": {"yes": 80, "no": 20}}
AFTER = {
    "trust": {"yes": 50, "no": 50},
    "fairness": {"low": 35, "middle": 25, "high": 25, "dk": 15},
    "prompt": {"yes": 10, "no": 90},
}
FRAME = {name: Text(ru="Одно", en="The same") for name in ("mode", "target_population", "expert_frame")}


def real(folder: Path, language: Language = "en", **settings: object) -> TrendReport:
    place = study(folder / "study")
    both = margins_wave(place, 2022, BEFORE, **settings), margins_wave(place, 2026, AFTER, **settings)
    return TrendReport(both, language, folder)


@pytest.mark.parametrize("language", ["kk", *(pytest.param(one, marks=pytest.mark.slow) for one in ("ru", "en"))])
def test_the_study_and_its_rehearsal(language: Language, tmp_path: Path) -> None:
    """All parts of a wave of margins beside a synthetic one: no name of a question beside an invented number."""
    report = TrendReport(STUDY, language, tmp_path)
    parts = {name: report.part(name) for name in PARTS}
    assert all(parts.values())
    assert len(report.questions) == 12  # ten word for word, two linked
    assert say("trend.groups", language) in parts["overview"]
    assert say("trend.neutral", language) in parts["overview"]
    for name in ("overview", "questions", "indices", "sensitivity"):
        compared = [item_or_row(STUDY[1].instrument, question.name) for question in report.questions]
        assert not [item.id for item in compared if item.label[language] in parts[name]]
    captions = [line for text in parts.values() for line in text.splitlines() if line.startswith((": ", "!["))]
    mark = say("report.synthetic_caption", language, caption="").strip()
    assert captions
    assert all(mark in caption for caption in captions)
    assert len(list((tmp_path / "figures").glob("trend-*.svg"))) == 12


def test_real_waves_have_names_and_reasons(tmp_path: Path) -> None:
    report = real(tmp_path)
    text = report.part("questions")
    assert "## 1\\. Do you trust the courts?" in text
    assert "## 2\\. How fair are they?" in text
    assert "Decision on linking: The same matter" in text
    assert "| Fair | 30\N{NO-BREAK SPACE}(30.0%) | 25\N{NO-BREAK SPACE}(25.0%) | −5.0 |" in text
    assert "prompt" not in text  # decided to be another question
    assert say("trend.neutral", "en") not in report.part("overview")
    overview = report.part("overview").replace("\\", "")
    assert "| 1. Do you trust the courts? | Yes | 40.0% → 50.0% | +10.0 | mode, recruitment |" in overview


def test_no_test_without_a_frame_and_tests_with_one(tmp_path: Path) -> None:
    heading = say("tables.p_holm", "en")
    without = real(tmp_path / "a")
    assert heading not in without.part("questions")
    assert say("trend.frame", "en") not in without.part("overview")
    drawn = real(tmp_path / "b", design=Design.SRS, method=FRAME)
    assert heading in drawn.part("questions")
    assert say("trend.groups", "en") not in drawn.part("overview")
    assert say("trend.frame", "en") in drawn.part("overview")


def test_the_same_people_beside_newcomers(tmp_path: Path) -> None:
    """What is said of everybody stays said: the printed difference is that of two groups."""
    place = study(tmp_path / "study", LINKS.replace("    items:", PERSONS + "    items:"))
    before = rows_wave(place, 2022, {"trust": ["yes", "no"] * 5, "who": list("abcdefghij")})
    after = rows_wave(place, 2026, {"trust": ["yes"] * 10, "code": list("abcdxyzuvw")})
    text = TrendReport((before, after), "en", tmp_path).part("overview")
    assert text.index(say("trend.groups", "en")) < text.index(say("trend.persons", "en"))
    alone = TrendReport((before, rows_wave(place, 2026, {"trust": ["yes"] * 2, "code": ["x", "y"]})), "en", tmp_path)
    assert say("trend.groups", "en") in alone.part("overview")
    assert say("trend.persons", "en") not in alone.part("overview")


def test_words_that_changed_are_shown(tmp_path: Path) -> None:
    text = real(tmp_path).part("wording")
    assert "~~Are they fair?~~ **How fair are they?**" in text
    assert "reason: The other way round" in text


def test_readings_are_told_with_their_reasons(tmp_path: Path) -> None:
    text = real(tmp_path).part("sensitivity")
    assert "without “don't know” and refusals" in text.replace("\\", "")
    assert "alternative map 1: There was no middle" in text
    assert "Differences in all: 4." in text


def test_waves_with_nothing_in_common(tmp_path: Path) -> None:
    place = study(tmp_path / "study", None)
    later = (
        (place / "courts-2026.yaml")
        .read_text("utf-8")
        .replace("trust:", "other:")
        .replace("id: trust", "id: other")
        .replace("- id: T", "- id: U")
    )
    (place / "courts-2026.yaml").write_text(later, "utf-8")
    after = {"other": {"yes": 1, "no": 99}, **{name: AFTER[name] for name in ("fairness", "prompt")}}
    report = TrendReport((margins_wave(place, 2022, BEFORE), margins_wave(place, 2026, after)), "en", tmp_path)
    assert say("trend.nothing_compared", "en") in report.part("overview")
    assert report.part("questions") == report.part("indices") == report.part("sensitivity") == ""


def test_hidden_counts_stay_hidden(tmp_path: Path) -> None:
    """A count of two people of a protected wave is told by bounds in a comparison too."""
    place = study(tmp_path / "study")
    before = margins_wave(place, 2022, BEFORE)
    answers = ["low"] * 20 + ["high"] * 28 + ["dk"] * 2
    after = rows_wave(place, 2026, {"fairness": answers, "trust": ["yes", "no"] * 25}, disclosure=Protection())
    assert Guard(after).hidden["fairness"].any()
    report = TrendReport((before, after), "en", tmp_path)
    assert "| Don't know |" in report.part("questions").replace("\\", "")
    assert "2\N{NO-BREAK SPACE}(4.0%)" not in "".join(report.part(name) for name in PARTS)
    assert say("trend.hidden_withheld", "en", wave="w2026") in report.part("overview")


def test_names_of_waves(tmp_path: Path) -> None:
    assert list(wave_names(STUDY, "en").values()) == ["2022", "2026 (synthetic)"]
    assert list(real(tmp_path).names.values()) == ["w2022", "w2026"]  # no dates of fieldwork


def test_the_environment_names_the_waves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUARTO_PROFILE", "ru")
    monkeypatch.delenv("SURVEY_WAVES", raising=False)
    with pytest.raises(SurveyError) as found:
        open_trend()
    assert found.value.code == TREND_WAVES_NOT_NAMED
    monkeypatch.setenv("SURVEY_WAVES", os.pathsep.join(str(wave.folder) for wave in STUDY))
    report = open_trend()
    assert ([wave.id for wave in report.waves], report.language) == ([wave.id for wave in STUDY], "ru")
    with pytest.raises(SurveyError) as unknown:
        report.part("tea")
    assert unknown.value.code == PART_UNKNOWN


@pytest.mark.slow
def test_it_is_built_with_the_mark_on_every_page(tmp_path: Path) -> None:
    first = build_trend(STUDY, ["kk"], ["html", "docx"], out=tmp_path / "a")
    again = build_trend(STUDY, ["kk"], ["html", "docx"], out=tmp_path / "b")
    assert [output.error for output in (*first, *again)] == [None] * 4
    assert all(one.path.read_bytes() == other.path.read_bytes() for one, other in zip(first, again, strict=True))
    assert say("report.synthetic", "kk") in first[0].path.read_text("utf-8")
