"""A yes/no outcome by the answers to other questions: what is true of those who answered, before any model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.analysis.logit_terms import Term, design_of, terms_of
from survey.analysis.nominal import Answers, answers_to
from survey.errors import (
    ANSWER_UNKNOWN,
    EVENT_NOT_NAMED,
    NO_PREDICTORS,
    NOBODY_ANSWERED_BOTH,
    OUTCOME_CONSTANT,
    OUTCOME_NOT_BINARY,
    PREDICTORS_CONSTANT,
    REFERENCE_UNKNOWN,
    SAME_QUESTION,
    error,
    problem,
    raise_all,
)
from survey.instrument.nearest import nearest
from survey.stats.intervals import Floats
from survey.wave.counts import Base
from survey.wave.wave import Wave


@dataclass(frozen=True)
class Asked:
    """Who gave the event, by the answers to the predictors.

    table: the first columns of `survey.logit`, which need no model. event: the answer that is explained. missing: who left one of
    the questions out. terms, design (n, terms), happened (n,): what a model is fitted to.
    """

    table: pd.DataFrame
    event: str
    missing: int
    terms: tuple[Term, ...]
    design: Floats
    happened: NDArray[np.int64]

    @property
    def base(self) -> int:
        return len(self.happened)

    @property
    def events(self) -> int:
        return int(self.happened.sum())


def asked_of(
    data: Wave | pd.DataFrame,
    outcome: str,
    predictors: str | Sequence[str],
    *,
    event: str | None = None,
    reference: Mapping[str, str] | None = None,
    base: Base = "valid",
) -> Asked:
    """The facts of a logit; parameters and errors as for `survey.logit`, but however few events there are."""
    names = [predictors] if isinstance(predictors, str) else list(dict.fromkeys(predictors))
    if not names:
        raise error(NO_PREDICTORS)
    if outcome in names:
        raise error(SAME_QUESTION, item=outcome)
    answers = answers_to(data, outcome, base)
    wanted = _event(answers, event, frame=isinstance(data, pd.DataFrame))
    asked = [terms_of(data, name, base) for name in names]
    known = tuple(one.name for one in asked if one.answers is not None)
    raise_all(problem(REFERENCE_UNKNOWN, item=name, known=known) for name in reference or {} if name not in known)
    full = (answers.number >= 0) & np.logical_and.reduce([one.given for one in asked])
    if not full.any():
        raise error(NOBODY_ANSWERED_BOTH, row=outcome, column=names[0])
    happened = (answers.number[full] == answers.codes.index(wanted)).astype(np.int64)
    if happened.min() == happened.max():
        raise error(OUTCOME_CONSTANT, item=outcome, n=len(happened))
    terms, design = design_of([one.of(full) for one in asked], dict(reference or {}))
    constant = tuple(name for name in names if name not in {term.item for term in terms})
    if constant:
        raise error(PREDICTORS_CONSTANT, items=constant)
    return Asked(_facts(terms, design, happened), wanted, int((~full).sum()), tuple(terms), design, happened)


def _event(answers: Answers, event: str | None, *, frame: bool) -> str:
    """The answer that is explained."""
    if event is None:
        if len(answers.codes) != 2:
            raise error(OUTCOME_NOT_BINARY, item=answers.name, known=answers.codes)
        if frame and answers.codes not in (("0", "1"), ("False", "True")):
            raise error(EVENT_NOT_NAMED, item=answers.name, known=answers.codes)
        return answers.codes[-1 if frame else 0]
    if str(event) not in answers.codes:
        closest = nearest(str(event), answers.codes)
        raise error(ANSWER_UNKNOWN, item=answers.name, answer=event, known=answers.codes, nearest=closest)
    return str(event)


def _facts(terms: Sequence[Term], design: Floats, happened: NDArray[np.int64]) -> pd.DataFrame:
    """What is true of those who answered, whatever the model."""
    rows: list[dict[str, Any]] = []
    for place, term in enumerate(terms):
        inside = np.ones(len(design), bool) if term.group is None else design[:, place] == 1
        other = np.zeros(len(design), bool) if term.group is None else (design[:, list(term.group)] == 0).all(axis=1)
        rows.append(
            {
                "item": term.item,
                "code": term.code,
                "reference": term.reference,
                "n": int(inside.sum()),
                "events": int(happened[inside].sum()),
                "percent": 100 * happened[inside].mean(),
                "reference_percent": 100 * happened[other].mean() if other.any() else np.nan,
            }
        )
    return pd.DataFrame(rows)
