"""Answers as Qualtrics gives out those of a survey that `survey field export --to qualtrics` wrote: values, three headers.

Ticked answers have a column each, as "split multi-value fields into columns" makes them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey.i18n.catalogue import say
from survey.i18n.text import Language, Text
from survey.instrument.model import Item, ItemKind
from survey.instrument.platform_names import qualtrics_columns, written_to
from survey.planning.cells import plain, ticked, written
from survey.wave.responses import Responses


@dataclass(frozen=True)
class Cells:
    """A column: its name, the wording below it, its id, and the answers."""

    name: str
    wording: str
    key: dict[str, str]
    values: list[str]


def write(responses: Responses, languages: Sequence[Language]) -> bytes:
    """The bytes of the file; the wordings are those of the languages, side by side. When the survey was opened is not simulated,
    so it lasted no time."""
    columns = [*_beside(responses, languages[0]), *_answers(responses, languages)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([one.name for one in columns])
    writer.writerow([one.wording for one in columns])
    writer.writerow([json.dumps(one.key, separators=(",", ":")) for one in columns])
    writer.writerows(zip(*(one.values for one in columns), strict=True))
    return out.getvalue().encode()


def _beside(responses: Responses, language: Language) -> Iterator[Cells]:
    n = len(responses.answers)
    times = [f"{time:%Y-%m-%d %H:%M:%S}" for time in responses.received["timestamp"].dt.tz_localize(None)]
    zone = {"timeZone": "Z"}
    yield Cells("StartDate", "Start Date", {"ImportId": "startDate"} | zone, times)
    yield Cells("EndDate", "End Date", {"ImportId": "endDate"} | zone, times)
    fixed = {"Status": "0", "Progress": "100", "Duration (in seconds)": "0", "Finished": "1"}
    for name, value in fixed.items():
        yield Cells(name, name, {"ImportId": name.split(" ")[0].lower()}, [value] * n)
    yield Cells("RecordedDate", "Recorded Date", {"ImportId": "recordedDate"} | zone, times)
    ids = [f"R_{number:015d}" for number in range(1, n + 1)]
    yield Cells("ResponseId", "Response ID", {"ImportId": "_recordId"}, ids)
    yield Cells("DistributionChannel", "Distribution Channel", {"ImportId": "distributionChannel"}, ["anonymous"] * n)
    yield Cells("UserLanguage", "User Language", {"ImportId": "userLanguage"}, [language.upper()] * n)


def _answers(responses: Responses, languages: Sequence[Language]) -> Iterator[Cells]:
    first = 1
    if responses.instrument.consent is not None:
        title = " | ".join(say("web.consent", one) for one in languages)
        yield Cells("consent__given", title, {"ImportId": "QID1"}, ["1"] * len(responses.answers))
        first = 2
    for number, item in enumerate(responses.instrument.items, first):
        yield from _item(responses, item, f"QID{number}", languages)


def _item(responses: Responses, item: Item, key: str, languages: Sequence[Language]) -> Iterator[Cells]:
    names, question = qualtrics_columns(item), _words(item.text, languages)
    chosen = f"{question} - Selected Choice" if item.kind is ItemKind.MULTIPLE or written_to(item) is not None else question
    if item.kind is ItemKind.MULTIPLE:
        rows = ticked(responses, item)
        for option in item.offered:
            name = names[f"{item.id}.{option.code}"]
            marks = ["1" if option.code in codes else "" for codes in rows]
            yield Cells(name, f"{chosen} - {_words(option.text, languages)}", {"ImportId": f"{key}_{option.value}"}, marks)
    else:
        values = {option.code: str(option.value) for option in item.options}
        rows_of = {f"{item.id}.{row.code}": _words(row.text, languages) for row in item.rows}
        for column in item.columns:
            cells = [plain(value) for value in responses.answers[column]]
            wording = f"{question} - {rows_of[column]}" if column in rows_of else chosen
            part = names[column].removeprefix(item.id)
            text = "" if item.options else "_TEXT"
            yield Cells(
                names[column],
                wording,
                {"ImportId": f"{key}{part}{text}"},
                [values.get(one, one) if item.options else one for one in cells],
            )
    for code, texts in written(responses, item):
        option = item.option(code)
        name = names[f"{item.id}.{code}.text"]
        yield Cells(
            name, f"{question} - {_words(option.text, languages)} - Text", {"ImportId": f"{key}_{option.value}_TEXT"}, texts
        )


def _words(text: Text, languages: Sequence[Language]) -> str:
    return " | ".join(text[one] for one in languages)
