"""Bounds of joint answers as tables of words."""

from __future__ import annotations

import pandas as pd
import pytest

from survey.analysis.bounds import bounds, strongest
from survey.i18n.text import LANGUAGES, Language
from survey.shipped import root
from survey.tables.bounds import answer_words, assumption_words, forced_table, same_answers_table
from survey.wave.load import load_wave
from survey.wave.wave import Wave


@pytest.fixture(scope="module")
def wave() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_strongest_stands_first_and_the_assumption_below(wave: Wave, language: Language) -> None:
    found = strongest(bounds(wave)).head(3)
    table = forced_table(found, wave.instrument, language, caption="x")
    assert [row[2:] for row in table.rows] == [("88", "96", "86"), ("85", "96", "83"), ("85", "96", "83")]
    assert table.rows[0][0].startswith("1.3. ")
    assert table.notes[0] == assumption_words(found, language)
    assert "96" in table.notes[0]


def test_another_base_is_told(wave: Wave) -> None:
    table = forced_table(bounds(wave, "profession", "can_secure_territory").head(1), wave.instrument, "en", caption="x")
    assert table.rows[0][3] == "95"
    assert "95" not in table.notes[0]
    assert "not everybody" in table.notes[0].lower()


def test_several_codes_are_one_answer(wave: Wave) -> None:
    assert answer_words(wave.instrument, "help_state_territory", ("none", "turkiye"), "en").count(" / ") == 1


def test_a_missing_kappa_is_a_dash_with_its_reason(wave: Wave) -> None:
    row = {"items": ("diplomacy_can_secure_territory", "can_secure_territory"), "low": 26, "high": 34}
    row |= {"base": 96, "answered_low": 96, "answered_high": 96}
    known, unknown = ({"kappa_low": low, "kappa_high": high} for low, high in ((-0.21, 0.094), (None, None)))
    table = same_answers_table(pd.DataFrame([row | known, row | unknown]), wave.instrument, "en", caption="x")
    assert [cells[3] for cells in table.rows] == ["−0.21…0.09", "–"]
    assert len(table.notes) == 2
    assert len(same_answers_table(pd.DataFrame([row | known]), wave.instrument, "en", caption="x").notes) == 1
