"""Which counts have to be hidden so that no small one can be worked out from what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
ALL = -1
"""In the place of a row or a column: the sum over all of them."""


class Printed:
    """What a reader knows about a table of `size` cells: sums that are printed, and sums that are hidden because they are not 0.

    Every cell is a whole number from 0. `range` is the reader's best attack on a sum of cells: its smallest and its largest value
    in all tables that agree with what is printed, by integer programming. Fischetti and Salazar (2001), "Solving the cell
    suppression problem on tabular data with linear constraints", Management Science 47.

    >>> known = Printed(3)
    >>> known.printed([0, 1, 2], 10)
    >>> known.printed([0], 4)
    >>> known.hidden([1])
    >>> known.hidden([2])
    >>> known.range([1])
    (1, 5)
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._sums: list[tuple[Ints, Ints, float, float]] = []  # cells, their factors, the ends of the sum

    def printed(self, cells: Sequence[int] | Ints, value: int) -> None:
        """The sum of some cells is known."""
        self._add(cells, (), value, value)

    def hidden(self, cells: Sequence[int] | Ints) -> None:
        """The sum of some cells is hidden, so it is not 0: a 0 is printed."""
        self._add(cells, (), 1, np.inf)

    def alike(self, cells: Sequence[int] | Ints, others: Sequence[int] | Ints) -> None:
        """Two sums of cells count the same people."""
        self._add(cells, others, 0, 0)

    def at_least(self, cells: Sequence[int] | Ints, others: Sequence[int] | Ints) -> None:
        """The sum of some cells is not below that of others."""
        self._add(cells, others, 0, np.inf)

    def _add(self, cells: Sequence[int] | Ints, less: Sequence[int] | Ints, low: float, high: float) -> None:
        factors = np.concatenate([np.ones(len(cells), np.int64), -np.ones(len(less), np.int64)])
        self._sums.append((np.concatenate([cells, less]).astype(np.int64), factors, low, high))

    def range(self, cells: Sequence[int] | Ints) -> tuple[int, int]:
        """The smallest and the largest possible sum of some cells."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        rows = np.concatenate([np.full(len(one), place) for place, (one, *_) in enumerate(self._sums)])
        columns, factors = (np.concatenate([one[part] for one in self._sums]) for part in (0, 1))
        matrix = csr_array((factors.astype(float), (rows, columns)), shape=(len(self._sums), self.size))
        limits = LinearConstraint(matrix, [one[2] for one in self._sums], [one[3] for one in self._sums])
        goal = np.zeros(self.size)
        goal[np.asarray(cells)] = 1
        ends = []
        for sign in (1, -1):
            found = milp(sign * goal, integrality=np.ones(self.size), bounds=Bounds(0, np.inf), constraints=limits)
            if found.x is None:
                raise ValueError("what is printed contradicts itself")
            ends.append(round(float(goal @ found.x)))
        return ends[0], ends[1]


def small(counts: Ints, minimum: int) -> Bools:
    """The counts of somebody, but of fewer than `minimum`."""
    return (counts > 0) & (counts < minimum)


def hide_exclusive(counts: Ints, minimum: int) -> Bools | None:
    """Which counts to hide of a question with one answer, whose counts add up to a printed base; None for all and the base too.

    Small counts are hidden, then the smallest others until a reader cannot tell any hidden count more closely than that it is
    small: at least two are hidden, and m + h − 2 people or more are in h hidden counts. A count of 0 is printed.

    >>> hide_exclusive(np.array([60, 20, 8, 3]), 5).tolist()
    [False, False, True, True]
    """
    hidden = small(counts, minimum)
    while hidden.any() and (hidden.sum() < 2 or counts[hidden].sum() < minimum + hidden.sum() - 2):
        if not _hide_smallest(counts, hidden):
            return None
    return hidden


def hide_ticks(counts: Ints, base: int, minimum: int) -> Bools | None:
    """The same for a question with several answers: few who ticked an answer, or few who did not.

    Who answered ticked something, so the ticks add up to the base at least: a hidden count could follow from that.

    >>> hide_ticks(np.array([50, 30, 2]), 60, 5).tolist()
    [False, False, True]
    """
    if 0 < base < minimum:
        return None
    hidden = small(counts, minimum) | small(base - counts, minimum)
    while hidden.any() and base - counts[~hidden].sum() - (hidden.sum() - 1) * (base - 1) > 1:
        if not _hide_smallest(counts, hidden):
            return None
    return hidden


def _hide_smallest(counts: Ints, hidden: Bools) -> bool:
    """Hide the smallest count that is printed and not 0; False where there is none."""
    free = np.flatnonzero(~hidden & (counts > 0))
    if not len(free):
        return False
    hidden[free[np.argmin(counts[free])]] = True
    return True


class Crossed:
    """A table of two questions, `counts` with a last row and column of those who did not answer, and what is printed.

    hidden: cells; rows, columns: totals over those who answered both; first, second: answers of each question alone.
    """

    def __init__(self, counts: Ints, minimum: int, first: Bools, second: Bools) -> None:
        self.counts, self.minimum, self.first, self.second = counts, minimum, first, second
        inner = counts[:-1, :-1]
        self.hidden = small(inner, minimum)
        self.rows = first | small(inner.sum(axis=1), minimum)
        self.columns = second | small(inner.sum(axis=0), minimum)

    def known(self) -> Printed:
        """What a reader knows of the table and of each question alone."""
        told = Printed(self.counts.size)
        self.tell(told, 0)
        return told

    def tell(self, told: Printed, start: int) -> None:
        """Add it to what is known; the cells of the table begin at `start`."""
        for cells, hidden in self.parts(np.arange(self.counts.size).reshape(self.counts.shape)):
            value = int(self.counts.ravel()[cells].sum())
            if not hidden:
                told.printed(cells + start, value)
            elif value:
                told.hidden(cells + start)

    def parts(self, place: Ints) -> Iterable[tuple[Ints, bool]]:
        """Each number of the table: the cells it is the sum of, and whether it is hidden."""
        inner = place[:-1, :-1]
        yield from zip(inner.reshape(-1, 1), self.hidden.ravel().tolist(), strict=True)
        yield from zip(inner, self.rows.tolist(), strict=True)
        yield from zip(inner.T, self.columns.tolist(), strict=True)
        yield from zip(place[:-1], self.first.tolist(), strict=True)
        yield from zip(place[:, :-1].T, self.second.tolist(), strict=True)
        for whole in (inner, place[:-1], place[:, :-1], place):
            yield whole.ravel(), False

    def unsafe(self, known: Printed | None = None, start: int = 0) -> list[tuple[int, int]]:
        """The hidden counts that a reader can tell too closely, who knows this table, or also others beside it.

        Row and column of a cell; `ALL` for the column, or the row, of a total or of an answer to one question alone.
        """
        told = self.known() if known is None else known
        found = []
        for cells, row, column in self._secret():
            count = int(self.counts.ravel()[cells].sum())
            low, high = told.range(cells + start)
            if high - low < (self.minimum - 2 if count < self.minimum else 1):
                found.append((row, column))
        return found

    def _secret(self) -> Iterator[tuple[Ints, int, int]]:
        """The cells that each hidden count is the sum of, its row, its column.

        A total that is hidden only because its answer is, and is not small, gives nobody away.
        """
        place = np.arange(self.counts.size).reshape(self.counts.shape)
        for row, column in np.argwhere(self.hidden & (self.counts[:-1, :-1] > 0)):
            yield place[row, [column]], int(row), int(column)
        for line, alone, wide in ((place[:-1], self.first, True), (place.T[:-1], self.second, False)):
            counts = self.counts.ravel()[line]
            totals = small(counts[:, :-1].sum(axis=1), self.minimum)
            for one in range(len(line)):
                where = (one, ALL) if wide else (ALL, one)
                if totals[one]:
                    yield (line[one, :-1], *where)
                if alone[one] and counts[one].sum():
                    yield (line[one], *where)

    def protect(self) -> bool:
        """Hide further cells until no hidden one can be told; False where that does not succeed, and nothing may be printed."""
        while unsafe := self.unsafe():
            if not self._hide_beside(*unsafe[0]):
                return False
        return True

    def _hide_beside(self, row: int, column: int) -> bool:
        """Hide the smallest cell in the row or the column of a cell, first where it is the only hidden one."""
        inner = self.counts[:-1, :-1]
        free = ~self.hidden & (inner > 0)
        lines = []
        if row != ALL:
            lines.append((int(self.hidden[row].sum()), [(row, int(other)) for other in np.flatnonzero(free[row])]))
        if column != ALL:
            across = [(int(other), column) for other in np.flatnonzero(free[:, column])]
            lines.append((int(self.hidden[:, column].sum()), across))
        lines.append((inner.size, [(int(one), int(other)) for one, other in np.argwhere(free)]))
        for _, cells in sorted((line for line in lines if line[1]), key=lambda line: line[0]):
            best = min(cells, key=lambda cell: (int(inner[cell]), cell))
            self.hidden[best] = True
            return True
        return False
