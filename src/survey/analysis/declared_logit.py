"""The regressions that wave.yaml declares."""

from __future__ import annotations

from dataclasses import dataclass

from survey.analysis.logit import Logit, logit
from survey.analysis.logit_facts import Asked, asked_of
from survey.errors import (
    LOGIT_FAILED,
    NOBODY_ANSWERED_BOTH,
    OUTCOME_CONSTANT,
    PREDICTORS_CONSTANT,
    PREDICTORS_OVERLAP,
    TOO_FEW_EVENTS,
    Problem,
    SurveyError,
)
from survey.wave.settings import DeclaredRegression
from survey.wave.wave import Wave

REFUSED = (LOGIT_FAILED, NOBODY_ANSWERED_BOTH, OUTCOME_CONSTANT, PREDICTORS_CONSTANT, PREDICTORS_OVERLAP, TOO_FEW_EVENTS)
"""What the answers, not the declaration, are to blame for."""


@dataclass(frozen=True)
class Regression:
    """A declared regression: the facts and the model as far as the answers allow them, and why they do not."""

    declared: DeclaredRegression
    facts: Asked | None
    model: Logit | None
    refused: Problem | None = None


def declared_regressions(wave: Wave) -> list[Regression]:
    """What `regressions` of wave.yaml declares, in its order; a wave of margins is refused if it declares any."""
    return [_fitted(wave, one) for one in wave.settings.regressions]


def _fitted(wave: Wave, one: DeclaredRegression) -> Regression:
    facts = None
    try:
        facts = asked_of(wave, one.outcome, one.predictors, event=one.event, reference=one.reference)
        model = logit(wave, one.outcome, one.predictors, event=one.event, reference=one.reference)
    except SurveyError as refused:
        if refused.code not in REFUSED:
            raise
        return Regression(one, facts, None, refused.problems[0])
    return Regression(one, facts, model)
