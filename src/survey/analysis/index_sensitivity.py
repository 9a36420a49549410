"""How far an index depends on how its doubtful questions are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from survey.analysis.index_measures import Measure, bounds, mean_value, measures, parts
from survey.instrument.model import Index, IndexClass, IndexModel, OptionKind
from survey.stats.linear_bounds import MeanBounds
from survey.wave.questions import Question, questions
from survey.wave.wave import Wave, expect_wave

COLUMNS = ("index", "target", "reading", "item", "n_low", "n_high", "mean_low", "mean_high", "shift_low", "shift_high")
DOUBTFUL = "doubtful"
MEANS = (IndexModel.REFLECTIVE, IndexModel.FORMATIVE)

Scores = Mapping[str, float | None]


@dataclass(frozen=True)
class _Reading:
    """An index read in another way: what was done to which item."""

    name: str
    item: str
    index: Index


def index_sensitivity(wave: Wave) -> pd.DataFrame:
    """The means of the indices that rest on a doubtful question, or keep one out, under every reading of it.

    The main reading is what the questionnaire and `readings` of wave.yaml fix; `survey.index_summary` and `survey.indices` use
    no other. The others stand here alone, one question at a time.

    Parameters
    ----------
    wave
        A wave of rows or of margins.

    Returns
    -------
    One row per index and reading; of a count one per target, of a typology one per class. Columns: index, target (None for a
    whole index), reading, item (None for the main reading), n_low, n_high (people with a value), mean_low, mean_high (as in
    `survey.index_summary`), shift_low, shift_high (the mean minus that of the main reading). Readings:

    - `main`;
    - `reversed`: an item with the flag `doubtful` whose scores change places, least + most - score; in a typology its answers;
    - `left_out`: such an item left out, if as many as `minimum_answered` stay;
    - `added`: an item of `held_out`, as it stands. Its answers get the scores that they have in another item of the index, or
      else equal steps in the order of their values from the least to the greatest score of the index;
    - `added_reversed`: the same with the scores changing places.

    No row where a reading makes no sense: no order to reverse in a count, nothing to leave out of a typology or of separate
    indicators. Empty where no index is in doubt.

    Raises
    ------
    SurveyError
        A multiple-choice item that is scored; an index too large for bounds.

    Notes
    -----
    From margins the shift is bounded as a whole: what is unknown is the same in both readings. Its bounds are sharp for a mean
    score of which an item is reversed, or whose items have a score for everybody; else they are the differences of the bounds of
    the means, which hold but may be wider than need be. Where another number of people has a value, part of the shift is theirs.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> found = index_sensitivity(load_wave(min((root() / "data").glob("*-2022"))))
    >>> found.iloc[:2][["reading", "mean_low", "shift_low"]].round(1).to_numpy().tolist()
    [['main', 94.3, 0.0], ['reversed', 48.4, -45.8]]
    """
    expect_wave(wave)
    rows = [row for index in wave.instrument.indices for row in _rows(wave, index)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(wave: Wave, index: Index) -> Iterator[tuple[object, ...]]:
    """The main reading of each measure of an index that some other reading changes, and these."""
    others = [(reading, {one.target: one for one in measures(reading.index, wave)}) for reading in _readings(index, wave)]
    for main in measures(index, wave) if others else ():
        changed = [
            (reading, found[main.target]) for reading, found in others if main.target in found and found[main.target] != main
        ]
        if not changed:
            continue
        first = mean_value(wave, main)
        yield _row(index, main, ("main", None), first, (0.0, 0.0))
        for reading, measure in changed:
            mean = mean_value(wave, measure)
            yield _row(index, main, (reading.name, reading.item), mean, _shift(wave, main, measure, first, mean))


def _row(
    index: Index, measure: Measure, reading: tuple[str, str | None], mean: MeanBounds, shift: tuple[float, float]
) -> tuple[object, ...]:
    return index.id, measure.target, *reading, mean.n_low, mean.n_high, mean.low, mean.high, *shift


# -- other readings ----------------------------------------------------------------------------------------------------
def _readings(index: Index, wave: Wave) -> Iterator[_Reading]:
    known = questions(wave.instrument)
    for column in index.items:
        if DOUBTFUL in known[column].item.flags:
            turned = _reversed(index, column)
            if turned is not None:
                yield _Reading("reversed", column, turned)
            if index.model in (*MEANS, IndexModel.COUNT) and len(index.items) > max(1, index.minimum_answered):
                scores = {item: own for item, own in index.scores.items() if item != column}
                yield _Reading("left_out", column, replace(index, scores=scores))
    for column in index.held_out:
        if column in known:
            yield from _added(index, known[column])


def _reversed(index: Index, column: str) -> Index | None:
    """The index with the scores of an item, or in a typology its answers, changing places; None where there is no order."""
    turned = _turned(index.scores[column])
    if index.model is IndexModel.COUNT or turned == index.scores[column]:
        return None
    if index.model is not IndexModel.TYPOLOGY:
        return replace(index, scores={**index.scores, column: turned})
    places = {score: code for code, score in index.scores[column].items() if score is not None}
    opposite = {code: places.get(score) for code, score in turned.items() if score is not None}
    if None in opposite.values() or len(places) < len(opposite):
        return None  # two answers with one score, or one whose opposite does not exist: nothing says what changes places
    return replace(index, classes=tuple(_with_opposites(own, column, opposite) for own in index.classes))


def _with_opposites(own: IndexClass, column: str, opposite: Mapping[str, str | None]) -> IndexClass:
    return replace(
        own,
        conditions=tuple(
            replace(condition, codes=tuple(opposite.get(code) or code for code in condition.codes))
            if condition.item == column
            else condition
            for condition in own.conditions
        ),
    )


def _turned(scores: Scores) -> dict[str, float | None]:
    known = [score for score in scores.values() if score is not None]
    ends = min(known) + max(known) if known else 0.0
    return {code: None if score is None else ends - score for code, score in scores.items()}


def _added(index: Index, question: Question) -> Iterator[_Reading]:
    """The index with an item that it keeps out."""
    column = question.column
    if index.model is IndexModel.COUNT:
        yield _Reading("added", column, replace(index, scores={**index.scores, column: {}}))
    if index.model not in MEANS or question.multiple:
        return
    scores = _like_the_others(index, question)
    for name, own in (("added", scores), ("added_reversed", _turned(scores))):
        yield _Reading(name, column, replace(index, scores={**index.scores, column: own}))


def _like_the_others(index: Index, question: Question) -> Scores:
    """The scores of the answers to a question that has none: those of another item with the same answers, or equal steps."""
    for own in index.scores.values():
        if set(own) == set(question.codes):
            return own
    used = [score for own in index.scores.values() for score in own.values() if score is not None]
    ordered = sorted(
        (option for option in question.item.options if option.kind is OptionKind.SUBSTANTIVE), key=lambda one: one.value
    )
    step = (max(used) - min(used)) / max(1, len(ordered) - 1)
    scores = {option.code: min(used) + place * step for place, option in enumerate(ordered)}
    return {code: scores.get(code) for code in question.codes}


# -- how far the mean moves --------------------------------------------------------------------------------------------
def _shift(wave: Wave, main: Measure, other: Measure, first: MeanBounds, second: MeanBounds) -> tuple[float, float]:
    """The bounds of the second mean minus the first."""
    if wave.margins is not None:
        difference = _difference(wave, main, other)
        if difference is not None:
            found = bounds(wave, difference)
            return found.low, found.high
    return second.low - first.high, second.high - first.low


def _difference(wave: Wave, main: Measure, other: Measure) -> Measure | None:
    """What each person's value changes by, where that is itself a sum or mean over items; else None."""
    if main.combine == "all" or any(questions(wave.instrument)[column].multiple for column in {**main.scores, **other.scores}):
        return None
    if set(main.scores) == set(other.scores):
        return replace(main, scores={column: _minus(other, main, column, 1, 1) for column in main.scores})
    if any(part.missing != (0, 0) for measure in (main, other) for part in parts(wave, measure)):
        return None
    before, after = (1 / len(one.scores) if main.combine == "mean" else 1.0 for one in (main, other))
    scores = {column: _minus(other, main, column, after, before) for column in {**main.scores, **other.scores}}
    return replace(main, scores=scores, combine="sum")


def _minus(other: Measure, main: Measure, column: str, after: float, before: float) -> dict[str, float | None]:
    """The weighted scores of one item in the other reading minus those in the main one; 0 in a reading without the item."""
    new, old = other.scores.get(column, {}), main.scores.get(column, {})
    found: dict[str, float | None] = {}
    for code in {**new, **old}:
        scores = [one[code] for one in (new, old) if code in one]
        missing = any(score is None for score in scores)
        found[code] = None if missing else after * (new.get(code) or 0.0) - before * (old.get(code) or 0.0)
    return found
