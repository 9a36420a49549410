"""How many people gave each pair of answers to each pair of items: all that a correlation of categories needs to know.

From rows they come out of one matrix product, so millions of people cost no more than counting them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey.errors import PAIR_MARGINS_DIFFER, PAIR_TABLE_MISSING, PAIR_TABLE_UNUSABLE, error
from survey.stats.codes import Codes
from survey.stats.intervals import Floats

MOST_CATEGORIES = 20
_CELLS = 2**22
"""Numbers that one block of rows may take in memory."""


@dataclass(frozen=True)
class PairCounts:
    """Counts of p items with at most k categories.

    values: the values of the categories of each item, in order. table: shape (p, k, p, k); table[i, a, j, b] people gave answer a
    to item i and b to item j, table[i, a, i, a] answer a to item i whether or not they answered others. An item with fewer than k
    categories has zeros behind them.
    """

    items: tuple[str, ...]
    values: tuple[Floats, ...]
    table: Floats

    @cached_property
    def margins(self) -> Floats:
        """How many gave each answer to each item, shape (p, k)."""
        found: Floats = np.einsum("iaia->ia", self.table).copy()
        return found

    @cached_property
    def n(self) -> Floats:
        """How many answered both items of a pair, shape (p, p)."""
        found: Floats = self.table.sum(axis=(1, 3))
        return found

    @property
    def categories(self) -> NDArray[np.int64]:
        """How many categories each item has."""
        return np.array([len(levels) for levels in self.values], dtype=np.int64)

    def select(self, positions: Sequence[int]) -> PairCounts:
        """Some of the items."""
        chosen = list(positions)
        values = tuple(self.values[one] for one in chosen)
        width = max((len(levels) for levels in values), default=0)
        table = self.table[np.ix_(chosen, range(width), chosen, range(width))]
        return PairCounts(tuple(self.items[one] for one in chosen), values, table)


def count(codes: Codes) -> PairCounts:
    """The counts of all pairs of items with few categories.

    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> count(from_frame(pd.DataFrame({"a": [0, 0, 1, 1], "b": [0, 1, 1, None]}))).table[0, :, 1, :].tolist()
    [[1.0, 1.0], [0.0, 1.0]]
    """
    width, people = max(1, codes.most_categories), codes.numbers.shape[1]  # one where nobody answered anything
    items = len(codes.items)
    # Sums of at most 2**22 ones are exact in single precision, which is twice as fast.
    dtype = np.float32 if codes.weights is None else np.float64
    total = np.zeros((items * width, items * width))
    step = max(1, _CELLS // max(1, items * width))
    for start in range(0, people, step):
        block = codes.numbers[:, start : start + step]
        chosen = (block[:, None, :] == np.arange(width, dtype=block.dtype)[:, None]).reshape(items * width, block.shape[1])
        chosen = chosen.astype(dtype)
        weighted = chosen if codes.weights is None else chosen * codes.weights[start : start + step]
        total += weighted @ chosen.T
    if codes.weights is not None:
        total = (total + total.T) / 2
    return PairCounts(codes.items, codes.values, total.reshape(items, width, items, width))


def from_tables(tables: Mapping[tuple[str, str], ArrayLike] | NDArray[Any]) -> PairCounts:
    """Counts that somebody else has made.

    tables: for every pair of items `(first, second)` a table of counts, categories of the first in rows and of the second in
    columns, both in their order; a pair stands in either direction. Where people who answered one item left out another, the
    counts of each item alone are needed too, as `(item, item)`. Or an array as `PairCounts.table`; its items are called 1, 2 ...

    Raises
    ------
    StatisticsError
        A pair without a table, a table that does not fit the others or holds something else than counts, margins that differ.

    >>> from_tables({("a", "b"): [[20, 5], [4, 11]]}).margins.tolist()
    [[25.0, 15.0], [24.0, 16.0]]
    """
    if isinstance(tables, np.ndarray):
        return _from_array(tables)
    items = tuple(dict.fromkeys(name for pair in tables for name in pair))
    found = {pair: _table(pair, table) for pair, table in tables.items() if pair[0] != pair[1]}
    sizes = _sizes(found)
    width = max(sizes.values(), default=0)
    whole = np.zeros((len(items), width, len(items), width))
    for i, j in _pairs(len(items)):
        first, second = items[i], items[j]
        if (first, second) in found:
            table = found[first, second]
        elif (second, first) in found:
            table = found[second, first].T
        else:
            raise error(PAIR_TABLE_MISSING, first=first, second=second)
        whole[i, : table.shape[0], j, : table.shape[1]] = table
        whole[j, : table.shape[1], i, : table.shape[0]] = table.T
    for i, item in enumerate(items):
        given = tables.get((item, item))
        whole[i, range(width), i, range(width)] = _own_margin(item, i, whole, given)
    return _without_empty(items, whole)


def _pairs(items: int) -> Iterator[tuple[int, int]]:
    return ((i, j) for i in range(items) for j in range(i + 1, items))


def _table(pair: tuple[str, str], table: ArrayLike) -> Floats:
    try:
        found = np.asarray(table, dtype=float)
    except (TypeError, ValueError):
        raise error(PAIR_TABLE_UNUSABLE, first=pair[0], second=pair[1]) from None
    if found.ndim != 2 or not (np.isfinite(found) & (found >= 0)).all():
        raise error(PAIR_TABLE_UNUSABLE, first=pair[0], second=pair[1])
    return found


def _sizes(tables: Mapping[tuple[str, str], Floats]) -> dict[str, int]:
    """How many categories each item has; all tables have to agree."""
    sizes: dict[str, int] = {}
    for pair, table in tables.items():
        for item, size in zip(pair, table.shape, strict=True):
            if sizes.setdefault(item, size) != size:
                raise error(PAIR_TABLE_UNUSABLE, first=pair[0], second=pair[1])
    return sizes


def _own_margin(item: str, position: int, whole: Floats, given: ArrayLike | None) -> Floats:
    """The counts of one item alone: those given, else those of its pairs, which then have to agree."""
    of_pairs = np.delete(whole[position].sum(axis=2), position, axis=1)
    most: Floats = of_pairs.max(axis=1, initial=0)
    if given is None:
        margin = most
        fits = bool((of_pairs == margin[:, None]).all())
    else:
        counts = np.asarray(given, dtype=float)
        counts = np.diag(counts) if counts.ndim == 2 else counts
        margin = np.zeros_like(most)
        fits = counts.ndim == 1 and len(counts) <= len(margin)
        if fits:
            margin[: len(counts)] = counts
            fits = bool(np.isfinite(margin).all() and (margin >= most).all())
    if not fits:
        raise error(PAIR_MARGINS_DIFFER, item=item)
    return margin


def _from_array(table: NDArray[Any]) -> PairCounts:
    items = tuple(str(number) for number in range(1, len(table) + 1))
    square = table.ndim == 4 and table.shape[:2] == table.shape[2:] and table.dtype.kind in "iuf"
    if not square or not (np.isfinite(table) & (table >= 0)).all() or (table != table.transpose(2, 3, 0, 1)).any():
        raise error(PAIR_TABLE_UNUSABLE, first=items[0] if items else "", second=items[-1] if items else "")
    whole = table.astype(float)
    for position, item in enumerate(items):
        _own_margin(item, position, whole, np.diag(whole[position, :, position, :]))
    return _without_empty(items, whole)


def _without_empty(items: tuple[str, ...], whole: Floats) -> PairCounts:
    """Without the categories that nobody chose."""
    occurs = [np.flatnonzero(row) for row in np.einsum("iaia->ia", whole)]
    width = max((len(kept) for kept in occurs), default=0)
    table = np.zeros((len(items), width, len(items), width))
    for i, rows in enumerate(occurs):
        for j, columns in enumerate(occurs):
            table[i, : len(rows), j, : len(columns)] = whole[i, :, j, :][np.ix_(rows, columns)]
    return PairCounts(items, tuple(np.arange(float(len(kept))) for kept in occurs), table)
