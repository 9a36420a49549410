"""How many people of a wave gave one of several answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from survey.analysis.trend_chain import Joined, Step
from survey.stats.intervals import interval
from survey.wave.counts import Base
from survey.wave.questions import Question
from survey.wave.wave import Wave

COUNTS = ("n", "low", "high", "percent", "percent_low", "percent_high", "ci_low", "ci_high", "base")


def counted(step: Step, place: int, answers: Sequence[Joined], base: Base, level: float) -> pd.DataFrame:
    """One row per answer with the columns of `COUNTS`; NA, with the base, where the wave did not offer the answer."""
    counts = step.wave.counts(step.question.column, base=base)
    size = int(counts["base"].iloc[0]) if len(counts) else 0
    ends = [_ends(step.wave, step.question, counts, one.codes[place], size) for one in answers]
    low, high = (pd.array([None if one is None else one[end] for one in ends], dtype="Int64") for end in (0, 1))
    table = pd.DataFrame({"n": low, "low": low, "high": high})
    table["n"] = table["n"].mask((table["low"] != table["high"]).fillna(True))
    shares = {name: _percent(table[name], size) for name in ("low", "high")}
    table["percent"] = _percent(table["n"], size)
    table["percent_low"], table["percent_high"] = shares["low"], shares["high"]
    table["ci_low"], table["ci_high"] = _limits(step.wave, table, size, level)
    return table.assign(base=size)


def _percent(counts: pd.Series, size: int) -> pd.Series:
    return 100 * counts.astype("Float64").astype(float) / size if size else pd.Series(np.nan, index=counts.index)


def _ends(wave: Wave, question: Question, counts: pd.DataFrame, codes: tuple[str, ...], size: int) -> tuple[int, int] | None:
    """At least and at most how many gave one of these answers; None where none of them has a row."""
    inside = counts["code"].isin(codes)
    if not inside.any():
        return None
    low, high = counts["low"], counts["high"]
    if not question.multiple:
        least = max(int(low[inside].sum()), size - int(high[~inside].sum()) if _whole(counts, size) else 0)
        return least, min(int(high[inside].sum()), size - int(low[~inside].sum()))
    if wave.responses is not None and inside.sum() > 1:
        columns = [name for name, code in zip(question.columns, question.codes, strict=True) if code in codes]
        ticked = int(wave.answers[columns].fillna(False).astype(bool).any(axis=1).sum())
        return ticked, ticked
    return int(low[inside].max()), min(int(high[inside].sum()), size)


def _whole(counts: pd.DataFrame, size: int) -> bool:
    """Whether the answers add up to the base, as they do unless the base is everybody."""
    return int(counts["low"].sum()) <= size <= int(counts["high"].sum())


def _limits(wave: Wave, table: pd.DataFrame, size: int, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's limits in percent where the design of the wave gives them."""
    none = np.full(len(table), np.nan)
    known = table["low"].notna().to_numpy()
    if not wave.settings.shows_intervals or not size or not known.any():
        return none, none
    ends = []
    for name, side in (("low", 0), ("high", 1)):
        limits = none.copy()
        counts = table[name][known].astype(int).to_numpy()
        limits[known] = 100 * interval(counts, size, "wilson", level, wave.settings.population)[side]
        ends.append(limits)
    return ends[0], ends[1]
