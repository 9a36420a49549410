"""SurveyJS: the records that its forms hand over, as a list in a JSON file.

Ticked answers are a list, a matrix is a record in the record. The form that `survey field export` writes records the language and
the consent too; a form made by hand keeps what is written to its item "other" as `question-Comment`.
"""

from __future__ import annotations

from dataclasses import replace

from survey.instrument.model import Instrument
from survey.intake.headers import Known, targets
from survey.intake.layout import Field, Layout
from survey.intake.options import IntakeOptions
from survey.wave.jsonfile import JOIN
from survey.wave.table import Table, column

NAME = "surveyjs"

_META = {"language": "language__used", "consent": "consent__given"}
_COMMENT = "-Comment"


def sniff(table: Table) -> bool:
    """A list of records is not given out by any other platform."""
    return table.origin == "json"


def tidied(table: Table, instrument: Instrument) -> Table:
    """The table with an empty column for what nobody answered, as far as a condition or another row of the matrix explains it.

    A record has no key for a question without an answer. A question that everybody is asked and nobody answered is rather one
    that the form did not have, so it is left for the reader to decide.
    """
    known, there = Known(instrument), set(table.header)
    found = {target for n, header in enumerate(table.header) for target in known.find(_field(n, header, known))[0]}
    silent = []
    for item in instrument.items:
        absent = [target for target in targets(item) if target not in found and target not in there]
        if item.show_if is not None or len(absent) < len(targets(item)):
            silent += absent
    return replace(table, columns=(*table.columns, *(column(name, [""] * len(table)) for name in silent)))


def layout(table: Table, instrument: Instrument, options: IntakeOptions) -> Layout:
    """Every column by its name."""
    known = Known(instrument)
    meta = {name: table.header.index(header) for name, header in _META.items() if header in table.header}
    fields = tuple(_field(n, header, known) for n, header in enumerate(table.header) if n not in meta.values())
    return Layout(NAME, fields, meta=meta, separators=(JOIN,))


def _field(position: int, header: str, known: Known) -> Field:
    if header.endswith(_COMMENT) and known.plain(name := header.removesuffix(_COMMENT)):
        return Field(position, (name,), (), "other")
    return Field(position, (header,))
