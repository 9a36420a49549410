"""Mokken's coefficients of scalability: how far the answers form a Guttman scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from survey.stats.intervals import Floats
from survey.stats.pair_counts import PairCounts


@dataclass(frozen=True)
class Scalability:
    """H of the scale, of each item, shape (p,), and of each pair, shape (p, p) with NaN on the diagonal."""

    scale: float
    items: Floats
    pairs: Floats


def scalability(counts: PairCounts) -> Scalability:
    """Mokken's H of a scale, of its items and of their pairs.

    Parameters
    ----------
    counts
        Of p items with ordered answers, all asked in the same direction.

    Returns
    -------
    1 for a perfect Guttman scale (who says yes to a hard item says yes to every easier one), about 0 for unrelated items. For a
    scale at least .3 is asked for: .3 to .4 weak, .4 to .5 medium, from .5 strong; for each item at least .3 and for each pair
    more than 0 (Mokken 1971). NaN for a pair in which an item does not vary, and for what it is part of.

    Notes
    -----
    H_ij = cov(i, j) / cov_max(i, j), H_i = sum_j cov(i, j) / sum_j cov_max(i, j), H the same over all pairs; cov_max is the
    largest covariance that two items with these margins can have, which is that of their sorted answers. Over those who answered
    both. Mokken (1971), A theory and procedure of scale analysis; ordered answers: Molenaar (1991), Kwantitatieve Methoden 37,
    97-117. In R: `mokken::coefH(x)`.

    Examples
    --------
    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> from survey.stats.pair_counts import count
    >>> guttman = pd.DataFrame({"easy": [0, 1, 1, 1], "middle": [0, 0, 1, 1], "hard": [0, 0, 0, 1]})
    >>> round(scalability(count(from_frame(guttman))).scale, 12)
    1.0
    """
    observed, most = _sums(counts)
    np.fill_diagonal(observed, 0)
    np.fill_diagonal(most, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        pairs = observed / most
        items = observed.sum(axis=1) / most.sum(axis=1)
        scale = float(observed.sum() / most.sum())
    return Scalability(scale, items, pairs)


def _sums(counts: PairCounts) -> tuple[Floats, Floats]:
    """Covariance of each pair, and the largest one with the margins that the items have in it; NaN where an item is constant.

    Hoeffding: cov(X, Y) = sum over steps a of X and b of Y of their heights times P(X > a, Y > b) - P(X > a) P(Y > b).
    """
    n = np.where(counts.n > 0, counts.n, np.nan)
    # Cumulated from the last category down: who answered above step a of i and above step b of j.
    above = counts.table[:, ::-1, :, ::-1].cumsum(axis=1).cumsum(axis=3)[:, ::-1, :, ::-1] / n[:, None, :, None]
    both = above[:, 1:, :, 1:]
    first, second = above[:, 1:, :, :1], above[:, :1, :, 1:]
    steps = np.zeros((len(counts.items), both.shape[1]))
    for row, levels in zip(steps, counts.values, strict=True):
        row[: len(levels) - 1] = np.diff(levels)
    observed = np.einsum("ia,iajb,jb->ij", steps, both - first * second, steps)
    most = np.einsum("ia,iajb,jb->ij", steps, np.minimum(first, second) - first * second, steps)
    return observed, np.where(most > 1e-15 * np.abs(most).max(initial=0), most, np.nan)
