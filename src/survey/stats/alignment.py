"""Which factor of one solution is which of another: congruence, matching by order and sign, Procrustes."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from threadpoolctl import threadpool_limits

from survey.stats.intervals import Floats

_TRY_ALL = 5
"""Up to so many factors (120 orders) all orders are tried at once."""


def congruence(first: Floats, second: Floats) -> Floats:
    """Tucker's congruence of each factor of one solution with each of another.

    Parameters
    ----------
    first, second
        Loadings of the same items, shapes (..., p, q) and (..., p, r).

    Returns
    -------
    Shape (..., q, r), between -1 and 1; 0 for a factor without loadings.

    Notes
    -----
    sum xy / sqrt(sum x² sum y²). From .95 two factors count as equal, from .85 as similar: Lorenzo-Seva and ten Berge (2006),
    Methodology 2, 57-64. Tucker (1951), Personnel Research Section Report 984. In R: `psych::factor.congruence(first, second)`.

    Examples
    --------
    >>> congruence(np.array([[0.6], [0.8]]), np.array([[0.6, 0.5], [0.8, 0.0]])).round(6).tolist()
    [[1.0, 0.6]]
    """
    across = np.swapaxes(first, -1, -2) @ second
    lengths = np.sqrt((first**2).sum(axis=-2))[..., :, None] * np.sqrt((second**2).sum(axis=-2))[..., None, :]
    found: Floats = np.clip(across / np.where(lengths > 0, lengths, 1.0), -1, 1)
    return found


def align(loadings: Floats, phi: Floats, target: Floats) -> tuple[Floats, Floats]:
    """Bring the factors of many solutions into the order and signs of a target.

    Parameters
    ----------
    loadings
        Shape (B, p, q).
    phi
        Correlations of the factors, shape (B, q, q).
    target
        Loadings, shape (p, q).

    Returns
    -------
    Loadings and phi with factors reordered and reflected, nothing else: the order with the largest sum of absolute congruences
    with the target, and signs that make each congruence positive.

    Notes
    -----
    Rotational indeterminacy would otherwise spread bootstrap intervals over unlike factors: Clarkson (1979), Psychometrika 44,
    297-314; Zhang, Preacher and Luo (2010), Multivariate Behavioral Research 45, 104-134. By hand in R, from
    `psych::factor.congruence(loadings, target)`.

    Examples
    --------
    >>> target = np.array([[0.8, 0.1], [0.7, 0.0], [0.1, 0.9]])
    >>> found, phi = align(target[None, :, ::-1] * [-1, 1], np.array([[[1, -0.3], [-0.3, 1]]]), target)
    >>> found[0].tolist() == target.tolist(), phi[0].tolist()
    (True, [[1.0, 0.3], [0.3, 1.0]])
    """
    with threadpool_limits(1):
        alike = congruence(loadings, target)
    order = _orders(np.abs(alike))
    batch = np.arange(len(loadings))[:, None]
    signs = np.where(alike[batch, order, np.arange(order.shape[1])] < 0, -1.0, 1.0)
    moved = np.take_along_axis(loadings, order[:, None, :], axis=2) * signs[:, None, :]
    across = phi[batch[:, :, None], order[:, :, None], order[:, None, :]] * signs[:, :, None] * signs[:, None, :]
    return moved, across


def _orders(alike: Floats) -> NDArray[np.intp]:
    """Of each (q, q) in the stack, rows for columns 0 ... q - 1 so that the sum is largest, shape (B, q)."""
    factors = alike.shape[-1]
    if factors > _TRY_ALL:
        found = [linear_sum_assignment(one.T, maximize=True)[1] for one in alike]
        return np.array(found, dtype=np.intp).reshape(-1, factors)
    orders = np.array(list(permutations(range(factors))), dtype=np.intp)
    sums = alike[:, orders, np.arange(factors)].sum(axis=2)
    best: NDArray[np.intp] = orders[np.argmax(sums, axis=1)]
    return best


def procrustes(loadings: Floats, target: Floats) -> tuple[Floats, Floats]:
    """Turn many loading matrices, orthogonally, as close to a target as they come.

    Parameters
    ----------
    loadings
        Of uncorrelated factors, shape (B, p, q).
    target
        Shape (p, q).

    Returns
    -------
    Turned loadings (B, p, q) and the orthogonal matrices (B, q, q) that turned them.

    Notes
    -----
    T = U V' of the singular value decomposition L'A = U D V' minimises the squared differences of L T and A. Schönemann (1966),
    Psychometrika 31, 1-10. In R: `psych::Procrustes(loadings, target)`.

    Examples
    --------
    >>> target = np.array([[0.8, 0.0], [0.0, 0.6]])
    >>> found, turn = procrustes(target[None] @ [[0.6, 0.8], [-0.8, 0.6]], target)
    >>> np.abs(found[0] - target).max() < 1e-12
    np.True_
    """
    with threadpool_limits(1):
        left, _, right = np.linalg.svd(np.swapaxes(loadings, -1, -2) @ target)
        turned = left @ right
        return loadings @ turned, turned
