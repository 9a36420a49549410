"""Many tests at once: p-values adjusted within a family."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey.errors import UNKNOWN_CHOICE, error
from survey.stats.intervals import Floats

Correction = Literal["holm", "bh"]
CORRECTIONS: tuple[Correction, ...] = get_args(Correction)


def check_correction(correction: str) -> None:
    """Refuse a correction that there is not."""
    if correction not in CORRECTIONS:
        raise error(UNKNOWN_CHOICE, parameter="correction", value=correction, known=CORRECTIONS)


def significant(p: ArrayLike, level: float) -> NDArray[np.bool_]:
    """Which tests reject: those whose p is at most 1 - level, allowing for the last bits of a double; never a NaN.

    >>> significant([0.05, 0.051, float("nan")], 0.95).tolist()
    [True, False, False]
    """
    return np.asarray(np.asarray(p, dtype=float) <= 1 - level + 1e-12)


def adjusted(p: ArrayLike, correction: Correction = "holm") -> Floats:
    """The p-values of a family of tests, adjusted for their number.

    Parameters
    ----------
    p
        p-values, shape (k,). A NaN is a test that could not be made: it stays NaN and does not count.
    correction
        `holm`: the chance of any false finding in the family stays below the level (Holm 1979). `bh`: of the findings, at most
        that share is false on average (Benjamini and Hochberg 1995).

    Raises
    ------
    StatisticsError
        An unknown correction.

    Notes
    -----
    In R: `p.adjust(p, "holm")`, `p.adjust(p, "BH")`.

    Examples
    --------
    >>> adjusted([0.01, 0.04, 0.03]).round(3).tolist(), adjusted([0.01, 0.04, 0.03], "bh").round(3).tolist()
    ([0.03, 0.06, 0.06], [0.03, 0.04, 0.04])
    """
    check_correction(correction)
    values = np.asarray(p, dtype=float)
    known = ~np.isnan(values)
    found = np.full(values.shape, np.nan)
    found[known] = _holm(values[known]) if correction == "holm" else _bh(values[known])
    return found


def _holm(p: Floats) -> Floats:
    """Not by statsmodels: its Holm collects all of Python's garbage at every call, which took most of the time of an audit."""
    order = np.argsort(p)
    found = np.empty_like(p)
    found[order] = np.minimum(np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)), 1.0)
    return found


def _bh(p: Floats) -> Floats:
    from scipy.stats import false_discovery_control

    return np.asarray(false_discovery_control(p)) if len(p) else p
