"""Seconds on a page in coarse steps: enough to find who clicked through, too little to know somebody by the clock."""

from __future__ import annotations

from bisect import bisect_right

STEPS = (1, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 450, 600)
"""Beginnings of the steps; the last one has no end, so that a pause for tea looks like any other.

The first is called 1 and not 0: the rules of cleaning take a time of nothing for a clock that was set back.
"""


def bucket(seconds: float) -> int:
    """The beginning of the step that a time falls into.

    >>> [bucket(seconds) for seconds in (-3, 4.9, 5, 59, 86400)]
    [1, 1, 5, 45, 600]
    """
    return STEPS[max(bisect_right(STEPS, seconds) - 1, 0)]
