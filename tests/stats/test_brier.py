"""Brier's score and the table of calibration, against the definition and R's arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import PROBABILITIES_UNUSABLE, SurveyError
from survey.stats.brier import brier, calibration

PAIRS = st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=1, max_size=40)


def arrays(pairs: list[tuple[int, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([p / 100 for p, _ in pairs]), np.array([float(came) for _, came in pairs])


def test_ends_and_the_score_of_one_half() -> None:
    """R: mean((c(1, 0) - c(1, 0))^2); mean((c(0, 1) - c(1, 0))^2); mean((.5 - c(1, 0))^2)."""
    came = np.array([1.0, 0.0])
    assert [brier(np.array(p), came) for p in ([1.0, 0.0], [0.0, 1.0], [0.5, 0.5])] == [0, 1, 0.25]
    assert np.isnan(brier(np.empty(0), np.empty(0)))


@given(PAIRS)
def test_it_is_half_of_the_score_over_the_event_and_its_opposite(pairs: list[tuple[int, bool]]) -> None:
    """Brier (1950), equation 2, sums over both classes."""
    p, o = arrays(pairs)
    assert 2 * brier(p, o) == pytest.approx(np.mean((p - o) ** 2 + ((1 - p) - (1 - o)) ** 2))
    assert 0 <= brier(p, o) <= 1


@given(PAIRS)
def test_classes_hold_every_forecast_once(pairs: list[tuple[int, bool]]) -> None:
    p, o = arrays(pairs)
    found = calibration(p, o)
    assert found["forecasts"].sum() == len(pairs)
    assert found["happened"].sum() == o.sum()
    for percent, _ in pairs:
        place = min(percent // 10, 9)  # whole percents, so no rounding is in doubt
        assert found["forecasts"][place] >= 1
    some = found[found["forecasts"] > 0]
    assert ((some["low"] - 1e-12 <= some["mean_probability"]) & (some["mean_probability"] <= some["high"] + 1e-12)).all()


@pytest.mark.parametrize(
    ("given", "came"),
    [
        ([90, 20], [1, 0]),
        ([0.9, np.nan], [1, 0]),
        ([-0.1], [0]),
        ([0.9], [2]),
        ([0.9], [np.nan]),
        ([0.9, 0.2], [1]),
        ([[0.9]], [[1]]),
    ],
)
def test_what_is_no_probability_or_outcome_is_refused(given: list[float], came: list[float]) -> None:
    for score in (brier, calibration):
        with pytest.raises(SurveyError) as refused:
            score(given, came)
        assert refused.value.code == PROBABILITIES_UNUSABLE


@pytest.mark.parametrize("tenths", range(11))
def test_the_lower_end_belongs_to_a_class(tenths: int) -> None:
    found = calibration(np.array([tenths / 10]), np.array([1.0]))
    assert found["forecasts"].tolist().index(1) == min(tenths, 9)
