"""`survey audit published` and `survey audit claims`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from survey.cli.main import main
from survey.i18n.text import LANGUAGES
from survey.shipped import root

WAVE = root() / "data" / "sovereignty-2022"


@pytest.mark.parametrize("language", LANGUAGES)
def test_printed_numbers(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", language)
    assert main(["audit", "published", str(WAVE)]) == 1
    told = capsys.readouterr().out
    assert "SQ-R70" in told
    assert ("103.0%" if language == "en" else "103,0%") in told
    assert "{" not in told


def test_a_clean_file(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    path = tmp_path / "clean.csv"
    path.write_text("figure,item,answer,percent,n\n1,tea,yes,56.3,54\n1,tea,no,43.8,42\n")
    assert main(["audit", "published", str(path), "--base", "96"]) == 0
    assert "yes 56.3% = 54/96" in capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", language)
    assert main(["audit", "claims", str(WAVE)]) == 1
    told = capsys.readouterr().out
    assert told.count("\nH") == 56  # each of the 57 begins a line, the first one the text
    assert "{" not in told


def test_a_wave_without_claims(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither claims nor a commentary are asked of a wave; the answer says where they would be."""
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    for kind, name in (("claims", "claims.yaml"), ("commentary", "commentary")):
        assert main(["audit", kind, str(root() / "data" / "ai-students")]) == 0
        told = capsys.readouterr().out
        assert "There is nothing to check." in told
        assert name in told


def protect(folder: Path) -> None:
    """Make-believe answers need no protection, unless the wave asks for it."""
    with (folder / "wave.yaml").open("a", encoding="utf-8") as file:
        file.write("\ndisclosure: {identifying: [profession]}\n")


def test_claims_about_a_protected_wave_are_for_its_author(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    folder = shutil.copytree(root() / "data" / "sovereignty-2022-demo", tmp_path / "demo")
    shutil.copy(WAVE / "claims.yaml", folder)
    protect(folder)
    main(["audit", "claims", str(folder)])
    assert "For the author only" in capsys.readouterr().err
    main(["audit", "claims", str(WAVE)])
    assert capsys.readouterr().err == ""


def test_other_sources_are_listed_in_a_protected_wave(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    for name, listed in (("sovereignty-2022-demo", True), ("sovereignty-2022", False)):
        folder = shutil.copytree(root() / "data" / name, tmp_path / name)
        shutil.rmtree(folder / "commentary", ignore_errors=True)
        (folder / "commentary").mkdir()
        if listed:
            protect(folder)
        (folder / "commentary" / "en.md").write_text('## summary\n\nIt is [35.5%]{source="a census"}.\n', "utf-8")
        assert main(["audit", "commentary", str(folder)]) == 0
        assert ("another source: a census" in capsys.readouterr().out) is listed
