"""The answers of the same people to several questions, by the answers that all of these offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.analysis.nominal import TICKED, answers_to
from survey.errors import (
    ANSWER_NOT_COMMON,
    KINDS_DIFFER,
    LISTS_DIFFER,
    NO_COMMON_ANSWERS,
    NOT_DATA,
    TOO_FEW_QUESTIONS,
    Problem,
    error,
    problem,
)
from survey.stats.exact_sums import Ints
from survey.wave.questions import questions
from survey.wave.wave import Wave

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Put:
    """A question that was put. codes: what it offered. given: shape (people, codes). answered: shape (people,)."""

    name: str
    codes: tuple[str, ...]
    given: Bools
    answered: Bools
    multiple: bool

    def gave(self, code: str) -> Bools:
        """Who gave an answer."""
        return np.asarray(self.given[:, self.codes.index(code)])

    def place(self, codes: Sequence[str]) -> Ints:
        """Of a question with one answer: its place among `codes` per person, -1 where it is another or missing."""
        found = np.full(len(self.answered), -1, dtype=np.int64)
        for number, code in enumerate(codes):
            found[self.gave(code)] = number
        return found


@dataclass(frozen=True)
class PutTogether:
    """puts: the questions. codes: the answers that are compared. left_out: item, code, n of those that not all questions
    offer."""

    puts: tuple[Put, ...]
    codes: tuple[str, ...]
    left_out: pd.DataFrame
    warnings: tuple[Problem, ...]


def put_together(data: Wave | pd.DataFrame, items: Sequence[str], code: str | None, what: str) -> PutTogether:
    """Questions that the same people answered.

    data: a wave of rows or a data frame. items: two or more ids, or columns. code: the only answer to compare. what: the function
    that asks, for the refusal of margins. A categorical column offers its categories; of others all offer what any of them holds.
    """
    items = (items,) if isinstance(items, str) else tuple(dict.fromkeys(items))
    if isinstance(data, Wave):
        data.needs_rows(what)
    elif not isinstance(data, pd.DataFrame):
        raise error(NOT_DATA, found=type(data).__name__)
    if len(items) < 2:
        raise error(TOO_FEW_QUESTIONS, found=len(items), least=2)
    puts = tuple(_put(data, item) for item in items) if isinstance(data, Wave) else _of_frame(data, items)
    common = tuple(known for known in puts[0].codes if all(known in put.codes for put in puts))
    if not common:
        raise error(NO_COMMON_ANSWERS, items=items)
    if code is not None and code not in common:
        raise error(ANSWER_NOT_COMMON, answer=code, known=common)
    left_out = pd.DataFrame(
        [(put.name, one, int(put.gave(one).sum())) for put in puts for one in put.codes if one not in common],
        columns=["item", "code", "n"],
    )
    return PutTogether(puts, common if code is None else (code,), left_out, _warnings(puts, left_out))


def _warnings(puts: tuple[Put, ...], left_out: pd.DataFrame) -> tuple[Problem, ...]:
    found = []
    if len(left_out):
        rows = left_out.to_dict("records")
        by_name = {put.name: put for put in puts}
        people = np.logical_or.reduce([by_name[row["item"]].gave(row["code"]) for row in rows])
        answers = tuple(f"{row['item']}.{row['code']}" for row in rows)
        found.append(problem(LISTS_DIFFER, answers=answers, people=int(people.sum())))
    if len({put.multiple for put in puts}) > 1:
        found.append(problem(KINDS_DIFFER, items=tuple(put.name for put in puts)))
    return tuple(found)


def _put(wave: Wave, name: str) -> Put:
    known = questions(wave.instrument)
    if name not in known:
        return _single(wave, name)  # an `item.option`; what can be wrong with a name is told there
    question = known[name]
    if not question.multiple:
        return _single(wave, name)
    ticks = [answers_to(wave, column) for column in question.columns]
    given = np.column_stack([np.asarray(tick.number == tick.codes.index(TICKED)) for tick in ticks])
    return Put(name, question.codes, given, np.asarray(np.column_stack([tick.number >= 0 for tick in ticks]).all(axis=1)), True)


def _single(data: Wave | pd.DataFrame, name: str) -> Put:
    answers = answers_to(data, name)
    given = np.asarray(answers.number[:, None] == np.arange(len(answers.codes)))
    return Put(answers.name, answers.codes, given, np.asarray(answers.number >= 0), False)


def _of_frame(frame: pd.DataFrame, items: Sequence[str]) -> tuple[Put, ...]:
    """Of columns without declared categories it is not known what they offered: all of it, then."""
    puts = [_single(frame, item) for item in items]
    plain = [not isinstance(frame[item].dtype, pd.CategoricalDtype) for item in items]
    union = dict.fromkeys(code for put, open_ in zip(puts, plain, strict=True) if open_ for code in put.codes)
    codes = tuple(sorted(union, key=_in_order))
    return tuple(_wider(put, codes) if open_ and codes else put for put, open_ in zip(puts, plain, strict=True))


def _in_order(code: str) -> tuple[bool, int, str]:
    """Whole numbers by their size, then words."""
    whole = code.lstrip("-").isdigit()
    return not whole, int(code) if whole else 0, code


def _wider(put: Put, codes: Sequence[str]) -> Put:
    """The same question with a longer list of answers."""
    nobody = np.zeros(len(put.answered), dtype=bool)
    given = np.column_stack([put.gave(code) if code in put.codes else nobody for code in codes])
    return Put(put.name, tuple(codes), given, put.answered, False)
