"""How often each answer to a question was given, with the interval that the wave's design allows."""

from __future__ import annotations

import numpy as np
import pandas as pd

from survey.errors import NO_OPTIONS, UNKNOWN_METHOD, WHOLE_MATRIX, error
from survey.instrument.nearest import nearest
from survey.stats import intervals
from survey.stats.intervals import Floats
from survey.wave.counts import Base
from survey.wave.wave import Wave, expect_wave

INTERVALS = (*intervals.METHODS, "goodman")


def frequencies(wave: Wave, item: str, base: Base = "answered", interval: str = "wilson", level: float = 0.95) -> pd.DataFrame:
    """Counts and percents of the answers to one question.

    Parameters
    ----------
    wave
        A wave of rows or of margins.
    item
        Id of an item with options, or `item.row` of a matrix.
    base
        See `Wave.counts`.
    interval
        `wilson`, `clopper-pearson`, `jeffreys`, or `goodman` (simultaneous for all answers).
    level
        Confidence level between 0 and 1.

    Returns
    -------
    One row per answer in the order of the options: code, n (NA unless low = high), low, high, percent (NA likewise),
    percent_low, percent_high, ci_low, ci_high, base. Percents from 0 to 100, unrounded; NA where nobody answered. Where a count
    is known by bounds, ci_low belongs to its lower and ci_high to its upper bound. Both are NA for a nonprobability wave unless
    wave.yaml says `intervals: model`; a census or a simple random sample with a frame size has the finite population correction.
    A wave with weights has also weighted_n, weighted_percent and weighted_base; the confidence limits are those of the unweighted
    counts.

    Raises
    ------
    SurveyError
        As `Wave.counts`; an item without options, a whole matrix of several rows, an unknown interval, a level outside (0, 1).

    Notes
    -----
    Formulas and sources: `survey.stats.intervals`. In R: `table(x)`, `binom::binom.confint(n, base, methods = "wilson")`.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(min((root() / "data").glob("*-2022")))
    >>> print(frequencies(wave, wave.instrument.items[1].id)[["code", "n", "base", "percent"]].round(1).to_string(index=False))
    code  n  base  percent
     yes 89    96     92.7
      no  7    96      7.3
    """
    if interval not in INTERVALS:
        raise error(UNKNOWN_METHOD, method=interval, known=INTERVALS, nearest=nearest(interval, INTERVALS))
    intervals.check_level(level)
    weighted = expect_wave(wave).settings.weights is not None
    counts = wave.counts(item, base=base, weights=weighted)
    columns = counts["item"].unique()
    if len(columns) > 1:
        raise error(WHOLE_MATRIX, item=item, rows=tuple(columns))
    if not len(columns):
        raise error(NO_OPTIONS, item=item)
    size = counts["base"].where(counts["base"] > 0)
    low, high = (100 * counts[name] / size for name in ("low", "high"))
    ci_low, ci_high = _limits(counts, interval, level, wave)
    beside = {}
    if weighted:
        everyone = counts["weighted_base"].where(counts["weighted_base"] > 0)
        beside = {"weighted_n": counts["weighted_n"], "weighted_percent": 100 * counts["weighted_n"] / everyone}
        beside["weighted_base"] = counts["weighted_base"]
    return pd.DataFrame(
        {
            "code": counts["code"],
            "n": counts["n"],
            "low": counts["low"],
            "high": counts["high"],
            "percent": low.where(counts["low"] == counts["high"]),
            "percent_low": low,
            "percent_high": high,
            "ci_low": ci_low,
            "ci_high": ci_high,
            "base": counts["base"],
            **beside,
        }
    )


def _limits(counts: pd.DataFrame, method: str, level: float, wave: Wave) -> tuple[Floats, Floats]:
    """Confidence limits in percent: the lower one of the lower counts, the upper one of the upper counts."""
    if not wave.settings.shows_intervals:
        return np.full(len(counts), np.nan), np.full(len(counts), np.nan)
    low, high, base = (counts[name].to_numpy() for name in ("low", "high", "base"))
    population = wave.settings.population
    if method == "goodman":
        return 100 * intervals.goodman(low, base, level, population)[0], 100 * intervals.goodman(high, base, level, population)[1]
    lower = intervals.interval(low, base, method, level, population)[0]
    return 100 * lower, 100 * intervals.interval(high, base, method, level, population)[1]
