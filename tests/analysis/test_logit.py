"""Logit of a frame and of a wave: coding, methods, refusals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.formula.api import logit as formula

import survey
from survey.errors import EVENT_NOT_NAMED, NO_PREDICTORS, REFERENCE_UNKNOWN, SurveyError
from survey.shipped import root
from survey.wave.load import load_wave

GENERATOR = np.random.default_rng(8)
FRAME = pd.DataFrame(
    {
        "job": GENERATOR.choice(["law", "media", "school"], 200, p=[0.5, 0.3, 0.2]),
        "town": GENERATOR.choice(["yes", "no"], 200),
        "age": GENERATOR.normal(45, 9, 200).round(),
    }
)
FRAME["agrees"] = (GENERATOR.random(200) < 0.3 + 0.3 * (FRAME["job"] == "media")).astype(int)


def test_as_a_formula_of_statsmodels() -> None:
    found = survey.logit(FRAME, "agrees", ["job", "town", "age"])
    told = formula("agrees ~ C(job, Treatment('law')) + C(town, Treatment('no')) + age", FRAME).fit(disp=0)
    assert found.method == "ml"
    town = found.table[found.table["item"] == "town"].iloc[0]
    sign = 1 if town["reference"] == "no" else -1
    assert found.table["model_b"].to_numpy()[[0, 1, 3]] == pytest.approx(told.params.to_numpy()[[1, 2, 4]], rel=1e-6)
    assert town["model_b"] == pytest.approx(sign * told.params.iloc[3], rel=1e-6)
    assert found.model_p == pytest.approx(told.llr_pvalue, rel=1e-6)
    assert found.table["item"].tolist() == ["job", "job", "town", "age"]
    assert found.table["reference"].tolist()[:2] == ["law", "law"]


def test_facts_come_first_and_are_shares_of_those_who_answered() -> None:
    table = survey.logit(FRAME, "agrees", "job").table
    for row in table.to_dict("records"):
        group = FRAME["agrees"][FRAME["job"] == row["code"]]
        assert (row["n"], row["events"], row["percent"]) == (len(group), group.sum(), pytest.approx(100 * group.mean()))
        reference = FRAME["agrees"][FRAME["job"] == row["reference"]]
        assert row["model_effect"] == pytest.approx(row["percent"] - 100 * reference.mean(), rel=1e-6)
    model = [name.startswith("model_") for name in table.columns]
    assert model == sorted(model)


def test_the_reference_and_the_event_can_be_chosen() -> None:
    found = survey.logit(FRAME, "agrees", "job", reference={"job": "media"}, event="0")
    assert set(found.table["reference"]) == {"media"}
    assert found.events == int((FRAME["agrees"] == 0).sum())


def test_answers_that_separate_get_firths_correction_and_are_named() -> None:
    frame = pd.DataFrame({"a": ["x"] * 20 + ["y"] * 20, "b": [1] * 12 + [0] * 8 + [1] * 20})
    found = survey.logit(frame, "b", "a")
    assert found.method == "firth"
    assert [problem.code for problem in found.warnings] == ["SQ-S118", "SQ-S117"]
    assert found.warnings[1].params["terms"] == ("a = y",)
    assert np.isfinite(found.table[["model_b", "model_low", "model_high"]]).to_numpy().all()
    with pytest.raises(SurveyError) as refusal:
        survey.logit(frame, "b", "a", method="ml")
    assert refusal.value.code == "SQ-S111"


def test_a_small_cell_gets_firths_correction_without_separation() -> None:
    frame = pd.DataFrame({"a": ["x"] * 40 + ["y"] * 12, "b": [1] * 20 + [0] * 20 + [1] * 10 + [0] * 2})
    assert survey.logit(frame, "b", "a").method == "firth"
    assert survey.logit(frame, "b", "a", method="ml").method == "ml"


def test_missing_answers_leave_out_the_person() -> None:
    frame = FRAME.assign(town=FRAME["town"].where(FRAME.index >= 10))
    found = survey.logit(frame, "agrees", "town")
    assert (found.base, found.missing) == (190, 10)


def test_of_a_wave_yes_is_the_event() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    found = survey.logit(wave, "territory_threat_exists", ["identity_threat_exists", "we_feeling_exists"])
    assert (found.event, found.events) == ("yes", int((wave.answers["territory_threat_exists"] == "yes").sum()))
    assert found.assumes.params == {"n": found.base}


@pytest.mark.parametrize(
    ("outcome", "predictors", "options", "code"),
    [
        ("job", ["town"], {}, "SQ-S106"),
        ("job", ["town"], {"event": "army"}, "SQ-S141"),
        ("agrees", ["agrees"], {}, "SQ-S140"),
        ("agrees", ["job"], {"reference": {"job": "army"}}, "SQ-S141"),
        ("agrees", ["same"], {}, "SQ-S108"),
        ("same2", ["job"], {"event": "1"}, "SQ-S107"),
        ("agrees", ["job", "twin"], {}, "SQ-S109"),
        ("agrees", ["many"], {}, "SQ-S105"),
        ("agrees", ["job"], {"method": "probit"}, "SQ-S24"),
        ("agrees", ["nothing"], {}, "SQ-S94"),
    ],
)
def test_refusals(outcome: str, predictors: list[str], options: dict[str, object], code: str) -> None:
    frame = FRAME.assign(same="x", same2=1, twin=FRAME["job"], many=[str(row % 40) for row in range(200)])
    with pytest.raises(SurveyError) as refusal:
        survey.logit(frame, outcome, predictors, **options)
    assert refusal.value.code == code


def test_too_few_events_says_how_many_coefficients_are_allowed() -> None:
    frame = FRAME.assign(many=[str(row % 40) for row in range(200)])
    with pytest.raises(SurveyError) as refusal:
        survey.logit(frame, "agrees", "many")
    events = int(min(frame["agrees"].sum(), (1 - frame["agrees"]).sum()))
    assert refusal.value.problems[0].params == {"events": events, "terms": 39, "least": 5, "most": events // 5}


@pytest.mark.parametrize("method", ["ml", "firth"])
def test_a_number_far_from_zero_gives_the_same_as_near_it(method: Any) -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=200)
    frame = pd.DataFrame({"y": (rng.random(200) < 1 / (1 + np.exp(-x))).astype(int), "near": x, "far": 1e9 + 1e6 * x})
    near, far = (survey.logit(frame, "y", name, method=method) for name in ("near", "far"))
    assert far.model_p == pytest.approx(near.model_p, rel=1e-6)
    columns = ["model_b", "model_effect", "model_effect_low", "model_effect_high"]
    assert 1e6 * far.table[columns].to_numpy() == pytest.approx(near.table[columns].to_numpy(), rel=1e-5)


def test_a_reference_of_no_predictor_and_no_predictors_are_refused() -> None:
    frame = pd.DataFrame({"y": [0, 1] * 20, "x": ["a", "a", "b", "b"] * 10})
    for wanted, predictors, reference in ((REFERENCE_UNKNOWN, ["x"], {"w": "a"}), (NO_PREDICTORS, [], None)):
        with pytest.raises(SurveyError) as caught:
            survey.logit(frame, "y", predictors, reference=reference)
        assert caught.value.code == wanted


def test_the_method_does_not_depend_on_the_reference() -> None:
    frame = pd.DataFrame({"p": ["a"] * 72 + ["b"] * 24, "y": [1] * 71 + [0] + [1, 0] * 12})
    found = [survey.logit(frame, "y", "p", reference={"p": code}, least_events=1) for code in "ab"]
    assert [one.method for one in found] == ["firth", "firth"]
    assert found[0].table["model_odds_ratio"][0] == pytest.approx(1 / found[1].table["model_odds_ratio"][0])


def test_of_two_words_the_event_has_to_be_named() -> None:
    frame = pd.DataFrame({"view": ["agree", "disagree", "agree", "agree"] * 10, "sex": ["f", "m"] * 20})
    with pytest.raises(SurveyError) as refusal:
        survey.logit(frame, "view", "sex")
    assert refusal.value.code == EVENT_NOT_NAMED
    assert survey.logit(frame, "view", "sex", event="agree").event == "agree"
