"""A yes/no outcome explained by other answers: logit, with Firth's correction where few answers need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import chi2, norm

from survey.analysis.logit_facts import asked_of
from survey.analysis.logit_terms import Term
from survey.errors import (
    ASSUMES_RANDOM_SAMPLE,
    FEW_EVENTS,
    SEPARATED,
    TOO_FEW_EVENTS,
    UNKNOWN_CHOICE,
    Problem,
    error,
    problem,
)
from survey.stats.intervals import Floats, check_level
from survey.stats.logistic import LogisticFit, Method, average_effects, fit, null_log_likelihood, separated
from survey.wave.counts import Base
from survey.wave.wave import Wave

METHODS = ("auto", "ml", "firth")
SMALL_CELL = 5
COMFORTABLE = 10
"""Events for each coefficient below which a fit is warned of."""


@dataclass(frozen=True)
class Logit:
    """A fitted logit.

    table: one row per coefficient but the constant; `survey.logit` describes it. method: `ml` or `firth`. base: who answered all
    questions; missing: who did not. events: how many of the base had the outcome. model_p: of the whole model against none
    (likelihood ratio, penalised for Firth), with model_df coefficients. model_constant: on the log-odds scale.
    Everything that begins with `model_` holds only under `assumes`. warnings: read them first.
    """

    table: pd.DataFrame
    outcome: str
    event: str
    method: Method
    base: int
    missing: int
    events: int
    model_p: float
    model_df: int
    model_constant: float
    assumes: Problem
    warnings: tuple[Problem, ...] = ()


def logit(
    data: Wave | pd.DataFrame,
    outcome: str,
    predictors: str | Sequence[str],
    *,
    event: str | None = None,
    reference: Mapping[str, str] | None = None,
    method: Literal["auto", "ml", "firth"] = "auto",
    base: Base = "valid",
    least_events: float = 5,
    level: float = 0.95,
) -> Logit:
    """How the odds of an answer differ by the answers to other questions.

    Parameters
    ----------
    data
        A wave of rows, or a data frame with one row per person. Rows with a missing answer to any of the questions are left out.
    outcome
        A question with two answers, or with more and an `event`.
    predictors
        Questions with options become one coefficient for each answer but the reference; numbers (questions of numbers, columns of
        more than two numbers) one coefficient per unit.
    event
        The code of the answer that is explained; of a question of a wave with two answers its first by default (yes before no),
        of a column of 0 and 1 or of truth values the 1; of any other column it has to be named.
    reference
        Question -> the answer that the others are compared with; by default the most frequent one.
    method
        `ml`: maximum likelihood. `firth`: with Firth's correction. `auto`: Firth where answers separate the outcome or where an
        answer was given by fewer than 5 people with or without the event, else maximum likelihood.
    base
        `valid`: "don't know" and refusals are missing; `answered`: they are answers.
    least_events
        Fewest cases of the rarer outcome for each coefficient; below it the model is refused.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    Logit. Columns of its table: item, code (empty for numbers), reference, n and events (how many gave the answer; how many of
    these with the event; of numbers everybody), percent (events in n), reference_percent (NaN for numbers); then model_b
    (log-odds), model_odds_ratio, model_low, model_high (its profile likelihood interval, penalised for Firth), model_p
    (likelihood ratio), model_effect, model_effect_low, model_effect_high (average marginal effect in percentage points: the
    answer in place of the reference, or one unit more, on average over the people; interval by the delta method).

    Raises
    ------
    SurveyError
        As `survey.crosstab`; an outcome without two answers, that does not vary, predictors that do not vary or follow from each
        other, too few events, a fit that does not converge.

    Notes
    -----
    Formulas, sources and calls in R: `survey.stats.logistic`. Fitted by statsmodels (`ml`) and firthmodels (`firth`). Ten events
    for each coefficient is a rule of thumb (Peduzzi 1996; against it van Smeden and others 2016): below ten there is a warning.

    Examples
    --------
    >>> frame = pd.DataFrame({"sex": ["f"] * 30 + ["m"] * 30, "agrees": [1] * 20 + [0] * 10 + [1] * 6 + [0] * 24})
    >>> found = logit(frame, "agrees", "sex")
    >>> found.method, found.table[["reference", "model_odds_ratio", "model_effect"]].round(3).to_numpy().tolist()
    ('ml', [['f', 0.125, -46.667]])
    """
    check_level(level)
    if method not in METHODS:
        raise error(UNKNOWN_CHOICE, parameter="method", value=method, known=METHODS)
    asked = asked_of(data, outcome, predictors, event=event, reference=reference, base=base)
    terms, design, happened, facts = asked.terms, asked.design, asked.happened, asked.table
    warnings = _events(happened, len(terms), least_events)
    chosen, told = _method(method, design, happened, terms)
    found = fit(design, happened, chosen, level)
    statistic = 2 * (found.log_likelihood - null_log_likelihood(design, happened, chosen))
    return Logit(
        _table(facts, terms, design, found, level),
        outcome,
        asked.event,
        chosen,
        base=asked.base,
        missing=asked.missing,
        events=asked.events,
        model_p=float(chi2.sf(statistic, len(terms))),
        model_df=len(terms),
        model_constant=float(found.coefficients[0]),
        assumes=problem(ASSUMES_RANDOM_SAMPLE, n=len(happened)),
        warnings=(*warnings, *told),
    )


def _events(happened: NDArray[np.int64], terms: int, least: float) -> list[Problem]:
    """Refuse too many coefficients for the rarer outcome; warn of many."""
    rarer = int(min(happened.sum(), len(happened) - happened.sum()))
    if rarer < least * terms:
        raise error(TOO_FEW_EVENTS, events=rarer, terms=terms, least=least, most=int(rarer // least) if least else rarer)
    return [problem(FEW_EVENTS, events=rarer, terms=terms, least=COMFORTABLE)] if rarer < COMFORTABLE * terms else []


def _method(method: str, design: Floats, happened: NDArray[np.int64], terms: Sequence[Term]) -> tuple[Method, list[Problem]]:
    apart = separated(design, happened)
    told = (
        [problem(SEPARATED, terms=tuple(term.name for term, off in zip(terms, apart, strict=True) if off))] if apart.any() else []
    )
    if method == "ml":
        return "ml", told
    return ("firth" if method == "firth" or apart.any() or _few(design, happened, terms) else "ml"), told


def _few(design: Floats, happened: NDArray[np.int64], terms: Sequence[Term]) -> bool:
    """Whether few people gave some answer, that of the reference too, with the event or without it."""
    for places in {term.group for term in terms if term.group is not None}:
        given = design[:, list(places)] == 1
        people = np.column_stack([given, ~given.any(axis=1)])
        events = happened @ people
        if (np.minimum(events, people.sum(axis=0) - events) < SMALL_CELL).any():
            return True
    return False


def _table(facts: pd.DataFrame, terms: Sequence[Term], design: Floats, found: LogisticFit, level: float) -> pd.DataFrame:
    effects, errors = average_effects(design, found, [term.group for term in terms])
    half = norm.ppf(0.5 + level / 2) * errors
    return facts.assign(
        model_b=found.coefficients[1:],
        model_odds_ratio=np.exp(found.coefficients[1:]),
        model_low=np.exp(found.low[1:]),
        model_high=np.exp(found.high[1:]),
        model_p=found.p[1:],
        model_effect=100 * effects,
        model_effect_low=100 * (effects - half),
        model_effect_high=100 * (effects + half),
    )
