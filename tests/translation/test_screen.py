"""Questions over six lines of a phone and answers over two are told, and are no mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.cli.main import main
from survey.instrument.find import load_instrument
from survey.translation.screen import MOST, long_texts


def test_long_texts_are_notes(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    longest, longer = "Why? ".ljust(MOST["item"], "x"), "Why? ".ljust(MOST["item"] + 1, "x")
    path.write_text(path.read_text("utf-8").replace('"Why?"', f'"{longest}"'), "utf-8")
    assert list(long_texts(load_instrument("courts"))) == []
    path.write_text(path.read_text("utf-8").replace(longest, longer), "utf-8")
    answers = path.parent / "lists" / "courts3.yaml"
    answers.write_text(answers.read_text("utf-8").replace('"Нет"', f'"{"нет " * 21}"'), "utf-8")
    found = list(long_texts(load_instrument("courts")))
    assert [(one.params["address"], one.params["language"], one.params["letters"]) for one in found] == [
        ("items.why.text", "en", 241),
        ("lists.courts3.no.text", "ru", 83),
    ]
    assert main(["check", "courts"]) == 0
    assert capsys.readouterr().out.count("[SQ-I76]") == 2
