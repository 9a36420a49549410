"""What a wave tells about an answer taken alone: between which counts the people lie who gave it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.errors import (
    ALL_ANSWERED,
    ANSWER_UNKNOWN,
    NOT_ONE_ANSWER,
    SAME_QUESTION,
    SO_MANY_ANSWERED,
    SOME_BLANK,
    Problem,
    error,
    problem,
)
from survey.instrument.nearest import nearest
from survey.stats.joint_bounds import Given, Ints, answered_all
from survey.wave.counts import tighten
from survey.wave.questions import Question, questions
from survey.wave.wave import Wave

Bools = NDArray[np.bool_]

Answer = tuple[str, str | Sequence[str]]
"""A question's id (or `item.row`) and the code of an answer, or several codes, any of which counts."""


class Told:
    """What a wave tells of each of its questions alone; each is counted once, however many statements are about it."""

    def __init__(self, wave: Wave) -> None:
        self.people = wave.n
        self._wave = wave
        self._known = questions(wave.instrument)
        self._counts: dict[str, pd.DataFrame] = {}

    def question(self, name: str) -> Question:
        """The question of an id or `item.row`, one with several answers included; an error where a matrix is named whole."""
        if name not in self._known:
            self._wave.counts(name)  # an unknown name is told here
            raise error(NOT_ONE_ANSWER, item=name)
        return self._known[name]

    def counts(self, name: str) -> pd.DataFrame:
        """What `Wave.counts` says of a question."""
        if name not in self._counts:
            self._counts[name] = self._wave.counts(self.question(name).column)
        return self._counts[name]

    def base(self, name: str) -> int:
        """How many people answered a question."""
        return int(self.counts(name)["base"].iloc[0])

    def codes(self, answer: Answer) -> tuple[str, ...]:
        """The codes that an answer names; an error where its question has no such answer."""
        name, named = answer
        codes = (named,) if isinstance(named, str) else tuple(named)
        known = self.question(name).codes
        for code in codes:
            if code not in known:
                raise error(ANSWER_UNKNOWN, item=name, answer=code, known=known, nearest=nearest(code, known))
        return codes

    def ends(self, name: str, off: int = 0) -> tuple[Ints, Ints]:
        """Bounds of each answer to a question, if every count may be `off` people off; who answered stays the same."""
        counts, base = self.counts(name), self.base(name)
        low, high = np.maximum(counts["low"].to_numpy() - off, 0), np.minimum(counts["high"].to_numpy() + off, base)
        return (low, high) if self.question(name).multiple or not off else tighten(low, high, base)

    def given(self, answer: Answer, off: int = 0) -> Given:
        """How many people gave an answer, or any of several answers to one question; `off` as for `ends`.

        Of several ticks by one person it is not known whether they meet, so the bounds of any of several codes then reach from
        the largest count to their sum.
        """
        name, codes = answer[0], self.codes(answer)
        base = self.base(name)
        low, high = self.ends(name, off)
        chosen = self.counts(name)["code"].isin(codes).to_numpy()
        if self.question(name).multiple:
            return Given(int(low[chosen].max()), min(base, int(high[chosen].sum())), base)
        least = max(int(low[chosen].sum()), base - int(high[~chosen].sum()))
        return Given(least, min(int(high[chosen].sum()), base - int(low[~chosen].sum())), base)


def count_pairs(low: Ints, high: Ints, base: int, one: Bools, other: Bools) -> tuple[Ints, Ints]:
    """Every pair of counts of two groups of answers to one question that the bounds of all answers and their sum allow.

    low, high: bounds of each answer, shape (k,). one, other: which answers belong to either group, shape (k,).

    >>> low, high = np.array([50, 36, 0]), np.array([50, 46, 10])
    >>> first, second = count_pairs(low, high, 96, np.array([True, False, False]), np.array([False, True, False]))
    >>> first.tolist()[:2], second.tolist()[:2], len(second)
    ([50, 50], [36, 37], 11)
    """
    rest = ~(one | other)
    ranges = (np.arange(low[group].sum(), min(high[group].sum(), base) + 1) for group in (one, other))
    first, second = np.meshgrid(*ranges, indexing="ij")
    left = base - first - second
    fits = (left >= low[rest].sum()) & (left <= high[rest].sum())
    return first[fits], second[fits]


def different(names: Sequence[str]) -> None:
    """Refuse to take one question twice."""
    for place, name in enumerate(names):
        if name in names[:place]:
            raise error(SAME_QUESTION, item=name)


def assumption(bases: Sequence[int], people: int) -> Problem:
    """What is taken for granted of who answered: everybody, or as many as the bases leave."""
    low, high = answered_all(bases, people)
    if low == high:
        return problem(ALL_ANSWERED, n=people) if low == people else problem(SO_MANY_ANSWERED, n=low, people=people)
    return problem(SOME_BLANK, low=low, high=high, people=people)
