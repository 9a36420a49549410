"""What the margins of a wave force about the joint answers to two or three questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from itertools import product

import numpy as np
import pandas as pd

from survey.analysis.given import Told, assumption, different
from survey.analysis.joint import JointBounds, joint_of
from survey.errors import TWO_OR_THREE, error
from survey.stats.joint_bounds import Ints, answered_all, joint_counts
from survey.wave.questions import questions
from survey.wave.wave import Wave, expect_wave

PLACES = ("first", "second", "third")
COUNTS = ("low", "high", "base", "answered_low", "answered_high", "sturdy_low", "sturdy_high")
_ENDS = ("_low", "_high")
RANGES = tuple(
    field.name
    for field in fields(JointBounds)
    if field.name.endswith(_ENDS) and not field.name.startswith(("base", "first", "second", "sturdy"))
)
"""What a single pair has beside its counts: smallest and largest value of each measure."""


def bounds(wave: Wave, *items: str) -> pd.DataFrame:
    """How many people gave each combination of answers to two or three questions, as far as the margins decide.

    Parameters
    ----------
    wave
        A wave of margins, or of rows, of which only the margins are used: then it tells what a report of margins would give away.
    items
        Two or three ids of questions (`item.row` for a row of a matrix). None: all pairs of questions of the questionnaire.

    Returns
    -------
    One row for each combination of answers. Columns first, first_code, second, second_code (third, third_code); low, high: sharp
    bounds of the people who gave all of them; base: people in the wave; answered_low, answered_high: how many of them answered
    all of these questions; sturdy_low, sturdy_high: bounds that stay true if every count may be one person off, or if one person
    fewer answered all.

    Of a single pair also, each as `.._low` and `.._high`, the range over all tables that the margins allow of, of the answer
    against all others: expected (count without association), difference, phi, cramers_v (corrected for bias), kappa, odds_ratio,
    and under the model of a simple random sample model_mcnemar_p and model_fisher_p (exact). `survey.analysis.joint.joint` gives
    them for two answers or groups of answers.

    `frame.attrs["assumes"]` is the assumption about who answered, printed as a sentence; of a single pair
    `frame.attrs["model_assumes"]` is that of the columns `model_..`.

    Raises
    ------
    SurveyError
        An unknown question; one question twice; one question, or more than three.

    Notes
    -----
    max(0, sum of the counts - (k - 1) n) and the smallest count: see `survey.stats.joint_bounds.joint_counts`. Kappa of more than
    two answers: `survey.analysis.same_answers.same_answers`. The range of the Stuart-Maxwell statistic and of Cramér's V of
    larger tables is not computed.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(sorted((root() / "data").glob("*-2022*"))[0])
    >>> first, second = (wave.instrument.items[place].id for place in (5, 8))
    >>> found = bounds(wave, first, second)
    >>> found[["first_code", "second_code", "low", "high", "base"]].to_numpy().tolist()
    [['yes', 'yes', 0, 8, 96], ['yes', 'no', 62, 70, 96], ['no', 'yes', 0, 8, 96], ['no', 'no', 18, 26, 96]]
    """
    told = Told(expect_wave(wave))
    if not items:
        names = list(questions(wave.instrument))
        frame = _all_pairs(told, names)
    elif len(items) in (2, 3):
        different(items)
        names = [told.question(item).column for item in items]
        frame = _combinations(told, names)
    else:
        raise error(TWO_OR_THREE, found=len(items))
    if len(items) == 2:
        answers = frame[["first", "first_code", "second", "second_code"]].to_numpy().tolist()
        cells = [joint_of(told, (one, code), (other, its)) for one, code, other, its in answers]
        frame = frame.assign(**{name: [getattr(cell, name) for cell in cells] for name in RANGES})
        frame.attrs["model_assumes"] = cells[0].model_assumes
    frame.attrs["assumes"] = assumption([told.base(name) for name in names], told.people)
    return frame


def strongest(found: pd.DataFrame) -> pd.DataFrame:
    """Of all pairs of answers the largest `low` of each pair of questions, largest first; pairs for which nothing follows left
    out.

    found: result of `bounds` for all pairs or for one.
    """
    forced = found[found["low"] > 0]
    best = forced.loc[forced.groupby(["first", "second"], sort=False)["low"].idxmax()]
    return best.sort_values("low", ascending=False, kind="stable").reset_index(drop=True)


def _combinations(told: Told, names: Sequence[str]) -> pd.DataFrame:
    """The bounds of every combination of answers to these questions."""
    found = []
    for off in (0, 1):
        ends = [told.ends(name, off) for name in names]
        found.append(joint_counts([low for low, _ in ends], [high for _, high in ends], told.people))
    named: dict[str, object] = {}
    codes = product(*(told.question(name).codes for name in names))
    for place, name, chosen in zip(PLACES, names, zip(*codes, strict=True), strict=False):
        named |= {place: name, f"{place}_code": list(chosen)}
    answered = answered_all([told.base(name) for name in names], told.people)
    return pd.DataFrame(named | _counts(*found[0], *found[1]) | _bases(told.people, *answered))


def _counts(low: Ints, high: Ints, low_off: Ints, high_off: Ints) -> dict[str, Ints]:
    """The bounds; if one person fewer answered all questions, one person fewer may have given all answers."""
    sturdy = np.minimum(low_off, np.maximum(0, low - 1))
    return {"low": low.ravel(), "high": high.ravel(), "sturdy_low": sturdy.ravel(), "sturdy_high": high_off.ravel()}


def _bases(people: int, low: Ints | int, high: Ints | int) -> dict[str, Ints | int]:
    return {"base": people, "answered_low": low, "answered_high": high}


def _all_pairs(told: Told, names: Sequence[str]) -> pd.DataFrame:
    """All pairs of answers to different questions at once, in the order of the questionnaire."""
    owner = [name for name in names for _ in told.question(name).codes]
    number = np.array([place for place, name in enumerate(names) for _ in told.question(name).codes], dtype=np.int64)
    codes = np.array([code for name in names for code in told.question(name).codes], dtype=object)
    bases = np.array([told.base(name) for name in owner], dtype=np.int64)
    low, high, low_off, high_off = (
        np.concatenate([told.ends(name, off)[side] for name in names] or [bases]) for off in (0, 1) for side in (0, 1)
    )
    one, other = np.nonzero(number[:, None] < number[None, :])
    order = np.lexsort((other, one, number[other], number[one]))
    one, other = one[order], other[order]
    found = [
        np.maximum(0, low[one] + low[other] - told.people),
        np.minimum(high[one], high[other]),
        np.maximum(0, low_off[one] + low_off[other] - told.people),
        np.minimum(high_off[one], high_off[other]),
    ]
    answered = np.maximum(0, bases[one] + bases[other] - told.people), np.minimum(bases[one], bases[other])
    asked = np.array(owner, dtype=object)
    named = {"first": asked[one], "first_code": codes[one], "second": asked[other], "second_code": codes[other]}
    return pd.DataFrame(named | _counts(*found) | _bases(told.people, *answered))
