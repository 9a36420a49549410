"""Which of the answers to one question was given more often than which."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from survey.analysis.family import Family, status
from survey.analysis.given import count_pairs
from survey.analysis.proportions import listed, rejects
from survey.errors import (
    ANSWER_UNKNOWN,
    ASSUMES_RANDOM_SAMPLE,
    NO_OPTIONS,
    NO_PAIR_OF_ANSWERS,
    ONE_ANSWER_NEEDED,
    P_FROM_BOUNDS,
    error,
    problem,
)
from survey.instrument.nearest import nearest
from survey.stats.binomial import agresti_min_interval, pair_test
from survey.stats.intervals import check_level
from survey.stats.multiplicity import Correction, adjusted
from survey.wave.counts import Base
from survey.wave.questions import questions
from survey.wave.settings import DeclaredDifferences
from survey.wave.wave import Wave, expect_wave


def differences(
    wave: Wave,
    item: str,
    codes: Sequence[str] | None = None,
    *,
    correction: Correction = "holm",
    base: Base = "answered",
    level: float = 0.95,
) -> Family:
    """Pairs of answers to one question with one answer: how many more people gave the first than the second.

    Parameters
    ----------
    wave
        A wave of rows or of margins.
    item
        Id of a question with one answer, or `item.row` of a matrix.
    codes
        The answers to compare; all by default.
    correction
        `holm` or `bh`; the family is all pairs.
    base
        `answered` or `valid`, see `Wave.counts`.
    level
        Confidence level between 0 and 1; a test rejects where its adjusted p is at most 1 - level.

    Returns
    -------
    Family. Its table has one row per pair, the answer that leads by the middle of its bounds first. Facts: item, first, second,
    first_low, first_high, second_low, second_high, base, difference_low, difference_high (percentage points, first minus second),
    more (`holds`: the first was given more often, in every table that fits the counts; `never`; `open`). Under the model:
    model_low, model_high (percentage points, Agresti and Min's interval, over all counts), model_p_low, model_p_high (exact),
    model_p_holm_low and _high (or _bh_), model_rejects.

    Raises
    ------
    SurveyError
        As `Wave.counts`; a question with several answers or without options, an unknown answer, fewer than two.

    Notes
    -----
    The two shares come from one question, so they are not independent and no test of two samples applies: of those who gave one
    of the two answers, half should have given the first. In R: `binom.test(first, first + second)`.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(min((root() / "data").glob("*-2022")))
    >>> found = differences(wave, wave.instrument.items[1].id).table
    >>> found[["first", "first_low", "second_low", "more"]].astype(str).to_numpy().tolist()
    [['yes', '89', '7', 'holds']]
    """
    check_level(level)
    counts = _counts(expect_wave(wave), item, base)
    known = tuple(counts["code"])
    wanted = known if codes is None else tuple(dict.fromkeys(listed(codes)))
    for code in wanted:
        if code not in known:
            raise error(ANSWER_UNKNOWN, item=item, answer=code, known=known, nearest=nearest(code, known))
    order = sorted((known.index(code) for code in wanted), key=lambda place: -int(counts["low"][place] + counts["high"][place]))
    if len(order) < 2:
        raise error(NO_PAIR_OF_ANSWERS, item=item)
    table = pd.DataFrame([_row(item, counts, one, other, level) for one, other in combinations(order, 2)])
    for end in ("low", "high"):
        table[f"model_p_{correction}_{end}"] = adjusted(table[f"model_p_{end}"], correction)
    table["model_rejects"] = rejects(table, correction, level)
    bounded = bool((counts["low"] < counts["high"]).any())
    warnings = (problem(P_FROM_BOUNDS, items=(item,)),) if bounded else ()
    assumes = problem(ASSUMES_RANDOM_SAMPLE, n=int(counts["base"].iloc[0]))
    return Family(table, int(table["model_p_low"].notna().sum()), correction, assumes, warnings)


def declared_differences(wave: Wave) -> list[tuple[DeclaredDifferences, Family]]:
    """What `differences` of wave.yaml declares, in its order."""
    return [
        (one, differences(wave, one.item, one.codes or None, correction="bh" if one.correction == "bh" else "holm"))
        for one in wave.settings.differences
    ]


def _counts(wave: Wave, item: str, base: Base) -> pd.DataFrame:
    counts = wave.counts(item, base=base)
    if counts.empty:
        raise error(NO_OPTIONS, item=item)
    columns = tuple(counts["item"].unique())
    question = questions(wave.instrument)[columns[0]]
    if len(columns) > 1 or question.multiple:
        raise error(ONE_ANSWER_NEEDED, item=item, options=question.item.columns)
    return counts


def _row(item: str, counts: pd.DataFrame, one: int, other: int, level: float) -> dict[str, Any]:
    base = int(counts["base"].iloc[0])
    ends = counts["low"].to_numpy(np.int64), counts["high"].to_numpy(np.int64)
    places = np.arange(len(counts))
    first, second = count_pairs(*ends, base, places == one, places == other)
    p = pair_test(first, second) if base else np.full(len(first), np.nan)
    low, high = agresti_min_interval(first, second, base, level)
    apart = 100 * (first - second) / base if base else np.full(len(first), np.nan)
    return {
        "item": item,
        "first": counts["code"][one],
        "second": counts["code"][other],
        "first_low": int(counts["low"][one]),
        "first_high": int(counts["high"][one]),
        "second_low": int(counts["low"][other]),
        "second_high": int(counts["high"][other]),
        "base": base,
        "difference_low": apart.min(),
        "difference_high": apart.max(),
        "more": status(first > second),
        "model_low": 100 * low.min(),
        "model_high": 100 * high.max(),
        "model_p_low": p.min(),
        "model_p_high": p.max(),
    }
