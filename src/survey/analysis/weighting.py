"""The weights of a wave, from the frame that its wave.yaml declares, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pandas as pd

from survey.errors import (
    ANSWER_NOT_IN_FRAME,
    FRAME_CELL_EMPTY,
    LEFT_OUT_OF_WEIGHTS,
    NEEDS_ROWS,
    NO_WEIGHTS,
    NOBODY_WEIGHTED,
    WEIGHTED_NO_SAMPLE,
    WEIGHTS_NOT_CONVERGED,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.instrument.model import OptionKind
from survey.stats.intervals import Floats
from survey.stats.raking import Ints, effective_n, rake
from survey.wave.counts import positions
from survey.wave.settings import Design, Weighting
from survey.wave.wave import Wave, expect_wave

_NO_ANSWER = (OptionKind.DONT_KNOW, OptionKind.REFUSED)


@dataclass(frozen=True)
class Weights:
    """The weights of a wave and how they came about; `survey.weighting` describes the columns.

    weights: by respondent, 1 on average, NaN for who is left out. margins, summary: frames. warnings: read them first.
    """

    weights: pd.Series
    margins: pd.DataFrame
    summary: pd.DataFrame
    warnings: tuple[Problem, ...] = field(default=())

    @property
    def effective_n(self) -> float:
        """How many people of equal weight are worth as much; Kish's formula."""
        return float(self.summary["effective_n"].iloc[0])


def weighting(wave: Wave) -> Weights:
    """Weights that give those who answered the margins of the declared frame.

    Who gave no answer to a question of the frame, or "don't know" or a refusal that the frame does not have, cannot be placed in
    it: they get no weight and are in no weighted number; the unweighted counts still have them.

    Parameters
    ----------
    wave
        A wave of rows whose wave.yaml declares `weights`.

    Returns
    -------
    Weights. `weights`: a Series by respondent, 1 on average over those who are weighted, NaN for who is left out. `margins`: one
    row per category of the frame: item, code, n (weighted people in it), share (percent of them), weighted_share, target
    (percent). `summary`: one row: method, n (weighted people), left_out, iterations, deviation (largest difference of a weighted
    share from its target, in percentage points), smallest, largest (weight), at_limits (people whose weight was trimmed),
    effective_n (Kish: (Σ w)² / Σ w²), design_effect (n / effective_n), population (people of the frame;
    NaN where it gives shares).

    Raises
    ------
    SurveyError
        No weights declared (a frame is needed, and none follows from the answers), a wave of margins, a category of the frame
        that nobody is in, an answer that the frame does not have, nobody left, margins or limits that contradict each other.

    Notes
    -----
    Formulas and sources: `survey.stats.raking`. In R: `survey::rake`, `survey::postStratify`.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from survey.i18n.text import Text
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> from survey.wave.settings import Weighting, WeightMethod
    >>> wave = load_wave(max((root() / "data").glob("*-2022-demo")))
    >>> frame = {wave.instrument.items[1].id: {"yes": 0.8, "no": 0.2}}
    >>> declared = Weighting(WeightMethod.RAKING, Text(en="an invented register"), frame)
    >>> found = weighting(replace(wave, settings=replace(wave.settings, weights=declared)))
    >>> found.weights.round(3).value_counts().to_dict()
    {0.863: 89, 2.743: 7}
    """
    settings = expect_wave(wave).settings.weights
    if settings is None:
        raise error(NO_WEIGHTS, wave=wave.id)
    if wave.responses is None:
        raise error(NEEDS_ROWS, what="weighting")
    placed = pd.DataFrame({item: _placed(wave, item, settings) for item in settings.margins}, index=wave.answers.index)
    used = (placed >= 0).all(axis=1).to_numpy()
    _check(wave, placed[used], settings)
    categories = [placed.loc[used, item].to_numpy(np.int64) for item in settings.margins]
    targets = [np.array(list(shares.values())) for shares in settings.margins.values()]
    if settings.cells is None:
        raked = rake(categories, targets, settings.trim)
    else:
        cells, shares = _joint(categories, settings, settings.cells)
        raked = rake([cells], [shares], settings.trim)
    if not raked.converged:
        raise error(WEIGHTS_NOT_CONVERGED, wave=wave.id, iterations=raked.iterations, deviation=f"{100 * raked.deviation:.2f}")
    weights = pd.Series(np.nan, index=wave.answers.index, name="weight")
    weights[used] = raked.weights
    effective, n = effective_n(raked.weights), int(used.sum())
    summary = {
        "method": settings.method.value,
        "n": n,
        "left_out": int((~used).sum()),
        "iterations": raked.iterations,
        "deviation": 100 * raked.deviation,
        "smallest": float(raked.weights.min()),
        "largest": float(raked.weights.max()),
        "at_limits": raked.at_limits,
        "effective_n": effective,
        "design_effect": n / effective,
        "population": np.nan if settings.people is None else settings.people,
    }
    margins = _margins(settings, categories, raked.weights)
    return Weights(weights, margins, pd.DataFrame([summary]), tuple(_warnings(wave, int((~used).sum()))))


def _placed(wave: Wave, item: str, settings: Weighting) -> Ints:
    """The category of each person in the frame; -1: no answer, or none that places a person; -2: an answer that has no place."""
    question = wave.question(item)
    codes = list(settings.margins[item])
    outside = {option.code: -1 if option.kind in _NO_ANSWER else -2 for option in question.item.options}
    place = np.array([*(codes.index(code) if code in codes else outside[code] for code in question.codes), -1])
    return np.asarray(place[positions(wave.answers[question.column], question.codes)], dtype=np.int64)


def _joint(categories: list[Ints], settings: Weighting, cells: Mapping[tuple[str, ...], float]) -> tuple[Ints, Floats]:
    """The combination of answers that each person gave, and the share of each combination."""
    order = {codes: place for place, codes in enumerate(product(*settings.margins.values()))}
    shares = np.array([cells.get(codes, 0.0) for codes in order])
    found = np.ravel_multi_index(tuple(categories), tuple(len(own) for own in settings.margins.values()))
    counts = np.bincount(found, minlength=len(order))
    name, problems = " × ".join(settings.margins), []
    for codes, n, share in zip(order, counts, shares, strict=True):
        if n and not share:
            problems.append(problem(ANSWER_NOT_IN_FRAME, settings.place, item=name, answer=" × ".join(codes), n=int(n)))
        elif share and not n:
            problems.append(problem(FRAME_CELL_EMPTY, settings.place, item=name, answer=" × ".join(codes)))
    raise_all(problems)
    return np.asarray(found, dtype=np.int64), shares


def _check(wave: Wave, placed: pd.DataFrame, settings: Weighting) -> None:
    problems = []
    for item, shares in settings.margins.items():
        question = wave.question(item)
        known = set(shares) | {option.code for option in question.item.options if option.kind in _NO_ANSWER}
        given = wave.answers[question.column].dropna()
        empty = [code for code, share in shares.items() if not share]  # the frame says that nobody is there
        outside = {code: int((given == code).sum()) for code in question.codes if code not in known or code in empty}
        for code, n in outside.items():
            if n:
                problems.append(problem(ANSWER_NOT_IN_FRAME, settings.place, item=item, answer=code, n=n))
        nobody = [code for code, share in shares.items() if share and not (given == code).any()]
        problems += [problem(FRAME_CELL_EMPTY, settings.place, item=item, answer=code) for code in nobody]
    raise_all(problems)
    if placed.empty:
        raise error(NOBODY_WEIGHTED, wave=wave.id)
    for item, shares in settings.margins.items():  # a category whose people are all left out by another question
        for place, (code, share) in enumerate(shares.items()):
            if share and not (placed[item] == place).any():
                problems.append(problem(FRAME_CELL_EMPTY, settings.place, item=item, answer=code))
    raise_all(problems)


def _margins(settings: Weighting, categories: list[Ints], weights: np.ndarray) -> pd.DataFrame:
    rows = []
    for (item, shares), category in zip(settings.margins.items(), categories, strict=True):
        counts = np.bincount(category, minlength=len(shares))
        weighted = np.bincount(category, weights, len(shares)) / weights.sum()
        for place, (code, target) in enumerate(shares.items()):
            n = int(counts[place])
            rows.append((item, code, n, 100 * n / len(category), 100 * float(weighted[place]), 100 * target))
    return pd.DataFrame(rows, columns=["item", "code", "n", "share", "weighted_share", "target"])


def _warnings(wave: Wave, left_out: int) -> list[Problem]:
    found = [problem(WEIGHTED_NO_SAMPLE)] if wave.settings.design is Design.NONPROBABILITY else []
    return found + ([problem(LEFT_OUT_OF_WEIGHTS, n=left_out)] if left_out else [])
