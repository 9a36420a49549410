"""Ticked answers that a file holds in both forms: joined in one cell, and a column for each option."""

from __future__ import annotations

import numpy as np

from survey.errors import TICKS_DISAGREE, Problem, problem
from survey.instrument.model import OptionKind
from survey.intake.columns import cell_place
from survey.intake.labels import Cells, SourceColumn, answer_lookup
from survey.intake.ticks import split_ticks
from survey.intake.write_ins import joined_values

_ROWS_NAMED = 10


def disagreements(joined: SourceColumn, cells: Cells) -> list[Problem]:
    """A problem that lists the rows whose joined cell names other options than the ticks, which alone are read.

    Cells with a piece that is no option say nothing certain and are passed over; an "other" beyond them was ticked by its text.
    """
    item, column, table = joined.item, joined.column, joined.table
    known = answer_lookup(item)
    names = [f"{item.id}.{option.code}" for option in item.options]
    told = np.zeros((len(column.values), len(names)), dtype=bool)
    certain = np.zeros(len(column.values), dtype=bool)
    for n, text in enumerate(column.values):
        if not text.strip() or joined.marker(text) is not None:
            continue
        pieces = joined_values(item, text) or split_ticks(text, known, joined.layout.separators)
        certain[n] = bool(pieces) and all(code is not None for code, _ in pieces)
        told[n] = [option.code in {code for code, _ in pieces} for option in item.options]
    ticked = np.column_stack([cells.answers[name].fillna(False).to_numpy(dtype=bool) for name in names])
    written = np.array([option.kind is OptionKind.OTHER for option in item.options])
    told = told[column.codes]
    differ = certain[column.codes] & ((told != ticked) & ~(written & ticked)).any(axis=1)
    rows = np.flatnonzero(differ)
    if not len(rows):
        return []
    numbers = [str(table.numbers[row]) for row in rows[:_ROWS_NAMED]] + (["…"] if len(rows) > _ROWS_NAMED else [])
    return [problem(TICKS_DISAGREE, cell_place(table, joined.position, int(rows[0])), item=item.id, rows=numbers)]
