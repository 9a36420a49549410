"""Every model of an index, from rows by hand and from margins within their bounds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.analysis.indices import index_summary
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Condition, Index, IndexClass, IndexModel, Instrument, Item, ItemKind, Level, Option, Section
from survey.wave.margins import Margins
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Settings, WaveKind
from survey.wave.wave import Wave, no_changes

T = Text(en="x")
YES = {"yes": 1.0, "no": 0.0, "other": None}
NO = {"yes": 0.0, "no": 1.0, "other": None}


def item(name: str, kind: ItemKind = ItemKind.SINGLE) -> Item:
    options = tuple(Option(code, value, T) for value, code in enumerate(("yes", "no", "other"), start=1))
    return Item(name, name, "s", kind, Level.NOMINAL, T, T, options)


def index(model: IndexModel, scores: dict[str, dict[str, float | None]], minimum: int, **more: object) -> Index:
    return Index("I", T, T, model, scores, minimum, T, **more)


BOTH = IndexClass("both", T, (Condition("a", ("yes",)), Condition("b", ("yes",))))
ONLY_A = IndexClass("only_a", T, (Condition("a", ("yes",)), Condition("b", ("no",))))


def rows(made: Index, answers: dict[str, list[object]]) -> Wave:
    names = dict.fromkeys(name.partition(".")[0] for name in answers)
    items = tuple(item(name, ItemKind.MULTIPLE if f"{name}.yes" in answers else ItemKind.SINGLE) for name in names)
    questionnaire = Instrument("i", "1", ("en",), T, (Section("s", "1", T),), items, (made,))
    frame = pd.DataFrame(
        {name: pd.array(values, dtype="boolean" if "." in name else "string") for name, values in answers.items()}
    )
    about = Settings("w", "i", WaveKind.MICRODATA, T, Design.SRS, len(frame), T)
    return Wave(
        about,
        questionnaire,
        Responses(questionnaire, frame, frame.isna(), frame, frame, Source("f", "0")),
        None,
        no_changes(),
        Provenance({}, ""),
    )


def margins_of(wave: Wave) -> Wave:
    """The same wave, of which only the counts are left."""
    counts = wave.counts([one.id for one in wave.instrument.items]).assign(basis="published", note="")
    about = replace(wave.settings, kind=WaveKind.MARGINS)
    return replace(wave, settings=about, responses=None, margins=Margins(counts.drop(columns="n"), "0"))


ANSWERS: dict[str, list[object]] = {
    "a": ["yes", "yes", "no", "other", None],
    "b": ["no", "yes", "no", "yes", "yes"],
}


def test_mean_of_those_with_enough_answers() -> None:
    """b is reversed. Values by hand: (1 + 1) / 2, (1 + 0) / 2, (0 + 1) / 2; the fourth and fifth have one score only."""
    strict = index_summary(rows(index(IndexModel.FORMATIVE, {"a": YES, "b": NO}, 2), ANSWERS)).iloc[0]
    assert (strict["n_low"], strict["n_high"], strict["exact"], strict["method"]) == (3, 3, True, "rows")
    assert strict["mean_low"] == strict["mean_high"] == pytest.approx(100 * (1 + 0.5 + 0.5) / 3)
    lenient = index_summary(rows(index(IndexModel.REFLECTIVE, {"a": YES, "b": NO}, 1), ANSWERS)).iloc[0]
    assert (lenient["n_low"], lenient["mean_low"]) == (5, pytest.approx(100 * (1 + 0.5 + 0.5 + 0 + 0) / 5))


def test_mentions_per_target() -> None:
    """Of the four who answered both, `yes` was named 1, 2, 0 and 1 times, `no` 1, 0, 2 and 0 times."""
    made = index(IndexModel.COUNT, {"a": {}, "b": {}}, 2, targets=("yes", "no"))
    found = index_summary(rows(made, ANSWERS)).set_index("target")
    assert found.loc["yes", "mean_low"] == pytest.approx(4 / 4)
    assert found.loc["no", "mean_low"] == pytest.approx(3 / 4)
    assert found["n_low"].tolist() == [4, 4]
    assert found[["scale_low", "scale_high"]].to_numpy().tolist() == [[0, 2], [0, 2]]


def test_mentions_in_a_multiple_choice() -> None:
    made = index(IndexModel.COUNT, {"a": {}, "b": {}}, 1, targets=("yes",))
    answers = {
        "a.yes": [True, True, None],
        "a.no": [True, False, None],
        "a.other": [False, False, None],
        "b": ["yes", None, "no"],
    }
    wave = rows(made, answers)
    assert index_summary(wave).iloc[0]["mean_low"] == pytest.approx((2 + 1 + 0) / 3)
    bounds = index_summary(margins_of(wave)).iloc[0]
    assert bounds["mean_low"] <= 1 <= bounds["mean_high"]


def test_shares_of_classes() -> None:
    """Three people answered both with a score: one yes-no, one yes-yes, one no-no."""
    made = index(IndexModel.TYPOLOGY, {"a": YES, "b": YES}, 2, classes=(BOTH, ONLY_A))
    found = index_summary(rows(made, ANSWERS)).set_index("target")
    assert found["n_low"].tolist() == [3, 3]
    assert found["mean_low"].tolist() == pytest.approx([100 / 3, 100 / 3])


def test_separate_indicators_have_a_row_each() -> None:
    made = index(IndexModel.SEPARATE, {"a": {"yes": 1.0, "no": -1.0, "other": 0.0}, "b": YES}, 1)
    found = index_summary(rows(made, ANSWERS))
    assert found["target"].tolist() == ["a", "b"]
    assert found["mean_low"].tolist() == pytest.approx([100 * (1 + 1 - 1 + 0) / 4, 100 * 3 / 5])
    assert found[["scale_low", "scale_high"]].to_numpy().tolist() == [[-100, 100], [0, 100]]


def test_nobody_has_a_value() -> None:
    found = index_summary(
        rows(index(IndexModel.FORMATIVE, {"a": YES, "b": NO}, 2), {"a": ["other", None], "b": ["yes", "no"]})
    ).iloc[0]
    assert found["n_low"] == 0
    assert np.isnan(found["mean_low"])


def test_exact_margins_give_the_exact_mean() -> None:
    """Everybody has both scores: the mean is a sum of margins, whoever gave which answer."""
    wave = rows(index(IndexModel.FORMATIVE, {"a": YES, "b": NO}, 2), {"a": ["yes", "no", "yes"], "b": ["no", "no", "yes"]})
    found, expected = index_summary(margins_of(wave)).iloc[0], index_summary(wave).iloc[0]
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
def test_the_truth_lies_within_the_bounds_of_its_margins(made: Index) -> None:
    @settings(max_examples=40)
    @given(PEOPLE)
    def check(people: list[tuple[object, ...]]) -> None:
        wave = rows(made, {name: [person[place] for person in people] for place, name in enumerate("abc")})
        for truth, found in zip(
            index_summary(wave).to_dict("records"), index_summary(margins_of(wave)).to_dict("records"), strict=True
        ):
            assert found["n_low"] <= truth["n_low"] <= found["n_high"]
            if truth["n_low"]:
                assert found["mean_low"] - 1e-9 <= truth["mean_low"] <= found["mean_high"] + 1e-9
            if found["exact"] and truth["n_low"]:
                assert found["mean_low"] == pytest.approx(truth["mean_low"], abs=1e-7)

    check()


def test_unknown_index_and_scored_multiple_choice() -> None:
    wave = rows(index(IndexModel.FORMATIVE, {"a": YES}, 1), {"a.yes": [True], "a.no": [False], "a.other": [False]})
    for name, code in (("J", "SQ-S07"), ("I", "SQ-S11")):
        with pytest.raises(SurveyError) as found:
            index_summary(wave, name)
        assert found.value.code == code


def test_a_questionnaire_without_indices() -> None:
    wave = rows(index(IndexModel.FORMATIVE, {"a": YES}, 1), {"a": ["yes"]})
    assert index_summary(replace(wave, instrument=replace(wave.instrument, indices=()))).empty
