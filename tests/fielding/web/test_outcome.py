"""People of a closed list by disposition, from sums alone; examples of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from survey.fielding.rates import Dispositions, response_rates
from survey.fielding.web.outcome import Told, dispositions, share_answered
from survey.fielding.web.store.codes import new_record
from survey.fielding.web.store.record import Record
from survey.fielding.web.study import Study
from survey.i18n.text import Text
from survey.instrument.model import Instrument, ItemKind
from survey.wave.settings import Design, Settings, WaveKind

TODAY = date(2026, 5, 4)
ALL = {"trust": "yes", "media_sources.tv": True, "region": "city", "agree.law": "no", "age": 40, "office": "school"}
"""Nearly everything that this person is asked: seven questions, of which two are rows of a matrix; one row is left out."""


@pytest.fixture
def study(tmp_path: Path, every_kind: Instrument) -> Iterator[Study]:
    wave = Settings("tea-2026", "tea", WaveKind.MICRODATA, Text(en="Tea"), Design.NONPROBABILITY, 1, Text(en="–"))
    opened = Study(tmp_path, every_kind, wave)
    yield opened
    opened.close()


def person(study: Study, token: str | None, answers: dict[str, Any], group: str | None = None) -> str:
    """Somebody who answers; without a token somebody who does not send. Returns the recovery code."""
    record = new_record()
    code = study.answers.begin(record, language="kk", group=group, mode="invited", today=TODAY)
    study.answers.save(record, page="first", answers=answers, language="kk", event="1", today=TODAY)
    if token is not None:
        study.invitations.submit(token, lambda: study.answers.submit(record, TODAY))
    return code


def some(n: int) -> dict[str, Any]:
    return dict(list(ALL.items())[:n])


def test_each_kind_of_person(study: Study) -> None:
    tokens = study.invitations.add([("kk", None)] * 20)
    for token, n in zip(tokens, (6, 6, 5, 4, 1), strict=False):  # 6/7 are complete, 5/7 and 4/7 partial, 1/7 broken off
        person(study, token, some(n))
    withdrawn = person(study, tokens[5], some(6))
    study.answers.erase(withdrawn)
    person(study, None, some(2))  # broke off
    found = dispositions(study, Told(undelivered=2, ineligible=1, refused=1, other=1))
    assert found == Dispositions(complete=2, partial=2, refusal=4, other=1, unknown=8 + 2, ineligible=1, unsure=1)
    assert found.known + found.unknown + found.ineligible == 20


def test_no_more_people_break_off_than_are_left(study: Study) -> None:
    """One person begins on three devices."""
    [token] = study.invitations.add([("kk", None)])
    for _ in range(3):
        person(study, None, some(2))
    assert dispositions(study) == Dispositions(complete=0, refusal=1, unsure=1)
    person(study, token, ALL)
    assert dispositions(study) == Dispositions(complete=1)


def test_who_begins_twice_is_counted_as_two_and_that_is_told(study: Study) -> None:
    """Ten are invited, one begins on three devices, nine say nothing: R is at most 3, and 0 of them are certain."""
    study.invitations.add([("kk", None)] * 10)
    for _ in range(3):
        person(study, None, some(2))
    found = dispositions(study)
    assert (found.refusal, found.unsure, found.unknown) == (3, 3, 7)
    rates = [response_rates(replace(found, complete=2, refusal=n, unknown=8 - n))["RR1"] for n in (0, 3)]
    assert rates[0] == rates[1], "what the range leaves open does not change RR1"


def test_no_more_break_off_in_a_group_than_are_left_in_it(study: Study) -> None:
    """The one person of a group has sent, from the third device: nobody of it broke off, though others are left elsewhere."""
    token, *_ = study.invitations.add([("kk", "small"), *[("kk", "large")] * 9])
    for _ in range(2):
        person(study, None, some(2), "small")
    person(study, token, ALL, "small")
    assert dispositions(study) == Dispositions(complete=1, unknown=9)


def test_each_row_of_a_matrix_is_a_question(every_kind: Instrument) -> None:
    """Of two rows one is answered, and nothing else: 1 of 2, not all."""
    matrix = next(item for item in every_kind.items if item.kind is ItemKind.MATRIX)
    only = replace(every_kind, items=(replace(matrix, show_if=None),))
    record = Record("0" * 32, "kk", ("kk",), None, "invited", MappingProxyType({matrix.columns[0]: "yes"}))
    assert share_answered(only, record) == 1 / len(matrix.columns)
