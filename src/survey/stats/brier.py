"""How good probabilities were, once it is known what happened."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from survey.errors import PROBABILITIES_UNUSABLE, error

Floats = NDArray[np.float64]
EDGES = tuple(step / 10 for step in range(11))
"""Ends of the classes of `calibration`."""


def brier(probabilities: ArrayLike, happened: ArrayLike) -> float:
    """The mean squared difference of probability and outcome: 0 where every forecast was certain and right, 1 certain and wrong.

    Parameters
    ----------
    probabilities, happened : arrays of one shape (n,): probabilities from 0 to 1; 1 where the event happened, 0 where it did not.

    Returns
    -------
    The score; NaN of no forecasts. Always to say one half scores 0.25.

    Raises
    ------
    StatisticsError
        A probability outside 0 to 1 (percentages too) or missing, an outcome that is neither 0 nor 1, arrays of two shapes.

    Notes
    -----
    `mean((p - o)^2)`. Brier (1950), "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78,
    1-3, sums over the event and its opposite, which gives twice this number. In R: `mean((p - o)^2)`,
    `DescTools::BrierScore(o, p)`.

    Examples
    --------
    >>> round(brier(np.array([0.9, 0.2, 0.6]), np.array([1.0, 0.0, 0.0])), 4)
    0.1367
    """
    given, came = _checked(probabilities, happened)
    return float(np.mean((given - came) ** 2)) if len(given) else float("nan")


def _checked(probabilities: ArrayLike, happened: ArrayLike) -> tuple[Floats, Floats]:
    given, came = np.asarray(probabilities, dtype=float), np.asarray(happened, dtype=float)
    if given.ndim != 1 or given.shape != came.shape:
        raise error(PROBABILITIES_UNUSABLE, found=f"{given.shape}, {came.shape}")
    wrong = [*given[~((given >= 0) & (given <= 1))], *came[(came != 0) & (came != 1)]]
    if wrong:
        raise error(PROBABILITIES_UNUSABLE, found=f"{wrong[0]:g}")
    return given, came


def calibration(probabilities: ArrayLike, happened: ArrayLike) -> pd.DataFrame:
    """How often that happened which was given about the same probability.

    Parameters
    ----------
    probabilities, happened, errors : as for `brier`.

    Returns
    -------
    Ten rows, the classes from `low` (included) to `high` (excluded, but 1 belongs to the last): forecasts (count),
    mean_probability, happened (count), share (of those that happened); NaN where a class has no forecasts. In R:
    `tapply(o, cut(p, seq(0, 1, .1), right = FALSE, include.lowest = TRUE), mean)`.

    Examples
    --------
    >>> found = calibration(np.array([0.9, 0.95, 1.0, 0.1]), np.array([1.0, 0.0, 1.0, 0.0]))
    >>> found.loc[found["forecasts"] > 0, ["low", "forecasts", "happened"]].to_numpy().tolist()
    [[0.1, 1.0, 0.0], [0.9, 3.0, 2.0]]
    """
    given, outcomes = _checked(probabilities, happened)
    # Rounding first: 0.3 as a quotient of two numbers may lie a hair below the end of its class.
    place = np.minimum(np.floor(np.round(given * 10, 9)).astype(np.int64), 9)
    counts = np.bincount(place, minlength=10)
    came = np.bincount(place, weights=outcomes, minlength=10)
    total = np.bincount(place, weights=given, minlength=10)
    some = np.where(counts > 0, counts, np.nan)
    return pd.DataFrame(
        {
            "low": EDGES[:-1],
            "high": EDGES[1:],
            "forecasts": counts,
            "mean_probability": total / some,
            "happened": came.astype(np.int64),
            "share": came / some,
        }
    )
