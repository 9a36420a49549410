"""`survey field ethics`: files in each language, what is left to the researcher, no half-written folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.cli.main import main


def test_a_file_for_each_language(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    out = tmp_path / "этика"
    assert main(["field", "ethics", "sovereignty-2022", "--out", str(out), "--lang", "ru,kk"]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["ethics.kk.docx", "ethics.ru.docx"]
    said = capsys.readouterr().out
    assert said.count("the software is no lawyer") == 2


def test_a_file_in_place_of_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "taken"
    out.write_text("", "utf-8")
    assert main(["field", "ethics", "sovereignty-2022", "--out", str(out), "--lang", "en"]) == 2
    assert "SQ-F11" in capsys.readouterr().err
