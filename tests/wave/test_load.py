"""A folder in, a wave out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

import survey
from survey.errors import EXPECTED_INTEGER, NOT_A_WAVE_NAME, SurveyError
from survey.wave.load import load_wave

INSTRUMENT = """\
id: tea
version: "1"
languages: [en]
title: {en: Tea}
sections: [{id: s, number: "1", title: {en: All}}]
items:
  - id: tea
    number: "1"
    section: s
    kind: single
    level: binary
    text: {en: "Do you drink tea?"}
    options: [{code: yes, value: 1, text: {en: Yes}}, {code: no, value: 2, text: {en: No}}]
"""
SETTINGS = "id: tea\ninstrument: tea\nkind: KIND\ntitle: {en: Tea}\ndesign: srs\nn: 3\nsource: {en: A source}\n"
MARGINS = "item,code,low,high,base,basis\ntea,yes,2,2,3,published\ntea,no,1,1,3,complement\n"
ANSWERS = (
    "Timestamp,Do you drink tea?\n2026/09/01 1:29:21 PM GMT+5,Yes\n2026/09/01 1:30:21 PM GMT+5,No\n2026/09/02 1:29:21 PM GMT+5,\n"
)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study with the same wave twice: `data/margins`, `data/rows`."""
    write(tmp_path / "instruments" / "tea.yaml", INSTRUMENT)
    write(tmp_path / "data" / "margins" / "wave.yaml", SETTINGS.replace("KIND", "margins"))
    write(tmp_path / "data" / "margins" / "margins.csv", MARGINS)
    write(tmp_path / "data" / "rows" / "wave.yaml", SETTINGS.replace("KIND", "microdata"))
    write(tmp_path / "data" / "rows" / "raw" / "answers.csv", ANSWERS)
    return tmp_path


def refused(name: str | Path, start: Path) -> list[str]:
    with pytest.raises(SurveyError) as found:
        load_wave(name, start)
    return [problem.code for problem in found.value.problems]


def test_margins(study: Path) -> None:
    wave = load_wave("data/margins", study)
    assert (wave.id, wave.n, wave.synthetic, wave.folder) == ("tea", 3, False, study / "data" / "margins")
    assert wave.counts("tea")["n"].tolist() == [2, 1]


def test_microdata(study: Path) -> None:
    wave = load_wave("rows", study)
    assert wave.counts("tea")["n"].tolist() == [1, 1]
    assert wave.missing["tea"].tolist()[2] == "skipped"
    assert wave.text["tea"].tolist()[:2] == ["Yes", "No"]
    assert wave.audit.empty
    assert list(wave.audit.columns) == ["rule", "respondent", "item", "before", "after", "reason"]


@pytest.mark.parametrize("name", ["data/margins", "margins", "data/margins/wave.yaml"])
def test_what_a_wave_may_be_called(study: Path, name: str) -> None:
    assert load_wave(name, study / "instruments").n == 3


def test_provenance_names_every_file_that_was_read(study: Path) -> None:
    margins, rows = load_wave("margins", study).provenance, load_wave("rows", study).provenance
    assert list(margins.files) == ["wave.yaml", "tea.yaml", "margins.csv"]
    assert list(rows.files) == ["wave.yaml", "tea.yaml", "answers.csv"]
    assert rows.files["answers.csv"] == hashlib.sha256(ANSWERS.encode()).hexdigest()
    assert margins.files["tea.yaml"] == hashlib.sha256(INSTRUMENT.encode()).hexdigest()
    assert margins.version == survey.__version__


def test_raw_is_never_written(study: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in study.rglob("*") if path.is_file()}
    load_wave("rows", study)
    load_wave("margins", study)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in study.rglob("*") if path.is_file()} == before


def test_wrong_folders(study: Path) -> None:
    assert refused("nowhere", study) == ["SQ-D02"]
    assert refused("data", study) == ["SQ-D03"], "a folder without wave.yaml"
    assert refused("data/margins/margins.csv", study) == ["SQ-D02"], "a file"
    assert refused("", study)[0] in ("SQ-D02", "SQ-D03")


def test_unknown_questionnaire_and_the_problems_of_the_settings_together(study: Path) -> None:
    path = study / "data" / "margins" / "wave.yaml"
    path.write_text(path.read_text("utf-8").replace("instrument: tea", "instrument: teaa").replace("n: 3", "n: x"), "utf-8")
    with pytest.raises(SurveyError) as found:
        load_wave("margins", study)
    codes = [problem.code for problem in found.value.problems]
    assert EXPECTED_INTEGER in codes
    assert found.value.problems[-1].params["nearest"] == "tea"
    assert found.value.problems[-1].place.file == path


def test_margins_file_that_is_not_there(study: Path) -> None:
    (study / "data" / "margins" / "margins.csv").unlink()
    assert refused("margins", study) == ["SQ-D01"]


def test_raw_folder_must_hold_one_file(study: Path) -> None:
    raw = study / "data" / "rows" / "raw"
    write(raw / "~$answers.xlsx", "left by Excel")
    write(raw / "README.md", "a note")
    assert load_wave("rows", study).n == 3
    write(raw / "answers (1).csv", ANSWERS)
    assert refused("rows", study) == ["SQ-D08"]
    for path in raw.iterdir():
        path.unlink()
    assert refused("rows", study) == ["SQ-D08"]


def test_truncated_file_of_answers(study: Path) -> None:
    write(study / "data" / "rows" / "raw" / "answers.csv", "\n".join(ANSWERS.splitlines()[:3]) + "\n")
    assert refused("rows", study) == ["SQ-D09"]


@pytest.mark.parametrize("name", [None, 3, pd.DataFrame()])
def test_what_is_no_name_of_a_wave_is_told(name: object) -> None:
    with pytest.raises(SurveyError) as found:
        load_wave(name)  # type: ignore[arg-type]
    assert found.value.code == NOT_A_WAVE_NAME


def test_a_mistyped_name_names_the_nearest(study: Path) -> None:
    with pytest.raises(SurveyError, match="Did you mean “margins”"):
        load_wave("data/margin", study)
