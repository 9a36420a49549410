"""The part of a report about declared regressions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.settings import DeclaredRegression, Intervals
from survey.wave.wave import Wave

TWO = DeclaredRegression("two", "identity_threat_exists", ("territory_threat_exists", "we_feeling_exists"), "no")
TOO_MANY = DeclaredRegression("many", "identity_threat_exists", ("profession",))


@pytest.fixture(scope="module")
def demo() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022-demo")


def told(wave: Wave, language: Language, *entries: DeclaredRegression, **settings: object) -> str:
    changed = replace(wave, settings=replace(wave.settings, regressions=entries, **settings))
    return Report(changed, language, Path.cwd()).part("regressions")


def test_nothing_is_explained_that_was_not_declared(demo: Wave) -> None:
    assert told(demo, "en") == ""
    assert told(load_wave(root() / "data" / "sovereignty-2022"), "en", TWO) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_without_a_model_even_where_one_would_be_refused(demo: Wave, language: Language) -> None:
    text = told(demo, language, TWO, TOO_MANY, synthetic=False)
    assert text.count("{#tbl-regression-") == 2
    assert say("tables.odds_ratio", language) not in text
    assert say("shares.regression_refused", language) not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_assumption_stands_above_the_model(demo: Wave, language: Language) -> None:
    text = told(demo, language, TWO, TOO_MANY, synthetic=False, intervals=Intervals.MODEL)
    sentence = {"kk": "кездейсоқ іріктеу", "ru": "простая случайная выборка", "en": "simple random sample"}[language]
    assert text.index(sentence) < text.index(say("tables.odds_ratio", language))
    assert text.count(sentence) == 1
    assert text.count(say("shares.regression_refused", language)) == 1
    assert "SQ-S" not in text


def test_invented_answers_have_no_names(demo: Wave) -> None:
    separated = DeclaredRegression("apart", "territory_threat_exists", ("threat_state_sovereignty",), "yes")
    text = told(demo, "en", TWO, TOO_MANY, separated, intervals=Intervals.MODEL)
    for name in (TWO.outcome, *TWO.predictors, *TOO_MANY.predictors, *separated.predictors):
        assert demo.instrument.item(name).label["en"] not in text
        assert name not in text.replace("{#tbl", "")
