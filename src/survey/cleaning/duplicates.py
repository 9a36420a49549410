"""Rule `duplicates`: the same respondent id, the same answers, nearly the same. Nobody is dropped except by a decision."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.cleaning import parameters
from survey.cleaning.found import NO_DATA, Finding, Found, Given, Parameter, Parameters, Rule, in_order
from survey.cleaning.people import ID
from survey.cleaning.written import same_text, written_columns
from survey.errors import NEAR_SAME_NOT_SOUGHT, SAME_NOT_SOUGHT, Problem, problem
from survey.instrument.model import ItemKind
from survey.wave.responses import Responses

SAME_ID, SAME_ANSWERS, NEAR_SAME = "same_id", "same_answers", "near_same"
SHOWN = 10  # others that a flag names
FEWEST, MOST = 3, 10
"""Answers in common that are asked for: half of what a questionnaire asks, between these two."""
SLIP = 10
"""From so many answers on one that differs, or is blank, makes nobody another person, whatever its share is."""

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Group:
    """Respondents who look like one."""

    kind: str
    members: tuple[Hashable, ...]


def find(given: Given, options: Parameters) -> Found:
    """Each member of each group, with the others of it."""
    codes = answer_codes(given.responses)
    rows, most = len(given.responses.answers), options["most"]
    least, given_most = needed(codes, options), int((codes >= 0).sum(axis=1).max(initial=0))
    found = _groups(given.responses, codes, options)
    warnings: tuple[Problem, ...] = ()
    if given_most < least:
        warnings = (problem(SAME_NOT_SOUGHT, least=least, answered=given_most),)
        if not _has_ids(given.responses):
            return Found(silent=NO_DATA, warnings=warnings)
    elif options["same"] < 1 and rows > most:
        warnings = (problem(NEAR_SAME_NOT_SOUGHT, rows=rows, most=most),)
    return Found(in_order(_cases(found), given), warnings=warnings)


def _cases(found: Iterable[Group]) -> Iterator[Finding]:
    for group in found:
        for member in group.members:
            # A few are enough: thousands may have answered a short questionnaire alike.
            others = [str(one) for one in islice((one for one in group.members if one != member), SHOWN + 1)]
            yield Finding(member, "", f"{group.kind}: {', '.join(others[:SHOWN])}{', …' if len(others) > SHOWN else ''}")


def groups(responses: Responses, options: Parameters) -> list[Group]:
    """Who has one id, who answered alike in every question, and the pairs who differ in few."""
    return _groups(responses, answer_codes(responses), options)


def needed(codes: Codes, options: Parameters) -> int:
    """How many answers two people must have in common to be compared: `least`, or half of what was asked, from 3 to 10."""
    if options["least"] is not None:
        return int(options["least"])
    return int(min(MOST, max(FEWEST, -(-codes.shape[1] // 2))))


def _groups(responses: Responses, codes: Codes, options: Parameters) -> list[Group]:
    index = responses.answers.index
    found = [Group(SAME_ID, tuple(index[places])) for places in _same_id(responses)]
    enough = np.flatnonzero((codes >= 0).sum(axis=1) >= needed(codes, options))
    found += [Group(SAME_ANSWERS, tuple(index[enough[places]])) for places in _alike(codes[enough])]
    if options["same"] < 1 and len(index) <= options["most"]:
        found += [Group(NEAR_SAME, tuple(index[enough[list(pair)]])) for pair in _near(codes[enough], options["same"])]
    return found


def answer_codes(responses: Responses) -> Codes:
    """n rows, a column of numbers for each question (of a matrix for each row): equal numbers are equal answers, -1 is none.

    Who wrote other texts beside the same option answered in another way; white space and capital letters do not count.
    """
    answers, written = responses.answers, written_columns(responses)
    columns = []
    for item in responses.instrument.items:
        if item.kind is not ItemKind.MULTIPLE:
            for name in item.columns:
                given = _texts(answers[name]) if item.kind is ItemKind.TEXT else answers[name]
                columns.append(_with_texts(pd.factorize(given)[0], [written[name]] if name in written else []))
            continue
        ticks = np.column_stack([answers[name].fillna(False).to_numpy(dtype=bool) for name in item.columns])
        answered = answers[list(item.columns)].notna().any(axis=1).to_numpy()
        packed = pd.factorize(pd.Series([bytes(row) for row in np.packbits(ticks, axis=1)]))[0]
        columns.append(_with_texts(np.where(answered, packed, -1), [written[name] for name in item.columns if name in written]))
    return np.column_stack(columns).astype(np.int64) if columns else np.empty((len(answers), 0), dtype=np.int64)


def _with_texts(codes: Codes, written: Iterable[pd.Series[str]]) -> Codes:
    """Codes of which those with other texts beside them are others; without an answer a text counts for nothing."""
    for texts in written:
        numbers = pd.factorize(_texts(texts))[0]
        codes = np.where(codes < 0, -1, pd.factorize(codes * (len(texts) + 1) + numbers + 1)[0])
    return codes


def _texts(column: pd.Series[str]) -> NDArray[np.object_]:
    return np.array([None if pd.isna(text) else same_text(text) for text in column], dtype=object)


def _has_ids(responses: Responses) -> bool:
    return ID in responses.received and bool(responses.received[ID].notna().any())


def _same_id(responses: Responses) -> list[Codes]:
    if not _has_ids(responses):
        return []
    numbers = pd.factorize(responses.received[ID])[0]
    return _together(numbers.astype(np.int64), numbers >= 0)


def _alike(codes: Codes) -> list[Codes]:
    """The places of equal rows; rows are compared by a number made of them, and then in truth."""
    key = np.zeros(len(codes), dtype=np.uint64)
    for column in codes.T:
        key = key * np.uint64(0x9E3779B97F4A7C15) + (column + 2).astype(np.uint64)
    found = _together(pd.factorize(key)[0].astype(np.int64), np.ones(len(codes), dtype=bool))
    return [places for places in found if (codes[places] == codes[places[0]]).all()]


def _together(numbers: Codes, use: NDArray[np.bool_]) -> list[Codes]:
    """The places of each number that occurs more than once, in the order of their first place."""
    places = np.flatnonzero(use)
    order = places[np.argsort(numbers[places], kind="stable")]
    cuts = np.flatnonzero(np.diff(numbers[order])) + 1
    return sorted((part for part in np.split(order, cuts) if len(part) > 1), key=lambda part: int(part[0]))


def _near(codes: Codes, same: float) -> Iterator[tuple[int, int]]:
    """Pairs of rows that agree in at least this share of the questions that either of them answered, or in all but one of `SLIP`
    or more, but not in all."""
    for first in range(len(codes) - 1):
        rest = codes[first + 1 :]
        differ = (rest != codes[first]).sum(axis=1)
        either = ((rest >= 0) | (codes[first] >= 0)).sum(axis=1)
        let_pass = np.maximum((1 - same) * either + 1e-9, either >= SLIP)
        for place in np.flatnonzero((differ > 0) & (differ <= let_pass)):
            yield first, first + 1 + int(place)


RULE = Rule(
    "duplicates",
    find,
    parameters={
        "least": Parameter(None, "10", parameters.number(MOST, 1, 10_000, whole=True).read),
        "same": parameters.number(0.95, 0.5, 1),
        "most": parameters.number(3000, 0, 100_000, whole=True),
    },
)
