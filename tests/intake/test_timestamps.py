"""Times of all routes; zones kept or taken from the settings."""

from __future__ import annotations

import pandas as pd
import pytest

from survey.errors import TIME_AMBIGUOUS, TIME_UNREADABLE, TIME_WITHOUT_ZONE
from survey.intake.timestamps import holds_times, read_times

ALMATY = "Asia/Almaty"


@pytest.mark.parametrize(
    ("cell", "zone", "utc", "offset"),
    [
        ("2025/10/10 1:29:21 PM GMT+5", None, "2025-10-10 08:29:21", "+05:00"),
        ("2025/10/10 1:29:21\N{NARROW NO-BREAK SPACE}PM GMT+5", None, "2025-10-10 08:29:21", "+05:00"),
        ("2025/10/10 12:00:00 AM GMT+5:30", None, "2025-10-09 18:30:00", "+05:30"),
        ("2025/10/10 12:00:00 PM GMT-3", None, "2025-10-10 15:00:00", "-03:00"),
        ("2025/10/10 12:00:00 PM GMT", None, "2025-10-10 12:00:00", "+00:00"),
        ("2025-10-10T13:29:21.123+05:00", None, "2025-10-10 08:29:21", "+05:00"),
        ("09.03.2026 20:16:26", ALMATY, "2026-03-09 15:16:26", "+05:00"),
        ("9.03.2026 7:05", ALMATY, "2026-03-09 02:05:00", "+05:00"),
        ("2026-03-09 20:16:26.123000", ALMATY, "2026-03-09 15:16:26", "+05:00"),
        ("31/03/2026 20:16:26", ALMATY, "2026-03-31 15:16:26", "+05:00"),
        ("3/31/2026 20:16:26", ALMATY, "2026-03-31 15:16:26", "+05:00"),
        # most of the country went from +6 to +5 on 1 March 2024
        ("29.02.2024 12:00:00", ALMATY, "2024-02-29 06:00:00", "+06:00"),
        ("01.03.2024 12:00:00", ALMATY, "2024-03-01 07:00:00", "+05:00"),
        ("15.09.2022 12:00:00", ALMATY, "2022-09-15 06:00:00", "+06:00"),
        ("29.02.2024 23:30:00", ALMATY, "2024-02-29 18:30:00", "+05:00"),  # it came twice: the second one
    ],
)
def test_one_time(cell, zone, utc, offset):
    frame, bad = read_times([cell], zone)
    assert bad == []
    assert str(frame.timestamp[0]) == f"{utc}+00:00"
    assert frame.offset[0] == offset


def test_without_any_zone_times_stay_as_the_clock_showed_them() -> None:
    frame, bad = read_times(["09.03.2026 20:16:26", ""], None)
    assert (str(frame.timestamp[0]), frame.timestamp.isna().tolist(), frame.offset.isna().all(), bad) == (
        "2026-03-09 20:16:26", [False, True], True, [],
    )  # fmt: skip


def test_a_zone_in_the_file_wins_over_the_settings() -> None:
    frame, _ = read_times(["2025/10/10 1:00:00 PM GMT+3", "10.10.2025 13:00:00"], ALMATY)
    assert frame.offset.tolist() == ["+03:00", "+05:00"]
    assert frame.timestamp.dt.hour.tolist() == [10, 8]


def test_day_first_is_decided_by_the_whole_column() -> None:
    assert read_times(["3/9/2026 10:00:00", "13/9/2026 10:00:00"], "UTC")[0].timestamp.dt.month.tolist() == [9, 9]
    assert read_times(["3/9/2026 10:00:00", "3/13/2026 10:00:00"], "UTC")[0].timestamp.dt.month.tolist() == [3, 3]
    assert read_times(["3/9/2026 10:00:00", "4/9/2026 10:00:00"], "UTC")[1] == [(0, TIME_AMBIGUOUS), (1, TIME_AMBIGUOUS)]
    assert read_times(["9/9/2026 10:00:00"], "UTC")[1] == []


@pytest.mark.parametrize("cell", ["кеше", "31.02.2026 10:00:00", "2025/10/10 13:29:21 PM GMT+5", "2025/10/10 25:00:00", "2025"])
def test_what_is_no_time(cell):
    assert read_times(["2025/10/10 1:00:00 PM GMT+5", cell], None)[1][0] == (1, TIME_UNREADABLE)


def test_one_row_without_a_zone_among_rows_with_one() -> None:
    cells = ["2025/10/10 1:00:00 PM GMT+5", "10.10.2025 13:00:00"]
    assert read_times(cells, None)[1] == [(1, TIME_WITHOUT_ZONE)]
    assert read_times(cells, ALMATY)[1] == []


def test_a_column_is_known_by_its_content() -> None:
    assert holds_times(["", "09.03.2026 20:16:26", "10.03.2026 20:16:26", "?"])
    assert not holds_times(["", " "])
    assert not holds_times(["09.03.2026 20:16:26", "кеше", "бүгін"])
    assert not holds_times(["09.03.2026", "2026", "20:16"])


def test_empty_column() -> None:
    frame, bad = read_times(["", ""], ALMATY)
    assert frame.timestamp.isna().all()
    assert isinstance(frame.timestamp.dtype, pd.DatetimeTZDtype)
    assert bad == []


def test_month_first_holds_for_dots_as_well():
    frame, bad = read_times(["09.03.2026 20:16", "09.13.2026 20:16"], None, dates="month-first")
    assert (frame["timestamp"].astype(str).tolist(), bad) == (["2026-09-03 20:16:00", "2026-09-13 20:16:00"], [])
