"""How evenly people space their partners."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.measured import wave

from survey.analysis.equidistance import equidistance
from survey.errors import SurveyError
from survey.shipped import root
from survey.wave.load import load_wave

FOUR = wave({"far.a": [3, 1, 1, 98], "far.b": [3, 5, 3, 2], "far.c": [3, 1, 5, 4]})


def test_numbers_by_hand() -> None:
    """R: apply(x, 1, function(r) sqrt(mean((r - mean(r))^2))) of rbind(c(3, 3, 3), c(1, 5, 1), c(1, 3, 5))."""
    people = equidistance(FOUR, "far").people
    assert people["sd"].tolist()[:3] == pytest.approx([0, np.sqrt(32) / 3, np.sqrt(8 / 3)])
    assert people["range"].tolist()[:3] == [0, 4, 4]
    assert people["equidistance"].tolist()[:3] == pytest.approx([100, 0, 100 * (1 - np.sqrt(3) / 2)])
    assert people["rated"].tolist() == [3, 3, 3, 2]


def test_who_left_a_partner_out_counts_only_where_asked() -> None:
    assert equidistance(FOUR, "far").people.iloc[3][["mean", "sd", "range", "equidistance"]].isna().all()
    found = equidistance(FOUR, "far", at_least=2)
    assert found.people["range"].tolist() == [0, 4, 4, 2]
    assert found.summary.set_index("measure")["n"].tolist() == [4, 4, 4]
    assert found.people["equidistance"].tolist()[3] == pytest.approx(50)


def test_each_partner_is_described_over_all_who_rated_it() -> None:
    found = equidistance(FOUR, "far").distances.set_index("row")
    assert found["n"].tolist() == [3, 4, 4]
    assert found.loc["b", ["mean", "minimum", "median", "maximum"]].tolist() == [3.25, 2, 3, 5]


def test_nobody() -> None:
    found = equidistance(wave({"far.a": [98, None]}), "far")
    assert found.summary["n"].tolist() == [0, 0, 0]
    assert found.summary["mean"].isna().all()


@pytest.mark.parametrize(
    ("item", "at_least", "code"),
    [("fa", None, "SQ-D29"), ("rain", None, "SQ-S180"), ("named", None, "SQ-S180"), ("far", 1, "SQ-S181"), ("far", 4, "SQ-S181")],
)
def test_what_it_refuses(item: str, at_least: int | None, code: str) -> None:
    with pytest.raises(SurveyError) as refused:
        equidistance(FOUR, item, at_least=at_least)
    assert refused.value.code == code


def test_margins_need_rows_and_say_what_they_allow() -> None:
    margins = load_wave(root() / "data" / "ai-students")
    known = type(margins)(margins.settings, FOUR.instrument, None, margins.margins, margins.audit, margins.provenance)
    with pytest.raises(SurveyError, match=r"survey\.frequencies") as refused:
        equidistance(known, "far")
    assert refused.value.code == "SQ-S01"
