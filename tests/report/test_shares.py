"""The part of a report about declared shares and differences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language, Text
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.settings import DeclaredDifferences, DeclaredShares, Design, Intervals, Weighting, WeightMethod

SHARES = (
    DeclaredShares("most", {"territory_threat_exists": ("yes",)}, "2/3"),
    DeclaredShares("all", {"we_feeling_exists": None}),
)
PAIRS = (DeclaredDifferences("states", "threat_state_sovereignty"),)


def told(wave_id: str, language: Language, **settings: object) -> str:
    wave = load_wave(root() / "data" / wave_id)
    changed = replace(wave, settings=replace(wave.settings, **settings))
    return Report(changed, language, Path.cwd()).part("shares")


def test_nothing_is_tested_that_was_not_declared() -> None:
    assert told("sovereignty-2022", "en", proportions=(), differences=()) == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wave", ["sovereignty-2022", "sovereignty-2022-demo"])
def test_margins_are_enough_and_facts_come_without_a_model(wave: str, language: Language) -> None:
    text = told(wave, language, proportions=SHARES, differences=PAIRS)
    assert text.count("{#tbl-") == 3
    assert say("report.associations_facts_only", language) in text
    assert say("tables.p_exact", language) not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_assumption_stands_above_the_tests(language: Language) -> None:
    text = told("sovereignty-2022", language, proportions=SHARES, differences=PAIRS, intervals=Intervals.MODEL)
    sentence = {"kk": "кездейсоқ іріктеу", "ru": "простая случайная выборка", "en": "simple random sample"}[language]
    assert text.count(sentence) == 3
    assert text.index(sentence) < text.index(say("tables.p_exact", language))
    assert "SQ-S" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_shares_leave_aside_is_said(language: Language) -> None:
    margins = {"we_feeling_exists": {"yes": 0.5, "no": 0.5}}
    weights = Weighting(WeightMethod.POSTSTRATIFICATION, Text("Тізім", "Список", "Register"), margins)
    given = {"proportions": SHARES, "differences": (), "design": Design.SRS, "frame_size": 400, "synthetic": False}
    text = told("sovereignty-2022-demo", language, weights=weights, **given)
    assert say("report.facts_unweighted", language) in text
    assert say("report.intervals_without_frame", language, frame="400") in text
    plain = told("sovereignty-2022", language, proportions=SHARES, differences=())
    assert say("report.facts_unweighted", language) not in plain
    assert "400" not in plain
