"""`survey clean`: files, receipt, sheet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from survey.cli.main import main
from survey.shipped import root


@pytest.fixture
def study(tmp_path: Path) -> Path:
    for name in ("instruments", "data"):
        shutil.copytree(root() / name, tmp_path / name, ignore=shutil.ignore_patterns("clean"))
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("language", "rows"),
    [("kk", "Файлдағы жауаптар: 96."), ("ru", "Ответов в файле: 96."), ("en", "Answers in the file: 96.")],
)
def test_the_receipt(
    study: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, rows: str
) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", language)
    folder = study / "sovereignty-2022-demo"
    assert main(["clean", str(folder)]) == 0
    assert rows in capsys.readouterr().out
    assert sorted(path.name for path in (folder / "clean").iterdir()) == [
        "SHA256SUMS", "audit.csv", "duplicates.csv", "flags.csv", "wave.parquet",
    ]  # fmt: skip


def test_a_new_raw_file_must_be_said(study: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    folder = study / "sovereignty-2022-demo"
    assert main(["clean", str(folder)]) == 0
    raw = folder / "raw" / "responses.csv"
    raw.write_bytes(raw.read_bytes() + b"\n")
    assert main(["clean", str(folder)]) == 2
    assert "SQ-C02" in capsys.readouterr().err
    assert main(["clean", str(folder), "--new-raw"]) == 0
    assert main(["clean", str(folder)]) == 0


def test_of_margins_only_the_sheet_is_kept(
    study: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    sheet = study / "sovereignty-2022" / "recodes.csv"
    before = sheet.read_bytes()
    assert main(["clean", str(study / "sovereignty-2022")]) == 0
    assert "Answers merged: 1." in capsys.readouterr().out
    assert sheet.read_bytes() == before
    assert not (study / "sovereignty-2022" / "clean").exists()
