"""Answers as ODK Central gives out those of a form that `survey field export --to xlsform` wrote.

Names stand behind their groups, ticked answers in one column, and the texts of the first page have empty columns.
"""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterator, Sequence

import pandas as pd

from survey.i18n.text import Language
from survey.instrument.model import Item, ItemKind
from survey.planning.cells import Cells, plain, ticked, written
from survey.wave.responses import Responses

_OPENING = "opening__page-"
_NOTES = ("introduction", "consent", "contact")


def write(responses: Responses, languages: Sequence[Language]) -> bytes:
    """The bytes of the CSV file. When a form was opened is not simulated, so `start` is empty."""
    columns = list(_columns(responses))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([header for header, _ in columns])
    writer.writerows(zip(*(cells for _, cells in columns), strict=True))
    return out.getvalue().encode()


def _columns(responses: Responses) -> Iterator[Cells]:
    n = len(responses.answers)
    instrument = responses.instrument
    utc, offset = responses.received["timestamp"].dt.tz_localize(None), responses.received["offset"]
    local = utc + pd.to_timedelta(offset + ":00")
    yield "SubmissionDate", [f"{time:%Y-%m-%dT%H:%M:%S}.000Z" for time in utc]
    yield "start", [""] * n
    yield "end", [f"{time:%Y-%m-%dT%H:%M:%S}.000{zone}" for time, zone in zip(local, offset, strict=True)]
    yield from ((f"{_OPENING}{name}__text", [""] * n) for name in _NOTES if getattr(instrument, name) is not None)
    if instrument.consent is not None:
        yield f"{_OPENING}consent__given", ["OK"] * n
    for item in instrument.items:
        yield from _item(responses, item)
    ids = [f"uuid:{uuid.UUID(int=number)}" for number in range(1, n + 1)]
    yield "meta-instanceID", ids
    yield "KEY", ids
    fixed = {"SubmitterName": "", "AttachmentsPresent": "0", "Status": "", "Edits": "0", "FormVersion": instrument.version}
    yield from ((name, [value] * n) for name, value in fixed.items())


def _item(responses: Responses, item: Item) -> Iterator[Cells]:
    group = f"section__{item.section}-"
    if item.kind is ItemKind.MULTIPLE:
        yield f"{group}{item.id}", [" ".join(codes) for codes in ticked(responses, item)]
    else:
        inner = f"{item.id}-" if item.kind is ItemKind.MATRIX else ""
        for column in item.columns:
            yield f"{group}{inner}{column.replace('.', '_')}", [plain(value) for value in responses.answers[column]]
    for code, texts in written(responses, item):
        yield f"{group}{item.id}_{code}_text", texts
