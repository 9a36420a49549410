"""Probabilities and their scores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from tests.analysis.measured import wave

from survey.analysis.forecasts import forecasts
from survey.errors import SurveyError
from survey.shipped import root
from survey.wave.load import load_wave

THREE = wave({"rain": [80, 20, None], "snow": [0, 50, 100]}, {"rain": True})


def test_numbers_by_hand() -> None:
    """R: mean((c(.8, .2) - 1)^2) is .34; the score of the mean .5 is .25."""
    found = forecasts(THREE, ["rain", "snow"]).table.set_index("item")
    assert found.loc["rain", ["n", "mean", "median"]].tolist() == [2, 50, 50]
    assert found.loc["rain", ["brier", "brier_mean", "brier_median"]].tolist() == pytest.approx([0.34, 0.25, 0.25])
    assert found.loc["snow", ["q1", "median", "q3"]].tolist() == [25, 50, 75]
    assert found.loc["snow", "happened"] is pd.NA
    assert np.isnan(found.loc["snow", "brier"])


def test_people_are_scored_on_what_they_answered() -> None:
    people = forecasts(THREE, ["rain", "snow"], {"rain": True, "snow": False}).people
    assert people["scored"].tolist() == [2, 2, 1]
    assert people["brier"].tolist() == pytest.approx([(0.04 + 0) / 2, (0.64 + 0.25) / 2, 1])


def test_the_group_is_never_worse_than_its_people_on_average() -> None:
    """The square is convex: the score of the mean is at most the mean score."""
    found = forecasts(THREE, ["rain", "snow"], {"rain": True, "snow": False}).table
    assert (found["brier_mean"] <= found["brier"] + 1e-12).all()


def test_what_is_given_goes_before_what_the_wave_knows() -> None:
    assert forecasts(THREE, "rain", {}).table["happened"].isna().all()
    assert forecasts(THREE, "rain", {}).people["scored"].tolist() == [0, 0, 0]
    assert forecasts(THREE, "rain", {}).calibration["forecasts"].sum() == 0
    assert forecasts(THREE, ["rain", "snow"]).calibration["forecasts"].sum() == 2


def test_a_question_that_is_named_twice_counts_once() -> None:
    once, twice = forecasts(THREE, ["rain", "snow"]), forecasts(THREE, ["rain", "snow", "rain"])
    for name in ("table", "people", "calibration"):
        pd.testing.assert_frame_equal(getattr(once, name), getattr(twice, name))


@pytest.mark.parametrize(
    ("items", "outcomes", "code"),
    [
        ("rian", None, "SQ-D29"),
        ([], None, "SQ-S189"),
        ("cups", None, "SQ-S182"),
        ("far", None, "SQ-S182"),
        ("rain", {"snow": True}, "SQ-D29"),
        ("rain", {"rain": "yes"}, "SQ-S183"),
    ],
)
def test_what_it_refuses(items: str | list[str], outcomes: dict[str, bool] | None, code: str) -> None:
    with pytest.raises(SurveyError) as refused:
        forecasts(THREE, items, outcomes)
    assert refused.value.code == code


def test_margins_need_rows() -> None:
    margins = replace(load_wave(root() / "data" / "ai-students"), instrument=THREE.instrument)
    with pytest.raises(SurveyError) as refused:
        forecasts(margins, "rain")
    assert refused.value.code == "SQ-S01"
