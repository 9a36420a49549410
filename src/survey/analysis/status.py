"""Whether something is true in every table that fits the counts, in none, or in some."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from survey.stats.fourfold_bounds import Range


class Status(StrEnum):
    """What the counts say about a statement."""

    HOLDS = "holds"  # in every table
    NEVER = "never"  # in no table
    OPEN = "open"  # in some tables, not in others


def of_two(always: bool, sometimes: bool) -> Status:
    """From whether every table fulfils a statement, and whether any does.

    >>> of_two(False, True).value, of_two(True, True).value
    ('open', 'holds')
    """
    return Status.HOLDS if always else Status.OPEN if sometimes else Status.NEVER


def status(true: np.ndarray) -> Status:
    """From whether it is true in each table.

    >>> status(np.array([True, False])).value, status(np.array([True])).value
    ('open', 'holds')
    """
    return of_two(bool(true.all()), bool(true.any()))


def of_range(found: Range, fulfilled: Callable[[float], bool]) -> Status:
    """From the range of a measure and a limit: some table takes each end, and everything between them lies on the same side of
    the limit as one of them. A table without the measure does not fulfil the statement.

    >>> of_range(Range(0.1, 0.4), lambda value: value > 0).value
    'holds'
    >>> of_range(Range(0.1, 0.4, everywhere=False), lambda value: value > 0).value
    'open'
    """
    ends = [fulfilled(found.low), fulfilled(found.high)]
    return of_two(all(ends) and found.everywhere, any(ends))
