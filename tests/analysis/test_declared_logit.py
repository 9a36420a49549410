"""The regressions that wave.yaml declares."""

from __future__ import annotations

from dataclasses import replace

import pytest

import survey
from survey.analysis.declared_logit import declared_regressions
from survey.errors import TOO_FEW_EVENTS
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.settings import DeclaredRegression
from survey.wave.wave import Wave


@pytest.fixture(scope="module")
def demo() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022-demo")


def declaring(wave: Wave, *entries: DeclaredRegression) -> Wave:
    return replace(wave, settings=replace(wave.settings, regressions=entries))


def test_a_declared_regression_is_that_of_one_call(demo: Wave) -> None:
    one = DeclaredRegression("a", "identity_threat_exists", ("we_feeling_exists",), "no", {"we_feeling_exists": "no"})
    (found,) = declared_regressions(declaring(demo, one))
    called = survey.logit(demo, one.outcome, one.predictors, event="no", reference=one.reference)
    assert found.model is not None
    assert found.model.table.equals(called.table)
    assert found.refused is None


def test_what_the_answers_do_not_allow_leaves_the_facts(demo: Wave) -> None:
    (found,) = declared_regressions(declaring(demo, DeclaredRegression("a", "identity_threat_exists", ("profession",))))
    assert found.model is None
    assert found.refused is not None
    assert found.refused.code == TOO_FEW_EVENTS
    assert found.facts is not None
    assert found.facts.table["n"].sum() < found.facts.base


def test_a_mistake_of_the_declaration_is_an_error(demo: Wave) -> None:
    with pytest.raises(survey.SurveyError, match="SQ-S141"):
        declared_regressions(declaring(demo, DeclaredRegression("a", "identity_threat_exists", ("profession",), "maybe")))
