"""Every model of an index, from rows by hand and from margins within their bounds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.analysis.indices import SPREAD, index_summary
from survey.analysis.reliability import reliability
from survey.errors import ITEM_UNKNOWN, NEEDS_ROWS, NOT_ONE_ANSWER, SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Condition, Index, IndexClass, IndexModel
from survey.shipped import root
from survey.wave.load import load_wave

T = Text(en="x")
YES = {"yes": 1.0, "no": 0.0, "other": None}
NO = {"yes": 0.0, "no": 1.0, "other": None}


def index(model: IndexModel, scores: dict[str, dict[str, float | None]], minimum: int, **more: object) -> Index:
    return Index("I", T, T, model, scores, minimum, T, **more)


BOTH = IndexClass("both", T, (Condition("a", ("yes",)), Condition("b", ("yes",))))
ONLY_A = IndexClass("only_a", T, (Condition("a", ("yes",)), Condition("b", ("no",))))


ANSWERS: dict[str, list[object]] = {
    "a": ["yes", "yes", "no", "other", None],
    "b": ["no", "yes", "no", "yes", "yes"],
}


def test_mean_of_those_with_enough_answers(small: Any) -> None:
    """b is reversed. Values by hand: (1 + 1) / 2, (1 + 0) / 2, (0 + 1) / 2; the fourth and fifth have one score only."""
    strict = index_summary(small.rows(index(IndexModel.FORMATIVE, {"a": YES, "b": NO}, 2), ANSWERS)).iloc[0]
    assert (strict["n_low"], strict["n_high"], strict["exact"], strict["method"]) == (3, 3, True, "rows")
    assert strict["mean_low"] == strict["mean_high"] == pytest.approx(100 * (1 + 0.5 + 0.5) / 3)
    lenient = index_summary(small.rows(index(IndexModel.REFLECTIVE, {"a": YES, "b": NO}, 1), ANSWERS)).iloc[0]
    assert (lenient["n_low"], lenient["mean_low"]) == (5, pytest.approx(100 * (1 + 0.5 + 0.5 + 0 + 0) / 5))


def test_mentions_per_target(small: Any) -> None:
    """Of the four who answered both, `yes` was named 1, 2, 0 and 1 times, `no` 1, 0, 2 and 0 times."""
    made = index(IndexModel.COUNT, {"a": {}, "b": {}}, 2, targets=("yes", "no"))
    found = index_summary(small.rows(made, ANSWERS)).set_index("target")
    assert found.loc["yes", "mean_low"] == pytest.approx(4 / 4)
    assert found.loc["no", "mean_low"] == pytest.approx(3 / 4)
    assert found["n_low"].tolist() == [4, 4]
    assert found[["scale_low", "scale_high"]].to_numpy().tolist() == [[0, 2], [0, 2]]


def test_mentions_in_a_multiple_choice(small: Any) -> None:
    made = index(IndexModel.COUNT, {"a": {}, "b": {}}, 1, targets=("yes",))
    answers = {
        "a.yes": [True, True, None],
        "a.no": [True, False, None],
        "a.other": [False, False, None],
        "b": ["yes", None, "no"],
    }
    wave = small.rows(made, answers)
    assert index_summary(wave).iloc[0]["mean_low"] == pytest.approx((2 + 1 + 0) / 3)
    bounds = index_summary(small.margins_of(wave)).iloc[0]
    assert bounds["mean_low"] <= 1 <= bounds["mean_high"]


def test_shares_of_classes(small: Any) -> None:
    """Three people answered both with a score: one yes-no, one yes-yes, one no-no."""
    made = index(IndexModel.TYPOLOGY, {"a": YES, "b": YES}, 2, classes=(BOTH, ONLY_A))
    found = index_summary(small.rows(made, ANSWERS)).set_index("target")
    assert found["n_low"].tolist() == [3, 3]
    assert found["mean_low"].tolist() == pytest.approx([100 / 3, 100 / 3])


def test_separate_indicators_have_a_row_each(small: Any) -> None:
    made = index(IndexModel.SEPARATE, {"a": {"yes": 1.0, "no": -1.0, "other": 0.0}, "b": YES}, 1)
    found = index_summary(small.rows(made, ANSWERS))
    assert found["target"].tolist() == ["a", "b"]
    assert found["mean_low"].tolist() == pytest.approx([100 * (1 + 1 - 1 + 0) / 4, 100 * 3 / 5])
    assert found[["scale_low", "scale_high"]].to_numpy().tolist() == [[-100, 100], [0, 100]]


def test_nobody_has_a_value(small: Any) -> None:
    found = index_summary(
        small.rows(index(IndexModel.FORMATIVE, {"a": YES, "b": NO}, 2), {"a": ["other", None], "b": ["yes", "no"]})
    ).iloc[0]
    assert found["n_low"] == 0
    assert np.isnan(found["mean_low"])


def test_exact_margins_give_the_exact_mean(small: Any) -> None:
    """Everybody has both scores: the mean is a sum of margins, whoever gave which answer."""
    wave = small.rows(index(IndexModel.FORMATIVE, {"a": YES, "b": NO}, 2), {"a": ["yes", "no", "yes"], "b": ["no", "no", "yes"]})
    found, expected = index_summary(small.margins_of(wave)).iloc[0], index_summary(wave).iloc[0]
    assert (found["exact"], found["method"], found["n_low"]) == (True, "margins", 3)
    assert found["mean_low"] == found["mean_high"] == pytest.approx(expected["mean_low"], abs=1e-9)


PEOPLE = st.lists(st.tuples(*[st.sampled_from(["yes", "no", "other", None])] * 3), min_size=1, max_size=12)
MODELS = [
    index(IndexModel.REFLECTIVE, {"a": YES, "b": NO, "c": YES}, 2),
    index(IndexModel.FORMATIVE, {"a": YES, "b": NO}, 2),
    index(IndexModel.COUNT, {"a": {}, "b": {}, "c": {}}, 2, targets=("yes", "other")),
    index(IndexModel.TYPOLOGY, {"a": YES, "b": YES, "c": YES}, 3, classes=(BOTH, ONLY_A)),
    index(IndexModel.SEPARATE, {"a": YES, "b": {"yes": 1.0, "no": -1.0, "other": None}}, 1),
]


@pytest.mark.parametrize("made", MODELS, ids=lambda made: made.model.value)
def test_the_truth_lies_within_the_bounds_of_its_margins(small: Any, made: Index) -> None:
    @given(PEOPLE)
    def check(people: list[tuple[object, ...]]) -> None:
        wave = small.rows(made, {name: [person[place] for person in people] for place, name in enumerate("abc")})
        for truth, found in zip(
            index_summary(wave).to_dict("records"), index_summary(small.margins_of(wave)).to_dict("records"), strict=True
        ):
            assert found["n_low"] <= truth["n_low"] <= found["n_high"]
            if truth["n_low"]:
                assert found["mean_low"] - 1e-9 <= truth["mean_low"] <= found["mean_high"] + 1e-9
            if found["exact"] and truth["n_low"]:
                assert found["mean_low"] == pytest.approx(truth["mean_low"], abs=1e-7)

    check()


def test_unknown_index_and_scored_multiple_choice(small: Any) -> None:
    wave = small.rows(index(IndexModel.FORMATIVE, {"a": YES}, 1), {"a.yes": [True], "a.no": [False], "a.other": [False]})
    for name, code in (("J", "SQ-S07"), ("I", "SQ-S11")):
        with pytest.raises(SurveyError) as found:
            index_summary(wave, name)
        assert found.value.code == code


def test_a_questionnaire_without_indices(small: Any) -> None:
    wave = small.rows(index(IndexModel.FORMATIVE, {"a": YES}, 1), {"a": ["yes"]})
    assert index_summary(replace(wave, instrument=replace(wave.instrument, indices=()))).empty


# -- how the values are distributed ------------------------------------------------------------------------------------
def test_spread_by_hand(small: Any) -> None:
    """Values 100, 50, 50 and 0, 0: mean 40, squares 60² + 2 · 10² + 2 · 40² = 7000, so the variance is 7000 / 4."""
    answers = {"a": ["yes", "yes", "no", "no", "no"], "b": ["no", "yes", "no", "yes", "yes"]}
    found = index_summary(small.rows(index(IndexModel.FORMATIVE, {"a": YES, "b": NO}, 2), answers)).iloc[0]
    assert found["sd"] == pytest.approx(1750**0.5)
    assert found[["minimum", "q1", "median", "q3", "maximum"]].tolist() == [0, 0, 50, 50, 100]
    assert found[["floor", "ceiling"]].tolist() == pytest.approx([40, 20])


def test_one_person_has_no_standard_deviation_and_margins_no_spread(small: Any) -> None:
    wave = small.rows(index(IndexModel.FORMATIVE, {"a": YES}, 1), {"a": ["yes"]})
    alone, counted = index_summary(wave).iloc[0], index_summary(small.margins_of(wave)).iloc[0]
    assert np.isnan(alone["sd"])
    assert alone["median"] == 100
    assert counted[[*SPREAD, "reliability"]].isna().all()


def test_the_ends_of_the_scale_are_reached_in_spite_of_rounding(small: Any) -> None:
    """0.1 + 0.1 + 0.1 is not 0.3 in a double."""
    tenth = {"yes": 0.1, "no": 0.0, "other": None}
    made = index(IndexModel.FORMATIVE, dict.fromkeys("abc", tenth), 3)
    assert index_summary(small.rows(made, {name: ["yes", "no"] for name in "abc"})).iloc[0]["ceiling"] == 50


def test_the_scale_is_what_a_person_can_reach(small: Any) -> None:
    """With both answers the mean of a score from -1 to 1 and one from 0 to 1 is at least -50, with one answer -100."""
    wide = {"yes": 1.0, "no": -1.0, "other": None}
    for minimum, low in ((2, -50), (1, -100)):
        made = index(IndexModel.FORMATIVE, {"a": wide, "b": YES}, minimum)
        assert index_summary(small.rows(made, ANSWERS)).iloc[0][["scale_low", "scale_high"]].tolist() == [low, 100]


def test_a_group_of_answers_counts_once_for_each_question(small: Any) -> None:
    """Who ticks two answers of a group named the group in one question, not in two."""
    made = index(IndexModel.COUNT, {"a": {}}, 1, targets=("yes",))
    wave = small.rows(made, {"a.yes": [True, False], "a.no": [True, False], "a.other": [False, True]})
    question = wave.instrument.items[0]
    options = tuple(replace(option, group="word") if option.code != "other" else option for option in question.options)
    grouped = replace(wave, instrument=replace(wave.instrument, items=(replace(question, options=options),)))
    found = index_summary(grouped).set_index("target").loc["word"]
    assert (found["mean_low"], found["scale_high"]) == (0.5, 1)
    bounds = index_summary(small.margins_of(grouped)).set_index("target").loc["word"]
    assert (bounds["mean_low"], bounds["mean_high"]) == (0.5, 1)


# -- groups ------------------------------------------------------------------------------------------------------------
def test_means_of_groups(small: Any) -> None:
    """Of those with a value, one said yes to c (100), two no (50 and 50), one nothing; nobody said other."""
    answers = {"a": ["yes", "yes", "no", "yes"], "b": ["no", "yes", "no", "no"], "c": ["yes", "no", "no", None]}
    found = index_summary(small.rows(index(IndexModel.FORMATIVE, {"a": YES, "b": NO}, 2), answers), by="c")
    assert found["by"].tolist() == ["c"] * 3
    assert found["group"].tolist() == ["yes", "no", "other"]
    assert found["ungrouped"].tolist() == [1, 1, 1]
    assert found["n_low"].tolist() == [1, 2, 0]
    assert found["mean_low"].fillna(-1).tolist() == [100, 50, -1]
    assert found["exact"].all()


@given(people=PEOPLE)
def test_groups_make_up_the_whole(small: Any, people: list[tuple[object, ...]]) -> None:
    wave = small.rows(MODELS[1], {name: [person[place] for person in people] for place, name in enumerate("abc")})
    whole, groups = index_summary(wave).iloc[0], index_summary(wave, by="c")
    assert groups["n_low"].sum() + groups["ungrouped"].iloc[0] == whole["n_low"]


def test_groups_need_rows_and_a_question_with_one_answer(small: Any) -> None:
    wave = small.rows(
        index(IndexModel.FORMATIVE, {"a": YES}, 1), {"a": ["yes"], "b.yes": [True], "b.no": [True], "b.other": [True]}
    )
    for asked, by, code in ((small.margins_of(wave), "a", NEEDS_ROWS), (wave, "b", NOT_ONE_ANSWER), (wave, "z", ITEM_UNKNOWN)):
        with pytest.raises(SurveyError) as found:
            index_summary(asked, by=by)
        assert found.value.code == code


# -- reliability -------------------------------------------------------------------------------------------------------
def test_reliability_only_of_reflective_scales_of_three_items() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    found = index_summary(wave).groupby("index")["reliability"].first().dropna()
    assert found.index.tolist() == ["TP"]  # NP is reflective too, but has two items
    assert found["TP"] == reliability(wave, index="TP", bootstrap=0).omega_categorical


def test_no_reliability_where_everybody_answers_alike(small: Any) -> None:
    made = index(IndexModel.REFLECTIVE, {"a": YES, "b": YES, "c": YES}, 3)
    found = index_summary(small.rows(made, {name: ["yes"] * 4 for name in "abc"})).iloc[0]
    assert found["mean_low"] == 100
    assert np.isnan(found["reliability"])
