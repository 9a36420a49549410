"""The moment that stands for now in every file of a report, so that the same input gives the same bytes."""

from __future__ import annotations

import datetime as dt
import os

from survey.errors import BAD_EPOCH, error

VARIABLE = "SOURCE_DATE_EPOCH"
LAST = 253_402_300_799  # the end of the year 9999


def epoch(day: dt.date) -> int:
    """Seconds since 1970: what SOURCE_DATE_EPOCH says, else the beginning of a day in UTC.

    Raises ReportError where the variable holds anything but a whole number up to the year 9999.

    >>> epoch(dt.date(1970, 1, 2)) if VARIABLE not in os.environ else 86400
    86400
    """
    said = os.environ.get(VARIABLE)
    if said is None:
        return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
    if not (said.isascii() and said.isdigit() and int(said[:20]) <= LAST):
        raise error(BAD_EPOCH, value=said)
    return int(said)
