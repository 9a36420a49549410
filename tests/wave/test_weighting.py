"""The block `weights` of wave.yaml: a frame, or a clear refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.wave.test_declared import load_blocks

from survey.errors import DataError
from survey.wave.settings import Weighting

SOURCE = "source: {kk: Тіркелім, en: A register}"


def weights(folder: Path, text: str, kind: str = "microdata") -> Weighting | None:
    return load_blocks(folder, f"weights: {text}\n", kind).weights


def test_shares_and_counts_become_shares(tmp_path: Path) -> None:
    margins = "{tea: {yes: 60, no: 40}, milk: {yes: 75, no: 25}}"
    found = weights(tmp_path, f"{{method: raking, trim: [0.3, 3], frame: {{{SOURCE}, margins: {margins}}}}}")
    assert found is not None
    assert {item: dict(shares) for item, shares in found.margins.items()} == {
        "tea": {"yes": 0.6, "no": 0.4},
        "milk": {"yes": 0.75, "no": 0.25},
    }
    assert found.trim == (0.3, 3)


def test_none_is_no_weights(tmp_path: Path) -> None:
    assert weights(tmp_path, "none") is None


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        pytest.param("{method: raking}", "microdata", ["SQ-D130"], id="no frame"),
        pytest.param(
            f"{{method: raking, frame: {{{SOURCE}, margins: {{tea: {{yes: 1, no: 1}}}}}}}}", "margins", ["SQ-D131"], id="margins"
        ),
        pytest.param(
            f"{{method: poststratification, frame: {{{SOURCE}, margins: {{tea: {{yes: 1, no: 1}}, milk: {{yes: 1, no: 1}}}}}}}}",
            "microdata",
            ["SQ-D132"],
            id="one question",
        ),
        pytest.param(
            f"{{method: raking, frame: {{{SOURCE}, margins: {{tea: {{yes: 1, sometimes: 1}}}}}}}}",
            "microdata",
            ["SQ-D133"],
            id="answer",
        ),
        pytest.param(
            f"{{method: raking, frame: {{{SOURCE}, margins: {{tea: {{yes: -1, no: 2}}}}}}}}",
            "microdata",
            ["SQ-D134"],
            id="negative",
        ),
        pytest.param(
            f"{{method: raking, frame: {{{SOURCE}, margins: {{tea: {{yes: 50, no: 50}}, milk: {{yes: 30, no: 40}}}}}}}}",
            "microdata",
            ["SQ-D135"],
            id="totals",
        ),
        pytest.param(
            f"{{method: raking, frame: {{{SOURCE}, margins: {{tea: {{yes: 0.6, no: 0.3}}}}}}}}",
            "microdata",
            ["SQ-D145"],
            id="fractions that do not add up",
        ),
        pytest.param(f"{{method: raking, frame: {{{SOURCE}, margins: {{}}}}}}", "microdata", ["SQ-D130"], id="no margins"),
        pytest.param(
            f"{{method: raking, trim: [3, 0.3], frame: {{{SOURCE}, margins: {{tea: {{yes: 1, no: 1}}}}}}}}",
            "microdata",
            ["SQ-D136"],
            id="trim",
        ),
    ],
)
def test_refusals(tmp_path: Path, text: str, kind: str, codes: list[str]) -> None:
    with pytest.raises(DataError) as refusal:
        weights(tmp_path, text, kind)
    assert [one.code for one in refusal.value.problems] == codes


def from_file(folder: Path, table: str, method: str = "poststratification") -> Weighting | None:
    """The weights of a wave.yaml whose frame is a file."""
    (folder / "frame.csv").write_text(table, "utf-8")
    return weights(folder, f"{{method: {method}, frame: {{{SOURCE}, file: frame.csv}}}}")


@pytest.mark.parametrize("method", ["raking", "poststratification"])
def test_a_joint_table_in_a_file(tmp_path: Path, method: str) -> None:
    """Raking takes its margins, post-stratification its cells."""
    found = from_file(tmp_path, "tea,milk,n\nyes,yes,40\nyes,no,20\nno,yes,10\nno,no,30\n", method)
    assert found is not None
    assert {item: dict(shares) for item, shares in found.margins.items()} == {
        "tea": {"yes": 0.6, "no": 0.4},
        "milk": {"yes": 0.5, "no": 0.5},
    }
    cells = {("yes", "yes"): 0.4, ("yes", "no"): 0.2, ("no", "yes"): 0.1, ("no", "no"): 0.3}
    assert (None if found.cells is None else dict(found.cells)) == (cells if method == "poststratification" else None)


def test_margins_in_a_file(tmp_path: Path) -> None:
    """As a spreadsheet may have saved them: semicolons, a decimal comma, Windows line ends."""
    found = from_file(tmp_path, "item;code;n\r\ntea;yes;59,5\r\ntea;no;40,5\r\nmilk;yes;75\r\nmilk;no;25\r\n", "raking")
    assert found is not None
    assert dict(found.margins["tea"]) == {"yes": 0.595, "no": 0.405}


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        pytest.param("tea,milk,people\nyes,yes,4\n", ["SQ-D141"], id="columns"),
        pytest.param("tea,n\nyes,many\nno,-1\n", ["SQ-D142", "SQ-D142"], id="numbers"),
        pytest.param('tea,n\nyes,"1,200"\nno,900\n', ["SQ-D142"], id="thousands"),
        pytest.param("tea,n\nyes,4\nyes,4\n", ["SQ-D143"], id="twice"),
        pytest.param("tea,coffee,n\nyes,sometimes,4\n", ["SQ-D29"], id="question"),
        pytest.param("tea,n\nsometimes,4\n", ["SQ-D133"], id="answer"),
    ],
)
def test_tables_that_are_no_frame(tmp_path: Path, table: str, codes: list[str]) -> None:
    with pytest.raises(DataError) as refusal:
        from_file(tmp_path, table)
    assert [one.code for one in refusal.value.problems] == codes


@pytest.mark.parametrize(
    ("margins", "people"),
    [("{yes: 60, no: 30}", 90), ("{yes: 0.6, no: 0.4}", None), ("{yes: 66.7, no: 33.3}", None), ("{yes: 0.67, no: 0.34}", None)],
)
def test_whole_numbers_are_people(tmp_path: Path, margins: str, people: int | None) -> None:
    found = weights(tmp_path, f"{{method: raking, frame: {{{SOURCE}, margins: {{tea: {margins}}}}}}}")
    assert found is not None
    assert found.people == people


def place_of(folder: Path, table: str) -> str:
    with pytest.raises(DataError) as refusal:
        from_file(folder, table)
    return str(refusal.value).replace(f"{folder}", "")[1:]


def test_a_percent_sign_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"`yes` must be a number, not `60%`\. Write it without quotes or a percent sign"):
        weights(tmp_path, f"{{method: raking, frame: {{{SOURCE}, margins: {{tea: {{yes: 60%, no: 40}}}}}}}}")


def test_a_problem_of_the_file_names_the_file(tmp_path: Path) -> None:
    assert place_of(tmp_path, "item,kod,n\ntea,yes,4\n").startswith("frame.csv, row 1: The columns")
    assert place_of(tmp_path, "tea,coffee,n\nyes,sometimes,4\n").startswith("frame.csv, row 1: ")
    assert place_of(tmp_path, "item,code,n\ntea,sometimes,4\n").startswith("frame.csv: ")


def test_a_file_that_is_not_there_is_told_of_the_line_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"wave\.yaml, line 8: File not found"):
        weights(tmp_path, f"{{method: raking, frame: {{{SOURCE}, file: frame.csv}}}}")


def test_a_frame_is_told_once(tmp_path: Path) -> None:
    with pytest.raises(DataError) as refusal:
        weights(tmp_path, f"{{method: raking, frame: {{{SOURCE}}}}}")
    assert [one.code for one in refusal.value.problems] == ["SQ-D140"]
