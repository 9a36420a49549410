"""The section on distances, risks and forecasts, and what a publication tells of its survey."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.settings import Measurement, Protection

ROWS = load_wave(root() / "data" / "multivector-2026-demo")
PUBLISHED = load_wave(root() / "data" / "ai-students")
MEASURES = ROWS.instrument.measures


def real(**changes):
    """The wave as if people had answered it."""
    return replace(ROWS, settings=replace(ROWS.settings, synthetic=False, **changes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_answers_have_no_names_to_quote(language, tmp_path):
    text = Report(ROWS, language, tmp_path).part("measures")
    assert text.count("{#fig-") == len(MEASURES)
    for measure in MEASURES:
        assert measure.title[language] not in text
        for row in ROWS.instrument.item(measure.items[0]).rows:
            assert (row.label or row.text)[language] not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_real_answers_have_their_names_and_each_measure_its_figure(language, tmp_path):
    text = Report(real(), language, tmp_path).part("measures").replace("\\", "")
    assert all(measure.title[language] in text for measure in MEASURES)
    for measure in MEASURES:
        for row in ROWS.instrument.item(measure.items[0]).rows:
            assert (row.label or row.text)[language] in text
    assert say("measures.happened", language) in text
    assert say("measures.undecided", language) in text
    assert ROWS.settings.outcomes["forecast_side"].source[language] in text


def test_forecasts_without_outcomes_say_where_they_are_written(tmp_path):
    text = Report(real(outcomes={}), "en", tmp_path).part("measures")
    assert say("measures.no_outcomes", "en") in text
    assert say("measures.brier", "en") not in text


def test_people_who_are_protected_lose_the_whole_section(tmp_path):
    text = Report(real(disclosure=Protection()), "en", tmp_path).part("measures")
    assert text == f"# {say('measures.title', 'en')}\n\n{say('report.part_withheld', 'en')}"
    assert not list(tmp_path.iterdir())
    shown = Report(real(disclosure=Protection(measurement=Measurement.SHOW)), "en", tmp_path).part("measures")
    assert MEASURES[0].title["en"] in shown


def test_margins_say_that_they_need_rows_and_others_nothing(tmp_path):
    margins = replace(PUBLISHED, instrument=replace(PUBLISHED.instrument, measures=MEASURES))
    assert say("measures.needs_rows", "en") in Report(margins, "en", tmp_path).part("measures")
    assert Report(PUBLISHED, "en", tmp_path).part("measures") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_publication_is_held_against_the_checklist(language, tmp_path):
    text = Report(PUBLISHED, language, tmp_path).part("limits").replace("\\", "")
    assert sum(line.endswith(f"| {say('reporting.not_told', language)} |") for line in text.splitlines()) == 12
    assert PUBLISHED.settings.method["target_population"][language] in text
    assert say("reporting.title", language) not in Report(ROWS, language, tmp_path).part("limits")
