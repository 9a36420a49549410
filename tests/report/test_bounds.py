"""The part of the report about joint answers: for waves of margins, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.i18n.catalogue import read, say
from survey.i18n.text import LANGUAGES, Language
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave

SENTENCES = {"kk": "96 респонденттің кемінде 62-сі", "ru": "не менее 62 из 96", "en": "At least 62 of 96 people"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_says(language: Language, tmp_path: Path) -> None:
    text = Report(load_wave(root() / "data" / "sovereignty-2022"), language, tmp_path).part("bounds")
    assert text.startswith(f"# {say('bounds.title', language)}")
    assert SENTENCES[language] in text
    assert (tmp_path / "figures" / "report--bounds.svg").is_file()
    assert text.count("#tbl-report--") == 2
    assert [heading for heading in text.splitlines() if heading.startswith("## ")] == [
        f"## {say(f'bounds.{name}', language)}" for name in ("contradictions", "same")
    ]


def test_a_wave_of_rows_needs_no_bounds(tmp_path: Path) -> None:
    assert Report(load_wave(root() / "data" / "sovereignty-2022-demo"), "en", tmp_path).part("bounds") == ""


def test_every_phrase_stands_in_three_languages() -> None:
    assert all(set(phrases) == set(LANGUAGES) for phrases in read("bounds").values())
