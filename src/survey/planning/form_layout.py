"""Answers written as Google Forms gives them out, so that simulated answers take the same way as real ones.

Two routes of download differ in quoting, line ends, the form of the time and the separator of ticked answers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.text import Language, Text
from survey.instrument.model import Item, ItemKind, OptionKind, Verbatim
from survey.planning.cells import plain
from survey.wave.responses import Responses


@dataclass(frozen=True)
class Layout:
    """How one route of download writes a table."""

    separator: str
    clock: Callable[[pd.Timestamp, str], str]
    quoting: Literal[0, 1]  # csv.QUOTE_MINIMAL, csv.QUOTE_ALL
    line_end: str


def _forms_clock(local: pd.Timestamp, offset: str) -> str:
    """`2025/10/10 1:29:21 PM GMT+5`; the part of an hour only where there is one."""
    sign, hours, minutes = offset[0], int(offset[1:3]), offset[4:]
    half = f"{sign}{hours}" + (f":{minutes}" if minutes != "00" else "")
    return f"{local:%Y/%m/%d} {local.hour % 12 or 12}:{local:%M:%S} {'AM' if local.hour < 12 else 'PM'} GMT{half}"


def _sheets_clock(local: pd.Timestamp, offset: str) -> str:
    return f"{local:%d.%m.%Y %H:%M:%S}"


LAYOUTS: Mapping[str, Layout] = {
    "google-forms": Layout(";", _forms_clock, csv.QUOTE_ALL, "\n"),
    "google-sheets": Layout(", ", _sheets_clock, csv.QUOTE_MINIMAL, "\r\n"),
}
"""`google-forms`: "Download responses (.csv)" in the form; `google-sheets`: the sheet behind it, saved as CSV."""


def form_csv(responses: Responses, layout: str, languages: Sequence[Language]) -> bytes:
    """The bytes of the file that a route of download would give; see `form_table`."""
    header, rows = form_table(responses, layout, languages)
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=LAYOUTS[layout].quoting, lineterminator=LAYOUTS[layout].line_end)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def form_table(responses: Responses, layout: str, languages: Sequence[Language]) -> tuple[list[str], list[list[str]]]:
    """Header and rows as a form in these languages shows them: joined by ` | ` where there are several.

    Questions and answers stand as they were put (the first verbatim wording), else as they read now.
    """
    style = LAYOUTS[layout]
    header = [" | ".join(say("simulate.timestamp", language) for language in languages)]
    local = responses.received["timestamp"].dt.tz_localize(None) + pd.to_timedelta(responses.received["offset"] + ":00")
    columns = [[style.clock(time, offset) for time, offset in zip(local, responses.received["offset"], strict=True)]]
    if responses.instrument.consent is not None:
        header.append(" | ".join(say("web.consent", language) for language in languages))
        columns.append([" | ".join(say("web.agree", language) for language in languages)] * len(local))
    for item in responses.instrument.items:
        question = _wording(item.text, item.verbatim, languages)
        if item.kind is ItemKind.MATRIX:
            header += [f"{question} [{_wording(row.text, (), languages)}]" for row in item.rows]
        else:
            header.append(question)
        columns += _cells(responses, item, style.separator, languages)
    return header, [list(row) for row in zip(*columns, strict=True)]


def _wording(text: Text, verbatim: Sequence[Verbatim], languages: Sequence[Language]) -> str:
    """What a form shows for a text, which has the languages asked for."""
    put = {printed.language: printed.text for printed in reversed(verbatim)}
    return " | ".join(put.get(language) or text[language] for language in languages)


def _cells(responses: Responses, item: Item, separator: str, languages: Sequence[Language]) -> list[list[str]]:
    """The columns of an item in the form."""
    labels = {option.code: _wording(option.text, option.verbatim, languages) for option in item.options}
    if item.kind is ItemKind.MULTIPLE:
        shown = [_ticked(responses, item, option.code, labels) for option in item.options]
        return [[separator.join(filter(None, row)) for row in zip(*shown, strict=True)]]
    others = {option.code for option in item.options if option.kind is OptionKind.OTHER}
    return [
        [
            "" if pd.isna(code) else typed if code in others and not pd.isna(typed) else labels.get(code, plain(code))
            for code, typed in zip(responses.answers[column], responses.text[column], strict=True)
        ]
        for column in item.columns
    ]


def _ticked(responses: Responses, item: Item, code: str, labels: Mapping[str, str]) -> list[str]:
    """For each respondent the label of an option that was ticked, or what was typed for it, else nothing."""
    column = f"{item.id}.{code}"
    kind = item.option(code).kind
    ticks, texts = responses.answers[column].fillna(False), responses.text[column]
    return [
        "" if not tick else typed if kind is OptionKind.OTHER and not pd.isna(typed) else labels[code]
        for tick, typed in zip(ticks, texts, strict=True)
    ]
