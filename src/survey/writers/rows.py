"""The answers of a wave as plain columns, checked, with what is personal left out unless it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.errors import CELL_WITH_BOTH, CELL_WITHOUT_KIND, NOT_AN_OPTION, Place, Problem, problem, raise_all
from survey.instrument.model import OptionKind
from survey.instrument.nearest import nearest
from survey.wave.counts import positions
from survey.wave.missing import Missing
from survey.wave.wave import Wave
from survey.writers.variables import Role, Variable, variables

KINDS = tuple(Missing)
"""The kinds of missing answers in the order of their codes."""

RECEIVED = ("timestamp", "started", "duration", "language", "respondent_id", "version", "row")
"""What a platform recorded beside the answers, as far as it is written out; only with the texts."""

_WRITTEN = (OptionKind.OTHER, OptionKind.WRITE_IN)
Objects = NDArray[np.object_]


@dataclass(frozen=True)
class Cells:
    """The answers to one variable.

    values: places among the options of a choice, 1 and 0 of a tick, numbers, texts; meaningless where `kinds` is not -1.
    kinds: the place of the kind of missing in KINDS, -1 where there is an answer.
    written: what was written in where the answer is "other", None elsewhere; None where no texts are exported.
    """

    variable: Variable
    values: NDArray[Any]
    kinds: NDArray[np.int64]
    written: Objects | None = None


@dataclass(frozen=True)
class Rows:
    """A wave of rows, ready to be written: respondents, columns, and what the platform recorded (empty without texts)."""

    wave: Wave
    respondents: tuple[Any, ...]
    cells: tuple[Cells, ...]
    received: Mapping[str, Objects]
    with_texts: bool


def read_rows(wave: Wave, what: str, *, with_texts: bool) -> Rows:
    """The rows of a wave.

    Parameters
    ----------
    wave
        A wave of rows.
    what
        Was asked for, to be named where the wave has none.
    with_texts
        Whether free texts, times and ids of the platform are taken along.

    Raises
    ------
    SurveyError
        NEEDS_ROWS for margins; cells that have neither an answer nor a kind of missing, or both; codes that are no option.
    """
    responses = wave.needs_rows(what)
    place = Place(file=responses.source.name)
    cells, problems = [], []
    for variable in variables(wave.instrument):
        found = _cells(wave, variable, with_texts=with_texts)
        problems += list(_wrong(wave, found, place))
        cells.append(found)
    raise_all(problems)
    received = {name: _plain(responses.received[name]) for name in RECEIVED if with_texts and name in responses.received}
    return Rows(wave, tuple(responses.answers.index.tolist()), tuple(cells), received, with_texts)


def _cells(wave: Wave, variable: Variable, *, with_texts: bool) -> Cells:
    answers = wave.answers[variable.column]
    kinds = positions(wave.missing[variable.column], KINDS)
    if variable.role is Role.CHOICE:
        values: NDArray[Any] = positions(answers, variable.item.codes)
        return Cells(variable, values, kinds, _written(wave, variable, values) if with_texts else None)
    if variable.role is Role.TICK:
        values = answers.fillna(False).to_numpy(dtype=np.int64)
        return Cells(variable, values, kinds, _written(wave, variable, values) if with_texts else None)
    if variable.role is Role.NUMBER:
        return Cells(variable, answers.astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan), kinds)
    return Cells(variable, _objects(answers), kinds)


def _written(wave: Wave, variable: Variable, values: NDArray[Any]) -> Objects | None:
    """The texts behind "other" and behind answers that somebody coded afterwards; None where the question has none of them."""
    if variable.option is None:
        takes = np.array([option.kind in _WRITTEN for option in variable.item.options] + [False])
        chosen: NDArray[np.bool_] = takes[values]
    else:
        takes = np.array([variable.option.kind in _WRITTEN])
        chosen = (values == 1) & takes[0]
    if not takes.any():
        return None
    return _only(chosen, _objects(wave.text[variable.column]))


def _only(chosen: NDArray[np.bool_], values: Objects) -> Objects:
    """The values where they are chosen, None elsewhere."""
    return np.array([value if one else None for one, value in zip(chosen.tolist(), values, strict=True)], dtype=object)


def _objects(column: pd.Series) -> Objects:
    """Python values, None where missing."""
    found: Objects = column.to_numpy(dtype=object).copy()
    found[column.isna().to_numpy()] = None
    return found


def _plain(column: pd.Series) -> Objects:
    """Numbers and texts; times in the form of ISO 8601."""
    values = _objects(column)
    return np.array([value.isoformat() if hasattr(value, "isoformat") else value for value in values], dtype=object)


def _wrong(wave: Wave, cells: Cells, place: Place) -> Iterator[Problem]:
    """The first cell of each kind that cannot be written without a guess."""
    column = cells.variable.column
    answers = wave.answers[column]
    answered = answers.notna().to_numpy()
    for wrong, code in ((~answered & (cells.kinds < 0), CELL_WITHOUT_KIND), (answered & (cells.kinds >= 0), CELL_WITH_BOTH)):
        if wrong.any():
            yield problem(code, place, column=column, respondent=answers.index[wrong][0])
    if cells.variable.role is Role.CHOICE and (unknown := answered & (cells.values < 0)).any():
        answer, codes = str(answers[unknown].iloc[0]), cells.variable.item.codes
        first = answers.index[unknown][0]
        yield problem(NOT_AN_OPTION, place, item=column, answer=answer, respondent=first, nearest=nearest(answer, codes))


# -- one table for formats that hold codes -----------------------------------------------------------------------------
@dataclass(frozen=True)
class Flat:
    """A column of a table of codes: `words` are the values that it can have, where these are known."""

    name: str
    values: Objects
    words: tuple[str, ...] | None = None
    role: Role | None = None


SYNTHETIC = "_synthetic"
"""A column of ones in a file of made-up answers: it stays with the rows wherever they are copied."""


def flat(rows: Rows) -> Iterator[Flat]:
    """`respondent`, each variable with its `__missing` (and `__text`), what the platform recorded with a `_` in front."""
    yield Flat("respondent", np.array(rows.respondents, dtype=object))
    if rows.wave.synthetic:
        yield Flat(SYNTHETIC, np.full(len(rows.respondents), 1, dtype=object))
    for cells in rows.cells:
        name, role = cells.variable.column, cells.variable.role
        if role is not Role.TEXT or rows.with_texts:
            words = cells.variable.item.codes if role is Role.CHOICE else None
            yield Flat(name, _only(cells.kinds < 0, _spelled(cells)), words, role)
        kinds = np.array([*KINDS, None], dtype=object)[cells.kinds]
        yield Flat(f"{name}__missing", np.array([None if kind is None else kind.value for kind in kinds], dtype=object), KINDS)
        if cells.written is not None:
            yield Flat(f"{name}__text", cells.written, None, Role.TEXT)
    for name, values in rows.received.items():
        yield Flat(f"_{name}", values)


def _spelled(cells: Cells) -> Objects:
    values: Objects = cells.values.astype(object)
    if cells.variable.role is Role.CHOICE:
        values = np.array([*cells.variable.item.codes, None], dtype=object)[cells.values]
    return values
