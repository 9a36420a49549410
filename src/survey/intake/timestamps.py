"""Times as form platforms write them.

`2025/10/10 1:29:21 PM GMT+5` (Forms), `09.03.2026 20:16:26` (Sheets, by locale, no zone), `2026-03-09 20:16:26` (workbook).
A date alone, `15.09.2022`, is its midnight; of `15.09.22` the century is ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey.errors import TIME_AMBIGUOUS, TIME_UNREADABLE, TIME_WITHOUT_ZONE

_SPACE = "[\\s\u00a0\u2009\u202f]"
_PATTERN = "".join(
    (
        r"(?:(?P<y1>\d{4})[/-](?P<m1>\d{1,2})[/-](?P<d1>\d{1,2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4}|\d\d)",
        r"|(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y3>\d{4}))",
        rf"(?:(?:,?{_SPACE}+|T)(?P<h>\d{{1,2}}):(?P<min>\d\d)(?::(?P<s>\d\d)(?:\.\d+)?)?",
        rf"(?:{_SPACE}*(?P<half>[AaPp])\.?[Mm]\.?)?",
        rf"(?:{_SPACE}*(?P<zone>Z|GMT|UTC)?(?:(?P<sign>[+-])(?P<zh>\d{{1,2}})(?::?(?P<zm>\d\d))?)?))?",
    )
)
_WHOLE = rf"^{_SPACE}*{_PATTERN}{_SPACE}*$"
_TIME = re.compile(_WHOLE)

_ORDERS = ("day-first", "month-first")
_SAMPLE = 50


def holds_times(cells: Sequence[str]) -> bool:
    """Whether a column holds times: most of its first cells that are not empty read as one.

    Dates alone do not show it: they may as well be days of birth. Such a column has to be named.
    """
    sample = list(islice((cell for cell in cells if cell.strip()), _SAMPLE))
    found = [_TIME.fullmatch(cell) for cell in sample]
    return bool(sample) and 2 * sum(time is not None and time["h"] is not None for time in found) > len(sample)


def date_order(cells: Sequence[str]) -> str | None:
    """`day-first`, `month-first` or `year-first`, as the times of a column show it; None where they do not agree or stay open.

    >>> date_order(["09.03.2026 20:16:26"]), date_order(["3/9/2026 20:16"]), date_order(["3/13/2026 20:16"])
    ('day-first', None, 'month-first')
    """
    written = _written_times(cells)
    orders = {name for name, part in (("year-first", "y1"), ("day-first", "y2")) if (written[part] >= 0).any()}
    slashed = written["a"] >= 0
    if slashed.any():
        day_first = _day_first(written["a"], written["b"])
        if day_first is None or not (written["a"] != written["b"]).any():
            return None
        orders.add("day-first" if day_first else "month-first")
    return orders.pop() if len(orders) == 1 else None


def has_offsets(cells: Sequence[str]) -> bool:
    """Whether every time of a column says how far it is from Greenwich; true where there are no times."""
    written = _written_times(cells)
    return bool(((_year(written) < 0) | (written["zone"] != "") | (written["sign"] != "")).all())


def read_times(
    cells: Sequence[str], timezone: str | None, *, dates: str | None = None, utc: bool = False
) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    """Times of a column.

    timezone: the zone of times written without one; None leaves them without.
    dates: whether `3/9/2026` is `day-first` or `month-first`; None lets the column decide. `month-first` holds for `03.09.2026`
    as well, which otherwise has the day first.
    utc: times without a zone are meant in UTC; `timezone` then only tells the respondent's clock.

    Returns a frame with `timestamp` (UTC; without a zone where neither the file nor `timezone` tells it) and `offset` (`+05:00`,
    what to add to UTC for the respondent's clock), and the cells that cannot be read as (row from 0, code of the problem).

    An hour that came twice when clocks were set back counts as the second one, an hour that was skipped moves forward.

    >>> frame, bad = read_times(["2025/10/10 1:29:21 PM GMT+5", "2024/02/29 9:00:00 AM GMT+6"], None)
    >>> str(frame.timestamp[0]), frame.offset[0], str(frame.timestamp[1]), bad
    ('2025-10-10 08:29:21+00:00', '+05:00', '2024-02-29 03:00:00+00:00', [])
    """
    written = _written_times(cells)
    day_first = {"day-first": True, "month-first": False}[dates] if dates in _ORDERS else _day_first(written["a"], written["b"])
    if dates == "month-first":
        written = {**written, "d2": written["m2"], "m2": written["d2"]}
    instants = _clock(written, day_first)
    clock = pd.Series(instants)
    minutes = _minutes(written)
    bad = [(int(row), TIME_UNREADABLE) for row in np.flatnonzero(np.isnat(instants)) if cells[int(row)].strip()]
    if day_first is None:
        bad += [(int(row), TIME_AMBIGUOUS) for row in np.flatnonzero(written["a"] >= 0)]
    if timezone is None and not utc and minutes.notna().any():
        bad += [(int(row), TIME_WITHOUT_ZONE) for row in np.flatnonzero(minutes.isna() & clock.notna())]
    if utc:
        return _from_utc(clock, minutes, timezone), bad
    return _in_utc(clock, minutes, timezone), bad


def _written_times(cells: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """The parts of each time, all cells at once: numbers, -1 where a part is not written; `half`, `zone`, `sign` as texts."""
    import pyarrow as pa
    from pyarrow import compute

    # Half a letter of UTF-16, which a broken workbook may hold, is no part of a time.
    texts = pa.array([cell.encode("utf-8", "replace").decode() for cell in cells], pa.string())
    found = compute.extract_regex(texts, _WHOLE)
    parts: dict[str, npt.NDArray[Any]] = {}
    for name in _TIME.groupindex:
        part = compute.fill_null(compute.struct_field(found, name), "")
        if name in ("half", "zone", "sign"):
            parts[name] = part.to_numpy(zero_copy_only=False).astype(str)
        else:
            number = compute.cast(compute.if_else(compute.equal(part, ""), "-1", part), pa.int64())
            parts[name] = number.to_numpy(zero_copy_only=False)
    return parts


def _day_first(first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]) -> bool | None:
    """Whether `3/9/2026` has the day first, by what the column rules out; None where it stays open."""
    if (first > 12).any():
        return True
    if (second > 12).any():
        return False
    return None if (first != second).any() else True


def _year(written: Mapping[str, npt.NDArray[Any]]) -> npt.NDArray[np.int64]:
    """The year of each time, -1 where there is none; one of two digits is of this century."""
    short = written["y2"]
    whole = np.where((short >= 0) & (short < 100), short + 2000, short)
    return np.asarray(np.maximum.reduce([written["y1"], whole, written["y3"]]), dtype=np.int64)


def _clock(written: Mapping[str, npt.NDArray[Any]], day_first: bool | None) -> npt.NDArray[np.datetime64]:
    """What the clock showed, without a zone; not a time where a part is out of its range."""
    slashed = ("a", "b") if day_first else ("b", "a")
    year = _year(written)
    day = np.maximum.reduce([written["d1"], written["d2"], written[slashed[0]]])
    month = np.maximum.reduce([written["m1"], written["m2"], written[slashed[1]]])
    hour, minute, second = (np.maximum(written[part], 0) for part in ("h", "min", "s"))
    half = written["half"] != ""
    fine = (year > 0) & (month >= 1) & (month <= 12) & (day >= 1) & (hour < 24) & (minute < 60) & (second < 60)
    fine &= ~half | ((hour >= 1) & (hour <= 12))
    hour = np.where(half, hour % 12 + 12 * np.isin(written["half"], ("P", "p")), hour)
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    fine &= days.astype("datetime64[M]") == months
    instants = days.astype("datetime64[s]") + (3600 * hour + 60 * minute + second).astype("timedelta64[s]")
    return np.where(fine, instants, np.datetime64("NaT", "s"))


def _minutes(written: Mapping[str, npt.NDArray[Any]]) -> pd.Series[float]:
    """Minutes east of Greenwich as written; NA where nothing is written."""
    minutes = 60 * np.maximum(written["zh"], 0) + np.maximum(written["zm"], 0)
    minutes = np.where(written["sign"] == "-", -minutes, minutes).astype(float)
    return pd.Series(pd.arrays.FloatingArray(minutes, (written["zone"] == "") & (written["sign"] == "")))


def _in_utc(clock: pd.Series[pd.Timestamp], minutes: pd.Series[float], timezone: str | None) -> pd.DataFrame:
    if timezone is None and minutes.isna().all():
        return pd.DataFrame({"timestamp": clock, "offset": pd.Series(pd.NA, index=clock.index, dtype="string")})
    instant = (clock - pd.to_timedelta(minutes.fillna(0).astype(float), unit="m")).dt.tz_localize("UTC")
    if timezone is not None:
        second_time = np.zeros(len(clock), dtype=bool)
        local = clock.dt.tz_localize(ZoneInfo(timezone), ambiguous=second_time, nonexistent="shift_forward")
        instant = instant.where(minutes.notna(), local.dt.tz_convert("UTC"))
        east = (local.dt.tz_localize(None) - local.dt.tz_convert("UTC").dt.tz_localize(None)).dt.total_seconds() / 60
        minutes = minutes.fillna(east)
    return pd.DataFrame({"timestamp": instant, "offset": _offsets(minutes)})


def _from_utc(clock: pd.Series[pd.Timestamp], minutes: pd.Series[float], timezone: str | None) -> pd.DataFrame:
    """Times that are meant in UTC where they have no offset of their own."""
    instant = (clock - pd.to_timedelta(minutes.fillna(0).astype(float), unit="m")).dt.tz_localize("UTC")
    if timezone is not None:
        local = instant.dt.tz_convert(ZoneInfo(timezone)).dt.tz_localize(None)
        minutes = minutes.fillna((local - instant.dt.tz_localize(None)).dt.total_seconds() / 60)
    return pd.DataFrame({"timestamp": instant, "offset": _offsets(minutes)})


def _offsets(minutes: pd.Series[float]) -> pd.Series[str]:
    written = {east: _written(int(east)) for east in minutes.dropna().unique()}
    return minutes.map(written).astype("string")


def _written(minutes: int) -> str:
    """Minutes east of Greenwich as `+05:00`."""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
