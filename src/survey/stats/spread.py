"""How far the ratings that one person gave lie apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def spread(ratings: Floats) -> Floats:
    """The standard deviation of each row, over its known values and divided by how many they are; NaN of fewer than two.

    ratings: shape (people, things), NaN where nothing is known. The things rated are all that there are, not a sample of them:
    so the divisor is k and not k - 1. In R: `apply(x, 1, function(r) { r <- r[!is.na(r)]; sqrt(mean((r - mean(r))^2)) })`.

    >>> spread(np.array([[1.0, 7.0, 1.0, 7.0], [4.0, 4.0, np.nan, 4.0]])).tolist()
    [3.0, 0.0]
    """
    known = ~np.isnan(ratings)
    count = known.sum(axis=1)
    some = np.where(count > 1, count, np.nan)
    filled = np.where(known, ratings, 0.0)
    mean = filled.sum(axis=1) / some
    squares = np.where(known, (filled - mean[:, None]) ** 2, 0.0).sum(axis=1)
    return np.asarray(np.sqrt(squares / some))


def widest_spread(count: NDArray[np.int64], width: float) -> Floats:
    """The largest standard deviation that `count` ratings can have on a scale `width` long: half of them at each end.

    With an odd number one end has one rating more. NaN of fewer than two ratings.

    >>> widest_spread(np.array([4, 3]), 6.0).round(3).tolist()
    [3.0, 2.828]
    """
    some = np.where(count > 1, count, np.nan)
    return np.asarray(width * np.sqrt((count // 2) * ((count + 1) // 2)) / some)
