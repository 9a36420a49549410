"""Tables of no platform: CSV, TSV, XLSX or Parquet whose headers are names or wordings, and what `survey export` writes.

The last platform in the order of sniffing, so it takes everything that nobody knows.
"""

from __future__ import annotations

from dataclasses import replace

from survey.errors import raise_all
from survey.instrument.model import Instrument
from survey.intake.layout import Layout
from survey.intake.options import IntakeOptions
from survey.intake.paper_workbook import by_values, typed_from_paper, wrongly_typed
from survey.intake.ticks import SEPARATORS
from survey.intake.variables import Variables
from survey.wave.kinds_beside import with_kinds
from survey.wave.table import Table

NAME = "plain"


def sniff(table: Table) -> bool:
    """Every table may be a plain one."""
    return True


def tidied(table: Table, instrument: Instrument) -> Table:
    """The table in which each answer knows the kind of missing that its column `__missing` tells; papers by their values."""
    if typed_from_paper(table):
        return by_values(table, instrument)
    return replace(table, columns=with_kinds(table.columns))


def layout(table: Table, instrument: Instrument, options: IntakeOptions) -> Layout:
    """Each column by our own names, by id, or by wording; the core decides the order of dates and the decimal sign.

    Raises DataError for languages and marks of consent that nobody can have typed from a paper.
    """
    if typed_from_paper(table):
        raise_all(wrongly_typed(table, instrument))
    variables = Variables(instrument)
    meta = variables.meta(table.header)
    skip = variables.skipped(table, meta)
    fields = tuple(variables.field(n, one) for n, one in enumerate(table.columns) if n not in skip and n not in meta.values())
    decisions = tuple(variables.decisions(table.header))
    return Layout(NAME, fields, meta=meta, separators=SEPARATORS, skip=skip, decisions=decisions)
