"""The answers to one question as positions among its codes, whatever they come from: a wave or a data frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.analysis.unknown import unknown_column
from survey.errors import (
    COLUMN_REPEATED,
    ITEM_UNKNOWN,
    NO_OPTIONS,
    NOT_DATA,
    ONE_ANSWER_NEEDED,
    error,
    raise_all,
)
from survey.instrument.model import Instrument, ItemKind
from survey.instrument.nearest import nearest
from survey.wave.counts import Base, check_base, positions
from survey.wave.questions import questions
from survey.wave.wave import Wave

TICKED, NOT_TICKED = "ticked", "not_ticked"
"""The codes of one option of a question with several answers, `item.option`."""


@dataclass(frozen=True)
class Answers:
    """name: of the question. codes: its answers in their order. number: shape (n,), the place of each answer, -1 if missing."""

    name: str
    codes: tuple[str, ...]
    number: NDArray[np.int64]


def answers_to(data: Wave | pd.DataFrame, name: str, base: Base = "answered") -> Answers:
    """The answers to one question.

    Parameters
    ----------
    data
        A wave of rows, or a data frame of any values with one row per person: a categorical keeps its order, other values are
        sorted.
    name
        Of a wave: an item with one answer, `item.row` of a matrix, or `item.option` of a question with several answers (then
        `ticked` and `not_ticked`). Of a frame: a column.
    base
        `answered`, or `valid`: "don't know" and refusals count as missing. A frame has no such answers.

    Raises
    ------
    SurveyError
        An unknown name; a question with several answers or rows, or without options; a wave of margins.
    """
    check_base(base)
    if isinstance(data, pd.DataFrame):
        return _of_frame(data, name)
    if not isinstance(data, Wave):
        raise error(NOT_DATA, found=type(data).__name__)
    known = questions(data.instrument)
    tick = {column: question for question in known.values() if question.multiple for column in question.columns}
    if name in tick:
        return _tick(data, name)
    if name not in known or known[name].multiple:
        raise _refusal(data.instrument, name, [*known, *tick])
    question = known[name]
    number = positions(data.needs_rows("crosstab").answers[name], question.codes)
    if base != "valid":
        return Answers(name, question.codes, number)
    kept = np.array(question.valid)
    place = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)
    return Answers(name, tuple(code for code, keep in zip(question.codes, kept, strict=True) if keep), place[number])


def _refusal(instrument: Instrument, name: str, known: Sequence[str]) -> Exception:
    found = {item.id: item for item in instrument.items}.get(name)
    if found is None:
        return error(ITEM_UNKNOWN, item=name, nearest=nearest(name, known))
    if found.kind in (ItemKind.MULTIPLE, ItemKind.MATRIX):
        return error(ONE_ANSWER_NEEDED, item=name, options=found.columns)
    return error(NO_OPTIONS, item=name)


def _tick(wave: Wave, column: str) -> Answers:
    ticks = wave.needs_rows("crosstab").answers[column]
    number = np.where(ticks.isna(), -1, 1 - ticks.fillna(False).to_numpy(dtype=np.int64))
    return Answers(column, (TICKED, NOT_TICKED), number.astype(np.int64))


def _of_frame(frame: pd.DataFrame, name: str) -> Answers:
    if name not in frame.columns:
        raise_all([unknown_column(name, frame.columns)])
    column = frame[name]
    if isinstance(column, pd.DataFrame):
        raise error(COLUMN_REPEATED, column=name)
    if isinstance(column.dtype, pd.CategoricalDtype):
        values: list[Any] = list(column.cat.categories)
    else:
        values = sorted(column.dropna().unique().tolist(), key=lambda value: (isinstance(value, str), value))
    number = pd.Categorical(column.astype(object), categories=values).codes
    # A column that holds both 1 and "1" holds one answer.
    codes = tuple(dict.fromkeys(map(_word, values)))
    place = np.array([*(codes.index(_word(value)) for value in values), -1], dtype=np.int64)
    return Answers(str(name), codes, place[number])


def _word(value: Any) -> str:
    """A value as the code of an answer: 1.0 is 1."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
