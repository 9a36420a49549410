"""The order of answers: what the counts say, and what is shown under a model."""

from __future__ import annotations

from typing import Any

import pytest
from scipy.stats import binomtest

import survey
from survey.errors import NO_SUCH_COMPARISON, SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Index, IndexModel
from survey.shipped import root
from survey.stats.multiplicity import adjusted
from survey.wave.load import load_wave

MARGINS = load_wave(root() / "data" / "sovereignty-2022")
ROWS = load_wave(root() / "data" / "sovereignty-2022-demo")


def test_the_order_of_published_counts() -> None:
    found = survey.order_of_answers(MARGINS, "threat_state_territory")
    near = found.pairs[found.pairs["adjacent"]]
    assert near[["first", "second", "order"]].to_numpy().tolist() == [
        ["russia", "china", "first"], ["china", "usa", "first"], ["usa", "uzbekistan", "first"],
    ]  # fmt: skip
    assert near["model_p_high"].tolist() == pytest.approx([binomtest(a, a + b).pvalue for a, b in ((76, 17), (17, 3), (3, 0))])
    assert near["model_ordered"].tolist() == [True, True, False]
    assert found.family == 6
    assert not found.from_rows


def test_the_family_is_every_pair_of_every_question() -> None:
    found = survey.order_of_answers(MARGINS, "threat_sources")
    assert found.items == ("threat_state_territory", "threat_state_identity", "threat_state_sovereignty")
    assert found.family == 6 + 9 + 10  # one pair was given by nobody
    assert adjusted(found.pairs["model_p_high"]) == pytest.approx(found.pairs["model_p_holm"], nan_ok=True)


def test_open_counts_stay_open() -> None:
    found = survey.order_of_answers(MARGINS, "helpers").pairs
    open_ = found[(found["first"] == "russia") & (found["second"] == "china")]
    assert set(open_["order"]) == {"open"}
    assert not open_["model_ordered"].any()
    shares = survey.order_of_answers(MARGINS, "help_state_territory").shares.set_index("code")
    assert shares.loc["turkiye", ["rank_low", "rank_high"]].tolist() == [1, 1]
    assert shares.loc["russia", ["rank_low", "rank_high"]].tolist() == [2, 8]


def test_ties_are_kept_as_ties() -> None:
    found = survey.order_of_answers(MARGINS, "threat_state_identity")
    last = found.shares.set_index("code").loc[["uzbekistan", "turkiye"], ["rank_low", "rank_high"]]
    assert last.to_numpy().tolist() == [[4, 5], [4, 5]]
    assert found.pairs.iloc[-1]["order"] == "tie"


def test_all_questions_together_need_rows() -> None:
    found = survey.order_of_answers(ROWS, "threat_sources")
    together = found.shares[found.shares["item"].isna()].set_index("code")
    assert found.from_rows
    assert together["base"].unique().tolist() == [3 * 96]
    for code in together.index:
        assert together.loc[code, "low"] == sum(ROWS.counts(item).set_index("code").loc[code, "n"] for item in found.items)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(SurveyError) as caught:
        survey.order_of_answers(MARGINS, "threat_source")
    assert caught.value.code == NO_SUCH_COMPARISON
    assert "threat_source" in str(caught.value)


def test_several_answers_per_person_have_a_range_of_p_from_margins(small: Any) -> None:
    made = Index("I", Text(en="x"), Text(en="x"), IndexModel.FORMATIVE, {}, 1, Text(en="x"))
    yes, no = [True] * 14 + [False] * 6, [False] * 11 + [True] * 4 + [False] * 5
    rows = small.rows(made, {"a.yes": yes, "a.no": no, "a.other": [True] * 4 + [False] * 16})
    known = survey.order_of_answers(rows, "a").pairs
    told = survey.order_of_answers(small.margins_of(rows), "a").pairs
    facts = ["first", "second", "first_low", "second_low", "lead_low", "lead_high", "order", "adjacent"]
    assert known[facts].to_numpy().tolist() == told[facts].to_numpy().tolist()
    assert (told["model_p_low"] <= known["model_p_low"]).all()
    assert (known["model_p_low"] <= told["model_p_high"]).all()
    assert told["order"].tolist() == ["first", "first", "tie"]
    loose = survey.order_of_answers(small.margins_of(rows, {"a": 1}), "a").pairs
    assert loose["order"].tolist() == ["first", "first", "open"]
    assert (loose["model_p_high"] >= told["model_p_high"]).all()


def test_published_counts_are_added_up_without_a_test() -> None:
    found = survey.order_of_answers(MARGINS, "threat_sources")
    together = found.pairs[found.pairs["item"].isna()]
    first = together.iloc[0]
    assert first[["first", "second", "lead_low", "lead_high", "order", "base"]].tolist() == [
        "russia",
        "china",
        188,
        188,
        "first",
        288,
    ]
    assert together["model_p_high"].isna().all()
    assert not together["model_ordered"].any()
