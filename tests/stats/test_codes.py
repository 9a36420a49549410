"""Which columns have an order, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.errors import SurveyError
from survey.stats.codes import from_frame

KINDS: dict[str, Any] = {
    "whole": np.array([3, 1, 2, 1]),
    "far apart": np.array([10**9, -5, 7, -5]),
    "bytes": np.array([255, 0, 7, 0], dtype=np.uint8),
    "numbers": [3.0, 1.0, None, 1.0],
    "fractions": [0.5, 0.25, None, 0.25],
    "nullable": pd.array([3, 1, None, 1], dtype="Int64"),
    "booleans": [True, False, True, False],
    "nullable booleans": pd.array([True, False, None, False], dtype="boolean"),
    "objects": pd.Series([3, 1, None, 2.5], dtype=object),
    "ordered": pd.Categorical(["low", None, "high", "low"], categories=["low", "middle", "high"], ordered=True),
    "ordered numbers": pd.Categorical([2, None, 8, 2], categories=[2, 5, 8], ordered=True),
    "nobody": [None, None, None, None],
}
EXPECTED = {
    "whole": ([2, 0, 1, 0], [1, 2, 3]),
    "far apart": ([2, 0, 1, 0], [-5, 7, 10**9]),
    "bytes": ([2, 0, 1, 0], [0, 7, 255]),
    "numbers": ([1, 0, -1, 0], [1, 3]),
    "fractions": ([1, 0, -1, 0], [0.25, 0.5]),
    "nullable": ([1, 0, -1, 0], [1, 3]),
    "booleans": ([1, 0, 1, 0], [0, 1]),
    "nullable booleans": ([1, 0, -1, 0], [0, 1]),
    "objects": ([2, 0, -1, 1], [1, 2.5, 3]),
    "ordered": ([0, -1, 1, 0], [1, 3]),
    "ordered numbers": ([0, -1, 1, 0], [2, 8]),
    "nobody": ([-1, -1, -1, -1], []),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_column(kind: str) -> None:
    """A category that nobody chose is no category; a missing answer never is one."""
    codes = from_frame(pd.DataFrame({"q": KINDS[kind]}))
    assert (codes.numbers[0].tolist(), codes.values[0].tolist()) == EXPECTED[kind]


def test_back_to_values() -> None:
    frame = pd.DataFrame({"a": [3.0, np.nan, 1.5], "b": [1.0, 2.0, 1.0]})
    pd.testing.assert_frame_equal(from_frame(frame).frame(), frame)


@pytest.mark.parametrize("dtype", ["str", "object", "category"])
def test_the_same_two_answers_in_all_columns_need_no_order(dtype: str) -> None:
    frame = pd.DataFrame({"a": ["yes", "no", None], "b": ["no", "no", "yes"]}).astype(dtype)
    assert from_frame(frame).numbers.tolist() == [[1, 0, -1], [0, 0, 1]]


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"a": ["yes", "no"], "b": ["agree", "disagree"]}, "SQ-S20"),
        ({"a": ["low", "middle", "high"]}, "SQ-S20"),
        ({"a": ["yes", "no"], "b": [0, 1]}, "SQ-S20"),
        ({"a": pd.to_datetime(["2026-09-01", "2026-09-02"])}, "SQ-S20"),
        ({"a": [1j, 2j]}, "SQ-S20"),
        ({"a": [[1], [2]]}, "SQ-S20"),
        ({"a": [1.0, np.inf]}, "SQ-S22"),
    ],
)
def test_refused_columns(frame: dict[str, Any], code: str) -> None:
    with pytest.raises(SurveyError) as refused:
        from_frame(pd.DataFrame(frame))
    assert refused.value.code == code


def test_all_columns_without_order_are_named() -> None:
    with pytest.raises(SurveyError) as refused:
        from_frame(pd.DataFrame({"a": ["x", "y", "z"], "b": [1, 2, 3], "c": ["u", "v", "w"]}))
    assert [problem.params["column"] for problem in refused.value.problems] == ["a", "c"]


def test_a_name_twice() -> None:
    with pytest.raises(SurveyError) as refused:
        from_frame(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    assert refused.value.code == "SQ-S21"


@pytest.mark.parametrize("weights", [[1], [1, -1], [1, np.nan], [1, np.inf], ["a", "b"], [[1, 1]]])
def test_refused_weights(weights: Any) -> None:
    with pytest.raises(SurveyError) as refused:
        from_frame(pd.DataFrame({"a": [0, 1]}), weights)
    assert refused.value.code == "SQ-S23"


def test_rows_without_weight_are_away() -> None:
    codes = from_frame(pd.DataFrame({"a": [5, 1, 2]}), [0, 2, 1.5])
    assert codes.values[0].tolist() == [1, 2]
    assert codes.margins[0].tolist() == [2, 1.5]
