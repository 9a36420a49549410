"""Rule `fieldwork`: answers that came in before the first or after the last day of fieldwork, by the respondent's clock."""

from __future__ import annotations

from typing import Any

import pandas as pd

from survey.cleaning import parameters
from survey.cleaning.found import NO_DATA, NOT_SET, Finding, Found, Given, Parameters, Rule
from survey.wave.responses import Responses


def find(given: Given, options: Parameters) -> Found:
    """Who answered more than `days` days outside the field period; who has no time is not judged."""
    clock, dates = local_times(given.responses), given.settings.fieldwork
    if dates is None or clock is None:
        return Found(silent=NOT_SET if dates is None else NO_DATA)
    first, last = (pd.Timestamp(day) for day in dates)
    slack = pd.Timedelta(days=options["days"])
    outside = clock[(clock < first - slack) | (clock >= last + slack + pd.Timedelta(days=1))]
    return Found(tuple(Finding(one, "", time.isoformat(sep=" ", timespec="seconds")) for one, time in outside.items()))


def local_times(responses: Responses) -> pd.Series[pd.Timestamp] | None:
    """What the respondent's clock showed when the answers came in, as far as it is known; None where nothing is."""
    received: Any = responses.received
    if "timestamp" not in received or not pd.api.types.is_datetime64_any_dtype(received["timestamp"].dtype):
        return None
    times = received["timestamp"]
    if times.isna().all():
        return None
    if times.dt.tz is None:
        clock: pd.Series[pd.Timestamp] = times
        return clock
    clock = times.dt.tz_convert("UTC").dt.tz_localize(None)
    if "offset" not in received:
        return clock
    written = received["offset"].astype("string")
    known = written.dropna().unique()
    east = {one: pd.Timedelta(minutes=_minutes(one)) for one in known}
    clock += pd.to_timedelta(written.map(east)).fillna(pd.Timedelta(0))
    return clock


def _minutes(offset: str) -> int:
    """`+05:00` as minutes east of Greenwich.

    >>> _minutes("+05:30"), _minutes("-03:00")
    (330, -180)
    """
    hours, _, minutes = offset.lstrip("+-").partition(":")
    return (-1 if offset.startswith("-") else 1) * (60 * int(hours) + int(minutes or 0))


RULE = Rule("fieldwork", find, drops=True, parameters={"days": parameters.number(0, 0, 366)})
