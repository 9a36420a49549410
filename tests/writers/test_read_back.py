"""What was exported and is imported again is the same wave: every answer, every kind of missing, every text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyreadstat
import pytest

from survey.intake.options import IntakeOptions
from survey.intake.read import Prepared, understand
from survey.intake.registry import choose, tidied
from survey.wave.missing import Missing
from survey.wave.tablefile import read_table
from survey.wave.wave import Wave
from survey.writers.export import export

FORMATS = ("sav", "dta", "csv", "xlsx", "parquet")
TICKS = ("channels.tv", "channels.net", "channels.other")


@pytest.fixture
def make(make_wave: Callable[..., Wave], rows: list[dict[str, Any]]) -> Callable[..., Wave]:
    """Without the people who ticked nothing: intake never says that of anybody, a question passed over looks the same."""
    return lambda **more: make_wave([row for row in rows if any(row[name] for name in TICKS)], **more)


def read_back(path: Path, wave: Wave) -> Prepared:
    table = read_table(path)
    return understand(tidied(table, choose(table, None), wave.instrument), wave.instrument, IntakeOptions())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("to", FORMATS)
def test_everything(make, tmp_path, to, language):
    wave = make()
    (path,) = export(wave, to, language, tmp_path / f"жауап.{to}", with_texts=True)
    read = read_back(path, wave).responses()
    assert read.answers.to_dict("list") == wave.answers.to_dict("list")
    assert read.missing.fillna("").to_dict("list") == wave.missing.fillna("").to_dict("list")
    for column in ("with", "channels.other"):
        typed = wave.text[column].notna()
        assert read.text[column][typed].tolist() == wave.text[column][typed].tolist()
    assert read.received["timestamp"].tolist() == wave.responses.received["timestamp"].tolist()
    assert read.received["duration"].tolist() == wave.responses.received["duration"].tolist()


@pytest.mark.parametrize(("language", "label"), [("kk", "Жауап жіберілген уақыт"), ("ru", "Время отправки ответов")])
def test_what_the_platform_recorded_has_a_label(make, tmp_path, language, label):
    (path,) = export(make(), "sav", language, tmp_path / "x.sav", with_texts=True)
    labels = pyreadstat.read_sav(path)[1].column_names_to_labels
    assert labels["timestamp_"] == label
    assert all(labels.values())


@pytest.mark.parametrize("to", FORMATS)
def test_without_texts_and_made_up(make, tmp_path, to):
    """A text that was left out is lost where there was one; that nobody gave the answers is told again."""
    wave = make(synthetic=True)
    (path,) = export(wave, to, "ru", tmp_path / f"x.{to}")
    prepared = read_back(path, wave)
    assert "synthetic" in [one.what for one in prepared.layout.decisions]
    read = prepared.responses()
    answered = wave.answers["why"].notna()
    assert read.missing["why"][answered].eq(Missing.NOT_RECORDED).all()
    assert read.missing["why"][~answered].tolist() == wave.missing["why"][~answered].tolist()
    assert read.answers.drop(columns="why").to_dict("list") == wave.answers.drop(columns="why").to_dict("list")
