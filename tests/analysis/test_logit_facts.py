"""What a logit knows before any model."""

from __future__ import annotations

import pandas as pd
import pytest

import survey
from survey.analysis.logit_facts import asked_of

FRAME = pd.DataFrame({"sex": ["f"] * 30 + ["m"] * 30 + [None], "agrees": [1] * 20 + [0] * 10 + [1] * 6 + [0] * 24 + [1]})


def test_counts_are_those_of_the_model() -> None:
    facts, model = asked_of(FRAME, "agrees", "sex"), survey.logit(FRAME, "agrees", "sex")
    assert (facts.base, facts.events, facts.missing, facts.event) == (model.base, model.events, model.missing, model.event)
    pd.testing.assert_frame_equal(facts.table, model.table[list(facts.table.columns)])
    assert facts.table[["reference", "n", "events"]].to_numpy().tolist() == [["f", 30, 6]]


def test_few_events_are_no_reason_to_hide_counts() -> None:
    few = FRAME.assign(agrees=[1, *[0] * 60])
    assert asked_of(few, "agrees", "sex").events == 1
    with pytest.raises(survey.SurveyError, match="SQ-S105"):
        survey.logit(few, "agrees", "sex")
