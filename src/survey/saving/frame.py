"""A data frame as a table of words."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite, isinf
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, MINUS, number
from survey.i18n.text import Language
from survey.tables.table import Column, Table

GROUPED = 10_000  # as in tables of numbers: what stays below may be a year and is not set apart by thousands


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its index as first columns, unless it only counts the rows; headings are words."""
    counted = isinstance(frame.index, pd.RangeIndex) and frame.index.name is None
    named = frame.copy()
    named.columns = pd.Index([_heading(name) for name in frame.columns])
    if counted:
        return named
    names = ["" if name is None else _heading(name) for name in frame.index.names]
    levels = [frame.index.get_level_values(place) for place in range(frame.index.nlevels)]
    for place, (name, level) in enumerate(zip(names, levels, strict=True)):
        named.insert(place, name, pd.Series(level, index=named.index, dtype=object), allow_duplicates=True)
    return named


def table_of(frame: pd.DataFrame, language: Language, *, caption: str, notes: tuple[str, ...], decimals: int) -> Table:
    """A table of a data frame.

    Numbers with decimals get `decimals` of them, rounded half up, whole numbers none; see `word`. Columns of numbers stand right,
    others left.

    >>> frame = pd.DataFrame({"n": [54, 42], "share": [56.25, None]}, index=pd.Index(["yes", "no"], name="answer"))
    >>> table_of(frame, "ru", caption="", notes=(), decimals=1).rows
    (('yes', '54', '56,3'), ('no', '42', '–'))
    """
    given = plain(frame)
    series = [given.iloc[:, place] for place in range(given.shape[1])]
    columns = tuple(
        Column(str(name), "right" if _numeric(column) else "left") for name, column in zip(given.columns, series, strict=True)
    )
    cells = [[word(value, language, decimals) for value in column] for column in series]
    return Table("table", caption, columns, tuple(zip(*cells, strict=True)), notes=notes)


def _heading(name: object) -> str:
    return " ".join(str(part) for part in name if str(part)) if isinstance(name, tuple) else str(name)


def _numeric(column: pd.Series[Any]) -> bool:
    known = column.dropna()
    return bool(len(known)) and all(isinstance(value, Real) and not isinstance(value, bool) for value in known)


def word(value: object, language: Language, decimals: int) -> str:
    """What stands in a cell: a number below the last decimal is told to be below it, for a p of 3e-7 is not 0.

    >>> word(3e-7, "kk", 2), word(-0.004, "en", 2), word(0.0, "ru", 2), word(True, "kk", 2), word(float("inf"), "en", 2)
    ('<0,01', '>−0.01', '0,00', 'иә', '∞')
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return DASH
    if isinstance(value, bool | np.bool_):
        return say("tables.yes" if value else "tables.no", language)
    if isinstance(value, Real):
        if isinf(float(value)):
            return f"{MINUS if float(value) < 0 else ''}∞"
        if below_last(value, decimals):
            least = number(float(Decimal(1).scaleb(-decimals)), language, decimals)
            return say("tables.p_below", language, value=least) if float(value) > 0 else f">{MINUS}{least}"
        whole = isinstance(value, Integral)
        return number(float(value), language, 0 if whole else decimals, grouped=abs(float(value)) >= GROUPED)
    return str(value)


def below_last(value: Real, decimals: int) -> bool:
    """Whether a number that is not 0 would be printed as 0."""
    size = abs(float(value))
    return isfinite(size) and size != 0 and Decimal(str(size)) < Decimal(5).scaleb(-decimals - 1)
