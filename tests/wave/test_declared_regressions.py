"""The block `regressions` of wave.yaml: read whole, refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.wave.test_declared import load_blocks

from survey.errors import DataError
from survey.wave.settings import DeclaredRegression


def test_regressions_as_they_are_written(tmp_path: Path) -> None:
    found = load_blocks(
        tmp_path,
        """\
regressions:
  - {id: a, outcome: tea, event: no, predictors: [milk, cups], reference: {milk: no}}
  - {id: b, outcome: sorts.yes, predictors: [milk]}
""",
    ).regressions
    assert found == (
        DeclaredRegression("a", "tea", ("milk", "cups"), "no", {"milk": "no"}),
        DeclaredRegression("b", "sorts.yes", ("milk",)),
    )


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("{id: a, outcome: tea, predictors: [tea]}", "SQ-S140"),
        ("{id: a, outcome: tea, predictors: [coffee]}", "SQ-D29"),
        ("{id: a, outcome: tea, predictors: [sorts]}", "SQ-S102"),
        ("{id: a, outcome: cups, predictors: [tea]}", "SQ-S05"),
        ("{id: a, outcome: tea, event: maybe, predictors: [milk]}", "SQ-S141"),
        ("{id: a, outcome: tea, predictors: [milk], reference: {milk: maybe}}", "SQ-S141"),
        ("{id: a, outcome: colour, predictors: [milk]}", "SQ-S106"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, entry: str, code: str) -> None:
    with pytest.raises(DataError) as found:
        load_blocks(tmp_path, f"regressions:\n  - {entry}\n")
    assert [(problem.code, problem.place.line) for problem in found.value.problems] == [(code, 9)]
    assert "event=" not in str(found.value), "the form of Python, not of wave.yaml"


@pytest.mark.parametrize(
    "block", ["regressions:\n  - {id: a, outcome: tea, predictors: [milk]}\n", "crosstabs:\n  - {id: a, items: [tea, milk]}\n"]
)
def test_margins_cannot_be_crossed(tmp_path: Path, block: str) -> None:
    with pytest.raises(DataError) as found:
        load_blocks(tmp_path, block, kind="margins")
    assert [(problem.code, problem.place.line) for problem in found.value.problems] == [("SQ-S01", 8)]
