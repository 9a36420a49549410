"""How the five kinds of missing answers look in SPSS and Stata."""

from __future__ import annotations

from itertools import count

import numpy as np

from survey.errors import NO_MISSING_CODES, error
from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.wave.missing import Missing
from survey.writers.rows import KINDS, Rows
from survey.writers.variables import Role

LETTERS = dict(zip(KINDS, "abcde", strict=True))
"""Stata's extended missing values: `.a` to `.e`."""

_BLOCKS = tuple(10**power for power in range(3, 13))


def numbers(rows: Rows | None = None) -> dict[Missing, int]:
    """The codes for SPSS: -1001 to -1005, below every value that an answer can have.

    Where an answer to a question of kind `number` lies between them, the codes of the whole file move to -10001 and so on.

    >>> numbers()[Missing.SKIPPED]
    -1002
    """
    for block in _BLOCKS:
        codes = dict(zip(KINDS, count(-block - 1, -1), strict=False))
        taken = _taken(rows, min(codes.values()), max(codes.values())) if rows is not None else None
        if taken is None:
            return codes
    raise error(NO_MISSING_CODES, column=taken)


def _taken(rows: Rows, low: int, high: int) -> str | None:
    """A column that has a number from `low` to `high`."""
    for cells in rows.cells:
        if cells.variable.role is Role.NUMBER:
            values = cells.values[cells.kinds < 0]
            if ((values >= low) & (values <= high)).any():
                return cells.variable.column
    return None


def coded(rows: Rows, codes: dict[Missing, int]) -> dict[str, np.ndarray]:
    """The column of numbers of each variable: values of options, 1 and 0, numbers; of a text 0 where there is one."""
    table = np.array([*(codes[kind] for kind in KINDS), 0], dtype=np.float64)
    found = {}
    for cells in rows.cells:
        variable = cells.variable
        if variable.role is Role.CHOICE:
            values = np.array([*(option.value for option in variable.item.options), 0], dtype=np.float64)[cells.values]
        else:
            values = np.zeros(len(cells.kinds)) if variable.role is Role.TEXT else cells.values.astype(np.float64)
        found[variable.column] = np.where(cells.kinds < 0, values, table[cells.kinds])
    return found


def kind_label(kind: Missing, language: Language) -> str:
    """A kind of missing in words."""
    return say(f"tables.{kind}", language)
