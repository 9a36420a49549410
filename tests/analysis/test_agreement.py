"""Agreement of experts from a table of ratings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import survey
from survey.errors import (
    COLUMN_NOT_ORDERED,
    COLUMN_REPEATED,
    COLUMN_UNKNOWN,
    EXPERTS_LEFT_OUT,
    NEEDS_ROWS,
    NOT_DATA,
    NOT_FINITE,
    TOO_FEW_EXPERTS,
    SurveyError,
)
from survey.shipped import root
from survey.wave.load import load_wave

RATINGS = pd.DataFrame({"courts": [1, 1, 2, 1], "press": [2, 3, 1, np.nan], "army": [3, 2, 3, 3], "banks": [4, 4, 4, 2]})


def test_incomplete_experts_are_left_out_and_told() -> None:
    found = survey.agreement(RATINGS)
    assert (found.experts, found.objects, found.left_out) == (3, 4, 1)
    assert [one.code for one in found.warnings] == [EXPERTS_LEFT_OUT]
    assert found.w == pytest.approx(7 / 9)
    assert found.mean_rho == pytest.approx((3 * 7 / 9 - 1) / 2)
    assert found.ranks["place"].tolist() == [1, 2, 3, 4]
    assert found.model_chi_square == pytest.approx(3 * 3 * found.w)


def test_only_the_order_of_one_experts_ratings_counts() -> None:
    whole = RATINGS.dropna()
    assert survey.agreement(whole**3).w == survey.agreement(whole).w == survey.agreement(-whole).w


def test_ordered_categories_are_ratings() -> None:
    levels = ["low", "middle", "high"]
    frame = pd.DataFrame({name: pd.Categorical(said, levels, ordered=True) for name, said in
                          {"a": ["low", "low"], "b": ["middle", "high"], "c": ["high", "high"]}.items()})  # fmt: skip
    assert survey.agreement(frame).tied


@pytest.mark.parametrize(
    ("data", "items", "code"),
    [
        (RATINGS, ["courts"], TOO_FEW_EXPERTS),
        (RATINGS.head(1), None, TOO_FEW_EXPERTS),
        (RATINGS, ["court", "army"], COLUMN_UNKNOWN),
        ("data/mine", None, NOT_DATA),
        (load_wave(root() / "data" / "sovereignty-2022"), None, NEEDS_ROWS),
    ],
)
def test_what_is_refused(data: object, items: list[str] | None, code: str) -> None:
    with pytest.raises(SurveyError) as caught:
        survey.agreement(data, items)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_numbers_in_a_refusal_go_with_any_number() -> None:
    with pytest.raises(SurveyError, match=r"^Experts who rated everything: 1; objects: 3\."):
        survey.agreement(pd.DataFrame([[1, 2, 3]], columns=["a", "b", "c"]))


def test_a_wave_of_rows() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    items = [item.id for item in wave.instrument.items if item.level.value == "binary"][:3]
    found = survey.agreement(wave, items)
    assert found.objects == 3
    assert 0 <= found.w <= 1


@pytest.mark.parametrize(
    ("column", "wanted"),
    [
        (["low", "mid", "high"], COLUMN_NOT_ORDERED),
        (pd.Categorical(["low", "mid", "high"]), COLUMN_NOT_ORDERED),
        ([1.0, np.inf, 2.0], NOT_FINITE),
    ],
)
def test_what_has_no_order_is_refused(column: Any, wanted: str) -> None:
    with pytest.raises(SurveyError) as caught:
        survey.agreement(pd.DataFrame({"a": column, "b": [1, 2, 3]}))
    assert caught.value.code == wanted
    assert "correlat" not in str(caught.value)


def test_an_object_named_twice_is_refused() -> None:
    with pytest.raises(SurveyError) as caught:
        survey.agreement(pd.DataFrame({"a": [1, 2], "b": [2, 1]}), ["a", "a"])
    assert caught.value.code == COLUMN_REPEATED
