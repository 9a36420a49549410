"""The part of a report about declared families of crossed questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.settings import DeclaredFamily, Intervals
from survey.wave.wave import Wave

FAMILY = DeclaredFamily("threats", ("territory_threat_exists", "identity_threat_exists"), ("profession", "we_feeling_exists"))


def told(wave: Wave, language: Language, **settings: object) -> str:
    """The part of a wave with other settings."""
    changed = replace(wave, settings=replace(wave.settings, **settings))
    return Report(changed, language, Path.cwd()).part("associations")


@pytest.fixture(scope="module")
def demo() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022-demo")


def test_nothing_is_crossed_that_was_not_declared(demo: Wave) -> None:
    assert told(demo, "en", crosstabs=()) == ""
    assert told(load_wave(root() / "data" / "sovereignty-2022"), "en", crosstabs=(FAMILY,)) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_only_where_the_design_gives_no_intervals(demo: Wave, language: Language) -> None:
    text = told(demo, language, crosstabs=(FAMILY,), synthetic=False)
    assert say("report.associations_facts_only", language) in text
    assert text.count("{#tbl-crossed-threats") == 5
    assert say("tables.p_exact", language) not in text
    assert say("tables.cramers_v_corrected", language) not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_assumption_stands_above_the_tests(demo: Wave, language: Language) -> None:
    text = told(demo, language, crosstabs=(FAMILY,), synthetic=False, intervals=Intervals.MODEL)
    sentence = {"kk": "кездейсоқ іріктеу", "ru": "простая случайная выборка", "en": "simple random sample"}[language]
    heading = say("tables.p_holm", language).replace("(", "\\(").split("\\")[0]
    assert text.index(sentence) < text.index(heading + "(")
    assert "SQ-S" not in text


def test_invented_answers_have_no_names(demo: Wave) -> None:
    text = told(demo, "en", crosstabs=(FAMILY,))
    for name in (*FAMILY.items, *FAMILY.by):
        assert demo.instrument.item(name).label["en"] not in text
    assert "Item A × Item B" in text


def test_the_title_of_a_family_stands_above_it(demo: Wave) -> None:
    title = demo.settings.title
    declared = (replace(FAMILY, title=title),)
    assert f"## {title['ru']}" in told(demo, "ru", crosstabs=declared, synthetic=False).replace("\\", "")
    assert title["ru"] not in told(demo, "ru", crosstabs=declared).replace("\\", "")  # it may name what was invented
