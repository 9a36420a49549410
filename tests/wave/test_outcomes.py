"""The block `outcomes` of wave.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.measured import ASKED

from survey.errors import DataError
from survey.i18n.text import Text
from survey.wave.settings import Outcome, Settings
from survey.wave.settings_file import read_settings

SMALL = """\
id: w
instrument: i
kind: microdata
title: {en: A wave}
design: nonprobability
n: 3
source: {en: A source}
"""


def load(folder: Path, outcomes: str) -> Settings:
    path = folder / "wave.yaml"
    path.write_text(f"{SMALL}outcomes:\n  {outcomes}\n", "utf-8")
    return read_settings(path, ASKED)


def test_outcomes_as_they_are_written(tmp_path: Path) -> None:
    found = load(tmp_path, "rain: {happened: true, source: {en: The weather office}}\n  snow: {happened: no, source: {en: Seen}}")
    assert found.outcomes == {"rain": Outcome(True, Text(en="The weather office")), "snow": Outcome(False, Text(en="Seen"))}


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("rian: {happened: true, source: {en: Seen}}", "SQ-D150"),
        ("cups: {happened: true, source: {en: Seen}}", "SQ-D151"),
        ("far: {happened: true, source: {en: Seen}}", "SQ-D151"),
        ("rain: {happened: true}", "SQ-I02"),
        ("rain: {happened: perhaps, source: {en: Seen}}", "SQ-I10"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, entry: str, code: str) -> None:
    with pytest.raises(DataError) as found:
        load(tmp_path, entry)
    assert [(problem.code, problem.place.line) for problem in found.value.problems] == [(code, 9)]
