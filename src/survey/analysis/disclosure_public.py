"""A wave that protects its people as a reader of its report knows it: counts, and bounds of those that are hidden."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from survey.analysis.disclosure import Guard
from survey.wave.margins import COLUMNS, Basis, Margins
from survey.wave.questions import questions
from survey.wave.wave import Wave


def as_printed(guard: Guard) -> Wave:
    """The wave that was asked about where nothing is protected, else a wave of margins made of what is printed.

    A count that is hidden lies between 0 and what the printed ones leave, of a question with several answers between 0 and its
    base. Whatever is worked out from this wave tells no more than the tables of the report do. A question whose base is hidden
    has only zeros here: ask `Guard.without_base` first.
    """
    wave = guard.wave
    if guard.protection is None:
        return wave
    tables = []
    for column, question in questions(wave.instrument).items():
        counts, hidden = wave.counts(column), guard.hidden[column]
        base = 0 if guard.without_base(column) else int(counts["base"].iloc[0])
        n = counts["low"].to_numpy()
        left = base if question.multiple else base - int(n[~hidden].sum())
        unknown = {"item": column, "code": counts["code"], "base": base, "basis": str(Basis.INTERVAL), "note": ""}
        low, high = np.where(hidden, 0, n), np.where(hidden, max(left, 0), n)
        tables.append(pd.DataFrame({**unknown, "low": np.minimum(low, base), "high": np.minimum(high, base)})[list(COLUMNS)])
    printed = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS))
    return replace(wave, settings=replace(wave.settings, n=wave.n), responses=None, margins=Margins(printed, ""))


def all_counted(guard: Guard, names: tuple[str, ...]) -> bool:
    """Whether how many people answered is known of every one of these questions."""
    return not any(guard.without_base(name) for name in names)


def some_hidden(guard: Guard, names: tuple[str, ...]) -> bool:
    """Whether a count of one of these questions (an id stands for all rows of a matrix) is hidden."""
    return any(mask.any() for column, mask in guard.hidden.items() if {column, column.partition(".")[0]} & set(names))
