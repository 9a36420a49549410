"""Answers as numbers of ordered categories: what every statistic of rows starts from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from survey.errors import COLUMN_NOT_ORDERED, COLUMN_REPEATED, NOT_FINITE, WEIGHTS_UNUSABLE, Problem, error, problem, raise_all
from survey.stats.intervals import Floats

Ints = NDArray[np.signedinteger[Any]]

NUMBERS = ("integer", "floating", "mixed-integer-float", "boolean", "decimal", "empty")
_SHOWN = 4
WIDEST = 1000
"""Whole numbers in a range up to this are counted to find the categories; others are sorted."""


@dataclass(frozen=True)
class Codes:
    """Answers of n people to p items.

    items: p names. values: of each item the value of each category that occurs, in order. numbers: shape (p, n), the category of
    each answer from 0 up, -1 where it is missing. weights: how many people each row stands for; None if each is one.
    """

    items: tuple[str, ...]
    values: tuple[Floats, ...]
    numbers: Ints
    weights: Floats | None = None

    @property
    def most_categories(self) -> int:
        """How many categories the item with the most has."""
        return max((len(levels) for levels in self.values), default=0)

    @property
    def margins(self) -> tuple[Floats, ...]:
        """How many people gave each answer to each item."""
        return tuple(self._margin(row, len(levels)) for row, levels in zip(self.numbers, self.values, strict=True))

    def _margin(self, row: Ints, categories: int) -> Floats:
        given = row >= 0
        weights = None if self.weights is None else self.weights[given]
        return np.bincount(row[given], weights, categories).astype(float)

    def select(self, positions: Sequence[int]) -> Codes:
        """Some of the items."""
        chosen = list(positions)
        return Codes(
            tuple(self.items[one] for one in chosen),
            tuple(self.values[one] for one in chosen),
            self.numbers[chosen],
            self.weights,
        )

    def frame(self) -> pd.DataFrame:
        """The values of the answers, people in rows, NaN where missing."""
        table = (np.append(levels, np.nan)[row] for levels, row in zip(self.values, self.numbers, strict=True))
        return pd.DataFrame(dict(zip(self.items, table, strict=True)))


def from_frame(frame: pd.DataFrame, weights: ArrayLike | None = None) -> Codes:
    """The codes of a data frame, one row per person and one column per item.

    Parameters
    ----------
    frame
        Columns of numbers or booleans, whose order is that of their values, or ordered categoricals. Columns of text have no
        order and are refused; but where all columns are text and hold the same two answers, either order gives the same
        correlations, so they are taken as they are. NaN, None and NA are missing answers, never a category.
    weights
        How many people each row stands for; rows with the weight 0 are left away.

    Raises
    ------
    StatisticsError
        A column without an order, a name twice, an infinite value, weights that are negative, missing or not one for each row.

    Examples
    --------
    >>> codes = from_frame(pd.DataFrame({"a": [1, 0, 1], "b": [5, None, 3]}))
    >>> codes.numbers.tolist(), [levels.tolist() for levels in codes.values]
    ([[1, 0, 1], [1, -1, 0]], [[0.0, 1.0], [3.0, 5.0]])
    """
    names = [str(name) for name in frame.columns]
    raise_all(problem(COLUMN_REPEATED, column=name) for name in sorted({name for name in names if names.count(name) > 1}))
    if weights is not None:
        checked = check_weights(weights, len(frame))
        frame, weights = frame[checked > 0], checked[checked > 0]
    pair = _pair_of_answers(frame)
    read = [_column(column, pair) for _, column in frame.items()]
    wrong = [(position, found) for position, found in enumerate(read) if isinstance(found, str)]
    raise_all(_refusal(found, names[position], frame.iloc[:, position]) for position, found in wrong)
    columns = [found for found in read if not isinstance(found, str)]
    dtype = np.int8 if all(len(levels) < 127 for _, levels in columns) else np.int32
    numbers = np.empty((len(columns), len(frame)), dtype=dtype)
    for row, (found, _) in zip(numbers, columns, strict=True):
        row[:] = found
    return Codes(tuple(names), tuple(levels for _, levels in columns), numbers, weights)


def _refusal(code: str, name: str, column: pd.Series[Any]) -> Problem:
    """What is wrong with a column, with some of its answers where these have no order."""
    if code != COLUMN_NOT_ORDERED:
        return problem(code, column=name)
    answers = [str(answer) for answer in column.dropna().astype(str).unique()[: _SHOWN + 1]]
    return problem(code, column=name, found=tuple(answers[:_SHOWN]) + (("…",) if len(answers) > _SHOWN else ()))


def check_weights(weights: ArrayLike, rows: int) -> Floats:
    """How many people each row stands for; WEIGHTS_UNUSABLE where one is negative, or each row has not one."""
    try:
        found = np.asarray(weights, dtype=float)
    except (TypeError, ValueError):
        raise error(WEIGHTS_UNUSABLE, rows=rows) from None
    if found.shape != (rows,) or not (np.isfinite(found) & (found >= 0)).all():
        raise error(WEIGHTS_UNUSABLE, rows=rows)
    return found


# -- one column --------------------------------------------------------------------------------------------------------
def _is_text(column: pd.Series[Any]) -> bool:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return not column.dtype.ordered
    if column.dtype == object:
        return pd.api.types.infer_dtype(column, skipna=True) not in NUMBERS
    return isinstance(column.dtype, pd.StringDtype)


def _pair_of_answers(frame: pd.DataFrame) -> tuple[Hashable, ...]:
    """The two answers that a frame of text consists of, sorted; empty where there are others, or columns of another kind."""
    if not all(_is_text(column) for _, column in frame.items()):
        return ()
    answers: set[Hashable] = set()
    for position in range(frame.shape[1]):
        column = frame.iloc[:, position]
        if column.dtype == object and pd.api.types.infer_dtype(column, skipna=True) != "string":
            return ()
        answers.update(column.dropna().unique())
        if len(answers) > 2:
            return ()
    return tuple(sorted(answers, key=str))


def _column(column: pd.Series[Any], pair: Iterable[Hashable]) -> tuple[Ints, Floats] | str:
    """The number of each answer and the values of the categories, or the code of what is wrong."""
    if _is_text(column):
        answers = list(pair)
        if not answers and column.notna().any():
            return COLUMN_NOT_ORDERED
        return _occurring(pd.Categorical(column.astype(object), categories=answers).codes, np.arange(len(answers), dtype=float))
    if isinstance(column.dtype, pd.CategoricalDtype):
        names = column.cat.categories
        numeric = pd.api.types.is_numeric_dtype(names) and (np.diff(names.to_numpy(dtype=float)) > 0).all()
        values = names.to_numpy(dtype=float) if numeric else np.arange(1.0, len(names) + 1)
        return _occurring(column.cat.codes.to_numpy(), values)
    if pd.api.types.is_complex_dtype(column.dtype) or not (pd.api.types.is_numeric_dtype(column.dtype) or column.dtype == object):
        return COLUMN_NOT_ORDERED
    if column.dtype.kind in "biu" and isinstance(column.dtype, np.dtype):
        return _whole(column.to_numpy())
    numbers = column.to_numpy(dtype=float, na_value=np.nan)
    return NOT_FINITE if np.isinf(numbers).any() else _numbers(numbers)


def _occurring(numbers: NDArray[Any], values: Floats) -> tuple[Ints, Floats]:
    """Without the categories that nobody chose; -1 stays -1."""
    occurs = np.bincount(numbers[numbers >= 0], minlength=len(values)) > 0
    if occurs.all():
        return numbers, values
    position = np.append(np.cumsum(occurs) - 1, -1)
    return position[numbers], values[occurs]


def _whole(numbers: NDArray[Any]) -> tuple[Ints, Floats]:
    """Whole numbers, none missing."""
    if not len(numbers):
        return np.zeros(0, dtype=np.int8), np.zeros(0)
    low, high = int(numbers.min()), int(numbers.max())
    if high - low == 1:
        return (numbers == high).view(np.int8), np.array([low, high], dtype=float)
    if high - low <= WIDEST:
        shifted = numbers.astype(np.int16 if numbers.dtype == bool else numbers.dtype) - numbers.dtype.type(low)
        return _occurring(shifted.astype(np.int16), np.arange(low, high + 1, dtype=float))
    values, positions = np.unique(numbers, return_inverse=True)
    return positions, values.astype(float)


def _numbers(numbers: Floats) -> tuple[Ints, Floats]:
    """Any numbers, NaN where missing."""
    given = ~np.isnan(numbers)
    found = np.full(len(numbers), -1, dtype=np.int32)
    kept = numbers[given]
    low = kept.min(initial=np.inf)
    if len(kept) and kept.max() - low <= WIDEST and (kept == np.floor(kept)).all():
        found[given], values = _occurring((kept - low).astype(np.int16), np.arange(low, kept.max() + 1))
        return found, values
    values, positions = np.unique(kept, return_inverse=True)
    found[given] = positions
    return found, values
