"""`survey compare`: a readable list, and a table for other programs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.analysis.trend_waves import study

from survey.cli.main import main
from survey.i18n.text import LANGUAGES


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(study(tmp_path))
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    return tmp_path


def test_list_and_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "courts-2022.yaml", "courts-2026.yaml", "--lang", "en", "--out", "changes.csv"]) == 0
    out = capsys.readouterr().out
    assert "= 1 trust: same" in out
    assert "# 2 fair → 2 fairness: rescaled, decided: answers are mapped" in out
    assert "text (en): [-Are they fair?-] {+How fair are they?+}" in out
    assert "unfair: no = low" in out
    assert "reason: The other way round" in out
    table = pd.read_csv("changes.csv")
    assert table["status"].tolist()[:2] == ["same", "rescaled"]
    assert table.loc[1, "answers"] == "fair: yes = high; unfair: no = low"


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language(language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", language)
    assert main(["compare", "sovereignty-2022", "sovereignty-2026"]) == 0
    assert "claims_effect_degree" in capsys.readouterr().out


def test_a_language_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "courts-2022.yaml", "courts-2026.yaml", "--lang", "kk"]) == 2


def test_decisions_with_mistakes(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    path = place / "links" / "courts-2026.yaml"
    path.write_text(path.read_text("utf-8").replace("earlier: slow", "earlier: slwo"), "utf-8")
    assert main(["compare", "courts-2022.yaml", "courts-2026.yaml"]) == 2
    assert "line 17: The questionnaire “courts-2022” has no question `slwo`" in capsys.readouterr().err


def test_report_trend_refuses_one_wave(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "trend", "sovereignty-2022"]) == 2
    assert "at least two waves" in capsys.readouterr().err


def test_check_looks_at_decisions_too(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    assert main(["check", "courts-2026.yaml"]) == 0
    path = place / "links" / "courts-2026.yaml"
    path.write_text(path.read_text("utf-8").replace("earlier: slow", "earlier: slwo"), "utf-8")
    assert main(["check", "courts-2026.yaml"]) == 1
    assert "line 17" in capsys.readouterr().out
    path.write_text("earlier: [", "utf-8")
    assert main(["check", "courts-2026.yaml"]) == 1


def test_a_table_is_not_written_over_anything(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    both = ["compare", "courts-2022.yaml", "courts-2026.yaml"]
    (place / "changes.csv").write_text("mine", "utf-8")
    for out, code in (("changes.csv", "SQ-D94"), ("changes.xlsx", "SQ-R17"), ("courts-2026.yaml", "SQ-R17")):
        assert main([*both, "--out", out]) == 2
        assert f"[{code}]" in capsys.readouterr().err
    assert (place / "changes.csv").read_text("utf-8") == "mine"
    assert not (place / "changes.xlsx").exists()
    assert main([*both, "--out", "changes.csv", "--replace"]) == 0
    assert (place / "changes.csv").read_text("utf-8-sig").startswith("earlier")
