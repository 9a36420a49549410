"""`survey new`: what the command says and leaves behind."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from survey import shipped
from survey.cli.main import main

PAGE = (shipped.root() / "docs" / "new.md").read_text("utf-8")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")


@pytest.mark.parametrize("source", [(), pytest.param(("--from", "sovereignty-2026"), marks=pytest.mark.long)])
def test_the_commands_that_it_names_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, source: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "моя работа", *source, "--lang", "kk"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "files written" in lines[0]
    commands = [shlex.split(line) for line in lines if line.startswith("  ")]
    assert [command[0] for command in commands] == ["cd", "survey", "survey"]
    monkeypatch.chdir(commands[0][1])
    assert main(commands[1][1:]) == 0
    assert main([*commands[2][1:], "--to", "html"]) == 0
    report = Path("_out/study-demo/report.kk.html").read_text("utf-8")
    assert "Синтетикалық деректер" in report


def test_without_lang_it_speaks_as_the_command_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "ru")
    assert main(["new", str(tmp_path / "tea")]) == 0
    assert "## Первый отчёт" in (tmp_path / "tea" / "README.md").read_text("utf-8")


def test_the_questionnaire_goes_to_a_workbook_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the commands that the README of the study names."""
    assert main(["new", str(tmp_path / "tea"), "--lang", "kk"]) == 0
    monkeypatch.chdir(tmp_path / "tea")
    readme = Path("README.md").read_text("utf-8")
    commands = re.findall(r"^ *survey (instrument .*)$", readme, re.MULTILINE)
    assert [main(shlex.split(command)) for command in commands] == [0, 0]
    assert main(["check", "tea"]) == 0


def test_a_folder_in_use_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").touch()
    assert main(["new", str(tmp_path)]) == 2
    assert re.fullmatch(r"The folder .* is not empty .*\[SQ-R130\]\n", capsys.readouterr().err)


def test_the_page_about_it_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its Python block prints what it shows; every file that its table names is there."""
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    (shown,) = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(code, "docs/new.md", "exec"), {})
    assert capsys.readouterr().out == shown
    named = re.findall(r"^\| `([^`]+)` \| (?!begins|the language|the name of the q)", PAGE, re.MULTILINE)
    assert len(named) == 9
    assert all((tmp_path / "my-thesis" / name).exists() for name in named)
