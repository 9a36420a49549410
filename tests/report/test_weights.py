"""What a report says of the weights of a wave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language, Text
from survey.report.report import Report
from survey.report.weights import told
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.settings import Weighting, WeightMethod


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_people_of_the_frame_are_told(language: Language) -> None:
    """Shares that do not add up and were taken as people can be seen."""
    margins = {"we_feeling_exists": {"yes": 2 / 3, "no": 1 / 3}}
    weights = Weighting(WeightMethod.POSTSTRATIFICATION, Text("Тізім", "Список", "Register"), margins, people=90)
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    counted = replace(wave, settings=replace(wave.settings, weights=weights))
    sentence = say("report.weights_people", language, count=90, n="90")
    assert sentence in told(Report(counted, language, Path.cwd()))[1]
    shares = replace(wave, settings=replace(wave.settings, weights=replace(weights, people=None)))
    assert sentence not in told(Report(shares, language, Path.cwd()))[1]
