"""The values of people, by hand, and that their mean is what the summary reports."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.analysis.index_scores import indices
from survey.analysis.indices import index_summary
from survey.errors import NEEDS_ROWS, SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Condition, Index, IndexClass, IndexModel
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.wave import Wave

T = Text(en="x")
YES: dict[str, float | None] = {"yes": 1.0, "no": 0.0, "other": None}
NO: dict[str, float | None] = {"yes": 0.0, "no": 1.0, "other": None}
BOTH = IndexClass("both", T, (Condition("a", ("yes",)), Condition("b", ("yes",))))
INDICES = [
    Index("R", T, T, IndexModel.REFLECTIVE, {"a": YES, "b": NO, "c": YES}, 2, T),
    Index("C", T, T, IndexModel.COUNT, {"a": {}, "b": {}, "c": {}}, 2, T, targets=("yes", "other")),
    Index("T", T, T, IndexModel.TYPOLOGY, {"a": YES, "b": YES}, 2, T, classes=(BOTH,)),
    Index("S", T, T, IndexModel.SEPARATE, {"a": YES, "b": {"yes": 1.0, "no": -1.0, "other": None}}, 1, T),
]


def test_values_by_hand(small: Any) -> None:
    """The second answers two of three and has a value, the third answers one and has none."""
    wave = small.rows(INDICES[0], {"a": ["yes", "no", None], "b": ["no", "no", "yes"], "c": ["no", "other", None]})
    found = indices(wave)
    assert found.columns.tolist() == ["respondent", "index", "target", "value", "answered", "items"]
    assert found["respondent"].tolist() == [0, 1, 2]
    assert found["value"].fillna(-1).tolist() == [pytest.approx(200 / 3), 50, -1]
    assert found["answered"].tolist() == [3, 2, 1]
    assert found["items"].tolist() == [3, 3, 3]


def test_a_typology_has_a_row_for_each_class_and_a_count_for_each_target(small: Any) -> None:
    answers = {"a": ["yes", "yes"], "b": ["yes", "no"], "c": ["yes", "other"]}
    assert indices(small.rows(INDICES[2], answers))["value"].tolist() == [100, 0]
    counted = indices(small.rows(INDICES[1], answers)).set_index(["respondent", "target"])["value"]
    assert counted.to_dict() == {(0, "yes"): 3, (0, "other"): 0, (1, "yes"): 1, (1, "other"): 1}


def same_mean(wave: Wave) -> None:
    scores, summary = indices(wave), index_summary(wave)
    values = scores["value"].to_numpy().reshape(wave.n, len(summary))
    for (_, row), own in zip(summary.iterrows(), values.T, strict=True):
        known = own[~np.isnan(own)]
        assert len(known) == row["n_low"]
        if len(known):
            assert known.mean() == row["mean_low"]  # to the last bit: one code computes both
            assert row["scale_low"] - 1e-9 <= known.min() <= known.max() <= row["scale_high"] + 1e-9


@pytest.mark.parametrize("made", INDICES, ids=lambda made: made.model.value)
def test_the_mean_of_the_values_is_that_of_the_summary(small: Any, made: Index) -> None:
    @given(st.lists(st.tuples(*[st.sampled_from(["yes", "no", "other", None])] * 3), min_size=1, max_size=12))
    def check(people: list[tuple[object, ...]]) -> None:
        same_mean(small.rows(made, {name: [person[place] for person in people] for place, name in enumerate("abc")}))

    check()


def test_the_mean_of_the_values_of_the_demonstration_is_that_of_the_summary() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    same_mean(wave)
    assert pd.Index(indices(wave)["respondent"].unique()).equals(wave.answers.index)


def test_nobody_has_a_value_of_their_own_in_margins() -> None:
    with pytest.raises(SurveyError) as found:
        indices(load_wave(root() / "data" / "sovereignty-2022"))
    assert found.value.code == NEEDS_ROWS
