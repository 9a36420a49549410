"""What became of the people who were invited, as far as two stores without a common key can tell: sums, never persons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from survey.fielding.rates import Dispositions
from survey.fielding.web.store.record import Record
from survey.fielding.web.study import Study
from survey.fielding.web.values import answered, asked
from survey.instrument.model import Instrument, ItemKind

WHOLE, ENOUGH = 0.8, 0.5
"""Shares of the questions put to a person from which sent answers count as complete, and as partial."""


@dataclass(frozen=True)
class Told:
    """What only the researcher knows: people whose letter came back, who do not belong on the list, who refused in words or were
    ill or away."""

    undelivered: int = 0
    ineligible: int = 0
    refused: int = 0
    other: int = 0


def share_answered(instrument: Instrument, record: Record) -> float:
    """The share of the questions put to a person that have an answer; "don't know" and a refusal on the form are answers.

    Each row of a matrix is a question.
    """
    shown, told = asked(instrument, record.answers), []
    for item in instrument.items:
        if item.id in shown and item.kind is ItemKind.MATRIX:
            told += [record.answers.get(column) is not None for column in item.columns]
        elif item.id in shown:
            told.append(answered(item, record.answers))
    return sum(told) / len(told) if told else 1.0


def dispositions(study: Study, told: Told = Told()) -> Dispositions:
    """The people of the list by disposition.

    Complete and partial are sent answers with at least `WHOLE` and `ENOUGH` of the questions answered; fewer count as broken off,
    as does who began and sent nothing. Nobody can tell whether two records that began and were not sent are of one person, or of
    one who sent a third: each counts as a person, as far as there are people left in its group. So there are at most so many
    refusals, and `unsure` of them are such records. RR1 and RR2 do not depend on it: who is not a refusal is among the unknown.
    Of those who never began nobody knows whether the letter reached them, or would have: they are the unknown, and so are those
    whose letter came back (Standard Definitions, Internet surveys of specifically named persons: 3.19 and 3.30). People whom the
    researcher knows to be ineligible are none of these.
    """
    invited = sum(study.invitations.invited().values())
    records = [record for record in study.answers.submitted() if record.mode == "invited"]
    sent = [share_answered(study.instrument, record) for record in records]
    complete = sum(share >= WHOLE for share in sent)
    partial = sum(ENOUGH <= share < WHOLE for share in sent)
    began = _broken_off(study, records)
    # Sent answers that were erased at the person's wish are still a spent link: they took part, and withdrew.
    withdrawn = max(study.invitations.n_spent() - len(sent), 0)
    left = max(invited - len(sent) - withdrawn - told.undelivered - told.ineligible - told.other, 0)
    refusal = min(began + told.refused, left)
    return Dispositions(
        complete=complete,
        partial=partial,
        refusal=len(sent) - complete - partial + withdrawn + refusal,
        other=told.other,
        unknown=left - refusal + told.undelivered,
        ineligible=told.ineligible,
        unsure=min(began, left),
    )


def _broken_off(study: Study, sent: list[Record]) -> int:
    """Records of invited people that were not sent, in each group no more than people who have not sent."""
    left: Counter[str | None] = Counter()
    for (_, group), n in study.invitations.invited().items():
        left[group] += n
    left -= Counter(record.group for record in sent)
    return sum((Counter(record.group for record in study.answers.unsent() if record.mode == "invited") & left).values())
