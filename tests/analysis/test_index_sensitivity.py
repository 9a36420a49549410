"""Every other reading of an index, by hand, and that bounds from margins hold what rows give."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.analysis.index_sensitivity import COLUMNS, index_sensitivity
from survey.analysis.indices import index_summary
from survey.i18n.text import Text
from survey.instrument.model import Condition, Index, IndexClass, IndexModel

T = Text(en="x")
YES: dict[str, float | None] = {"yes": 1.0, "no": 0.0, "other": None}
NO: dict[str, float | None] = {"yes": 0.0, "no": 1.0, "other": None}
STEPS: dict[str, float | None] = {"yes": 1.0, "no": -1.0, "other": 0.0}


def index(model: IndexModel, scores: dict[str, dict[str, float | None]], minimum: int, **more: Any) -> Index:
    return Index("I", T, T, model, scores, minimum, T, **more)


def readings(found: pd.DataFrame) -> list[str]:
    return found["reading"].tolist()


# a: 3 yes of 4; b: 1 yes of 4; c: 2 yes of 4
ANSWERS: dict[str, list[object]] = {
    "a": ["yes", "yes", "yes", "no"],
    "b": ["yes", "no", "no", "no"],
    "c": ["yes", "yes", "no", "no"],
}


def test_a_doubtful_item_is_reversed_and_left_out(small: Any) -> None:
    """Sums of scores 3 + 1 of 8; a reversed 1 + 1; without a 1 of 4."""
    made = index(IndexModel.FORMATIVE, {"a": YES, "b": YES}, 1)
    wave = small.rows(made, ANSWERS, doubtful=("a",))
    for asked in (wave, small.margins_of(wave)):
        found = index_sensitivity(asked)
        assert found.columns.tolist() == list(COLUMNS)
        assert readings(found) == ["main", "reversed", "left_out"]
        assert found["item"].fillna("").tolist() == ["", "a", "a"]
        for end in ("low", "high"):
            assert found[f"mean_{end}"].tolist() == pytest.approx([50, 25, 25])
            assert found[f"shift_{end}"].tolist() == pytest.approx([0, -25, -25])


def test_nothing_is_left_out_where_too_few_items_would_stay(small: Any) -> None:
    made = index(IndexModel.FORMATIVE, {"a": YES, "b": YES}, 2)
    assert readings(index_sensitivity(small.rows(made, ANSWERS, doubtful=("a",)))) == ["main", "reversed"]


def test_a_held_out_item_is_added_with_the_scores_of_its_answers_elsewhere(small: Any) -> None:
    """3 + 1 of 8; with c, 2 yes and 2 no, 6 of 12 either way."""
    made = index(IndexModel.REFLECTIVE, {"a": YES, "b": YES}, 2, held_out=("c",))
    found = index_sensitivity(small.rows(made, ANSWERS))
    assert readings(found) == ["main", "added", "added_reversed"]
    assert found["mean_low"].tolist() == pytest.approx([50, 50, 50])


def test_a_held_out_item_with_answers_of_its_own_gets_equal_steps(small: Any) -> None:
    """Not the codes of the other item: by the values of its options yes -1, no 0, other 1 on the scale from -1 to 1 of a."""
    made = index(IndexModel.FORMATIVE, {"a": {"yes": 1.0, "no": -1.0}}, 1, held_out=("c",))
    wave = small.rows(made, {"a": ["yes", "no"], "c": ["no", "yes"]})
    two = replace(wave.instrument.items[0], options=wave.instrument.items[0].options[:2])
    found = index_sensitivity(replace(wave, instrument=replace(wave.instrument, items=(two, wave.instrument.items[1]))))
    assert found["mean_low"].tolist() == pytest.approx([0, 100 * ((1 + 0) / 2 + (-1 - 1) / 2) / 2, 100 * ((1 + 0) / 2 + 0) / 2])


def test_a_score_in_the_middle_stays_where_it_is(small: Any) -> None:
    made = index(IndexModel.SEPARATE, {"a": STEPS, "b": YES}, 1)
    found = index_sensitivity(small.rows(made, {"a": ["yes", "other", "other"], "b": ["yes"] * 3}, doubtful=("a",)))
    assert found["target"].tolist() == ["a", "a"]
    assert found["mean_low"].tolist() == pytest.approx([100 / 3, -100 / 3])


def test_a_typology_with_answers_changing_places(small: Any) -> None:
    """Yes to a and b: the first; no to a and yes to b: nobody."""
    both = IndexClass("both", T, (Condition("a", ("yes",)), Condition("b", ("yes",))))
    made = index(IndexModel.TYPOLOGY, {"a": YES, "b": YES}, 2, classes=(both,))
    found = index_sensitivity(small.rows(made, ANSWERS, doubtful=("a",)))
    assert found["mean_low"].tolist() == [25, 0]
    assert found["shift_low"].tolist() == [0, -25]


def test_a_typology_whose_answers_have_no_opposite_is_not_reversed(small: Any) -> None:
    own = IndexClass("own", T, (Condition("a", ("yes",)),))
    same = {"yes": 1.0, "no": 0.0, "other": 0.0}
    made = index(IndexModel.TYPOLOGY, {"a": same, "b": YES}, 2, classes=(own,))
    assert index_sensitivity(small.rows(made, ANSWERS, doubtful=("a",))).empty


def test_a_count_has_no_order_to_reverse(small: Any) -> None:
    made = index(IndexModel.COUNT, {"a": {}, "b": {}}, 1, targets=("yes",), held_out=("c",))
    wave = small.rows(made, ANSWERS, doubtful=("a",))
    for asked in (wave, small.margins_of(wave)):
        found = index_sensitivity(asked)
        assert readings(found) == ["main", "left_out", "added"]
        assert found["mean_low"].tolist() == pytest.approx([4 / 4, 1 / 4, 6 / 4])
        assert found["shift_high"].tolist() == pytest.approx([0, -3 / 4, 2 / 4])


def test_no_doubt_no_rows(small: Any) -> None:
    found = index_sensitivity(small.rows(index(IndexModel.FORMATIVE, {"a": YES, "b": NO}, 1), ANSWERS))
    assert found.empty
    assert found.columns.tolist() == list(COLUMNS)


def test_what_is_unknown_elsewhere_does_not_blur_the_shift(small: Any) -> None:
    """b is known give or take one, so both means have bounds; but a alone moves them, by 1 - 2 · 3/4 of half the scale."""
    wave = small.rows(index(IndexModel.FORMATIVE, {"a": YES, "b": YES}, 2), ANSWERS, doubtful=("a",))
    other = index_sensitivity(small.margins_of(wave, {"b": 1})).iloc[1]
    assert (other["mean_low"], other["mean_high"]) == (pytest.approx(12.5), pytest.approx(37.5))
    assert (other["shift_low"], other["shift_high"]) == (pytest.approx(-25), pytest.approx(-25))


def test_the_shift_of_a_longer_index_counts_what_is_unknown_once(small: Any) -> None:
    """With c, 2 of 4, every score weighs 1/3 in place of 1/2. b has 0 to 2 yes: (3 + b) / 8 and (3 + b + 2) / 12."""
    wave = small.rows(index(IndexModel.FORMATIVE, {"a": YES, "b": YES}, 2, held_out=("c",)), ANSWERS)
    added = index_sensitivity(small.margins_of(wave, {"b": 1})).iloc[1]
    assert added["shift_low"] == pytest.approx(100 * (7 / 12 - 5 / 8))
    assert added["shift_high"] == pytest.approx(100 * (5 / 12 - 3 / 8))


PEOPLE = st.lists(st.tuples(*[st.sampled_from(["yes", "no", "other", None])] * 3), min_size=1, max_size=10)
CLASS = IndexClass("both", T, (Condition("a", ("yes",)), Condition("b", ("yes",))))
MODELS = [
    index(IndexModel.REFLECTIVE, {"a": YES, "b": NO}, 1, held_out=("c",)),
    index(IndexModel.FORMATIVE, {"a": STEPS, "b": NO}, 2, held_out=("c",)),
    index(IndexModel.COUNT, {"a": {}, "b": {}}, 1, targets=("yes", "other"), held_out=("c",)),
    index(IndexModel.TYPOLOGY, {"a": YES, "b": YES}, 2, classes=(CLASS,)),
    index(IndexModel.SEPARATE, {"a": STEPS, "b": YES}, 1),
]


@pytest.mark.parametrize("made", MODELS, ids=lambda made: made.model.value)
def test_bounds_hold_what_the_rows_give(small: Any, made: Index) -> None:
    @settings(max_examples=settings.default.max_examples // 3)
    @given(PEOPLE, st.integers(0, 2))
    def check(people: list[tuple[object, ...]], slack: int) -> None:
        wave = small.rows(made, {name: [person[place] for person in people] for place, name in enumerate("abc")}, doubtful=("a",))
        truth, found = index_sensitivity(wave), index_sensitivity(small.margins_of(wave, {"b": slack}))
        assert truth[["target", "reading", "item"]].equals(found[["target", "reading", "item"]])
        main = truth[truth["reading"] == "main"].set_index("target")["mean_low"]
        assert main.dropna().isin(index_summary(wave)["mean_low"]).all()
        known = truth["mean_low"].notna() & truth["shift_low"].notna()
        for name in ("mean", "shift"):
            assert (found[f"{name}_low"][known] - 1e-7 <= truth[f"{name}_low"][known]).all()
            assert (truth[f"{name}_high"][known] <= found[f"{name}_high"][known] + 1e-7).all()

    check()
