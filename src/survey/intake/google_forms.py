"""Google Forms: the CSV of the form itself, the sheet behind it as CSV or workbook, and what Excel makes of them.

One header row; the first column is the time; ticked answers stand in one cell; a grid has a column `question [row]` for each row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from survey.errors import Problem, problem, raise_all
from survey.instrument.model import Instrument
from survey.instrument.show_if import shown
from survey.intake.columns import TIMESTAMP, ColumnMap, cell_place, map_columns, targets
from survey.intake.labels import Cells, read_cells
from survey.intake.options import IntakeOptions
from survey.intake.timestamps import read_times
from survey.wave.missing import Missing
from survey.wave.responses import Responses, Source
from survey.wave.tablefile import Table

if TYPE_CHECKING:
    from collections.abc import Mapping


def read(table: Table, instrument: Instrument, options: IntakeOptions) -> Responses:
    """The answers of a table; raises DataError with every column, label, number and time that cannot be read."""
    cells = tuple(zip(*table.rows, strict=True))
    columns = map_columns(table, cells, instrument, options)
    problems = list(columns.problems)
    index = pd.RangeIndex(1, len(table.rows) + 1, name="respondent")
    received, bad_times = _received(table, cells, columns, options)
    problems += bad_times
    read_columns: dict[str, Cells] = {}
    for item in instrument.items:
        for target in targets(item):
            if target in columns.position:
                position = columns.position[target]
                read_columns[target] = read_cells(table, position, cells[position], item, target)
                problems += read_columns[target].problems
    raise_all(problems)
    answers, text = _frames(instrument, read_columns, index)
    missing = _missing(instrument, answers, options)
    return Responses(instrument, answers, missing, text, received.set_index(index), Source(table.path.name, table.sha256))


def _received(
    table: Table, cells: tuple[tuple[str, ...], ...], columns: ColumnMap, options: IntakeOptions
) -> tuple[pd.DataFrame, list[Problem]]:
    """`timestamp` and `offset` of each answer, and `row`, its row in the file."""
    position = columns.position.get(TIMESTAMP)
    times, bad = read_times([""] * len(table.rows) if position is None else cells[position], options.timezone)
    problems = [
        problem(code, cell_place(table, position, row), text=cells[position][row]) for row, code in bad if position is not None
    ]
    return times.assign(row=pd.array(table.numbers, dtype="Int64")), problems


def _frames(instrument: Instrument, columns: Mapping[str, Cells], index: pd.Index) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Answers and received texts with every column of the questionnaire, in its order."""
    answers = {name: series for read_column in columns.values() for name, series in read_column.answers.items()}
    text = {name: series for read_column in columns.values() for name, series in read_column.text.items()}
    names = [name for item in instrument.items for name in item.columns]
    empty = pd.Series(pd.NA, index=range(len(index)), dtype="string")
    return (
        pd.DataFrame({name: answers.get(name, empty) for name in names}).set_index(index),
        pd.DataFrame({name: text.get(name, empty) for name in names}).set_index(index),
    )


def _missing(instrument: Instrument, answers: pd.DataFrame, options: IntakeOptions) -> pd.DataFrame:
    """Why each empty answer is empty: the file does not hold the item, it was not shown, or it was skipped."""
    kinds = {}
    for item in instrument.items:
        if item.id in options.not_recorded:
            empty = pd.Series(Missing.NOT_RECORDED.value, index=answers.index, dtype="string")
        else:
            empty = pd.Series(Missing.SKIPPED.value, index=answers.index, dtype="string")
            empty = empty.where(shown(item, answers), Missing.NOT_ASKED.value)
        for name in item.columns:
            kinds[name] = empty.where(answers[name].isna())
    return pd.DataFrame(kinds, index=answers.index)
