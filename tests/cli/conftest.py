"""A wave that is about to be fielded, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

TEA = Path(__file__).parents[1] / "fielding" / "web" / "tea.yaml"
WAVE = """
id: tea-2026
instrument: tea
kind: microdata
title: {kk: Шай, ru: Чай, en: Tea}
design: nonprobability
n: 10
source: {kk: "–", ru: "–", en: "–"}
"""


@pytest.fixture
def wave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data" / "tea-2026"
    (tmp_path / "instruments").mkdir()
    folder.mkdir(parents=True)
    (tmp_path / "instruments" / "tea.yaml").write_bytes(TEA.read_bytes())
    (folder / "wave.yaml").write_text(WAVE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    return folder
