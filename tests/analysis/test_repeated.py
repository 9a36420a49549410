"""The same question put twice or more: what changed, what is compared, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import survey
from survey.errors import (
    ANSWER_NOT_COMMON,
    KINDS_DIFFER,
    LISTS_DIFFER,
    MARGIN_OUT_OF_RANGE,
    MARGIN_WITHOUT_REASON,
    NEEDS_ROWS,
    NO_COMMON_ANSWERS,
    NOBODY_ANSWERED_BOTH,
    TOO_FEW_QUESTIONS,
    SurveyError,
)
from survey.i18n.text import Text
from survey.instrument.model import Index, IndexModel
from survey.shipped import root
from survey.stats.multiplicity import adjusted
from survey.wave.load import load_wave

YES, NO = "yes", "no"
PANEL = pd.DataFrame(
    {
        "may": [YES] * 30 + [NO] * 20,
        "june": [YES] * 25 + [NO] * 20 + [YES] * 5,
        "july": [YES] * 20 + [NO] * 25 + [None] * 5,
    }
)


def refused(wanted: str, *args: object, **more: object) -> None:
    with pytest.raises(SurveyError) as caught:
        survey.repeated(*args, **more)  # type: ignore[arg-type]
    assert caught.value.code == wanted


def test_who_changed_which_way() -> None:
    found = survey.repeated(PANEL, ["may", "june"], code=YES)
    row = found.changes.iloc[0]
    assert row[["both", "first_only", "second_only", "neither", "base"]].tolist() == [25, 5, 5, 15, 50]
    assert (row["difference"], row["model_p"]) == (0, 1)
    assert found.agreement.loc[0, ["same", "base"]].tolist() == [40, 50]
    assert found.joint["n"].tolist() == [25, 5, 5, 15]


def test_missing_answers_are_left_out_pair_by_pair() -> None:
    found = survey.repeated(PANEL, ["may", "june", "july"])
    assert found.changes["base"].tolist() == [50, 45, 45]
    assert found.tests.loc[found.tests["test"] == "cochran_q", "base"].tolist() == [45]
    assert found.agreement["first"].isna().tolist() == [False, False, False, True]


def test_two_answers_mirror_each_other_and_count_as_one_test() -> None:
    found = survey.repeated(PANEL, ["may", "june", "july"])
    assert found.changes["code"].unique().tolist() == [NO]
    assert found.family == 3


def test_only_common_answers_are_compared_and_that_is_told() -> None:
    first = pd.Categorical(["a", "b", "c", "a", "b"], categories=["a", "b", "c"])
    second = pd.Categorical(["a", "a", "b", "d", "b"], categories=["a", "b", "d"])
    found = survey.repeated(pd.DataFrame({"x": first, "y": second}), ["x", "y"])
    assert found.codes == ("a", "b")
    assert found.left_out.to_numpy().tolist() == [["x", "c", 1], ["y", "d", 1]]
    assert found.warnings[0].code == LISTS_DIFFER
    assert found.warnings[0].params["people"] == 2
    assert set(found.joint["base"]) == {3}  # both answers common
    assert set(found.changes["base"]) == {5}  # everybody who answered both
    apart = pd.DataFrame({"x": first, "y": pd.Categorical(["e"] * 5)})
    refused(NO_COMMON_ANSWERS, apart, ["x", "y"])
    refused(ANSWER_NOT_COMMON, pd.DataFrame({"x": first, "y": second}), ["x", "y"], code="d")


def test_plain_columns_offer_what_any_of_them_holds() -> None:
    found = survey.repeated(pd.DataFrame({"x": [1, 2, 3], "y": [2, 2, 10]}), ["x", "y"])
    assert found.codes == ("1", "2", "3", "10")
    assert found.left_out.empty


def test_a_margin_needs_a_reason() -> None:
    refused(MARGIN_WITHOUT_REASON, PANEL, ["may", "june"], margin=0.1)
    refused(MARGIN_WITHOUT_REASON, PANEL, ["may", "june"], margin=0.1, margin_reason=" ")
    refused(MARGIN_OUT_OF_RANGE, PANEL, ["may", "june"], margin=10, margin_reason="ten points")
    found = survey.repeated(PANEL, ["may", "june"], margin=0.2, margin_reason="smaller than any decision would need")
    assert found.equivalence.loc[0, ["within", "model_equivalent"]].tolist() == [True, True]


def test_margins_are_referred_to_bounds() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022")
    refused(NEEDS_ROWS, wave, wave.instrument.comparisons[0].items)
    with pytest.raises(SurveyError, match=r"survey\.bounds"):
        survey.repeated(wave, wave.instrument.comparisons[0].items)
    refused(TOO_FEW_QUESTIONS, PANEL, ["may"])


def test_facts_agree_with_counts() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    for comparison in wave.instrument.comparisons:
        found = survey.repeated(wave, comparison.items)
        for row in found.changes.to_dict("records"):
            for end in ("first", "second"):
                counts = wave.counts(row[end]).set_index("code")
                assert row[f"n_{end}"] == counts.loc[row["code"], "n"]
            assert row["n_second"] - row["n_first"] == row["second_only"] - row["first_only"]
        assert found.changes["model_p_holm"].ge(found.changes["model_p"]).all()


def test_questions_with_several_answers_option_by_option() -> None:
    from survey.analysis.repeated_answers import Put, _warnings

    ticks = np.array([[True, False], [True, True]])
    several = Put("a", ("x", "y"), ticks, np.array([True, True]), True)
    one = Put("b", ("x", "y"), ~ticks, np.array([True, True]), False)
    told = _warnings((several, one), pd.DataFrame(columns=["item", "code", "n"]))
    assert [problem.code for problem in told] == [KINDS_DIFFER]


def test_options_of_questions_with_several_answers_by_name(small: Any) -> None:
    made = Index("I", Text(en="x"), Text(en="x"), IndexModel.FORMATIVE, {}, 1, Text(en="x"))
    ticks = {
        "a.yes": [True, True, False, False, True], "a.no": [False, True, False, False, False], "a.other": [False] * 5,
        "b.yes": [True, False, False, True, None], "b.no": [False, True, True, False, None],
        "b.other": [False, False, False, False, None],
    }  # fmt: skip
    wave = small.rows(made, ticks)
    cells = ["both", "first_only", "second_only", "neither", "base"]
    one = survey.repeated(wave, ["a.yes", "b.yes"])
    whole = survey.repeated(wave, ["a", "b"]).changes.set_index("code")
    assert one.changes[cells].to_numpy().tolist() == [[1, 1, 1, 1, 4]]
    assert whole.loc["yes", cells].tolist() == [1, 1, 1, 1, 4]
    within = survey.repeated(wave, ["a.yes", "a.no"]).changes
    assert within[cells].to_numpy().tolist() == [[1, 2, 0, 2, 5]]


def test_kappa_and_equivalence_are_families_of_their_own() -> None:
    found = survey.repeated(PANEL, ["may", "june", "july"], margin=0.3, margin_reason="for the test")
    for frame in (found.agreement, found.equivalence):
        assert frame["model_p_holm"].to_numpy() == pytest.approx(adjusted(frame["model_p"]))
        assert (frame["model_p_holm"] >= frame["model_p"]).all()
    assert found.equivalence["model_equivalent"].tolist() == (found.equivalence["model_p_holm"] <= 0.05).tolist()


def test_a_margin_in_words_is_refused() -> None:
    refused(MARGIN_OUT_OF_RANGE, PANEL, ["may", "june"], margin="0.1", margin_reason="for the test")


@pytest.mark.parametrize("nobody", [[], [None] * 3])
def test_questions_that_nobody_answered_have_no_common_answer(nobody: list[Any]) -> None:
    refused(NO_COMMON_ANSWERS, pd.DataFrame({"may": nobody, "june": nobody}), ["may", "june"])


def test_an_answer_may_be_named_by_its_number() -> None:
    frame = PANEL.replace({YES: 1, NO: 2}).astype("Int64")
    by_number, by_text = (survey.repeated(frame, ["may", "june"], code=code) for code in (1, "1"))  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(by_number.changes, by_text.changes)
    assert by_number.changes.loc[0, "both"] == 25


def test_answers_without_anything_in_common_have_no_test_of_kappa() -> None:
    found = survey.repeated(pd.DataFrame({"may": ["a", "b", "a"], "june": ["c", "d", "d"]}), ["may", "june"]).agreement.iloc[0]
    assert (found["same"], found["kappa"]) == (0, 0)
    assert np.isnan(found["model_p"])


def test_two_questions_that_nobody_answered_both_of() -> None:
    frame = pd.DataFrame({"a": ["x", "y", None], "b": [None, None, "y"], "c": ["x", "y", "y"]})
    with pytest.raises(SurveyError) as refusal:
        survey.repeated(frame, ["a", "b"])
    assert refusal.value.code == NOBODY_ANSWERED_BOTH
    assert [one.code for one in survey.repeated(frame, ["a", "b", "c"]).warnings] == [NOBODY_ANSWERED_BOTH]
