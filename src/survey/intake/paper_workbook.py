"""The workbook into which papers were typed: its cells are the values printed beside the answers, whatever their wordings.

`survey field export --to paper` writes it; it is known by its columns, ours and no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from survey.errors import PAPER_CONSENT, PAPER_LANGUAGE, Problem, problem
from survey.instrument.model import Instrument, ItemKind
from survey.intake.columns import cell_place
from survey.intake.ticks import TICKED, UNTICKED
from survey.intake.variables import Variables
from survey.intake.write_ins import value_of
from survey.wave.table import Column, Table

_FIRST = ("_respondent_id", "_language")
_CONSENT = "_consent"


def typed_from_paper(table: Table) -> bool:
    """Whether a table has the columns of the workbook: number and language of the paper first, and nothing else of a program."""
    beside = tuple(name for name in table.header if name.startswith("_"))
    return table.header[: len(beside)] == beside and beside in (_FIRST, (*_FIRST, _CONSENT))


def by_values(table: Table, instrument: Instrument) -> Table:
    """The table in which every value of a closed question stands for its answer, also where it reads like another."""
    variables = Variables(instrument)
    return replace(table, columns=tuple(_valued(n, one, variables) for n, one in enumerate(table.columns)))


def _valued(position: int, column: Column, variables: Variables) -> Column:
    items = {target.partition(".")[0] for target in variables.known.find(variables.field(position, column))[0]}
    item = variables.known.items.get(next(iter(items))) if len(items) == 1 else None
    if item is None or item.kind is ItemKind.MULTIPLE or not item.options:
        return column
    return replace(column, labels={text: code for text in column.values if (code := value_of(item, text)) is not None})


def wrongly_typed(table: Table, instrument: Instrument) -> Iterator[Problem]:
    """Languages that the questionnaire does not have, and marks of consent that are neither 1 nor 0; a cell may be empty."""
    for n, column in enumerate(table.columns):
        if column.header == "_language":
            yield from (
                problem(PAPER_LANGUAGE, cell_place(table, n, row), text=text, known=instrument.languages)
                for row, text in _others(column, {*instrument.languages, ""})
            )
        elif column.header == _CONSENT:
            yield from (
                problem(PAPER_CONSENT, cell_place(table, n, row), text=text) for row, text in _others(column, TICKED | UNTICKED)
            )


def _others(column: Column, known: frozenset[str] | set[str]) -> Iterator[tuple[int, str]]:
    """The first row, from 0, of each text that is not known."""
    for place, text in enumerate(column.values):
        if text.strip() not in known and (column.codes == place).any():
            yield int((column.codes == place).argmax()), text
