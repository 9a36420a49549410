"""The map of names: what it may say, and what goes wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import EXPECTED_LIST, FILE_EMPTY, NAMES_COLUMN, NAMES_OF_ANOTHER, NAMES_TWICE, SurveyError
from survey.fielding.names import map_file
from survey.fielding.platform import Renamed
from survey.instrument.model import Instrument
from survey.intake.names_file import read_names


def written(folder: Path, text: str) -> Path:
    path = folder / "атаулар картасы.yaml"
    path.write_text(text, "utf-8")
    return path


def test_what_an_export_writes_is_read(teahouse: Instrument, tmp_path: Path) -> None:
    renamed = (Renamed("drinks.green", "drinks[green tea: yes]"), Renamed("service.speed", "service_1"), Renamed("why", "no"))
    output = map_file(teahouse, "limesurvey", renamed)
    assert output.name == "teahouse.limesurvey.names.yaml"
    path = tmp_path / output.name
    path.write_bytes(output.content.replace(b"\n", b"\r\n"))
    assert read_names(path, teahouse) == {one.name: one.column for one in renamed}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", [FILE_EMPTY]),
        ("instrument: other\nplatform: limesurvey\nnames:\n  - {name: a, column: why}\n", [NAMES_OF_ANOTHER]),
        ("instrument: teahouse\nplatform: limesurvey\nnames: why\n", [EXPECTED_LIST]),
        (
            "instrument: teahouse\nplatform: x\nnames:\n  - {name: a, column: whi}\n  - {name: b, column: drinks.gren}\n",
            [NAMES_COLUMN, NAMES_COLUMN],
        ),
        (
            "instrument: teahouse\nplatform: x\nnames:\n  - {name: a, column: why}\n  - {name: ' a', column: drinks.gren}\n",
            [NAMES_COLUMN, NAMES_TWICE],
        ),
    ],
)
def test_what_is_wrong_is_told_all_at_once(teahouse: Instrument, tmp_path: Path, text: str, codes: list[str]) -> None:
    with pytest.raises(SurveyError) as found:
        read_names(written(tmp_path, text), teahouse)
    assert [one.code for one in found.value.problems] == codes


def test_a_column_that_is_none_is_told_with_its_line_and_the_nearest(teahouse: Instrument, tmp_path: Path) -> None:
    path = written(tmp_path, "instrument: teahouse\nplatform: limesurvey\nnames:\n  - {name: a, column: servise.speed}\n")
    with pytest.raises(SurveyError) as found:
        read_names(path, teahouse)
    (problem,) = found.value.problems
    assert (problem.place.line, problem.params["nearest"]) == (4, "service.speed")
