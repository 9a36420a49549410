"""Answers as KoboToolbox gives out those of a form that `survey field export --to xlsform` wrote: names, ticks in both forms."""

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

_SERVER = ("_validation_status", "_notes", "_status", "_submitted_by", "__version__", "_tags", "_index")


def write(responses: Responses, languages: Sequence[Language]) -> bytes:
    """The bytes of the CSV file "XML values and headers". When a form was opened is not simulated, so `start` is empty."""
    columns = list(_columns(responses))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([header for header, _ in columns])
    writer.writerows(zip(*(cells for _, cells in columns), strict=True))
    return out.getvalue().encode()


def _columns(responses: Responses) -> Iterator[Cells]:
    n = len(responses.answers)
    instrument = responses.instrument
    utc, offset = responses.received["timestamp"].dt.tz_localize(None), responses.received["offset"]
    local = utc + pd.to_timedelta(offset + ":00")
    yield "start", [""] * n
    yield "end", [f"{time:%Y-%m-%dT%H:%M:%S}.000{zone}" for time, zone in zip(local, offset, strict=True)]
    if instrument.consent is not None:
        yield "consent__given", ["OK"] * n
    for item in instrument.items:
        yield from _item(responses, item)
    yield "_id", [str(100 + number) for number in range(1, n + 1)]
    yield "_uuid", [str(uuid.UUID(int=number)) for number in range(1, n + 1)]
    yield "_submission_time", [f"{time:%Y-%m-%dT%H:%M:%S}" for time in utc]
    fixed = {"_status": "submitted_via_web", "__version__": f"v{instrument.version}"}
    for name in _SERVER:
        yield name, [str(number) if name == "_index" else fixed.get(name, "") for number in range(1, n + 1)]


def _item(responses: Responses, item: Item) -> Iterator[Cells]:
    if item.kind is ItemKind.MULTIPLE:
        rows = ticked(responses, item)
        yield item.id, [" ".join(codes) for codes in rows]
        for code in item.codes:
            yield f"{item.id}/{code}", [str(int(code in codes)) if codes else "" for codes in rows]
    else:
        for column in item.columns:
            yield column.replace(".", "_"), [plain(value) for value in responses.answers[column]]
    for code, texts in written(responses, item):
        yield f"{item.id}_{code}_text", texts
