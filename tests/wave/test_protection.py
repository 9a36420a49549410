"""The block `disclosure` of wave.yaml, and whom it protects when nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.wave.test_declared import load_blocks

from survey.errors import DataError
from survey.wave.settings import Measurement, Protection, Quotes


def test_real_answers_are_protected_unless_the_author_says_otherwise(tmp_path: Path) -> None:
    assert load_blocks(tmp_path, "").disclosure == Protection()
    assert load_blocks(tmp_path, "disclosure: public\n").disclosure is None
    assert load_blocks(tmp_path, "synthetic: true\n").disclosure is None
    assert load_blocks(tmp_path, "", "margins").disclosure is None


def test_a_block_changes_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "ok.csv").write_text("item,text\n", encoding="utf-8")
    text = "{minimum: 3, k: 4, sensitive: [tea], identifying: [milk], free_text: ok.csv, quotes: approved, measurement: show}"
    found = load_blocks(tmp_path, f"disclosure: {text}\n").disclosure
    assert found == Protection(3, 4, ("tea",), ("milk",), "ok.csv", Quotes.APPROVED, Measurement.SHOW)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("{sensitive: [coffee]}", "SQ-S", id="question"),
        pytest.param("{minimum: 2}", "SQ-I", id="a hidden count would be 1"),
        pytest.param("{free_text: lost.csv}", "SQ-D137", id="list"),
        pytest.param("{quotes: approved}", "SQ-D138", id="quotes"),
    ],
)
def test_refusals(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(DataError) as refusal:
        load_blocks(tmp_path, f"disclosure: {text}\n")
    found = refusal.value.problems[0].code
    assert found.startswith(code) or (code == "SQ-S" and "coffee" in str(refusal.value))


def test_a_word_that_is_none_names_the_block_too(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"Write the word public, or below it, indented, .*: minimum, k, sensitive"):
        load_blocks(tmp_path, "disclosure: none\n")
