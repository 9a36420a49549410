"""Whether partners are kept at the same distance: how far the distances that one person gave lie apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from survey.analysis.ratings import figures, matrix, points, ratings
from survey.errors import TOO_FEW_RATED, error
from survey.stats.spread import spread, widest_spread
from survey.wave.wave import Wave, expect_wave


@dataclass(frozen=True)
class Equidistance:
    """The result of `survey.equidistance`: frames `people`, `summary` and `distances`, described there.

    scale: the nearest and the farthest distance that could be given. at_least: how many ratings a person needed.
    """

    people: pd.DataFrame
    summary: pd.DataFrame
    distances: pd.DataFrame
    scale: tuple[int, int]
    at_least: int


def equidistance(wave: Wave, item: str, *, at_least: int | None = None) -> Equidistance:
    """How evenly each person spaces the things whose distance was rated, e.g. the partners of a country.

    Parameters
    ----------
    wave
        A wave of rows.
    item
        A matrix of ordered answers: a row for each partner, the answers are distances (the `value` of each, by default its place
        in the list). "Don't know" and refusals are no rating.
    at_least
        How many partners a person must have rated; all of them by default, because the spread depends on who was left out.

    Returns
    -------
    `Equidistance` with

    - `people`: respondent, rated (how many partners), mean, sd, range (largest less smallest distance) and equidistance. NaN for
      people with fewer ratings than `at_least`;
    - `summary`: a row for sd, range and equidistance: n, mean, sd, minimum, q1, median, q3, maximum over people;
    - `distances`: a row for each partner (row): the same figures of its distance, over everybody who rated it.

    Raises
    ------
    SurveyError
        NEEDS_ROWS for margins: the spread of one person is in no count; an unknown item; one that is no matrix of ordered
        answers; `at_least` below 2 or above the number of partners.

    Notes
    -----
    sd = sqrt(sum (d_i - mean d)² / k) over the k ratings of one person: the partners are all that were asked about, so k is the
    divisor. equidistance = 100 (1 - sd / largest sd that k ratings can have on this scale): 100 where all partners are at one
    distance, whichever it is, 0 where half of them are at each end. Both are definitions of our own: the literature speaks of
    equidistance and gives no measure. In R: `apply(x, 1, function(r) sqrt(mean((r - mean(r))^2)))`,
    `apply(x, 1, function(r) diff(range(r)))`.

    Examples
    --------
    >>> from survey.instrument.model import MeasureKind
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> waves = (load_wave(folder) for folder in sorted((root() / "data").glob("*-2026-demo")))
    >>> wave = next(one for one in waves if one.instrument.measures)
    >>> declared = next(one for one in wave.instrument.measures if one.kind is MeasureKind.EQUIDISTANCE)
    >>> found = equidistance(wave, declared.items[0])
    >>> found.summary["measure"].tolist(), found.scale
    (['sd', 'range', 'equidistance'], (1, 7))
    """
    asked = matrix(expect_wave(wave), item)
    count = len(asked.rows)
    needed = count if at_least is None else at_least
    if not 2 <= needed <= count:
        raise error(TOO_FEW_RATED, item=item, at_least=needed, rows=count)
    given = ratings(wave, asked, "equidistance")
    known = points(asked).values()
    nearest, farthest = min(known), max(known)
    numbers = given.to_numpy()
    rated = (~np.isnan(numbers)).sum(axis=1)
    enough = rated >= needed
    own = np.where(enough[:, None], numbers, np.nan)
    apart = spread(own)
    widest = widest_spread(np.where(enough, rated, 0), farthest - nearest)
    some = np.where(np.isnan(own), 0, own)
    people = pd.DataFrame(
        {
            "respondent": given.index,
            "rated": rated,
            "mean": some.sum(axis=1) / np.where(enough, rated, np.nan),
            "sd": apart,
            "range": np.where(np.isnan(own), -np.inf, own).max(axis=1) - np.where(np.isnan(own), np.inf, own).min(axis=1),
            "equidistance": 100 * (1 - apart / widest),
        }
    )
    people["range"] = people["range"].where(enough)
    summary = [{"measure": name, **figures(people[name].to_numpy(float))} for name in ("sd", "range", "equidistance")]
    distances = [{"row": row, **figures(given[row].to_numpy(float))} for row in given]
    return Equidistance(people, pd.DataFrame(summary), pd.DataFrame(distances), (nearest, farthest), needed)
