"""What is done about an empty cell in the table of two yes/no items, where the correlation would be exactly 1 or -1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from survey.stats.intervals import Floats

Correct = Literal["lavaan", "psych", "none"]

_DIAGONAL = np.array([[1.0, -1.0], [-1.0, 1.0]])


def _keep_margins(tables: Floats) -> Floats:
    """0.5 into the one empty cell and its opposite, out of the two others; nothing where two opposite cells are empty."""
    empty = tables == 0
    one, other = empty[:, 0, 0] | empty[:, 1, 1], empty[:, 0, 1] | empty[:, 1, 0]
    alone = empty.sum(axis=(1, 2)) == 1
    shift = np.where(alone & one, 0.5, np.where(alone & other, -0.5, 0.0))
    found: Floats = tables + shift[:, None, None] * _DIAGONAL
    return found


def _fill(tables: Floats) -> Floats:
    """0.5 into each empty cell; the margins grow by it, the thresholds do not."""
    return np.where(tables == 0, 0.5, tables)


def _leave(tables: Floats) -> Floats:
    return tables


CONVENTIONS: Mapping[str, Callable[[Floats], Floats]] = MappingProxyType(
    {"lavaan": _keep_margins, "psych": _fill, "none": _leave}
)
"""By name: `lavaan::lavCor(zero.add = c(0.5, 0), zero.keep.margins = TRUE)`, `psych::tetrachoric(correct = 0.5)`, nothing.

Tables with more than two rows or columns stay as they are: Savalei (2011), Structural Equation Modeling 18, 253-273, found that
adding to them biases the estimates.
"""


def fill(tables: Floats, correct: str) -> tuple[Floats, NDArray[np.bool_]]:
    """Tables of shape (m, 2, 2) after a convention, and which of them it changed.

    >>> fill(np.array([[[30.0, 0], [40, 26]]]), "lavaan")[0].tolist()
    [[[29.5, 0.5], [40.5, 25.5]]]
    """
    filled = CONVENTIONS[correct](tables)
    return filled, (filled != tables).any(axis=(1, 2))


def limits(tables: Floats) -> Floats:
    """1 or -1 for a table with an empty cell, the limit that the likelihood grows towards, and NaN for others.

    >>> limits(np.array([[[30.0, 0], [40, 26]], [[0, 30], [40, 26]], [[1, 2], [3, 4]]])).tolist()
    [1.0, -1.0, nan]
    """
    empty = tables <= 0
    negative, positive = empty[:, 0, 0] | empty[:, 1, 1], empty[:, 0, 1] | empty[:, 1, 0]
    return np.where(negative, -1.0, np.where(positive, 1.0, np.nan))
