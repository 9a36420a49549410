"""Qualtrics: names, wordings and a row of JSON above the answers; or the legacy form with two rows and a comma at each end.

Answers as text or as numbers; ticks in a column for each option (`Q5_1`) or joined by commas.
"""

from __future__ import annotations

import json
import re
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from survey.errors import QUALTRICS_JOINED, Problem, problem, raise_all
from survey.instrument.model import Instrument, Item, ItemKind
from survey.intake.columns import cell_place
from survey.intake.labels import answer_lookup
from survey.intake.layout import Decision, Field, Layout, counted, page_columns
from survey.intake.options import IntakeOptions
from survey.intake.timestamps import has_offsets, holds_times, read_times
from survey.intake.variables import Variables
from survey.wave.missing import Missing
from survey.wave.table import Column, Table, in_order

NAME = "qualtrics"

_META: Mapping[str, tuple[str, ...]] = {
    "timestamp": ("RecordedDate",),
    "started": ("StartDate",),
    "ended": ("EndDate",),
    "duration": ("Duration (in seconds)", "Duration__in_seconds_"),
    "language": ("UserLanguage", "Q_Language"),
    "respondent": ("ResponseId", "ResponseID"),
    "consent": ("consent__given",),
}
_TIMES = ("timestamp", "started", "ended")
_SKIP = re.compile(
    r"Status|IPAddress|Progress|Finished|Recipient\w+|ExternalReference|ExternalDataReference|Location\w+|DistributionChannel"
    r"|ResponseSet|Name|EmailAddress|Q_\w+|.+_(?:First[ _]Click|Last[ _]Click|Page[ _]Submit|Click[ _]Count|DO(?:_\w+)?)"
)
_PAGE = re.compile(r"(.+)_Page[ _]Submit")
"""The seconds from the opening of a page to its submission."""
_IMPORT_ID = re.compile(r'\s*\{\s*"ImportId"')
_LEGACY = re.compile(r"V\d+")
_SELECTED = re.compile(r"\s+-\s+Selected Choice(?=\s+-\s|\s*$)")
"""Beside a question with texts written to its options; not translated with the questionnaire."""
_ID = re.compile(r"R_\w{6,}")
_PREVIEW = frozenset({"Survey Preview", "Survey Test", "1", "2", "preview", "test", "9", "17"})
_NUMBERS = re.compile(r"\d+(,\d+)*")
_SEEN = "-99"
_ROWS_NAMED = 20


def sniff(table: Table) -> bool:
    """The columns that Qualtrics puts first, the row with `ImportId`, or ids `R_…` in the first column of the legacy form."""
    header = set(table.header)
    if {"StartDate", "EndDate"} <= header and header & {"ResponseId", "ResponseID", "Finished"}:
        return True
    if any(_IMPORT_ID.match(text) for row in table.head(2) for text in row):
        return True
    rows = table.head(1)
    legacy = bool(rows) and {"ResponseID", "StartDate"} <= set(rows[0])
    first = table.columns[0] if table.columns else None
    ids = first is not None and _LEGACY.fullmatch(first.header) and first.values and all(map(_ID.fullmatch, first.values))
    return legacy or bool(ids)


def tidied(table: Table, instrument: Instrument) -> Table:
    """The table with the names of the legacy form's second row, times with the offset of the zone that the file names, and ticks
    that are joined as numbers as the codes that they stand for."""
    names, rows = _names(table), _header_rows(table)
    meta, zones = _meta(names), _zones(table)
    titles = [" ".join(_title(table, n, rows).split()) for n in range(len(names))]
    columns = [replace(one, header=n, title=t or one.title) for one, n, t in zip(table.columns, names, titles, strict=True)]
    for name in _TIMES:
        if name in meta and (zone := zones.get(meta[name])) is not None:
            columns[meta[name]] = _mapped(columns[meta[name]], _with_offset(zone))
    if "language" in meta:
        columns[meta["language"]] = _mapped(columns[meta["language"]], lambda text: text.lower() if len(text) == 2 else text)
    variables = Variables(instrument)
    for n, item in _joined(table, names, variables, rows):
        values = {str(option.value): option.code for option in item.options}
        if not any(_unknown(text, values) for text in table.below(rows).columns[n].values):
            columns[n] = _mapped(columns[n], _as_codes(values))
    return replace(table, columns=tuple(columns))


def layout(table: Table, instrument: Instrument, options: IntakeOptions) -> Layout:
    """Questions by name, then by wording; refuses numbers joined by commas that are no values of the question."""
    names, rows = _names(table), _header_rows(table)
    variables = Variables(instrument)
    meta = {name: n for name, n in _meta(names).items() if not variables.known.plain(names[n])}
    beside = (n for n, name in enumerate(names) if _SKIP.fullmatch(name) and not variables.known.plain(name))
    skip = frozenset(beside) - set(meta.values())
    body = table.below(rows)
    answers = [n for n in range(len(names)) if n not in skip and n not in meta.values()]
    fields = {n: _field(n, names[n], _title(table, n, rows), variables) for n in answers}
    raise_all(_wrong(body, names, variables, rows, table))
    return Layout(
        NAME,
        tuple(fields.values()),
        meta=meta,
        separators=(",",),
        markers={_SEEN: Missing.SKIPPED},
        skip=skip,
        zone="utc" if set(_zones(table).values()) & {"UTC", "Z", "Etc/UTC"} else "clock",
        header_rows=1 + rows,
        decisions=tuple(_decisions(table, body, names)),
    )


# -- the rows above the answers --------------------------------------------------------------------------------------------
def _header_rows(table: Table) -> int:
    """How many of the first rows are no answers: they have no time where the others have one, or hold `ImportId`."""
    names = _names(table)
    clock = next((n for n, name in enumerate(names) if name in ("StartDate", "EndDate", "RecordedDate")), None)
    count = 0
    for row in table.head(2):
        words = clock is not None and bool(row[clock].strip()) and not holds_times([row[clock]])
        if not words and not any(map(_IMPORT_ID.match, row)):
            break
        count += 1
    return count


def _names(table: Table) -> tuple[str, ...]:
    """The name of each column; the legacy form calls the first ten V1 to V10 and says below what they are."""
    below = table.head(1)
    if not below or not {"ResponseID", "StartDate"} <= set(below[0]):
        return table.header
    return tuple(told if _LEGACY.fullmatch(header) else header for header, told in zip(table.header, below[0], strict=True))


def _title(table: Table, position: int, rows: int) -> str:
    """The wording above the answers, without the words that Qualtrics puts between a question and its options."""
    return _SELECTED.sub("", table.cell(0, position)) if rows else ""


def _meta(names: tuple[str, ...]) -> dict[str, int]:
    found = {name: [names.index(header) for header in headers if header in names] for name, headers in _META.items()}
    pages = page_columns((n, page[1]) for n, name in enumerate(names) if (page := _PAGE.fullmatch(name)) is not None)
    return {name: places[0] for name, places in found.items() if places} | pages


def _zones(table: Table) -> dict[int, str]:
    """Column -> the zone of its times, as the row of JSON names it; a file has one, so it holds for times without one as well."""
    found = _zones_named(table)
    if len(set(found.values())) == 1:
        meta = _meta(_names(table))
        found |= {meta[name]: next(iter(found.values())) for name in _TIMES if name in meta}
    return found


def _zones_named(table: Table) -> dict[int, str]:
    found = {}
    for row in table.head(2):
        for n, text in enumerate(row):
            if _IMPORT_ID.match(text):
                try:
                    zone = json.loads(text).get("timeZone")
                except (ValueError, AttributeError, RecursionError):
                    continue
                if isinstance(zone, str) and zone in zoneinfo.available_timezones() | {"Z"}:
                    found[n] = zone
    return found


# -- columns ---------------------------------------------------------------------------------------------------------------
def _field(position: int, name: str, title: str, variables: Variables) -> Field:
    """By name, by the whole wording, or by what stands before ` - `: an option, a row, or words of Qualtrics follow it."""
    title = " ".join(title.split())
    field = variables.field(position, Column(name, (), np.empty(0, np.int32), title=title))
    parts = title.split(" - ")
    if variables.known.find(field)[0] or len(parts) < 2:
        return field
    left, right = " - ".join(parts[:-1]), parts[-1]
    if name.endswith("_TEXT") and len(parts) > 2:
        return Field(position, (" - ".join(parts[:-2]),), (parts[-2],), "other")
    if name.endswith("_TEXT"):
        return Field(position, (left,), (), "other")
    if variables.known.plain(left):
        return Field(position, (left,)) if not re.search(r"_\d+$", name) else field
    return replace(field, names=(*field.names, f"{left} - {right}"))


def _joined(table: Table, names: tuple[str, ...], variables: Variables, rows: int) -> Iterator[tuple[int, Item]]:
    """The columns whose cells hold ticks joined as numbers, and their questions."""
    body = table.below(rows)
    for n, name in enumerate(names):
        field = _field(n, name, _title(table, n, rows), variables)
        items = variables.known.find(field)[0] if field.role == "answer" else ()
        if len(items) != 1 or variables.known.items[items[0]].kind is not ItemKind.MULTIPLE:
            continue
        item = variables.known.items[items[0]]
        texts = [text for text in body.columns[n].values if text.strip() and text != _SEEN]
        if texts and all(map(_NUMBERS.fullmatch, texts)) and not any(answer_lookup(item).find(text) for text in texts):
            yield n, item


def _as_codes(values: Mapping[str, str]) -> Callable[[str], str]:
    def codes(text: str) -> str:
        pieces = text.split(",")
        return ",".join(values[piece] for piece in pieces) if all(piece in values for piece in pieces) else text

    return codes


def _with_offset(zone: str) -> Callable[[str], str]:
    """The time of a cell with the offset that its zone had then."""

    def told(text: str) -> str:
        if not holds_times([text]) or not has_offsets([""]) or has_offsets([text]):
            return text
        frame, bad = read_times([text], "UTC" if zone == "Z" else zone)
        offset = frame["offset"].iloc[0]
        return text if bad or pd.isna(offset) else f"{text.strip()} {offset}"

    return told


def _mapped(column: Column, change: Callable[[str], str]) -> Column:
    """A column with its different texts changed."""
    places: dict[str, int] = {}
    renamed = np.array([places.setdefault(change(text), len(places)) for text in column.values] or [0], dtype=np.int32)
    if tuple(places) == column.values:
        return column
    values, codes = in_order(tuple(places), renamed[column.codes])
    return replace(column, values=values, codes=codes)


# -- what is wrong, and what was found out ------------------------------------------------------------------------------------
def _wrong(body: Table, names: tuple[str, ...], variables: Variables, rows: int, table: Table) -> Iterator[Problem]:
    """Numbers that are left: `tidied` took all columns of which it knows every number."""
    for n, item in _joined(table, names, variables, rows):
        column, values = body.columns[n], {str(option.value): option.code for option in item.options}
        texts = [text for text in column.values if text.strip() and text != _SEEN]
        for text in [text for text in texts if _unknown(text, values)] or texts[:1]:
            row = int((column.codes == column.values.index(text)).argmax())
            yield problem(QUALTRICS_JOINED, cell_place(body, n, row), item=item.id, text=text)


def _unknown(text: str, values: Mapping[str, str]) -> bool:
    return bool(text.strip()) and text != _SEEN and not set(text.split(",")) <= values.keys()


def _decisions(table: Table, body: Table, names: tuple[str, ...]) -> Iterator[Decision]:
    zones = set(_zones(table).values())
    if zones:
        yield Decision("zone", ", ".join(sorted(zones)), "import_id")
    trial = np.zeros(len(body), dtype=bool)
    for name in ("Status", "DistributionChannel"):
        if name in names:
            trial |= _holds(body.columns[names.index(name)], _PREVIEW)
    if trial.any():
        rows = [str(number) for number in body.numbers[trial]]
        yield Decision("previews", ", ".join(rows[:_ROWS_NAMED]) + (" …" if len(rows) > _ROWS_NAMED else ""), "status")
    if "Finished" in names:
        unfinished = _holds(body.columns[names.index("Finished")], frozenset({"False", "FALSE", "false", "0"}))
        if unfinished.any():
            yield Decision("unfinished", counted(body, unfinished), "not_finished")


def _holds(column: Column, texts: frozenset[str]) -> np.ndarray:
    return np.array([text.strip() in texts for text in column.values] or [False], dtype=bool)[column.codes]
