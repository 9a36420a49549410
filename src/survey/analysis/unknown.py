"""The problem of a column that a data frame does not have."""

from __future__ import annotations

from collections.abc import Iterable

from survey.errors import COLUMN_UNKNOWN, Problem, problem
from survey.instrument.nearest import nearest

SHOWN = 20
"""Columns of the frame that the sentence names."""


def unknown_column(name: object, columns: Iterable[object]) -> Problem:
    """What to say where there is no column `name`: those that there are, and the nearest one.

    >>> unknown_column("weigth", ["height", "weight"]).params["nearest"]
    'weight'
    """
    known = [str(column) for column in columns]
    shown = (*known[:SHOWN], "…") if len(known) > SHOWN else tuple(known)
    return problem(COLUMN_UNKNOWN, column=str(name), known=shown, nearest=nearest(str(name), known))
