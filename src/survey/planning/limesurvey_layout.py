"""Answers as LimeSurvey gives out those of a survey that `survey field export --to limesurvey` wrote: CSV, codes only."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import pandas as pd

from survey.i18n.text import Language
from survey.instrument.model import Item, ItemKind
from survey.instrument.platform_names import LimeSurveyNames, limesurvey_names, written_to
from survey.planning.cells import Cells, plain, ticked, written
from survey.wave.responses import Responses


def write(responses: Responses, languages: Sequence[Language]) -> bytes:
    """The bytes of the file: question codes as headings, answers as codes. The language is the first one; when the survey was
    opened is not simulated, so `startdate` is that of sending."""
    columns = list(_columns(responses, languages[0]))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([header for header, _ in columns])
    writer.writerows(zip(*(cells for _, cells in columns), strict=True))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _columns(responses: Responses, language: Language) -> Iterator[Cells]:
    n = len(responses.answers)
    names = limesurvey_names(responses.instrument)
    utc, offset = responses.received["timestamp"].dt.tz_localize(None), responses.received["offset"]
    times = [f"{time:%Y-%m-%d %H:%M:%S}" for time in utc + pd.to_timedelta(offset + ":00")]
    pages = len({item.section for item in responses.instrument.items})
    yield "id", [str(number) for number in range(1, n + 1)]
    yield "submitdate", times
    yield "lastpage", [str(pages)] * n
    yield "startlanguage", [language] * n
    yield "seed", [str(1_000_000 + number) for number in range(n)]
    yield "startdate", times
    yield "datestamp", times
    for item in responses.instrument.items:
        yield from _item(responses, item, names, language)


def _item(responses: Responses, item: Item, names: LimeSurveyNames, language: Language) -> Iterator[Cells]:
    headers = names.columns(item)
    other = written_to(item)
    if item.kind is ItemKind.MULTIPLE:
        rows = ticked(responses, item)
        for option in item.offered:
            if option != other:
                yield headers[f"{item.id}.{option.code}"], ["Y" if option.code in codes else "" for codes in rows]
    else:
        values = {option.code: str(option.value) for option in item.options}
        values |= {} if other is None else {other.code: "-oth-"}
        for column in item.columns:
            cells = [plain(value) for value in responses.answers[column]]
            yield headers[column], [values.get(cell, cell) for cell in cells] if item.options else cells
    for code, texts in written(responses, item):
        if item.kind is ItemKind.MULTIPLE:
            # Among ticks "other" is nothing but its text: who is simulated without one writes the word for "other".
            word = item.option(code).text[language]
            told = [text or (word if code in codes else "") for text, codes in zip(texts, rows, strict=True)]
            yield headers[f"{item.id}.{code}"], told
        else:
            yield headers[f"{item.id}.{code}.text"], texts
