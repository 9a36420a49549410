"""The indices of a questionnaire for a wave: exact where rows or margins allow, between sharp bounds where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from survey.errors import SCORED_MULTIPLE, UNKNOWN_INDEX, error
from survey.instrument.model import Index, IndexModel
from survey.instrument.nearest import nearest
from survey.stats.linear_bounds import Combine, Floats, MeanBounds, Part, mean_bounds
from survey.wave.counts import positions, tighten
from survey.wave.questions import Question, questions
from survey.wave.wave import Wave

COLUMNS = (
    "index",
    "model",
    "target",
    "n_low",
    "n_high",
    "mean_low",
    "mean_high",
    "scale_low",
    "scale_high",
    "exact",
    "items",
    "method",
)


@dataclass(frozen=True)
class Measure:
    """One number that an index gives each person.

    target: what it is about within the index (a counted answer, a class, an item), None for the whole index.
    scores: column -> code -> score, None for an answer that counts as missing. minimum: scores that a value needs.
    factor: 100 for a share, 1 for a count.
    """

    target: str | None
    scores: Mapping[str, Mapping[str, float | None]]
    minimum: int
    combine: Combine
    factor: float

    @property
    def scale(self) -> tuple[float, float]:
        """The smallest and the largest value that a person can have."""
        if self.combine == "all":
            return 0.0, self.factor
        known = [[score for score in scores.values() if score is not None] for scores in self.scores.values()]
        if self.combine == "sum":
            return 0.0, float(len(known))
        return self.factor * min(map(min, known)), self.factor * max(map(max, known))


def index_summary(wave: Wave, index: str | None = None) -> pd.DataFrame:
    """The mean of each index of the wave's questionnaire.

    Parameters
    ----------
    wave
        A wave of rows or of margins.
    index
        Id of one index; all of them by default.

    Returns
    -------
    One row per index; of a count one per target and per group of answers, of a typology one per class, of separate indicators one
    per item. Columns: index, model, target (None for a whole index), n_low, n_high (people with a value), mean_low, mean_high (of
    these people: 100 times the mean score; for a typology the percent in the class, for a count the mean number of mentions),
    scale_low, scale_high (smallest and largest possible value), exact (whether n and mean are known exactly), items (their ids),
    method:

    - `rows`: the mean over the people who have at least `minimum_answered` scored answers;
    - `margins`: every answer has a score and every count is known, so the mean follows from the margins;
    - `bounds`: the smallest and the largest value over all tables of answers that fit the margins; both are taken by
      some table.

    Raises
    ------
    StatisticsError
        An unknown index; a multiple-choice item that is scored; an index too large for bounds.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(min((root() / "data").iterdir()))
    >>> first = index_summary(wave, wave.instrument.indices[0].id).iloc[0]
    >>> round(float(first["mean_low"]), 1), bool(first["exact"])
    (94.3, True)
    """
    known = {entry.id: entry for entry in wave.instrument.indices}
    if index is not None and index not in known:
        raise error(UNKNOWN_INDEX, index=index, known=tuple(known) or "–", nearest=nearest(index, known))
    chosen = known.values() if index is None else (known[index],)
    rows = [_row(wave, entry, measure) for entry in chosen for measure in measures(entry, wave)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(wave: Wave, index: Index, measure: Measure) -> tuple[object, ...]:
    if wave.margins is None:
        found, method = _from_rows(wave, measure), "rows"
    else:
        parts = [_part(wave, column, scores) for column, scores in measure.scores.items()]
        found = mean_bounds(parts, wave.n, measure.minimum, measure.combine)
        direct = measure.combine != "all" and all(part.exact for part in parts)
        method = "margins" if direct else "bounds"
    low, high = measure.factor * found.low, measure.factor * found.high
    exact = found.n_low == found.n_high and bool(np.isclose(low, high, rtol=0, atol=1e-9))
    items = ", ".join(measure.scores)
    return index.id, index.model.value, measure.target, found.n_low, found.n_high, low, high, *measure.scale, exact, items, method


# -- what is measured --------------------------------------------------------------------------------------------------
def measures(index: Index, wave: Wave) -> Iterable[Measure]:
    """The numbers that an index consists of."""
    known = questions(wave.instrument)
    if index.model is IndexModel.COUNT:
        options = [option for column in index.scores for option in known[column].item.options]
        groups = dict.fromkeys(option.group for option in options if option.group)
        answers = [_mentions(index, target, known, "code") for target in index.targets]
        return answers + [_mentions(index, group, known, "group") for group in groups]
    for column in index.scores:
        if known[column].multiple:
            raise error(SCORED_MULTIPLE, index=index.id, item=column)
    if index.model is IndexModel.TYPOLOGY:
        return [_class(index, position) for position in range(len(index.classes))]
    if index.model is IndexModel.SEPARATE:
        return [Measure(column, {column: scores}, 1, "mean", 100) for column, scores in index.scores.items()]
    return [Measure(None, index.scores, index.minimum_answered, "mean", 100)]


def _mentions(index: Index, target: str, known: Mapping[str, Question], by: Literal["code", "group"]) -> Measure:
    """How often an answer, or any answer of a group, was named."""
    scores = {
        column: {option.code: float(getattr(option, by) == target) for option in known[column].item.options}
        for column in index.scores
    }
    return Measure(target, scores, index.minimum_answered, "sum", 1)


def _class(index: Index, position: int) -> Measure:
    """1 for the answers that a class asks for, 0 for others; an item that it does not ask for is only answered or not."""
    own = index.classes[position]
    asked = {condition.item: condition.codes for condition in own.conditions}
    scores = {
        column: {
            code: None if score is None else float(column not in asked or code in asked[column])
            for code, score in index.scores[column].items()
        }
        for column in index.scores
    }
    return Measure(own.code, scores, index.minimum_answered, "all", 100)


# -- from rows ---------------------------------------------------------------------------------------------------------
def _from_rows(wave: Wave, measure: Measure) -> MeanBounds:
    known = questions(wave.instrument)
    scores = np.column_stack([_scores(wave, known[column], given) for column, given in measure.scores.items()])
    scored = ~np.isnan(scores)
    having = scored.sum(axis=1) >= measure.minimum
    n = int(having.sum())
    if n == 0:
        return MeanBounds(0, 0, float("nan"), float("nan"))
    if measure.combine == "all":
        values = (scores == 1).all(axis=1).astype(float)
    else:
        values = np.where(scored, scores, 0).sum(axis=1)
        if measure.combine == "mean":
            values = values / np.maximum(1, scored.sum(axis=1))
    mean = float(values[having].mean())
    return MeanBounds(n, n, mean, mean)


def _scores(wave: Wave, question: Question, given: Mapping[str, float | None]) -> Floats:
    """The score of each person on one question; NaN where there is none."""
    if question.multiple:
        ticks = wave.answers[list(question.columns)]
        named = np.zeros(len(ticks))
        for column, code in zip(question.columns, question.codes, strict=True):
            if given[code]:
                named += ticks[column].fillna(False).to_numpy(dtype=float)
        return np.where(ticks.notna().any(axis=1), named, np.nan)
    table = [given[code] for code in question.codes]
    scores = np.array([np.nan if score is None else score for score in table] + [np.nan])
    return scores[positions(wave.answers[question.column], question.codes)]


# -- from margins ------------------------------------------------------------------------------------------------------
def _part(wave: Wave, column: str, given: Mapping[str, float | None]) -> Part:
    """How many people have each score on one question."""
    counts = wave.counts(column)
    base = int(counts["base"].iloc[0])
    blank = wave.n - base
    scores = [given[code] for code in counts["code"]]
    if questions(wave.instrument)[column].multiple:
        named = counts[[bool(score) for score in scores]]
        low, high = int(named["low"].sum()), int(named["high"].sum())
        return Part((1.0, 0.0), (low, base - high), (high, base - low), (blank, blank))
    bounds: dict[float | None, tuple[int, int]] = {None: (blank, blank)}
    for score, least, most in zip(scores, counts["low"], counts["high"], strict=True):
        before = bounds.get(score, (0, 0))
        bounds[score] = (before[0] + int(least), before[1] + int(most))
    table = np.array(list(bounds.values()), dtype=np.int64)
    lows, highs = tighten(table[:, 0], table[:, 1], wave.n)
    # The answers without a score stand first.
    known = tuple(score for score in bounds if score is not None)
    return Part(known, tuple(lows[1:].tolist()), tuple(highs[1:].tolist()), (int(lows[0]), int(highs[0])))
