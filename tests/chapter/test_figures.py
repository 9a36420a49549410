"""Figures that are drawn anew, each in the language that it was drawn in."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.chapter.address import Address
from survey.chapter.figures import FiguresOfWave
from survey.chapter.values import Values
from survey.i18n.text import LANGUAGES
from survey.report.report import Report
from survey.wave.wave import Wave


@pytest.fixture
def figures(wave: Wave) -> FiguresOfWave:
    return FiguresOfWave({language: Values(Report(wave, language, Path())) for language in LANGUAGES})


def at(wave: Wave, kind: str) -> Address:
    return Address(wave.id, "threat_state_territory", "-", "figure", kind)


def test_a_picture_in_the_language_that_is_asked_for(figures: FiguresOfWave, wave: Wave) -> None:
    drawn = [figures.picture(at(wave, "bars"), 150, language) for language in LANGUAGES]
    assert all(one is not None and one.png.startswith(b"\x89PNG") for one in drawn)
    words = [one.alt for one in drawn if one is not None]
    assert [name in text for name, text in zip(("Ресей", "Россия", "Russia"), words, strict=True)] == [True] * 3


def test_a_kind_that_is_not_known_is_not_drawn(figures: FiguresOfWave, wave: Wave) -> None:
    assert figures.picture(at(wave, "clouds"), 150, "kk") is None
    assert figures.chart(at(wave, "clouds"), {}, "word/charts/chart1.xml", "kk") is None
