"""What questions are called in the sections about several of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from survey.analysis.nominal import NOT_TICKED, TICKED
from survey.instrument.model import ItemKind
from survey.report.report import Report
from survey.report.sides import side_of, sides_of
from survey.shipped import root
from survey.wave.load import load_wave


@pytest.fixture(scope="module")
def report() -> Report:
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    return Report(replace(wave, settings=replace(wave.settings, synthetic=False)), "kk", Path.cwd())


def test_questions_and_answers_have_their_words(report: Report) -> None:
    side = sides_of(report, ["we_feeling_exists", "we_feeling_exists"])["we_feeling_exists"]
    assert side.title == "2.1. " + report.instrument.item("we_feeling_exists").label["kk"]
    assert side.answers == {"yes": "Иә", "no": "Жоқ"}


def test_an_option_of_several_is_ticked_or_not(report: Report) -> None:
    items = tuple(
        replace(item, kind=ItemKind.MULTIPLE) if item.id == "we_feeling_exists" else item for item in report.instrument.items
    )
    several = Report(replace(report.wave, instrument=replace(report.instrument, items=items)), "kk", Path.cwd())
    side = side_of(several, "we_feeling_exists.no")
    assert list(side.answers) == [TICKED, NOT_TICKED]
    assert side.title.endswith("– Жоқ")


def test_invented_answers_have_letters_and_numbers(report: Report) -> None:
    invented = Report(replace(report.wave, settings=replace(report.wave.settings, synthetic=True)), "en", Path.cwd())
    sides = sides_of(invented, ["we_feeling_exists", "profession"])
    assert [side.title for side in sides.values()] == ["Item A", "Item B"]
    assert sides["we_feeling_exists"].answers == {"yes": "Answer\N{NO-BREAK SPACE}1", "no": "Answer\N{NO-BREAK SPACE}2"}
