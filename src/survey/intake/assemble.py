"""A table, its layout and the map of its columns in, `Responses` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from survey.errors import Problem, raise_all
from survey.instrument.model import Instrument, Item, ItemKind
from survey.instrument.show_if import shown
from survey.intake.both_forms import disagreements
from survey.intake.columns import ColumnMap
from survey.intake.headers import TEXT, targets
from survey.intake.labels import KINDS, Cells, SourceColumn, read_cells
from survey.intake.layout import Layout
from survey.intake.options import IntakeOptions
from survey.intake.received import read_received
from survey.intake.ticks import add_written, read_joined, read_ticks
from survey.intake.versions import not_in_version
from survey.wave.missing import Missing
from survey.wave.responses import Responses, Source
from survey.wave.table import Table


def assemble(table: Table, layout: Layout, columns: ColumnMap, instrument: Instrument, options: IntakeOptions) -> Responses:
    """The answers of a table, one row for each of its rows.

    table: below the header rows of its platform. Raises DataError with every column, label, number and time that cannot be read.
    """
    received, bad = read_received(table, columns.meta, layout, options)
    problems: list[Problem] = [*columns.problems, *bad]
    index = pd.RangeIndex(1, len(table) + 1, name="respondent")
    answers: dict[str, pd.Series] = {}
    text: dict[str, pd.Series] = {}
    kinds: dict[str, np.ndarray] = {}
    for item in instrument.items:
        for cells, beside in _item(table, layout, columns.position, item, options):
            if item.id in columns.joined:
                joined = SourceColumn(table, columns.joined[item.id], item, layout, options)
                problems += disagreements(joined, cells)
            problems += cells.problems
            answers |= cells.answers
            text |= cells.text
            kinds |= cells.kinds
            for name, texts in beside.items():
                received[name] = texts
    raise_all(problems)
    names = [name for item in instrument.items for name in item.columns]
    frames = [_frame(names, found, index) for found in (answers, text)]
    missing = _missing(instrument, frames[0], kinds, received, options)
    source = Source(table.path.name, table.sha256)
    allowed = tuple(item.id for item in instrument.items if item.id in options.allow_unmatched)
    return Responses(instrument, frames[0], missing, frames[1], received.set_index(index), source, allowed)


def _item(
    table: Table, layout: Layout, position: Mapping[str, int], item: Item, options: IntakeOptions
) -> list[tuple[Cells, dict[str, pd.Series]]]:
    """What the columns of an item say; and, by name, texts that have no place in its own columns."""

    def sources(names: Sequence[str]) -> dict[str, SourceColumn]:
        return {name: SourceColumn(table, position[name], item, layout, options) for name in names if name in position}

    if item.kind is ItemKind.MATRIX:
        return [(read_cells(source, target), {}) for target, source in sources(targets(item)).items()]
    written = sources([f"{item.id}.{option.code}.{TEXT}" for option in item.options])
    ticks = sources(item.columns) if item.kind is ItemKind.MULTIPLE else {}
    whole = sources([item.id])
    if ticks:
        cells = read_ticks(ticks, item, len(table))
    elif not whole and not written:
        return []
    elif not whole:
        cells = _empty(item, len(table))
    else:
        cells = read_joined(whole[item.id]) if item.kind is ItemKind.MULTIPLE else read_cells(whole[item.id], item.id)
    cells, beside = add_written(cells, item, written)
    if cells.loose is not None:
        beside[f"{item.id}.{TEXT}"] = cells.loose
    return [(cells, beside)]


def _empty(item: Item, rows: int) -> Cells:
    """An item of which a file holds nothing but the texts written to its options."""
    dtype = "boolean" if item.kind is ItemKind.MULTIPLE else "string"
    answers = {name: pd.Series(pd.NA, index=range(rows), dtype=dtype) for name in item.columns}
    return Cells(answers, {name: pd.Series(pd.NA, index=range(rows), dtype="string") for name in item.columns})


def _frame(names: Sequence[str], found: Mapping[str, pd.Series], index: pd.Index) -> pd.DataFrame:
    """Every column of the questionnaire, in its order."""
    empty = pd.Series(pd.NA, index=range(len(index)), dtype="string")
    return pd.DataFrame({name: found.get(name, empty) for name in names}).set_index(index)


def _missing(
    instrument: Instrument, answers: pd.DataFrame, kinds: Mapping[str, np.ndarray], received: pd.DataFrame, options: IntakeOptions
) -> pd.DataFrame:
    """Why an answer is empty: as the file tells it; else the file does not hold the item, it was not shown, or it was skipped."""
    words = pd.array([*(kind.value for kind in KINDS), pd.NA], dtype="string")
    place = {kind: n for n, kind in enumerate(KINDS)}
    without = not_in_version(instrument, answers, received, options)
    unknown = _not_recorded(instrument, answers, kinds, options)
    found = {}
    for item in instrument.items:
        why = np.full(len(answers), place[Missing.SKIPPED], dtype=np.int8)
        if item.id in options.not_recorded:
            why[:] = place[Missing.NOT_RECORDED]
        else:
            if item.show_if is not None:
                why[~shown(item, answers, unknown).to_numpy(dtype=bool)] = place[Missing.NOT_ASKED]
            if item.id in without:
                why[without[item.id]] = place[Missing.NOT_ASKED]
        for name in item.columns:
            reason = why
            if name in options.not_recorded:
                reason = np.full_like(why, place[Missing.NOT_RECORDED])
            if name in kinds:
                reason = np.where(kinds[name] >= 0, kinds[name], reason)
            found[name] = pd.Series(words.take(np.where(answers[name].isna().to_numpy(), reason, -1)), index=answers.index)
    return pd.DataFrame(found, index=answers.index)


def _not_recorded(
    instrument: Instrument, answers: pd.DataFrame, kinds: Mapping[str, np.ndarray], options: IntakeOptions
) -> pd.DataFrame:
    """Where an answer was given that the file does not hold, or not as one of the questionnaire's."""
    place = KINDS.index(Missing.NOT_RECORDED)
    columns = {}
    for item in instrument.items:
        for name in item.columns:
            told = kinds[name] == place if name in kinds else np.zeros(len(answers), dtype=bool)
            columns[name] = answers[name].isna().to_numpy() & (told | bool({item.id, name} & {*options.not_recorded}))
    return pd.DataFrame(columns, index=answers.index)
