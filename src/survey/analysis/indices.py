"""The indices of a questionnaire for a wave: exact where rows or margins allow, between sharp bounds where they do not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.analysis.index_measures import Measure, bounds, mean_of, measures, parts, values
from survey.analysis.reliability import reliability
from survey.errors import UNKNOWN_INDEX, SurveyError, error
from survey.instrument.model import Index, IndexModel
from survey.instrument.nearest import nearest
from survey.stats.linear_bounds import Floats, MeanBounds
from survey.stats.reliability import LEAST_ITEMS
from survey.wave.counts import positions
from survey.wave.wave import Wave, expect_wave

MEANS = ("n_low", "n_high", "mean_low", "mean_high", "scale_low", "scale_high", "exact")
SPREAD = ("sd", "minimum", "q1", "median", "q3", "maximum", "floor", "ceiling")
RELIABILITY = "reliability"
GROUP = ("by", "group", "ungrouped")

Bools = NDArray[np.bool_]
Row = dict[str, object]


def index_summary(wave: Wave, index: str | None = None, by: str | None = None) -> pd.DataFrame:
    """The mean of each index of the wave's questionnaire, and how its values are distributed.

    Parameters
    ----------
    wave
        A wave of rows or of margins.
    index
        Id of one index; all of them by default.
    by
        Id of a question with one answer (or `item.row`): one row for each of its answers, also those that nobody gave. Who did
        not answer it is in no group. Needs rows.

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

    From rows also sd (of those who answered: n - 1 in the denominator), minimum, q1, median, q3, maximum, floor, ceiling (percent
    of the people with a value who have the smallest, the largest possible one); NaN from margins. Quartiles as `quantile()` in R
    (type 7).

    reliability: categorical omega of a reflective index with three items or more, as `survey.reliability` computes it, which also
    gives intervals and warnings. NaN for other indices, for groups, from margins, and where it cannot be computed.

    With `by` three columns follow `target`: by (its id), group (the code of the answer), ungrouped (people with a value of the
    index who are in no group). These are facts about those who answered, without a test of the difference.

    Raises
    ------
    SurveyError
        An unknown index; a multiple-choice item that is scored; an index too large for bounds. `by` on a wave of margins; a `by`
        that is no question with one answer.

    Notes
    -----
    Bounds from margins: linear programming, see `survey.stats.linear_bounds`. In R, of rows: `mean(x)`, `sd(x)`, `quantile(x)`.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> waves = [load_wave(folder) for folder in sorted((root() / "data").glob("*-2022*"))]
    >>> first = index_summary(waves[0], waves[0].instrument.indices[0].id).iloc[0]
    >>> round(float(first["mean_low"]), 1), bool(first["exact"])
    (94.3, True)

    Its values where there are rows, here of simulated answers:

    >>> first = index_summary(waves[1], waves[1].instrument.indices[0].id).iloc[0]
    >>> float(first["median"]), round(float(first["ceiling"]), 1)
    (100.0, 90.6)
    """
    expect_wave(wave)
    groups = None if by is None else _groups(wave, by)
    rows = [
        row for entry in _chosen(wave, index) for measure in measures(entry, wave) for row in _rows(wave, entry, measure, groups)
    ]
    grouped = GROUP if by is not None else ()
    columns = ["index", "model", "target", *grouped, *MEANS, *SPREAD, RELIABILITY, "items", "method"]
    return pd.DataFrame([{"by": by, **row} for row in rows], columns=columns)


def _chosen(wave: Wave, index: str | None) -> tuple[Index, ...]:
    known = {entry.id: entry for entry in wave.instrument.indices}
    if index is not None and index not in known:
        raise error(UNKNOWN_INDEX, index=index, known=tuple(known) or "–", nearest=nearest(index, known))
    return tuple(known.values()) if index is None else (known[index],)


def _groups(wave: Wave, by: str) -> dict[str, Bools]:
    """Who gave each answer to a question."""
    answers = wave.needs_rows("index_summary(by=...)").answers
    question = wave.question(by)
    position = positions(answers[question.column], question.codes)
    return {code: position == place for place, code in enumerate(question.codes)}


def _rows(wave: Wave, index: Index, measure: Measure, groups: dict[str, Bools] | None) -> Iterator[Row]:
    """The rows of one measure: one, or one for each group."""
    what: Row = {"index": index.id, "model": index.model.value, "target": measure.target, "items": ", ".join(measure.scores)}
    if wave.margins is not None:
        direct = measure.combine != "all" and all(part.exact for part in parts(wave, measure))
        yield what | _mean(bounds(wave, measure), measure) | {"method": "margins" if direct else "bounds"}
        return
    found = values(wave, measure)[0]
    known = ~np.isnan(found)
    what["method"] = "rows"
    if groups is None:
        spread = _spread(found[known], measure)
        if known.any():
            spread[RELIABILITY] = index_omega(wave, index)
        yield what | _mean(mean_of(found[known]), measure) | spread
        return
    in_some = np.logical_or.reduce(list(groups.values()))
    for code, inside in groups.items():
        own = found[known & inside]
        place = {"group": code, "ungrouped": int((known & ~in_some).sum())}
        yield what | place | _mean(mean_of(own), measure) | _spread(own, measure)


def _mean(found: MeanBounds, measure: Measure) -> Row:
    exact = found.n_low == found.n_high and bool(np.isclose(found.low, found.high, rtol=0, atol=1e-9, equal_nan=True))
    return dict(zip(MEANS, (found.n_low, found.n_high, found.low, found.high, *measure.scale, exact), strict=True))


def _spread(found: Floats, measure: Measure) -> Row:
    """How the values of people are distributed; nothing where nobody has one."""
    if not found.size:
        return {}
    sd = float(found.std(ddof=1)) if found.size > 1 else float("nan")
    quartiles = np.quantile(found, [0, 0.25, 0.5, 0.75, 1]).tolist()
    low, high = measure.scale
    # A mean of scores is a quotient: it may miss the end of the scale by the last bits of a double.
    ends = (100 * float(np.isclose(found, end, rtol=0, atol=1e-9).mean()) for end in (low, high))
    return dict(zip(SPREAD, (sd, *quartiles, *ends), strict=True))


def index_omega(wave: Wave, index: Index) -> float:
    """Categorical omega where the model of the index makes it meaningful; NaN where the answers do not allow it."""
    if index.model is not IndexModel.REFLECTIVE or len(index.items) < LEAST_ITEMS:
        return float("nan")
    try:
        return reliability(wave, index=index.id, bootstrap=0).omega_categorical
    except SurveyError:  # e.g. everybody answered alike: a summary of all indices does not fail for one of them
        return float("nan")
