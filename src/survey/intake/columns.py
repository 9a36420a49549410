"""Which column of a file holds what.

A column is known by its wording in any language, as corrected or as printed, by its label or id; the time by its content; equal
headers by their order. What stays unknown stops the import. A map that was saved and reviewed comes before all of this, and what
the wave declares before the map.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import column_index_from_string, get_column_letter

from survey.errors import (
    ALLOWED_NOTHING,
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
from survey.intake.headers import IGNORED, TEXT, Known, meta_name, targets, written_option
from survey.intake.layout import Layout
from survey.intake.options import IntakeOptions, place_of
from survey.intake.saved import SavedMap, changed_headers
from survey.intake.timestamps import holds_times
from survey.wave.table import Table

TIMESTAMP = "timestamp"
SETTINGS = "wave.yaml"
_LETTER = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True)
class ColumnMap:
    """What the columns hold.

    position: target (item, `item.row`, `item.option` of ticks, `item.option.text` of a text written to it) -> column from 0.
    meta: `timestamp`, `language` ... -> column. by: column -> by what it is known, a key of the catalogue `intake` below `by_`; a
    column in `by` that is nobody's is left out of the answers.
    joined: item -> column of its joined answers, where the column of each option is read instead.
    """

    position: Mapping[str, int]
    meta: Mapping[str, int]
    by: Mapping[int, str]
    problems: tuple[Problem, ...] = ()
    joined: Mapping[str, int] = field(default_factory=dict)

    def targets(self) -> dict[int, str]:
        """Column -> its target; `ignore` for one that is left out."""
        known = dict.fromkeys(self.by, IGNORED)
        known |= {n: name if name not in self.position else f"received.{name}" for name, n in self.meta.items()}
        return known | {n: target for target, n in self.position.items()}


def cell_place(table: Table, column: int, row: int | None = None) -> Place:
    """A cell as a spreadsheet names it: row number and column letter; without a row (from 0) the header."""
    number = table.place(row).row
    return Place(file=table.path, sheet=table.sheet, row=number, column=get_column_letter(column + 1))


def map_columns(
    table: Table, layout: Layout, instrument: Instrument, options: IntakeOptions, saved: SavedMap | None = None
) -> ColumnMap:
    """The column of each target, and everything that is wrong with the header."""
    known = Known(instrument)
    found = _Found(table, known)
    _declare(found, options)
    if saved is None:
        _read_names(found, options)
    if saved is not None:
        found.problems += changed_headers(saved, table)
        if found.problems:
            return ColumnMap({}, {}, {}, tuple(found.problems))
        _read_saved(found, saved, options)
    else:
        _match(found, layout, options)
    joined = _drop_joined(found, layout)
    if not (saved is None and found.nothing):
        present = found.doubtful | set(found.position) | _ticked(found)
        found.problems += _without_column(table, instrument, options, present, saved)
    return ColumnMap(found.position, found.meta, found.by, tuple(found.problems), joined)


@dataclass
class _Found:
    """The map as far as it is known."""

    table: Table
    known: Known
    position: dict[str, int] = field(default_factory=dict)
    meta: dict[str, int] = field(default_factory=dict)
    by: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)  # targets of a column that could stand for several
    nothing: bool = False  # no column is known at all, which says enough

    def put(self, target: str, column: int, by: str, place: Place | None = None) -> None:
        """A column that somebody named; problems where the target is none or has a column already."""
        name = meta_name(target, self.known)
        if name is None and target not in self.known.order:
            where = place or place_of(target, Place(file=self.table.path))
            self.problems.append(_no_item(target, where, self.known.order))
            return
        group, key = (self.position, target) if name is None else (self.meta, name)
        if key in group:
            self.problems.append(_twice(self.table, target, [group[key], column], place or place_of(target, Place())))
        else:
            group[key] = column
            self.by[column] = by


def _declare(found: _Found, options: IntakeOptions) -> None:
    """The columns that the wave's settings name."""
    table = found.table
    for name, target in options.columns.items():
        places = _named(table, name)
        if target == IGNORED and len(places) == 1:
            found.by[places[0]] = "declared"
        elif len(places) == 1 or not (target == IGNORED or meta_name(target, found.known) or target in found.known.order):
            found.put(target, places[0] if places else -1, "declared")
        else:
            place = place_of(name, place_of(target, Place(file=table.path)))
            found.problems.append(problem(INTAKE_NO_COLUMN, place, column=name, found=len(places)))
    for header in options.ignore_columns:
        places = _named(table, header)
        if not places:
            place = place_of(header, Place(file=table.path))
            found.problems.append(problem(INTAKE_NO_COLUMN, place, column=header, found=0))
        found.by |= {n: "declared" for n in places if n not in found.by}


def _read_names(found: _Found, options: IntakeOptions) -> None:
    """The columns that the map of an export names; one that the file does not have under this name is found by other signs."""
    taken = set(options.columns.values())
    for name, target in options.names.items():
        places = [n for n, header in enumerate(found.table.header) if header.strip() == name]
        if len(places) == 1 and places[0] not in found.by and target not in taken:
            found.put(target, places[0], "names")


def _named(table: Table, name: str | int) -> list[int]:
    """The columns that a header, a number from 1, or where no header reads so the letter in a spreadsheet names."""
    if isinstance(name, int):
        return [name - 1] if 1 <= name <= len(table.header) else []
    found = [n for n, header in enumerate(table.header) if fold(header) == fold(name)]
    if found or not _LETTER.fullmatch(name.strip()):
        return found
    place = column_index_from_string(name.strip()) - 1
    return [place] if place < len(table.header) else []


def _read_saved(found: _Found, saved: SavedMap, options: IntakeOptions) -> None:
    """The map of columns.yaml; the wave may declare another column for a target, or another target for a column."""
    declared = set(options.columns.values())
    for column in saved.columns:
        if column.position in found.by or column.target in declared:
            found.by.setdefault(column.position, "declared")
        elif column.target == IGNORED:
            found.by[column.position] = column.by or "saved"
        else:
            found.put(column.target, column.position, column.by or "saved", column.place)


def _match(found: _Found, layout: Layout, options: IntakeOptions) -> None:
    table, known = found.table, found.known
    for name, column in layout.meta.items():
        if column not in found.by and name not in found.meta:
            found.meta[name], found.by[column] = column, "platform"
    found.by |= {n: "platform" for n in layout.skip if n not in found.by}
    fields = {one.position: one for one in layout.fields}
    candidates: dict[int, tuple[str, ...]] = {}
    how: dict[int, str] = {}
    unknown = []
    for n in range(len(table.header)):
        if n in found.by:
            continue
        matched, how[n] = known.find(fields[n]) if n in fields else ((), "")
        candidates[n] = _recorded(matched, options)
        if matched:
            continue
        if not table.header[n].strip() and not any(map(str.strip, table.columns[n].values)):
            found.by[n] = "empty"
        else:
            unknown.append(n)
    if not found.position and not any(candidates.values()):
        found.nothing = True
        headers = [header for header in table.header[:5] if header.strip()]
        place = Place(file=table.path, sheet=table.sheet)
        found.problems.append(problem(NO_COLUMN_MATCHES, place, instrument=known.instrument.id, headers=headers))
        return
    if TIMESTAMP not in found.meta:
        clock = next((n for n in unknown if holds_times(table.columns[n].values)), None)
        if clock is not None:
            found.meta[TIMESTAMP], found.by[clock] = clock, "content"
            unknown.remove(clock)
    _settle(found, {n: targets for n, targets in candidates.items() if targets}, how)
    for n in unknown:
        if table.header[n].strip() in map(str.strip, options.allow_unmatched):
            found.by[n] = "allowed"
            continue
        told = {"header": table.header[n], "shown": titled(table, n), "nearest": _nearest(found, n)}
        found.problems.append(problem(COLUMN_UNMATCHED, cell_place(table, n), **told))
    # The problems of a header are told from left to right.
    found.doubtful |= {target for n, targets in candidates.items() if n not in found.by for target in targets}


def _recorded(found: tuple[str, ...], options: IntakeOptions) -> tuple[str, ...]:
    """The targets that the file is meant to hold, where a header leaves a choice."""
    return tuple(target for target in found if not _not_recorded(target, options)) or found


def _not_recorded(target: str, options: IntakeOptions) -> bool:
    return target in options.not_recorded or target.partition(".")[0] in options.not_recorded


def titled(table: Table, column: int) -> str:
    """The header of a column, with the wording that the file has for it where the header is a mere name."""
    header, title = table.header[column], table.columns[column].title
    return header if not title or fold(title) == fold(header) else f"{header}: {title}"


def _nearest(found: _Found, column: int) -> str | None:
    """What an unmatched column may be: the text written to the question whose id its name begins with or which it follows, the
    wording that its own is most like."""
    header, title = found.table.header[column], found.table.columns[column].title
    start = next((item for item in found.known.items.values() if header.casefold().startswith(f"{item.id.casefold()}_")), None)
    items = {target.partition(".")[0] for target in found.position}
    if start is not None and start.id in items and (code := written_option(start)) is not None:
        written = f"{start.id}.{code}.{TEXT}"
        if written not in found.position:
            return written
    near = (title and found.known.nearest(title)) or found.known.nearest(header)
    taken = near is not None and bool({*found.known.plain(near)} & items)
    return (_written_beside(found, column) or near) if taken or near is None else near


def _written_beside(found: _Found, column: int) -> str | None:
    """`item.other.text` where the column follows an item with an option of the kind `other`: perhaps what was written to it."""
    for n in range(column - 1, -1, -1):
        target = next((target for target, place in found.position.items() if place == n), None)
        if target is not None:
            item = found.known.items[target.partition(".")[0]]
            code = written_option(item)
            return None if code is None else f"{item.id}.{code}.{TEXT}"
    return None


def _settle(found: _Found, candidates: Mapping[int, tuple[str, ...]], how: Mapping[int, str]) -> None:
    """One column for each target: equal headers in the order of the questionnaire, the rest by elimination."""
    position, remaining = found.position, dict(candidates)
    while remaining:
        groups: dict[tuple[str, ...], list[int]] = {}
        for n, names in remaining.items():
            groups.setdefault(tuple(target for target in names if target not in position), []).append(n)
        settled = [group for group in groups if 0 < len(group) == len(groups[group])]
        alone = {target for group in settled for target in group}
        if len(alone) < sum(map(len, settled)):
            settled = settled[:1]  # two groups want the same column: one after the other
        if not settled:
            found.problems += _unsettled(found.table, groups, remaining, position)
            return
        for group in settled:
            for target, n in zip(group, groups[group], strict=True):
                position[target] = n
                found.by[n] = "position" if len(group) > 1 else how[n] if len(candidates[n]) == 1 else "elimination"
        done = {n for group in settled for n in groups[group]}
        remaining = {n: names for n, names in remaining.items() if n not in done}


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


def _twice(table: Table, target: str, columns: list[int], place: Place | None = None) -> Problem:
    """place: where somebody named the second column; the cell of the table where nobody did."""
    letters = [get_column_letter(n + 1) for n in sorted(columns)]
    where = cell_place(table, max(columns)) if place is None or place.file is None else place
    return problem(COLUMN_TWICE, where, item=target, columns=letters)


def _no_item(name: str, place: Place, known: Iterable[str]) -> Problem:
    """A name that is none of the questionnaire, with the file that it stands in: wave.yaml where nobody knows better."""
    file = SETTINGS if place.line is None and place.row is None else Path(place.file or SETTINGS).name
    return problem(INTAKE_NO_ITEM, place, file=file, item=name, nearest=nearest(name, known))


def _drop_joined(found: _Found, layout: Layout) -> dict[str, int]:
    """Where a file has both forms of ticked answers, the column of each option is read: it needs no splitting.

    Returns the items whose ticks are there too, with the column that is dropped, now or when the map was saved.
    """
    ticked = _ticked(found)
    joined: dict[str, int] = {}
    fields = {one.position: one for one in layout.fields}
    for n in (n for n, by in found.by.items() if by == "ticks" and n in fields):
        named = ticked & set(found.known.find(fields[n])[0])
        if len(named) == 1:
            joined[named.pop()] = n
    for item in ticked & set(found.position):
        joined[item] = found.position.pop(item)
        found.by[joined[item]] = "ticks"
    return joined


def _ticked(found: _Found) -> set[str]:
    """The questions with any number of answers of which an option has a column of its own."""
    multiple = (item for item in found.known.instrument.items if item.kind is ItemKind.MULTIPLE)
    return {item.id for item in multiple if any(name in found.position for name in item.columns)}


def _without_column(
    table: Table, instrument: Instrument, options: IntakeOptions, found: set[str], saved: SavedMap | None
) -> list[Problem]:
    """Items that have no column, and declarations that are wrong."""
    place = Place(file=table.path, sheet=table.sheet)
    names = [name for item in instrument.items for name in (item.id, *item.columns)]
    listed = [*options.not_recorded, *(item for items in (options.versions or {}).values() for item in items)]
    problems = [_no_item(name, place_of(name, place), names) for name in dict.fromkeys(listed) if name not in names]
    allowed = {*names, *map(str.strip, table.header)}
    problems += [
        problem(ALLOWED_NOTHING, place_of(name, place), name=name, nearest=nearest(name, allowed))
        for name in options.allow_unmatched
        if name.strip() not in allowed
    ]
    for item in instrument.items:
        for target in _wanted(item, found):
            if target not in found and not _not_recorded(target, options) and item.id not in options.allow_unmatched:
                wording = next(iter(item.text))[1]
                where = place if saved is None else Place(file=saved.path)
                problems.append(problem(ITEM_WITHOUT_COLUMN, where, item=target, wording=wording))
    return problems


def _wanted(item: Item, found: set[str]) -> tuple[str, ...]:
    """The targets that must have a column: each option where one option of the item has one of its own."""
    if item.kind is ItemKind.MULTIPLE and not found.isdisjoint(item.columns):
        return item.columns
    return targets(item)
