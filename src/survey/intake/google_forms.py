"""Google Forms: the CSV of the form itself, the sheet behind it as CSV or workbook, and what Excel makes of them.

One header row; the first column is the time; ticked answers stand in one cell; a grid has a column `question [row]` for each row.
"""

from __future__ import annotations

from survey.instrument.model import Instrument
from survey.intake.headers import Known, bracketed
from survey.intake.layout import Field, Layout
from survey.intake.options import IntakeOptions
from survey.intake.ticks import SEPARATORS
from survey.intake.timestamps import holds_times
from survey.wave.table import Table

NAME = "google-forms"


def sniff(table: Table) -> bool:
    """The first column holds times, whatever its header says: the form itself always puts it there."""
    return len(table.columns) > 1 and table.origin in ("text", "workbook") and holds_times(table.columns[0].values)


def layout(table: Table, instrument: Instrument, options: IntakeOptions) -> Layout:
    """Every column may be a question; the core finds the time by its content."""
    known = Known(instrument)
    fields = tuple(_field(n, header, known) for n, header in enumerate(table.header))
    return Layout(NAME, fields, separators=SEPARATORS)


def _field(position: int, header: str, known: Known) -> Field:
    """A whole question, or a row of a grid where question and row are both known."""
    if not known.plain(header):
        for question, row in bracketed(header):
            if any(known.rows(item, row) for item in known.grids(question)):
                return Field(position, (question,), (row,), "row")
    return Field(position, (header,))
