"""Each mistake that the answers give away, and answers that give none away."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.stats.codes import from_frame
from survey.stats.correlation import correlate
from survey.stats.pair_counts import count


def codes_of(frame: pd.DataFrame, **options: Any) -> dict[str, Any]:
    """The warnings by their code."""
    return {found.code: found.params for found in correlate(from_frame(frame), **options).warnings}


@pytest.fixture
def scale() -> pd.DataFrame:
    """Four items with five answers each, 200 people, all different enough."""
    rng = np.random.default_rng(4)
    hidden = rng.normal(size=(200, 1)) + rng.normal(size=(200, 4))
    return pd.DataFrame(np.digitize(hidden, [-1.5, -0.5, 0.5, 1.5]) + 1.0, columns=list("abcd"))


def test_nothing_to_say(scale: pd.DataFrame) -> None:
    assert codes_of(scale) == {}
    assert codes_of(scale, kind="pearson") == {}


def test_mean_imputation_is_seen(scale: pd.DataFrame) -> None:
    """The mean of the others put where an answer was missing: one value between whole numbers."""
    gaps = scale.mask(np.random.default_rng(1).random(scale.shape) < 0.05)
    filled = gaps.fillna(gaps.mean())
    assert codes_of(filled, kind="pearson")["SQ-S45"] == {"items": tuple("abcd")}
    assert "SQ-S45" not in codes_of(gaps)


def test_measurements_are_not_taken_for_imputed(scale: pd.DataFrame) -> None:
    """Numbers with decimals everywhere, or halves as answers, are no sign of imputation."""
    measured = scale.assign(a=np.random.default_rng(2).normal(size=len(scale)).round(1), b=scale["b"] / 4)
    halves = measured.assign(c=np.arange(len(scale)) % 5 / 2 + 1)
    assert "SQ-S45" not in codes_of(halves, kind="pearson")


def test_what_listwise_deletion_would_leave(scale: pd.DataFrame) -> None:
    gaps = scale.mask(np.random.default_rng(1).random(scale.shape) < 0.05)
    gaps.iloc[0] = np.nan
    told = codes_of(gaps)["SQ-S46"]
    assert told == {"complete": len(gaps.dropna()), "people": 199}


def test_pearson_of_yes_and_no() -> None:
    frame = pd.DataFrame({"a": [0, 1] * 50, "b": [1, 1, 0, 0] * 25, "c": range(100)})
    assert codes_of(frame, kind="pearson")["SQ-S47"] == {"items": ("a", "b"), "many": ("c",)}
    assert "SQ-S47" not in codes_of(frame[["a", "b"]])


def test_near_constant_items_that_were_kept() -> None:
    frame = pd.DataFrame({"a": [0, 1] * 50, "b": [1, 1, 0, 0] * 25, "rare": [1] * 4 + [0] * 96})
    assert codes_of(frame, least_share=0)["SQ-S44"]["items"] == ("rare",)
    assert "SQ-S44" not in codes_of(frame)


def test_codes_of_missing_answers(scale: pd.DataFrame) -> None:
    """99 among 1 to 5, -9 among 0 and 1; no step of a scale, and no single large answer of many values."""
    assert codes_of(scale.replace({"a": {5: 99}}))["SQ-S88"] == {"columns": ("a (99)",)}
    yes = (scale > 3).astype(int)
    assert codes_of(yes.assign(b=yes["b"].where(np.arange(200) > 20, -9)))["SQ-S88"] == {"columns": ("b (-9)",)}
    assert "SQ-S88" not in codes_of(scale.replace({"a": {5: 7}}))


def test_a_number_that_the_questionnaire_allows_is_no_code_of_a_missing_answer(scale: pd.DataFrame) -> None:
    rows = from_frame(scale.replace({"a": {5: 99}}))
    for limits, told in (({"a": (0.0, 100.0)}, False), ({"a": (0.0, 60.0)}, True), ({"b": (0.0, 100.0)}, True)):
        assert ("SQ-S88" in {found.code for found in correlate(rows, limits=limits).warnings}) is told


def test_a_number_of_each_person(scale: pd.DataFrame) -> None:
    assert codes_of(scale.assign(id=range(1000, 1200)))["SQ-S89"] == {"items": ("id",)}
    assert "SQ-S89" not in codes_of(scale)


def test_weights_that_are_no_numbers_of_people(scale: pd.DataFrame) -> None:
    for weights, told in ((np.full(200, 0.5), True), (np.full(200, 2.0), False)):
        assert ("SQ-S48" in {found.code for found in correlate(from_frame(scale, weights)).warnings}) == told


def test_counts_know_no_rows(scale: pd.DataFrame) -> None:
    gaps = scale.mask(np.random.default_rng(1).random(scale.shape) < 0.05)
    told = {found.code for found in correlate(count(from_frame(gaps))).warnings}
    assert "SQ-S46" not in told
