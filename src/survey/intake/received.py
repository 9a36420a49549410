"""What a platform recorded beside the answers: when, in which language, by whom, with which version of the form."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from survey.errors import NOT_A_DURATION, TIME_AMBIGUOUS, Problem, problem
from survey.intake.columns import TIMESTAMP, cell_place
from survey.intake.labels import Unmatched, number, spread
from survey.intake.layout import Layout
from survey.intake.options import IntakeOptions
from survey.intake.timestamps import read_times
from survey.wave.responses import ORDER, PAGE
from survey.wave.table import Table

_ROWS_NAMED = 10
_NAMES = {"respondent": "respondent_id"}
_TIMES = ("started", "ended")
_TEXTS = ("language", "group", "respondent", "version", "deprecated", "consent")


def read_received(
    table: Table, meta: Mapping[str, int], layout: Layout, options: IntakeOptions
) -> tuple[pd.DataFrame, list[Problem]]:
    """The frame `Responses.received`, and the times and durations that cannot be read.

    timestamp: when the answers were handed in (UTC), else when they ended. row: the row of the file.
    offset: what to add for the respondent's clock, such as `+06:00`.
    Where the file has them also started, ended (UTC), duration (seconds; else the time between these two), duration_<page>
    (seconds), language, group, respondent_id, version, deprecated, consent, order_<item> (codes as they were shown).
    """
    problems: list[Problem] = []
    times = {}
    main = TIMESTAMP if TIMESTAMP in meta else "ended"
    for name in (main, *_TIMES):
        if name in meta and name not in times:
            times[name], bad = _times(table, meta[name], layout, options)
            problems += bad
    frame = times[main] if main in times else read_times([""] * len(table), options.timezone)[0]
    received = pd.DataFrame({TIMESTAMP: frame["timestamp"], "offset": frame["offset"]})
    for name in _TIMES:
        if name in times:
            # A server notes the hour of Greenwich only; the clock of the respondent stands beside the other times.
            received["offset"] = received["offset"].fillna(times[name]["offset"])
    received["row"] = pd.array(table.numbers, dtype="Int64")
    return _further(table, meta, times, received, problems, layout, options), problems


def _further(
    table: Table,
    meta: Mapping[str, int],
    times: Mapping[str, pd.DataFrame],
    received: pd.DataFrame,
    problems: list[Problem],
    layout: Layout,
    options: IntakeOptions,
) -> pd.DataFrame:
    for name in _TIMES:
        if name in times:
            received[name] = times[name]["timestamp"]
    if "duration" in meta:
        received["duration"] = _seconds(table, meta["duration"], problems, layout, options)
    elif {"started", "ended"} <= set(times):
        received["duration"] = (received["ended"] - received["started"]).dt.total_seconds().astype("Float64")
    for name in (name for name in meta if name.startswith(PAGE)):
        received[name] = _seconds(table, meta[name], problems, layout, options)
    for name in (*_TEXTS, *(name for name in meta if name.startswith(ORDER))):
        if name in meta:
            column = table.columns[meta[name]]
            texts = [text.strip() or pd.NA for text in column.values]
            received[_NAMES.get(name, name)] = spread(texts, column.codes, "string")
    return received


def _times(table: Table, position: int, layout: Layout, options: IntakeOptions) -> tuple[pd.DataFrame, list[Problem]]:
    column = table.columns[position]
    times, bad = read_times(column.values, options.timezone, dates=options.dates, utc=layout.zone == "utc")
    problems = []
    doubtful = [n for n, code in bad if code == TIME_AMBIGUOUS]
    for n, code in bad:
        row = int((column.codes == n).argmax())
        if code != TIME_AMBIGUOUS:
            problems.append(problem(code, cell_place(table, position, row), text=column.values[n]))
        elif n == doubtful[0]:  # one cure for all of them
            rows = table.numbers[np.isin(column.codes, doubtful)].tolist()
            first = [*map(str, rows[:_ROWS_NAMED]), *(["…"] if len(rows) > _ROWS_NAMED else [])]
            problems.append(problem(code, cell_place(table, position, row), text=column.values[n], n=len(rows), rows=first))
    return times.take(column.codes).reset_index(drop=True), problems


def _seconds(table: Table, position: int, problems: list[Problem], layout: Layout, options: IntakeOptions) -> pd.Series:
    """A column of seconds. The program wrote them, so they may have another decimal sign than what people typed."""
    column = table.columns[position]
    read: list[object] = []
    for n, text in enumerate(column.values):
        value = number(text, None) if text.strip() and text.strip() not in layout.markers else pd.NA
        if isinstance(value, Unmatched):
            value = number(text, options.decimal or table.decimal)
        if value is not pd.NA and not isinstance(value, float):
            row = int((column.codes == n).argmax())
            problems.append(problem(NOT_A_DURATION, cell_place(table, position, row), text=text))
            value = pd.NA
        read.append(value)
    return spread(read, column.codes, "Float64")
