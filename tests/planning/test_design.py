"""The file simulation.yaml: read with all its problems, each with its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from survey import shipped
from survey.errors import (
    DATES_REVERSED,
    FILE_NOT_FOUND,
    FOLDER_NOT_FOUND,
    MISSING_KEY,
    NOT_A_NAME,
    OUT_OF_RANGE,
    SIMULATION_BAD_VALUE,
    SIMULATION_NO_ITEM,
    UNKNOWN_KEY,
    UNKNOWN_ZONE,
    SurveyError,
)
from survey.planning.design import read_design

DESIGN = """\
instrument: sovereignty-2022
n: 12
seed: 3
"""


def problems(tmp_path: Path, text: str) -> list[tuple[str, int | None]]:
    path = tmp_path / "simulation.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(SurveyError) as caught:
        read_design(path)
    return [(found.code, found.place.line) for found in caught.value.problems]


def test_a_design_in_full(tmp_path: Path) -> None:
    path = tmp_path / "simulation.yaml"
    path.write_text(
        DESIGN
        + "margins: margins.csv\nfieldwork: {from: 2022-09-01, to: 2022-09-02}\ntimezone: Asia/Almaty\n"
        + "factors: {threat: {territory_threat_exists: 0.7, identity_threat_exists: -.5}, power: {can_secure_territory: 1}}\n"
        + "correlations: {threat: {power: 0.2}}\nmissing: {territory_threat_exists: 0.25, profession: 0}\n",
        "utf-8",
    )
    published = shipped.root() / "data" / "sovereignty-2022" / "margins.csv"
    (tmp_path / "margins.csv").write_bytes(published.read_bytes())
    design = read_design(path)
    assert (design.n, design.seed, design.timezone) == (12, 3, "Asia/Almaty")
    assert design.fieldwork == (dt.date(2022, 9, 1), dt.date(2022, 9, 2))
    assert design.structure.loading("identity_threat_exists", "identity_threat_exists") == ("threat", -0.5)
    made = design.run()
    assert made.answers["profession"].count() == 12
    assert made.answers["territory_threat_exists"].count() == 9
    assert made.received["timestamp"].dt.tz_convert("Asia/Almaty").dt.day.isin([1, 2]).all()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("sead: 4\n", [(UNKNOWN_KEY, 4)]),
        ("timezone: Asia/Almatty\n", [(UNKNOWN_ZONE, 4)]),
        ("fieldwork: {from: 2022-09-15, to: 2022-09-01}\n", [(DATES_REVERSED, 4)]),
        ("factors:\n  Threat: {a: 0.5}\n", [(NOT_A_NAME, 5)]),
        ("factors: {threat: {no_such_item: 0.5}}\n", [(SIMULATION_NO_ITEM, None)]),
        ("factors: {threat: {profession: 1.5}}\n", [(SIMULATION_BAD_VALUE, None)]),
        ("margins: ../nowhere\n", [(FOLDER_NOT_FOUND, None)]),
    ],
)
def test_problems(tmp_path: Path, lines: str, expected: list[tuple[str, int | None]]) -> None:
    assert problems(tmp_path, DESIGN + lines) == expected


def test_all_problems_at_once(tmp_path: Path) -> None:
    assert problems(tmp_path, "instrument: sovereignty-2022\nn: 0\n") == [(OUT_OF_RANGE, 2), (MISSING_KEY, 1)]


def test_more_respondents_than_memory_holds(tmp_path: Path) -> None:
    assert problems(tmp_path, "instrument: sovereignty-2022\nn: 1000001\nseed: 1\n") == [(OUT_OF_RANGE, 2)]


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(SurveyError) as caught:
        read_design(tmp_path / "simulation.yaml")
    assert caught.value.code == FILE_NOT_FOUND
