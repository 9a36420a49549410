"""What is hidden of crossed tables: each by itself, then together, because tables share questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import pandas as pd

from survey.analysis.nominal import Answers, answers_to
from survey.instrument.model import ItemKind
from survey.stats.suppression import Bools, Crossed, Ints, Printed, small
from survey.wave.settings import DeclaredFamily, Protection
from survey.wave.wave import Wave

Pair = tuple[str, str]
_TICKED = 0
"""The place of those who ticked an option, before those who did not, in `survey.analysis.nominal`."""


@dataclass(frozen=True)
class Hidden:
    """What is hidden of a table of two questions: cells, and totals of rows and columns. whole: nothing of it is printed."""

    cells: Bools
    rows: Bools
    columns: Bools
    whole: bool = False

    @property
    def count(self) -> int:
        """How many cells and totals are hidden."""
        return int(self.cells.sum() + self.rows.sum() + self.columns.sum())

    def frame(self, table: pd.DataFrame) -> pd.DataFrame:
        """The cells of `survey.crosstab` with NA where they are hidden: row, column, n, row_n, column_n, base, hidden."""
        counts = table["n"].to_numpy(np.int64).reshape(self.cells.shape)
        totals = {
            "n": (counts, self.cells),
            "row_n": (counts.sum(axis=1)[:, None], self.rows[:, None]),
            "column_n": (counts.sum(axis=0)[None, :], self.columns[None, :]),
        }
        found = table[["row", "column"]].assign(base=int(counts.sum()), hidden=self.cells.ravel())
        for name, (values, mask) in totals.items():
            wide, gone = np.broadcast_to(values, counts.shape).ravel(), np.broadcast_to(mask, counts.shape).ravel()
            found[name] = pd.Series(pd.array(wide, dtype="Int64"), index=table.index).mask(gone)
        return found


def names_of(family: DeclaredFamily) -> Iterator[Pair]:
    """The pairs that a declared family crosses."""
    yield from dict.fromkeys(product(family.items, family.by) if family.by else combinations(family.items, 2))


def hidden_cells(
    wave: Wave, protection: Protection, alone: Mapping[str, Bools], without_base: Callable[[str], bool]
) -> dict[Pair, Hidden]:
    """What is hidden of every declared pair, so that no hidden count follows from all tables together.

    Tables are taken in the order in which they are declared. One that closes a ring of questions (a with b, b with c, c with a)
    is withheld if it or an earlier table has hidden cells: what three such tables tell together is more than each of them tells.
    Tables that share a question are attacked together. Of a question whose base is hidden nothing is crossed, because the table
    would tell it.

    alone: what is hidden of each question by itself. without_base: whether even how many answered a question is hidden.
    """
    pairs = dict.fromkeys(pair for family in wave.settings.crosstabs for pair in names_of(family))
    tables: dict[Pair, Crossed] = {}
    shapes: dict[Pair, tuple[int, int]] = {}
    for pair in pairs:
        first, second = (answers_to(wave, name, "answered") for name in pair)
        table = Crossed(_counts(first, second), protection.minimum, *(_alone(name, alone, wave) for name in pair))
        shapes[pair] = table.hidden.shape
        if any(map(without_base, pair)) or not _allowed(pair, table.counts[:-1, :-1], protection) or not table.protect():
            continue
        if not (_ring(pair, tables) and any(one.hidden.any() for one in (table, *tables.values()))):
            tables[pair] = table
    while unsafe := _unsafe(tables, wave):
        del tables[unsafe]
    return {pair: _hidden(tables.get(pair), shapes[pair]) for pair in pairs}


def _hidden(table: Crossed | None, shape: tuple[int, int]) -> Hidden:
    if table is None:
        return Hidden(np.ones(shape, dtype=bool), np.ones(shape[0], dtype=bool), np.ones(shape[1], dtype=bool), whole=True)
    # An answer that nobody gave has no row, and a 0 is printed.
    inner = table.counts[:-1, :-1]
    return Hidden(table.hidden & (inner > 0), table.rows & (inner.sum(axis=1) > 0), table.columns & (inner.sum(axis=0) > 0))


def _counts(first: Answers, second: Answers) -> Ints:
    """The table with a last row and a last column of those without an answer."""
    shape = len(first.codes) + 1, len(second.codes) + 1
    cell = np.where(first.number < 0, shape[0] - 1, first.number) * shape[1]
    cell = cell + np.where(second.number < 0, shape[1] - 1, second.number)
    return np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)


def _alone(name: str, alone: Mapping[str, Bools], wave: Wave) -> Bools:
    """Which answers to a question are hidden in its own table; of one option both who ticked it and who did not."""
    if name in alone:
        return alone[name]
    item, _, option = name.partition(".")
    place = wave.instrument.item(item).codes.index(option)
    return np.repeat(alone[item][place], 2)


def _allowed(pair: Pair, counts: Ints, protection: Protection) -> bool:
    """A sensitive by an identifying question only where k people are in each cell and no group gave one answer only."""
    for sensitive, group, by_group in ((pair[0], pair[1], counts.T), (pair[1], pair[0], counts)):
        if _is(sensitive, protection.sensitive) and _is(group, protection.identifying):
            people = by_group[by_group.sum(axis=1) > 0]
            if small(people, protection.k).any() or ((people > 0).sum(axis=1) < 2).any():
                return False
    return True


def _is(name: str, names: Sequence[str]) -> bool:
    return name in names or name.partition(".")[0] in names


def _ring(pair: Pair, tables: Mapping[Pair, Crossed]) -> bool:
    """Whether the two questions are linked already by tables that stay."""
    reached, grown = {pair[0]}, True
    while grown:
        linked = {name for other in tables if reached & set(other) for name in other}
        grown = not linked <= reached
        reached |= linked
    return pair[1] in reached


def _unsafe(tables: Mapping[Pair, Crossed], wave: Wave) -> Pair | None:
    """A table of which a cell can be told from all tables together; None where there is none."""
    starts = dict(zip(tables, np.cumsum([0, *(table.counts.size for table in tables.values())]).tolist(), strict=False))
    told = Printed(sum(table.counts.size for table in tables.values()))
    for pair, table in tables.items():
        table.tell(told, starts[pair])
    shared: set[Pair] = set()
    for one, other in combinations(tables, 2):
        for name in set(one) & set(other):
            own, others = (_lines(tables[pair], pair.index(name), starts[pair]) for pair in (one, other))
            missing = _same_people(one, other, name, wave)
            for cells, same in zip(own, others, strict=True):
                told.alike(cells, same)
                if missing:  # and so are those who answered both
                    told.alike(cells[-1:], same[-1:])
            if any(tables[pair].hidden.any() for pair in (one, other)):
                shared |= {one, other}
    _tell_ticks(told, tables, starts, wave)
    return next((pair for pair in tables if pair in shared and tables[pair].unsafe(told, starts[pair])), None)


def _same_people(one: Pair, other: Pair, shared: str, wave: Wave) -> bool:
    """Whether two tables cross a question with two options of one multiple choice: the same people did not answer it."""
    options = {pair[1 - pair.index(shared)] for pair in (one, other)}
    return any(options <= set(item.columns) for item in wave.instrument.items if item.kind is ItemKind.MULTIPLE)


def _tell_ticks(told: Printed, tables: Mapping[Pair, Crossed], starts: Mapping[Pair, int], wave: Wave) -> None:
    """Who answered a multiple choice ticked something: where all its options are crossed with a question, the ticks of each
    answer are not fewer than the people."""
    for item in (item for item in wave.instrument.items if item.kind is ItemKind.MULTIPLE):
        for name in dict.fromkeys(name for pair in tables for name in pair if name not in item.columns):
            found = [pair for pair in tables if name in pair and set(pair) & set(item.columns)]
            if len(found) < len(item.columns):
                continue
            by_answer = [_lines(tables[pair], pair.index(name), starts[pair]) for pair in found]
            for lines in zip(*by_answer, strict=True):
                told.at_least([int(line[_TICKED]) for line in lines], lines[0][:-1])


def _lines(table: Crossed, axis: int, start: int) -> Ints:
    """The cells of each answer to one of the two questions, and of those without an answer."""
    place = np.arange(table.counts.size).reshape(table.counts.shape) + start
    return place if axis == 0 else place.T
