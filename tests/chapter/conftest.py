"""One chapter of the 2022 survey in Kazakh, built once for every test of this folder that reads a chapter."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.chapter.build import build_chapter
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.wave import Wave

ITEMS = ("profession", "intl_law_reliable_guarantor", "threat_state_territory", "power_sufficient_sovereignty")


@pytest.fixture(scope="session")
def wave() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022")


@pytest.fixture(scope="session")
def built(wave: Wave, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with chapter.kk.docx and chapter.kk.xlsx: chapter 3, from figure 13 and table 4 on."""
    folder = tmp_path_factory.mktemp("chapter")
    build_chapter(wave, "kk", section=3, start_figure=13, start_table=4, items=ITEMS, dpi=150, out=folder)
    return folder
