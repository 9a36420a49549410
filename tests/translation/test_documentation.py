"""The commands of docs/translation.md work as they stand there, and its examples are files that the program reads."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from survey.cli.main import main
from survey.instrument.find import load_instrument
from survey.instrument.sheet_columns import SHEETS
from survey.translation.record import Status, read_record
from survey.translation.screen import LINE, MOST
from survey.translation.sheet import COLUMNS
from survey.translation.terms_file import EXEMPTION, FORMS, TERM, read_terms

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "translation.md").read_text("utf-8")
TERMS, RECORD = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    shutil.copytree(ROOT / "instruments", "instruments")
    lines = "".join(re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)).splitlines()
    assert len(lines) == 7
    for line in lines:
        assert main(line.split()[1:]) == 0, line
    assert "[SQ-I72]" in capsys.readouterr().out
    assert load_instrument("from-excel").items == load_instrument("sovereignty-2026").items


def test_the_terms(tmp_path: Path) -> None:
    file = tmp_path / "terms.yaml"
    file.write_text(TERMS, "utf-8")
    (term,) = read_terms(file)
    assert term.exceptions[0].covers("sovereignty-2022", "title", "kk")
    told = set(re.findall(r"`(\w+)`", PAGE[PAGE.index("| **`id`**") : PAGE.index("Where the English text")]))
    assert told >= {*TERM.keys, *FORMS.keys, *EXEMPTION.keys}


def test_the_record(tmp_path: Path) -> None:
    text = (ROOT / "tests" / "instrument" / "trial.yaml").read_text("utf-8")
    (tmp_path / "trial.yaml").write_text(text, "utf-8")
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "trial.yaml").write_text(RECORD, "utf-8")
    record = read_record(load_instrument(tmp_path / "trial.yaml"))
    assert record is not None
    assert record.entries["items.trust_court.text", "kk"].status is Status.REVIEWED
    assert all(f"`{status}`" in PAGE for status in Status)


def test_numbers_and_names() -> None:
    assert f"about {LINE} letters in a line" in PAGE
    assert f"({MOST['item']} letters)" in PAGE
    assert f"({MOST['option']} letters)" in PAGE
    assert ", ".join(name.replace("_", " ") for name in COLUMNS) in " ".join(PAGE.split())
    assert all(f"`{name}`" in PAGE for name in SHEETS)
