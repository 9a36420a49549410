"""`survey field rehearse`: made-up people answer the pilot; the wave itself is untouched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from survey.cli.main import main
from survey.fielding.web.study import open_study


@pytest.mark.parametrize(("language", "said"), [("kk", "дәл солай"), ("ru", "такими, какими"), ("en", "as they were sent")])
def test_from_the_link_to_the_thanks(
    wave: Path, language: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", language)
    assert main(["field", "rehearse", "tea-2026", "--people", "6", "--seed", "7"]) == 0
    told = capsys.readouterr()
    assert said in told.out
    assert not told.err
    assert {path.name for path in (wave / "field").iterdir()} == {".gitignore", "pilot"}
    pilot = open_study(wave, pilot=True)
    assert pilot.answers.counts().n_completed == 6
    pilot.close()


def test_a_pilot_that_people_answered_is_refused(wave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pilot = open_study(wave, pilot=True)
    pilot.answers.begin("0" * 32, language="kk", group=None, mode="pilot", today=date(2026, 5, 4))
    pilot.close()
    assert main(["field", "rehearse", "tea-2026"]) == 2
    assert "SQ-F85" in capsys.readouterr().err
