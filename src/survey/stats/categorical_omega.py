"""The reliability of a sum of ordered answers that one factor, or several, stand behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from survey.stats.bivariate_normal import distribution
from survey.stats.intervals import Floats

Places = NDArray[np.signedinteger[Any]]

FARTHEST = 9.0
"""A threshold beyond this cuts nobody off: of a category that does not occur, or that an item does not have."""
_CELLS = 2**19
"""Probabilities that are computed at once."""


def categorical_omega(
    loadings: Floats,
    thresholds: Sequence[Sequence[float] | Floats],
    matrix: Floats | None = None,
    phi: Floats | None = None,
    steps: Sequence[Sequence[float] | Floats] | None = None,
) -> float:
    """The reliability of the sum of p ordered items: what share of its variance the factors behind them account for.

    Parameters
    ----------
    loadings
        Of the normal variables behind the answers, shape (p,) for one factor or (p, q).
    thresholds
        Of each item its k - 1 thresholds in order.
    matrix
        Polychoric correlations, shape (p, p); those that the factors imply if left out.
    phi
        Correlations of the factors, shape (q, q); none if left out.
    steps
        Of each item the k - 1 differences between the values of neighbouring answers; 1 if left out.

    Returns
    -------
    omega, for the sum as it is formed from answers. NaN where the sum has no variance.

    Notes
    -----
    Sum over all pairs of items and of their thresholds of Phi2(t_ic, t_jd; c_ij) - Phi(t_ic) Phi(t_jd), with c = Lambda Phi
    Lambda' (its diagonal included) in the numerator and the polychoric correlations in the denominator: Green and Yang (2009),
    Psychometrika 74, 155-167, equation 21. Heights of steps multiply each term. Alpha and the usual omega take answers for
    continuous and linear in the factor; with two to five categories and uneven shares this one is preferred (Flora 2020, Advances
    in Methods and Practices in Psychological Science 3, 484-501).
    In R: `semTools::compRelSEM(fit, tau.eq = FALSE, ord.scale = TRUE)` of `lavaan::cfa(model, data, ordered = TRUE, estimator =
    "ULSMV")`; with `ordered = TRUE` alone lavaan weights the correlations (WLSMV), and other loadings come out.

    Examples
    --------
    Four yes/no items, each answered "yes" by half of the people, all with a loading of .8. The usual omega of the loadings would
    be .877.

    >>> round(categorical_omega(np.full(4, 0.8), [[0.0]] * 4), 4)
    0.7602
    """
    flat = np.asarray(loadings, dtype=float).reshape(len(thresholds), -1)
    common = flat @ (np.eye(flat.shape[1]) if phi is None else phi) @ flat.T
    cuts = padded(thresholds, FARTHEST)
    heights = np.where(cuts < FARTHEST, 1.0, 0.0) if steps is None else padded(steps, 0.0)
    return float(batch(common[None], cuts[None], (common if matrix is None else matrix)[None], heights)[0])


def batch(common: Floats, thresholds: Floats, matrices: Floats, steps: Floats) -> Floats:
    """`categorical_omega` of B scales of the same items at once, e.g. of bootstrap replicates; shape (B,).

    common: correlations that the factors imply, with communalities on the diagonal, shape (B, p, p). thresholds: shape (B, p, k -
    1), 9 or more where there is none. matrices: polychoric correlations, shape (B, p, p). steps: shape (p, k - 1), 0 where there
    is none.

    >>> one = np.full((1, 4, 4), 0.64)
    >>> batch(one, np.zeros((1, 4, 1)), np.where(np.eye(4) > 0, 1.0, one), np.ones((4, 1))).round(4).tolist()
    [0.7602]
    """
    size, items = common.shape[:2]
    first, second = np.triu_indices(items)
    twice = np.where(first == second, 1.0, 2.0)
    own = np.broadcast_to(np.eye(items, dtype=bool), matrices.shape)
    observed = np.where(own, 1.0, matrices)
    found = np.full(size, np.nan)
    width = max(1, _CELLS // (len(first) * thresholds.shape[2] ** 2))
    for start in range(0, size, width):
        block = slice(start, start + width)
        cuts = np.clip(thresholds[block], -FARTHEST, FARTHEST)
        true, total = (
            (_covariances(cuts, first, second, rho[block][:, first, second], steps) * twice).sum(axis=1)
            for rho in (common, observed)
        )
        found[block] = np.divide(true, total, out=np.full(len(true), np.nan), where=total > 0)
    return found


def _covariances(cuts: Floats, first: Places, second: Places, rho: Floats, steps: Floats) -> Floats:
    """The covariance of each pair of items for normal variables correlated by rho; rho and the result have shape (B, pairs)."""
    shape = (*rho.shape, cuts.shape[2], cuts.shape[2])
    h = np.broadcast_to(cuts[:, first, :, None], shape).reshape(rho.size, -1)
    k = np.broadcast_to(cuts[:, second, None, :], shape).reshape(rho.size, -1)
    excess = joint(h, k, rho.reshape(-1)) - ndtr(h) * ndtr(k)
    heights = steps[first][:, :, None] * steps[second][:, None, :]
    found: Floats = (excess.reshape(shape) * heights).sum(axis=(2, 3))
    return found


def joint(h: Floats, k: Floats, rho: Floats) -> Floats:
    """P(X <= h, Y <= k) of normal variables, also where they are correlated by 1 or -1; h and k (m, cells), rho (m,).

    NaN where rho is; correlations beyond 1, as of a communality above 1, count as 1.

    >>> joint(np.zeros((3, 1)), np.zeros((3, 1)), np.array([0.5, 1.0, -1.0])).round(6).ravel().tolist()
    [0.333333, 0.5, 0.0]
    """
    found = np.full(h.shape, np.nan)
    inside = np.abs(rho) < 1
    if inside.any():
        found[inside] = distribution(h[inside], k[inside], rho[inside])
    same, opposite = rho >= 1, rho <= -1
    found[same] = ndtr(np.minimum(h[same], k[same]))
    found[opposite] = np.maximum(ndtr(h[opposite]) + ndtr(k[opposite]) - 1, 0)
    return found


def padded(rows: Sequence[Sequence[float] | Floats], filling: float) -> Floats:
    """Rows of different lengths as one array, filled up.

    >>> padded([[1, 2], [3]], 9.0).tolist()
    [[1.0, 2.0], [3.0, 9.0]]
    """
    found = np.full((len(rows), max((len(row) for row in rows), default=0)), filling)
    for place, row in zip(found, rows, strict=True):
        place[: len(row)] = row
    return found
