"""Google Forms: the CSV of the form itself, the sheet behind it as CSV or workbook, and what Excel makes of them.

One header row; the first column is the time; ticked answers stand in one cell; a grid has a column `question [row]` for each row.
"""

from __future__ import annotations

from survey.i18n.catalogue import say
from survey.i18n.kazakh import fold
from survey.i18n.text import LANGUAGES
from survey.instrument.model import Instrument
from survey.intake.headers import Known, bracketed
from survey.intake.layout import Field, Layout
from survey.intake.options import IntakeOptions
from survey.intake.ticks import SEPARATORS
from survey.intake.timestamps import has_offsets, holds_times
from survey.wave.table import Table

NAME = "google-forms"


def sniff(table: Table) -> bool:
    """The first column holds times, and has the header that Forms gives it, in any language of ours, or times with their offset
    (`GMT+5`). A column of times alone is a sign of nothing."""
    if len(table.columns) < 2 or table.origin not in ("text", "workbook") or not holds_times(table.columns[0].values):
        return False
    first = table.columns[0]
    words = {fold(say("simulate.timestamp", language)) for language in LANGUAGES}
    named = any(fold(part) in words for part in first.header.split("|"))
    return named or (has_offsets(first.values) and any("GMT" in text for text in first.values))


def layout(table: Table, instrument: Instrument, options: IntakeOptions) -> Layout:
    """Every column may be a question; the core finds the time by its content.

    What is ticked to agree, in a form that `survey field export` wrote, is known by the words above it.
    """
    known = Known(instrument)
    words = {fold(say("web.consent", language)) for language in LANGUAGES}
    agreed = [n for n, header in enumerate(table.header) if {fold(part) for part in header.split("|")} <= words]
    meta = {"consent": agreed[0]} if instrument.consent is not None and agreed else {}
    fields = tuple(_field(n, header, known) for n, header in enumerate(table.header) if n not in meta.values())
    return Layout(NAME, fields, meta=meta, separators=SEPARATORS)


def _field(position: int, header: str, known: Known) -> Field:
    """A whole question, or a row of a grid where question and row are both known."""
    if not known.plain(header):
        for question, row in bracketed(header):
            if any(known.rows(item, row) for item in known.grids(question)):
                return Field(position, (question,), (row,), "row")
    return Field(position, (header,))
