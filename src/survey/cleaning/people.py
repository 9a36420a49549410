"""Whom a decision is about: a number in the order of the file, the id that the platform gave, or both."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from survey.errors import (
    DECISION_ELSEWHERE,
    DECISION_ID,
    DECISION_ID_TWICE,
    DECISION_NO_IDS,
    DECISION_RESPONDENT,
    Place,
    Problem,
    problem,
)
from survey.instrument.nearest import nearest
from survey.wave.responses import Responses

ID = "respondent_id"
"""The received column of the platform's own ids."""


@dataclass(frozen=True)
class People:
    """numbers: number as text -> label in the index. ids: id -> the numbers of all answers that have it."""

    numbers: Mapping[str, Hashable]
    ids: Mapping[str, tuple[str, ...]]


def people(responses: Responses) -> People:
    """Everybody who answered."""
    numbers = {str(label): label for label in responses.answers.index}
    ids: dict[str, list[str]] = {}
    for label, one in ids_of(responses).items():
        ids.setdefault(one, []).append(str(label))
    return People(numbers, {one: tuple(rows) for one, rows in ids.items()})


def ids_of(responses: Responses) -> dict[Hashable, str]:
    """Label -> the platform's id, of those who have one."""
    if ID not in responses.received:
        return {}
    return {label: str(one).strip() for label, one in responses.received[ID].items() if not pd.isna(one)}


def find(known: People, respondent: str, identity: str, at: Callable[[str], Place], problems: list[Problem]) -> Hashable | None:
    """The label of the person that a decision names; None, and a problem, where there is nobody, or it names two.

    respondent, identity: a number and an id as they were written; one of them may be empty. at: key -> where it was written.
    """
    if respondent and respondent not in known.numbers:
        place, near = at("respondent"), nearest(respondent, known.numbers)
        problems.append(problem(DECISION_RESPONDENT, place, respondent=respondent, nearest=near))
        return None
    if not identity:
        return known.numbers.get(respondent)
    rows = known.ids.get(identity, ())
    if not known.ids:
        problems.append(problem(DECISION_NO_IDS, at("id"), id=identity))
    elif not rows:
        problems.append(problem(DECISION_ID, at("id"), id=identity, nearest=nearest(identity, known.ids)))
    elif respondent and respondent not in rows:
        problems.append(problem(DECISION_ELSEWHERE, at("respondent"), id=identity, respondent=respondent, row=rows))
    elif not respondent and len(rows) > 1:
        problems.append(problem(DECISION_ID_TWICE, at("id"), id=identity, rows=rows))
    else:
        return known.numbers[respondent or rows[0]]
    return None
