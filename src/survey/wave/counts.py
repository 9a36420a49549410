"""How often each answer was given, from rows or from margins: the same columns, so that nobody downstream needs to know which.

Columns: item, code, n (Int64, NA where only bounds are known), low, high, base (int64).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.errors import BASE_NOT_EXACT, UNKNOWN_BASE, error
from survey.instrument.nearest import nearest
from survey.wave.questions import Question

Base = Literal["answered", "valid", "all"]
"""answered: who gave any answer, "don't know" included. valid: without "don't know" and refusals. all: everybody in the wave."""

BASES: tuple[Base, ...] = get_args(Base)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Sizes = Ints | Floats
Bools = NDArray[np.bool_]


def check_base(base: str) -> None:
    """Refuse a base that there is not."""
    if base not in BASES:
        raise error(UNKNOWN_BASE, base=base, known=BASES, nearest=nearest(base, BASES))


def frame(question: Question, kept: Sequence[bool], low: Ints, high: Ints, base: int) -> pd.DataFrame:
    """The counts of one question as a frame; `kept` says which of its options have a row."""
    codes = [code for code, keep in zip(question.codes, kept, strict=True) if keep]
    exact = low == high
    return pd.DataFrame(
        {
            "item": question.column,
            "code": codes,
            "n": pd.array(np.where(exact, low, 0), dtype="Int64"),
            "low": low.astype(np.int64),
            "high": high.astype(np.int64),
            "base": np.int64(base),
        }
    ).assign(n=lambda table: table["n"].mask(~exact))


# -- from margins ------------------------------------------------------------------------------------------------------
def tighten(low: Ints, high: Ints, base: int) -> tuple[Ints, Ints]:
    """The bounds of counts that add up to `base`, as narrow as that allows.

    low_i' = max(low_i, base - sum of the other high_j), high_i' = min(high_i, base - sum of the other low_j). One pass is sharp:
    every bound is taken by some table of whole numbers, for the other counts reach every sum between their own bounds.

    >>> low, high = tighten(np.array([50, 0, 0]), np.array([50, 46, 10]), 96)
    >>> low.tolist(), high.tolist()
    ([50, 36, 0], [50, 46, 10])
    """
    others_high, others_low = high.sum() - high, low.sum() - low
    return np.maximum(low, base - others_high), np.minimum(high, base - others_low)


def from_margins(question: Question, margins: pd.DataFrame, n: int, base: Base) -> pd.DataFrame:
    """Counts of one question from its rows of a table of margins; n: people in the wave."""
    low, high = margins["low"].to_numpy(np.int64), margins["high"].to_numpy(np.int64)
    answered = int(margins["base"].iloc[0])
    if not question.multiple:
        low, high = tighten(low, high, answered)
    kept = np.array(question.valid) if base == "valid" else np.ones(len(low), dtype=bool)
    without = (0, 0) if kept.all() else _no_answer(question, low[~kept], high[~kept], answered)
    if without[0] != without[1]:
        raise error(BASE_NOT_EXACT, item=question.column, low=answered - without[1], high=answered - without[0])
    size = n if base == "all" else answered - without[0]
    return frame(question, kept.tolist(), low[kept], np.minimum(high[kept], size), size)


def _no_answer(question: Question, low: Ints, high: Ints, answered: int) -> tuple[int, int]:
    """Bounds of how many gave only "don't know" or refused."""
    if question.multiple:  # who ticked one of these may have ticked an answer beside it
        return 0, min(answered, int(high.sum()))
    return int(low.sum()), int(high.sum())


# -- from rows ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Grouping:
    """Which group each respondent belongs to: `number` from 0, -1 for none of them; `count` groups.

    weights: how much each respondent counts, 0 for who has no weight; None where everybody counts once.
    """

    number: Ints
    count: int
    weights: Floats | None = None

    @cached_property
    def inside(self) -> Bools:
        return self.number >= 0

    @cached_property
    def sizes(self) -> Sizes:
        return self.count_where(self.inside)

    def count_where(self, chosen: Bools) -> Sizes:
        """How many of each group are `chosen`."""
        use = chosen & self.inside
        return np.bincount(self.number[use], self.weights_of(use), self.count)

    def weights_of(self, chosen: Bools) -> Floats | None:
        """The weights of some respondents, where there are weights."""
        return None if self.weights is None else self.weights[chosen]


def from_rows(question: Question, answers: pd.DataFrame, base: Base, groups: Grouping) -> list[pd.DataFrame]:
    """Counts of one question in each group, in their order; weighted counts and bases where the groups have weights."""
    table, answered, valid = (_multiple if question.multiple else _single)(question, answers, groups)
    kept = np.array(question.valid) if base == "valid" else np.ones(len(question.codes), dtype=bool)
    sizes = {"answered": answered, "valid": valid, "all": groups.sizes}[base]
    if groups.weights is not None:
        return [pd.DataFrame({"weighted_n": row[kept], "weighted_base": size}) for row, size in zip(table, sizes, strict=True)]
    return [frame(question, kept.tolist(), row[kept], row[kept], int(size)) for row, size in zip(table, sizes, strict=True)]


def beside(counts: pd.DataFrame, weighted: pd.DataFrame) -> pd.DataFrame:
    """Counts and weighted counts of the same answers; no weighted count of an answer that only people without a weight gave."""
    outside = (counts["high"] > 0) & (weighted["weighted_n"] == 0)
    return pd.concat([counts, weighted.assign(weighted_n=weighted["weighted_n"].mask(outside))], axis=1)


def positions(answers: pd.Series, codes: Sequence[str]) -> Ints:
    """The position of each answer among the codes; -1 where it is missing."""
    # As objects, because pandas would convert its strings; factorised, because looking each one up depends on how they hash.
    number, found = pd.factorize(answers.to_numpy(dtype=object))
    position = {code: place for place, code in enumerate(codes)}
    return np.array([*(position.get(code, -1) for code in found), -1], dtype=np.int64)[number]


def _single(question: Question, answers: pd.DataFrame, groups: Grouping) -> tuple[Sizes, Sizes, Sizes]:
    """(table of groups by options, answered by group, valid by group) of a question with one answer."""
    position = positions(answers[question.column], question.codes)
    width = len(question.codes)
    use = (position >= 0) & groups.inside
    cell = groups.number[use] * width + position[use]
    table: Sizes = np.bincount(cell, groups.weights_of(use), groups.count * width).reshape(groups.count, width)
    return table, table.sum(axis=1), table[:, list(question.valid)].sum(axis=1)


def _multiple(question: Question, answers: pd.DataFrame, groups: Grouping) -> tuple[Sizes, Sizes, Sizes]:
    """The same for a question with any number of answers; valid: who ticked at least one answer that is one."""
    columns = [answers[column] for column in question.columns]
    ticked = np.column_stack([column.fillna(False).to_numpy(dtype=bool) for column in columns])
    answered = np.logical_or.reduce([column.notna().to_numpy() for column in columns])
    valid = np.logical_or.reduce(ticked[:, list(question.valid)], axis=1)
    counts = [groups.count_where(ticked[:, option]) for option in range(ticked.shape[1])]
    table: Any = np.array(counts).T  # whole numbers stay whole
    return table, groups.count_where(answered), groups.count_where(valid)
