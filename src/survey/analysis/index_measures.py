"""What an index measures, and its values: of each person from rows, or the bounds of their mean from margins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from survey.errors import SCORED_MULTIPLE, error
from survey.instrument.model import Index, IndexModel
from survey.stats.linear_bounds import Combine, Floats, MeanBounds, Part, mean_bounds
from survey.wave.counts import positions, tighten
from survey.wave.questions import Question, questions
from survey.wave.wave import Wave


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
        """The smallest and the largest value that a person can have: of a mean with as few scores as a value needs."""
        if self.combine == "all":
            return 0.0, self.factor
        known = [[score for score in scores.values() if score is not None] for scores in self.scores.values()]
        lows, highs = (sorted(pick(scores) for scores in known if scores) for pick in (min, max))
        if self.combine == "sum":
            return 0.0, float(sum(highs))
        fewest = max(1, self.minimum)
        if not lows:
            return float("nan"), float("nan")
        return self.factor * float(np.mean(lows[:fewest])), self.factor * float(np.mean(highs[-fewest:]))


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
    """In how many items an answer, or any answer of a group, was named."""
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
def values(wave: Wave, measure: Measure) -> tuple[Floats, NDArray[np.int64]]:
    """The value of each person, NaN for fewer scores than a value needs; and how many items of the index have a score."""
    known = questions(wave.instrument)
    scores = np.column_stack([item_scores(wave, known[column], given) for column, given in measure.scores.items()])
    scored = ~np.isnan(scores)
    answered = scored.sum(axis=1)
    if measure.combine == "all":
        found = (scores == 1).all(axis=1).astype(float)
    else:
        found = np.where(scored, scores, 0).sum(axis=1)
        if measure.combine == "mean":
            found = found / np.maximum(1, answered)
    return np.where(answered >= measure.minimum, measure.factor * found, np.nan), answered


def item_scores(wave: Wave, question: Question, given: Mapping[str, float | None]) -> Floats:
    """The score of each person on one question; NaN where there is none."""
    if question.multiple:
        ticks = wave.answers[list(question.columns)]
        named = np.zeros(len(ticks), dtype=bool)
        for column, code in zip(question.columns, question.codes, strict=True):
            if given[code]:
                named |= ticks[column].fillna(False).to_numpy(dtype=bool)
        return np.where(ticks.notna().any(axis=1), named.astype(float), np.nan)
    table = [given[code] for code in question.codes]
    scores = np.array([np.nan if score is None else score for score in table] + [np.nan])
    return scores[positions(wave.answers[question.column], question.codes)]


# -- from margins ------------------------------------------------------------------------------------------------------
def parts(wave: Wave, measure: Measure) -> list[Part]:
    """What the margins of a wave tell about each item of a measure."""
    return [_part(wave, column, scores) for column, scores in measure.scores.items()]


def bounds(wave: Wave, measure: Measure) -> MeanBounds:
    """How many people have a value and what their mean is, between the bounds that the margins leave."""
    found = mean_bounds(parts(wave, measure), wave.n, measure.minimum, measure.combine)
    return MeanBounds(found.n_low, found.n_high, measure.factor * found.low, measure.factor * found.high)


def mean_value(wave: Wave, measure: Measure) -> MeanBounds:
    """The same from whatever the wave has: from rows both ends are alike."""
    if wave.margins is not None:
        return bounds(wave, measure)
    found = values(wave, measure)[0]
    return mean_of(found[~np.isnan(found)])


def mean_of(found: Floats) -> MeanBounds:
    """The mean of known values; NaN of none."""
    mean = float(found.mean()) if found.size else float("nan")
    return MeanBounds(found.size, found.size, mean, mean)


def _part(wave: Wave, column: str, given: Mapping[str, float | None]) -> Part:
    """What is known of the scores on one question."""
    counts = wave.counts(column)
    base = int(counts["base"].iloc[0])
    blank = wave.n - base
    scores = [given[code] for code in counts["code"]]
    if questions(wave.instrument)[column].multiple:
        named = counts[[bool(score) for score in scores]]
        # Who ticked any of several answers: at least as many as ticked one of them, at most all their ticks.
        low, high = int(named["low"].max()) if len(named) else 0, min(base, int(named["high"].sum()))
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
