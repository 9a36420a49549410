"""SPSS (.sav, .zsav): values and their labels, kinds of missing answers; variables known by name or label."""

from __future__ import annotations

from survey.instrument.model import Instrument
from survey.intake.layout import Layout
from survey.intake.options import IntakeOptions
from survey.intake.statistics_files import layout_of, with_offered
from survey.wave.table import Table

NAME = "spss"


def sniff(table: Table) -> bool:
    """The file says it itself."""
    return table.origin == "sav"


def tidied(table: Table, instrument: Instrument) -> Table:
    """The table without declared missing values that the questionnaire offers as answers."""
    return with_offered(table, instrument)


def layout(table: Table, instrument: Instrument, options: IntakeOptions) -> Layout:
    """Each variable by our own names, by its name, or by its label."""
    return layout_of(NAME, table, instrument)
