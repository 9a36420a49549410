"""What every way to extract factors shares: bounds, starts, orientation of loadings, the derivatives through eigenvalues."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from survey.stats.intervals import Floats

LOWEST = 0.005
"""The smallest uniqueness, as in psych and in R's factanal."""
HEYWOOD = 1e-6
"""A uniqueness that is no further than this from the smallest has reached it."""
SINGULAR = 1e-8
"""The smallest eigenvalue from which a matrix has an inverse worth using."""


def multiple_correlations(matrix: Floats) -> Floats:
    """Squared multiple correlation of each item with all others, shape (p,), between 0 and 1.

    1 - 1 / diag(R⁻¹), with the pseudo-inverse where R is singular. In R: `psych::smc(matrix)`.

    >>> multiple_correlations(np.array([[1, 0.6], [0.6, 1]])).round(2).tolist()
    [0.36, 0.36]
    """
    inverse = np.linalg.pinv(matrix, rcond=np.sqrt(np.finfo(float).eps), hermitian=True)
    found: Floats = np.clip(1 - 1 / np.diag(inverse), 0, 1)
    return found


def starting_points(matrix: Floats, starts: int, seed: int) -> Floats:
    """Uniquenesses to start from, shape (starts, p): from multiple correlations first, then random ones between .1 and .95."""
    random = np.random.default_rng(seed).uniform(0.1, 0.95, (starts, len(matrix)))
    random[0] = np.clip(1 - multiple_correlations(matrix), LOWEST, 1)
    return random


def oriented(vectors: Floats, values: Floats) -> Floats:
    """Loadings (..., p, q) from eigenvectors (..., p, q) and eigenvalues (..., q) in ascending order, as `eigh` gives them.

    Columns by descending eigenvalue; each turned so that its loadings sum to more than zero, as in psych.
    """
    loadings = vectors[..., ::-1] * np.sqrt(np.maximum(values[..., None, ::-1], 0.0))
    turned: Floats = loadings * np.where(loadings.sum(axis=-2, keepdims=True) < 0, -1.0, 1.0)
    return turned


def held(loadings: Floats, uniquenesses: Floats) -> Floats:
    """Loadings (..., p, q) whose squares never exceed one less the uniqueness (..., p); those of a Heywood case would.

    >>> held(np.array([[1.1], [0.5]]), np.array([0.005, 0.75])).round(4).ravel().tolist()
    [0.9975, 0.5]
    """
    shared = (loadings**2).sum(axis=-1)
    limit = np.where(uniquenesses <= LOWEST + HEYWOOD, np.minimum(1 - uniquenesses, shared), shared)
    found: Floats = loadings * np.sqrt(limit / np.where(shared > 0, shared, 1.0))[..., None]
    return found


def principal_axes(loadings: Floats) -> Floats:
    """The same common part L L' in the orientation of `oriented`.

    >>> np.abs(principal_axes(np.array([[0.0, -0.8], [0.6, 0.0]]))).round(2).tolist()
    [[0.8, 0.0], [0.0, 0.6]]
    """
    left, sizes, _ = np.linalg.svd(loadings, full_matrices=False)
    return oriented(left[..., ::-1], sizes[..., ::-1] ** 2)


def curvature(vectors: Floats, within: Floats, across: Floats) -> Floats:
    """Sum over k, l of w_kl u_ik u_jk u_il u_jl, shape (B, p, p), as it stands in every Hessian by way of eigenvectors.

    Parameters
    ----------
    vectors
        Eigenvectors in columns by ascending eigenvalue, shape (B, p, p).
    within
        a_k of the residual ones, shape (B, p), zero for the last q: between two residual ones w_kl = (a_k + a_l) / 2.
    across
        w_kl + w_lk of a residual k and one of the last q, shape (B, p, q), zero where k is not residual.
    """
    residual = vectors * (within != 0)[:, None, :]
    outer = residual @ residual.transpose(0, 2, 1)
    found: Floats = outer * ((vectors * within[:, None, :]) @ vectors.transpose(0, 2, 1))
    factors = across.shape[2]
    for number in range(factors):
        kept = vectors[:, :, vectors.shape[2] - factors + number]
        part = (vectors * across[:, None, :, number]) @ vectors.transpose(0, 2, 1)
        part *= kept[:, :, None]
        part *= kept[:, None, :]
        found += part
    return found


def agreeing(values: Floats, converged: NDArray[np.bool_]) -> tuple[int, int]:
    """Number of the best start, and how many reached its value (1e-8)."""
    best = int(np.argmin(np.where(converged, values, np.inf))) if converged.any() else int(np.argmin(values))
    return best, int((np.abs(values - values[best]) <= 1e-8 * max(1.0, abs(float(values[best])))).sum())
