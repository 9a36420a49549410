"""What the report says of the indices, and in which order."""

from __future__ import annotations

import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave

WAVES = ("sovereignty-2022", "sovereignty-2022-demo")


def part(wave: str, language: str, folder) -> list[str]:
    text = Report(load_wave(root() / "data" / wave), language, folder).part("indices")
    return [paragraph.strip() for paragraph in text.split("\n\n")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wave", WAVES)
def test_which_indices_are_scales_is_said_first(wave, language, tmp_path):
    heading, reflective, shares, *rest = part(wave, language, tmp_path)
    assert heading == f"# {say('report.indices', language)}"
    assert reflective == f"{say('report.indices_intro', language, indices='TP, NP')} {say('report.indices_others', language)}"
    assert shares == say("report.indices_shares", language, indices="TL, NG, NP, SV, SVAL")
    assert rest[0].startswith("|")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wave", WAVES)
def test_other_readings_stand_in_one_table_only(wave, language, tmp_path):
    paragraphs = part(wave, language, tmp_path)
    heading = paragraphs.index(f"## {say('report.indices_sensitivity', language)}")
    assert paragraphs[heading + 1] == say("report.indices_sensitivity_intro", language)
    reversed_ = say("tables.index_reading_reversed", language, item="1.3")
    assert [place for place, text in enumerate(paragraphs) if reversed_ in text] == [heading + 2]
    assert len(paragraphs[heading + 2].splitlines()) == 2 + 7  # TL and SV reversed, NP with 1.8 in two ways, three main readings


@pytest.mark.parametrize(("wave", "columns"), [(WAVES[0], 5), (WAVES[1], 7)])
def test_the_table_fits_a_page(wave, columns, tmp_path):
    table = next(text for text in part(wave, "kk", tmp_path) if text.startswith("|"))
    assert table.splitlines()[0].count("|") == columns + 1
    assert table.count(say("tables.index_share", "kk")) == 5
