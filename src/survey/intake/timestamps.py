"""Times as form platforms write them.

`2025/10/10 1:29:21 PM GMT+5` (Forms), `09.03.2026 20:16:26` (Sheets, by locale, no zone), `2026-03-09 20:16:26` (workbook).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from survey.errors import TIME_AMBIGUOUS, TIME_UNREADABLE, TIME_WITHOUT_ZONE

_TIME = re.compile(
    r"""\s*(?:(?P<y1>\d{4})[/-](?P<m1>\d{1,2})[/-](?P<d1>\d{1,2}) | (?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})
        | (?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y3>\d{4}))
    (?:,?\s+|T)(?P<h>\d{1,2}):(?P<min>\d\d)(?::(?P<s>\d\d)(?:\.\d+)?)?
    (?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?
    (?:\s*(?P<zone>Z|GMT|UTC)?(?:(?P<sign>[+-])(?P<zh>\d{1,2})(?::?(?P<zm>\d\d))?)?)\s*""",
    re.VERBOSE,
)

_SAMPLE = 50


def holds_times(cells: Sequence[str]) -> bool:
    """Whether a column holds times: most of its first cells that are not empty read as one."""
    sample = list(islice((cell for cell in cells if cell.strip()), _SAMPLE))
    return bool(sample) and 2 * sum(_TIME.fullmatch(cell) is not None for cell in sample) > len(sample)


def read_times(cells: Sequence[str], timezone: str | None) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    """Times of a column.

    timezone: the zone of times written without one; None leaves them without.

    Returns a frame with `timestamp` (UTC; without a zone where neither the file nor `timezone` tells it) and `offset` (`+05:00`,
    what to add to UTC for the respondent's clock), and the cells that cannot be read as (row from 0, code of the problem).

    An hour that came twice when clocks were set back counts as the second one, an hour that was skipped moves forward.

    >>> frame, bad = read_times(["2025/10/10 1:29:21 PM GMT+5", "2024/02/29 9:00:00 AM GMT+6"], None)
    >>> str(frame.timestamp[0]), frame.offset[0], str(frame.timestamp[1]), bad
    ('2025-10-10 08:29:21+00:00', '+05:00', '2024-02-29 03:00:00+00:00', [])
    """
    matches = [_TIME.fullmatch(cell) if cell.strip() else None for cell in cells]
    day_first = _day_first(matches)
    instants = np.array([_clock(match, day_first) for match in matches], dtype="datetime64[s]")
    clock = pd.Series(instants)
    minutes = pd.Series([_offset(match) for match in matches], dtype="Float64")
    bad = [(int(row), TIME_UNREADABLE) for row in np.flatnonzero(np.isnat(instants)) if cells[int(row)].strip()]
    if day_first is None:
        bad += [(row, TIME_AMBIGUOUS) for row, match in enumerate(matches) if match is not None and match["a"]]
    if timezone is None and minutes.notna().any():
        bad += [(int(row), TIME_WITHOUT_ZONE) for row in np.flatnonzero(minutes.isna() & clock.notna())]
    return _in_utc(clock, minutes, timezone), bad


def _day_first(matches: Sequence[re.Match[str] | None]) -> bool | None:
    """Whether `3/9/2026` has the day first, by what the column rules out; None where it stays open."""
    pairs = {(int(match["a"]), int(match["b"])) for match in matches if match is not None and match["a"]}
    if any(first > 12 for first, _ in pairs):
        return True
    if any(second > 12 for _, second in pairs):
        return False
    return None if any(first != second for first, second in pairs) else True


def _clock(match: re.Match[str] | None, day_first: bool | None) -> np.datetime64:
    """What the clock showed, without a zone; not a time where a part is out of its range."""
    if match is None:
        return np.datetime64("NaT")
    year = match["y1"] or match["y2"] or match["y3"]
    day, month = match["d1"] or match["d2"], match["m1"] or match["m2"]
    if match["a"]:
        day, month = (match["a"], match["b"]) if day_first else (match["b"], match["a"])
    hour = int(match["h"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return np.datetime64("NaT")
        hour = hour % 12 + (12 if match["half"] in "Pp" else 0)
    try:
        return np.datetime64(f"{year}-{month:0>2}-{day:0>2}T{hour:02}:{match['min']}:{match['s'] or '00'}")
    except ValueError:
        return np.datetime64("NaT")


def _offset(match: re.Match[str] | None) -> int | None:
    """Minutes east of Greenwich as written; None where nothing is written."""
    if match is None or not (match["zone"] or match["sign"]):
        return None
    minutes = 60 * int(match["zh"] or 0) + int(match["zm"] or 0)
    return -minutes if match["sign"] == "-" else minutes


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
    written = {east: _written(int(east)) for east in minutes.dropna().unique()}
    return pd.DataFrame({"timestamp": instant, "offset": minutes.map(written).astype("string")})


def _written(minutes: int) -> str:
    """Minutes east of Greenwich as `+05:00`."""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
