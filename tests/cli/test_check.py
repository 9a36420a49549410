"""`survey check` and `survey schema` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from survey.cli.main import main

GOOD = """\
id: courts
version: "1"
languages: [en]
title: {en: Courts}
sections: [{id: s, number: "1", title: {en: Courts}}]
items: [{id: t1, number: "1.1", section: s, kind: single, level: binary, text: {en: "Trust?"}, options: yes_no}]
"""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "courts.yaml").write_text(GOOD, "utf-8")
    return tmp_path / "instruments"


def test_a_good_questionnaire(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "courts"]) == 0
    assert capsys.readouterr().out == f"{study / 'courts.yaml'}: no problems. Items: 1, indices: 0.\n"


def test_problems_are_findings(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (study / "courts.yaml").write_text(GOOD.replace("yes_no", "yes_now").replace('"1.1"', "1.1"), "utf-8")
    assert main(["check", "instruments/courts.yaml"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 2
    assert told[1].endswith("Did you mean “yes_no”? [SQ-I20]")


def test_a_user_reads_them_in_kazakh(study: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "kk")
    (study / "courts.yaml").write_text(GOOD.replace("kind: single, ", ""), "utf-8")
    assert main(["check", "courts"]) == 1
    assert "Мұнда `kind` кілті жоқ. Оны қосыңыз. [SQ-I02]" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nothing", "empty", "broken", "."])
def test_what_cannot_be_read_is_unusable(name: str, study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (study / "empty.yaml").touch()
    (study / "broken.yaml").write_text("id: [", "utf-8")
    assert main(["check", name]) == 2
    assert capsys.readouterr().out.count("[SQ-I") == 1


def test_several_are_checked_and_the_worst_counts(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (study / "worse.yaml").write_text(GOOD.replace('"1.1"', "1.1"), "utf-8")
    assert main(["check", "courts", "worse"]) == 1
    assert main(["check"]) == 1
    assert capsys.readouterr().out.count("[SQ-I11]") == 2


def test_the_schema_on_the_screen_and_in_a_file(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(printed)
    assert main(["schema", "--out", "instrument.json"]) == 0
    assert json.loads(Path("instrument.json").read_text("utf-8")) == printed
    assert capsys.readouterr().out == "Schema written: instrument.json\n"
    assert main(["schema", "--out", "no/such/folder.json"]) == 2
