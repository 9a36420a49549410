"""Which column of a file holds which item.

A column is known by its wording in any language, as corrected or as printed, by its label or id; the time by its content; equal
headers by their order. What stays unknown stops the import.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from survey.errors import (
    COLUMN_AMBIGUOUS,
    COLUMN_TWICE,
    COLUMN_UNMATCHED,
    INTAKE_NO_COLUMN,
    INTAKE_NO_ITEM,
    ITEM_WITHOUT_COLUMN,
    NO_COLUMN_MATCHES,
    Place,
    Problem,
    problem,
)
from survey.i18n.kazakh import fold
from survey.instrument.model import Instrument, Item, ItemKind
from survey.instrument.nearest import nearest
from survey.intake.matching import Lookup, lookup, wordings
from survey.intake.options import IntakeOptions
from survey.intake.timestamps import holds_times
from survey.wave.tablefile import Table

TIMESTAMP = "timestamp"


@dataclass(frozen=True)
class ColumnMap:
    """position: target (item id, `item.row` of a grid, or `timestamp`) -> number of its column from 0."""

    position: Mapping[str, int]
    problems: tuple[Problem, ...]


def targets(item: Item) -> tuple[str, ...]:
    """What the columns of an item are called here: a multiple choice stands in one cell, a grid has a column per row."""
    return item.columns if item.kind is ItemKind.MATRIX else (item.id,)


def cell_place(table: Table, column: int, row: int | None = None) -> Place:
    """A cell as a spreadsheet names it: row number and column letter; without a row (from 0) the header."""
    number = table.place(row).row
    return Place(file=table.path, sheet=table.sheet, row=number, column=get_column_letter(column + 1))


def map_columns(table: Table, cells: tuple[tuple[str, ...], ...], instrument: Instrument, options: IntakeOptions) -> ColumnMap:
    """The column of each target, and everything that is wrong with the header; `cells` are the columns of the table."""
    known = _Headers(instrument)
    declared, problems = _declared(table, known, options)
    ignored = _ignored(table, options, problems)
    open_columns = [n for n in range(len(table.header)) if n not in declared.values() and n not in ignored]
    candidates = {n: _recorded(known.find(table.header[n]), options) for n in open_columns}
    if not declared and not any(candidates.values()):
        headers = [header for header in table.header[:5] if header.strip()]
        nothing = problem(NO_COLUMN_MATCHES, Place(file=table.path, sheet=table.sheet), instrument=instrument.id, headers=headers)
        return ColumnMap({}, (*problems, nothing))
    unknown = [n for n in open_columns if not candidates[n] and (table.header[n].strip() or any(map(str.strip, cells[n])))]
    if TIMESTAMP not in declared:
        clock = next((n for n in unknown if holds_times(cells[n])), None)
        if clock is not None:
            declared[TIMESTAMP] = clock
            unknown.remove(clock)
    for n in unknown:
        header = table.header[n]
        problems.append(problem(COLUMN_UNMATCHED, cell_place(table, n), header=header, nearest=known.nearest(header)))
    position = _settled(table, {n: found for n, found in candidates.items() if found}, declared, problems)
    # A column that could stand for several items already says that these have no column of their own.
    doubtful = {target for n, found in candidates.items() if n not in position.values() for target in found}
    problems += _without_column(table, instrument, options, doubtful | set(position))
    return ColumnMap(position, tuple(problems))


def _recorded(found: tuple[str, ...], options: IntakeOptions) -> tuple[str, ...]:
    """The targets that the file is meant to hold, where a header leaves a choice."""
    return tuple(target for target in found if target.partition(".")[0] not in options.not_recorded) or found


class _Headers:
    """What a header of this questionnaire can say."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.order = {target: n for n, target in enumerate(target for item in instrument.items for target in targets(item))}
        plain = [item for item in instrument.items if item.kind is not ItemKind.MATRIX]
        self.grids = [item for item in instrument.items if item.kind is ItemKind.MATRIX]
        self.plain = _lookup_of(plain)
        self.grid_questions = _lookup_of(self.grids)
        self.rows = {item.id: _lookup_of_rows(item) for item in self.grids}

    def find(self, header: str) -> tuple[str, ...]:
        """The targets that a header can stand for, in the order of the questionnaire."""
        if header.strip() in self.order:
            return (header.strip(),)
        found = self.plain.find(header, numbered=True) or tuple(self._grid_rows(header))
        return tuple(sorted(set(found), key=self.order.__getitem__))

    def _grid_rows(self, header: str) -> Iterator[str]:
        """`question [row]`, wherever the bracket of the row begins: either text may have brackets of its own."""
        header = header.strip()
        starts = [n for n, sign in enumerate(header) if sign == "["] if header.endswith("]") else []
        for start in starts:
            for item in self.grid_questions.find(header[:start], numbered=True):
                yield from (f"{item}.{row}" for row in self.rows[item].find(header[start + 1 : -1]))

    def nearest(self, header: str) -> str | None:
        return self.plain.nearest(header) or self.grid_questions.nearest(header.partition("[")[0])


def _lookup_of(items: list[Item]) -> Lookup:
    full = [pair for item in items for pair in wordings(item.id, [item.text], item.verbatim)]
    short = [pair for item in items for pair in (*wordings(item.id, [item.label]), (item.id, item.id))]
    return lookup([full, short])


def _lookup_of_rows(item: Item) -> Lookup:
    worded = [pair for row in item.rows for pair in wordings(row.code, [row.text])]
    return lookup([worded, [(row.code, row.code) for row in item.rows]])


def _declared(table: Table, known: _Headers, options: IntakeOptions) -> tuple[dict[str, int], list[Problem]]:
    """The columns that the wave's settings name."""
    declared: dict[str, int] = {}
    problems: list[Problem] = []
    for name, target in options.columns.items():
        places = _named(table, name)
        if target != TIMESTAMP and target not in known.order:
            problems.append(problem(INTAKE_NO_ITEM, Place(file=table.path), item=target, nearest=nearest(target, known.order)))
        elif len(places) != 1:
            problems.append(problem(INTAKE_NO_COLUMN, Place(file=table.path), column=name, found=len(places)))
        elif target in declared:
            problems.append(_twice(table, target, [declared[target], places[0]]))
        else:
            declared[target] = places[0]
    return declared, problems


def _named(table: Table, name: str | int) -> list[int]:
    """The columns that a header, or a number from 1, names."""
    if isinstance(name, int):
        return [name - 1] if 1 <= name <= len(table.header) else []
    return [n for n, header in enumerate(table.header) if fold(header) == fold(name)]


def _ignored(table: Table, options: IntakeOptions, problems: list[Problem]) -> set[int]:
    ignored: set[int] = set()
    for name in options.ignore_columns:
        places = _named(table, name)
        if not places:
            problems.append(problem(INTAKE_NO_COLUMN, Place(file=table.path), column=name, found=0))
        ignored |= set(places)
    return ignored


def _settled(
    table: Table, candidates: Mapping[int, tuple[str, ...]], declared: Mapping[str, int], problems: list[Problem]
) -> dict[str, int]:
    """One column for each target: equal headers in the order of the questionnaire, the rest by elimination."""
    position = dict(declared)
    remaining = dict(candidates)
    while remaining:
        groups: dict[tuple[str, ...], list[int]] = {}
        for n, found in remaining.items():
            groups.setdefault(tuple(target for target in found if target not in position), []).append(n)
        settled = next((group for group in groups if 0 < len(group) == len(groups[group])), None)
        if settled is None:
            problems += _unsettled(table, groups, remaining, position)
            break
        position |= dict(zip(settled, groups[settled], strict=True))
        remaining = {n: found for n, found in remaining.items() if n not in groups[settled]}
    return position


def _unsettled(
    table: Table,
    groups: Mapping[tuple[str, ...], list[int]],
    candidates: Mapping[int, tuple[str, ...]],
    position: Mapping[str, int],
) -> Iterator[Problem]:
    for group, columns in groups.items():
        if len(columns) < len(group):
            for n in columns:
                yield problem(COLUMN_AMBIGUOUS, cell_place(table, n), header=table.header[n], items=group)
        elif group:
            yield _twice(table, group[0], columns)
        else:
            for n in columns:
                target = candidates[n][0]
                yield _twice(table, target, [position[target], n])


def _twice(table: Table, target: str, columns: list[int]) -> Problem:
    letters = [get_column_letter(n + 1) for n in sorted(columns)]
    return problem(COLUMN_TWICE, cell_place(table, max(columns)), item=target, columns=letters)


def _without_column(table: Table, instrument: Instrument, options: IntakeOptions, found: set[str]) -> list[Problem]:
    """Items that have no column, and declarations that are wrong."""
    table_place = Place(file=table.path, sheet=table.sheet)
    items = {item.id for item in instrument.items}
    problems = [
        problem(INTAKE_NO_ITEM, table_place, item=name, nearest=nearest(name, items))
        for name in options.not_recorded
        if name not in items
    ]
    for item in instrument.items:
        for target in targets(item):
            if target not in found and item.id not in options.not_recorded:
                wording = next(iter(item.text))[1]
                problems.append(problem(ITEM_WITHOUT_COLUMN, table_place, item=target, wording=wording))
    return problems
