"""The same people in two waves, known again by a code."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.analysis.trend_chain import Step
from survey.errors import TREND_PERSON_TWICE, error
from survey.stats.binomial import agresti_min_interval, pair_test
from survey.wave.counts import Base
from survey.wave.questions import Question
from survey.wave.wave import Wave

Bools = NDArray[np.bool_]


class Changed(NamedTuple):
    """How the same people changed; NaN where nobody counts. people: how many count in both waves. change: percentage points, and
    the ends of its interval. p: of McNemar's exact test."""

    people: int
    change: float
    low: float
    high: float
    p: float


NOTHING = Changed(0, np.nan, np.nan, np.nan, np.nan)


def known_again(before: Wave, after: Wave, names: tuple[str, str] | None) -> pd.DataFrame:
    """The respondent of each wave for every person that both have, columns before and after; no rows where nobody is known again.

    names: the questions of the two waves that hold the code; None where no decision names them.
    """
    if names is None or before.responses is None or after.responses is None:
        return pd.DataFrame({"before": [], "after": []})
    sides = []
    for wave, name in zip((before, after), names, strict=True):
        codes = wave.answers[name].dropna().astype(str).str.strip().str.casefold()
        codes = codes[codes != ""]
        twice = int(codes.duplicated(keep=False).sum())
        if twice:
            raise error(TREND_PERSON_TWICE, item=name, wave=wave.id, people=twice)
        sides.append(pd.Series(codes.index, index=codes.to_numpy()))
    return pd.concat(sides, axis=1, join="inner", keys=["before", "after"]).sort_index()


def everybody_again(before: Wave, after: Wave, names: tuple[str, str] | None) -> bool:
    """Whether two waves are the answers of the same people, without anybody who is in one of them only."""
    return before.n > 0 and len(known_again(before, after, names)) == before.n == after.n


def changed(
    steps: tuple[Step, Step], codes: tuple[tuple[str, ...], tuple[str, ...]], people: pd.DataFrame, base: Base, level: float
) -> Changed:
    """McNemar's exact test of one answer. codes: those of the answer in each wave. base: who counts, as for `Wave.counts`; who
    counts in one wave only is left out."""
    sides = []
    for step, own, name in zip(steps, codes, ("before", "after"), strict=True):
        counted = [code for code, valid in zip(step.question.codes, step.question.valid, strict=True) if valid or base != "valid"]
        chosen = [code for code in own if code in counted]
        if not chosen:
            return NOTHING
        answers = step.wave.answers.loc[people[name], list(step.question.columns)]
        there = _gave(step.question, answers, counted) if base == "valid" else answers.notna().any(axis=1).to_numpy()
        sides.append((there | (base == "all"), _gave(step.question, answers, chosen)))
    (asked, was), (again, now) = sides
    both = asked & again
    lost, gained, size = int((both & was & ~now).sum()), int((both & ~was & now).sum()), int(both.sum())
    if not size:
        return NOTHING
    low, high = agresti_min_interval(gained, lost, size, level)
    return Changed(size, 100 * (gained - lost) / size, 100 * float(low), 100 * float(high), float(pair_test(gained, lost)))


def _gave(question: Question, answers: pd.DataFrame, codes: list[str]) -> Bools:
    """Who gave one of some answers."""
    if question.multiple:
        ticked = [f"{question.column}.{code}" for code in codes]
        return np.asarray(answers[ticked].fillna(False).astype(bool).any(axis=1))
    return np.asarray(answers.iloc[:, 0].isin(codes))
