"""Gaps of wave.yaml are told with their own lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import DOTS_FOR_TEXT, GAP_KEY, MISSING_KEY, DataError
from survey.wave.settings_file import read_settings

WAVE = """\
id: tea
instrument: tea
kind: microdata
title: {kk: "Шай", ru: "Чай", en: "Tea"}
design: srs
#? n: 96
source: {kk: "Кітап", ru: "Книга", en: "A book"}
"""


def problems(tmp_path: Path, text: str) -> list[tuple[str, int | None, str]]:
    path = tmp_path / "wave.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError) as caught:
        read_settings(path, None)
    return [(one.code, one.place.line, one.params["key"]) for one in caught.value.problems]


def test_a_key_that_waits_behind_its_sign_is_told_with_that_line(tmp_path: Path) -> None:
    assert problems(tmp_path, WAVE) == [(GAP_KEY, 6, "n")]


def test_a_key_that_is_nowhere_is_missing_as_ever(tmp_path: Path) -> None:
    assert [code for code, _, _ in problems(tmp_path, WAVE.replace("#? n: 96\n", ""))] == [MISSING_KEY]


@pytest.mark.parametrize("dots", ["…", "...", " … "])
def test_dots_are_no_source(tmp_path: Path, dots: str) -> None:
    """One sentence where all languages have them, else one for each that has."""
    whole = WAVE.replace("#? n", "n")
    assert problems(tmp_path, whole.replace("Кітап", dots).replace("Книга", dots).replace("A book", dots)) == [
        (DOTS_FOR_TEXT, 7, "source")
    ]
    assert problems(tmp_path, whole.replace("Книга", dots)) == [(DOTS_FOR_TEXT, 7, "source.ru")]
    assert problems(tmp_path, whole + f'method: {{mode: {{kk: "{dots}", ru: "{dots}", en: "{dots}"}}}}\n') == [
        (DOTS_FOR_TEXT, 8, "method.mode")
    ]
