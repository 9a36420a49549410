"""Diagonally weighted least squares: correlations that are known better count more."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_limits

from survey.errors import NO_STANDARD_ERRORS, error
from survey.stats.common_factors import LOWEST, principal_axes
from survey.stats.intervals import Floats
from survey.stats.projected_newton import Integers, minimise
from survey.stats.uls import UlsBatch

_PERTURBATION = 0.2
"""Standard deviation of what is added to the loadings of least squares for the other starts."""


def weights(errors: Floats | None) -> Floats:
    """1 / error² of each pair, shape (p, p), zero on the diagonal.

    A pair without an error (NaN, or 0: a correlation of 1 or -1 at a limit) gets the largest error of all pairs: what is known
    least must not count most.

    >>> weights(np.array([[0, 0.1, 0.2], [0.1, 0, np.nan], [0.2, np.nan, 0]])).round(6).tolist()
    [[0.0, 100.0, 25.0], [100.0, 0.0, 25.0], [25.0, 25.0, 0.0]]
    """
    if errors is None:
        raise error(NO_STANDARD_ERRORS)
    usable = np.isfinite(errors) & (errors > 0) & ~np.eye(len(errors), dtype=bool)
    if not usable.any():
        raise error(NO_STANDARD_ERRORS)
    found: Floats = np.where(usable, errors, errors[usable].max()) ** -2.0
    np.fill_diagonal(found, 0)
    return (found + found.T) / 2


def weighted(matrix: Floats, weight: Floats, start: Floats, starts: int, seed: int) -> UlsBatch:
    """Diagonally weighted least squares of one correlation matrix, from several starts.

    Parameters
    ----------
    matrix, weight
        Shape (p, p), from `weights`.
    start
        Loadings, shape (p, q): those of unweighted least squares.
    starts, seed
        How many starts; all but the first are the start with normal noise.

    Notes
    -----
    The smallest sum of w_ij (r_ij - l_i'l_j)² over the pairs. Uniquenesses do not go below .005: a communality h above .995 costs
    v (h - .995)² / 2, v the mean weight of the item's pairs, which with equal weights is unweighted least squares with its bound.
    Exact Hessian. Forero, Maydeu-Olivares and Gallardo-Pujol (2009), Structural Equation Modeling 16, 625-641. In R:
    `lavaan::efa(data, nfactors, ordered = TRUE, estimator = "DWLS")` from lavaan 0.6-13 on, whose communalities are not bounded.
    """
    pairs = len(matrix) - 1
    scale = weight.sum() / (len(matrix) * pairs)
    relative = weight / scale
    factors = start.shape[1]

    def evaluate(flat: Floats, _: Integers) -> tuple[Floats, Floats, Floats]:
        return derivatives(matrix, relative, flat.reshape(len(flat), -1, factors))

    noise = np.random.default_rng(seed).normal(0, _PERTURBATION, (starts, *start.shape))
    noise[0] = 0
    with threadpool_limits(1):
        found = minimise(evaluate, (start + noise).reshape(starts, -1))
    loadings = principal_axes(found.points.reshape(starts, -1, factors))
    uniquenesses = np.maximum(1 - (loadings**2).sum(axis=2), LOWEST)
    return UlsBatch(loadings, uniquenesses, found.values * scale, found.converged)


def derivatives(matrix: Floats, weight: Floats, loadings: Floats) -> tuple[Floats, Floats, Floats]:
    """The function of `weighted` (B,), its gradient (B, p q) and Hessian (B, p q, p q) at loadings (B, p, q)."""
    batch, items, factors = loadings.shape
    own = weight.sum(axis=0) / (items - 1)
    residual = weight * (matrix - loadings @ loadings.transpose(0, 2, 1))
    excess = own * np.maximum((loadings**2).sum(axis=2) - (1 - LOWEST), 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(weight > 0, residual**2 / weight, 0).sum(axis=(1, 2)) / 2 + (excess**2 / own).sum(axis=1) / 2
    gradient = 2 * (excess[:, :, None] * loadings - residual @ loadings)
    diagonal = np.arange(items)
    linear = -2 * residual
    linear[:, diagonal, diagonal] += 2 * excess
    hessian = np.einsum("bij,ac->biajc", linear, np.eye(factors))
    hessian += 2 * np.einsum("ij,bja,bic->biajc", weight, loadings, loadings)
    within = 2 * np.einsum("ij,bja,bjc->biac", weight, loadings, loadings)
    within += np.where(excess > 0, 4 * own, 0)[:, :, None, None] * loadings[:, :, :, None] * loadings[:, :, None, :]
    hessian[:, diagonal, :, diagonal, :] += within.transpose(1, 0, 2, 3)
    size = items * factors
    return value, gradient.reshape(batch, size), hessian.reshape(batch, size, size)
