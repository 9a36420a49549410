"""Unweighted least squares ("minres"): factors that leave the smallest squared residual correlations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from survey.stats.common_factors import LOWEST, curvature, oriented
from survey.stats.intervals import Floats
from survey.stats.projected_newton import Integers, Minima, minimise

_GAP = 1e-10
"""Two eigenvalues are never taken to be closer, so that the Hessian stays finite."""


@dataclass(frozen=True)
class UlsBatch:
    """Of B matrices, or of B starts of one. loadings: shape (B, p, q). uniquenesses: (B, p). objective, converged: (B,)."""

    loadings: Floats
    uniquenesses: Floats
    objective: Floats
    converged: NDArray[np.bool_]


def uls(matrices: Floats, factors: int, start: Floats) -> UlsBatch:
    """Unweighted least squares of many correlation matrices at once, from one start each.

    Parameters
    ----------
    matrices
        Shape (B, p, p).
    factors
        q, their number.
    start
        Uniquenesses to start from, shape (p,) or (B, p).

    Notes
    -----
    The smallest f(psi) = 1/2 sum of squared eigenvalues of R - diag(psi) but the q largest, psi between .005 and 1: that is half
    of the sum of squared residuals, which for a psi inside is that of the correlations alone. An eigenvalue among the q largest
    that is negative belongs to the residuals too. With e, u eigenvalues and eigenvectors, the gradient is -sum e_k u_ik² over the
    residual ones, and the Hessian (sum u_ik u_jk)² + sum over residual k and retained l of 2 e_k / (e_k - e_l) u_ik u_jk u_il
    u_jl. Harman and Jones (1966), Psychometrika 31, 351-368; Jöreskog (1977), in Enslein, Ralston and Wilf (eds.), Statistical
    Methods for Digital Computers, 125-153. In R: `psych::fa(matrix, factors, fm = "minres", rotate = "none")`.

    Examples
    --------
    >>> one = np.outer([0.8, 0.7, 0.6, 0.5], [0.8, 0.7, 0.6, 0.5])
    >>> np.fill_diagonal(one, 1)
    >>> uls(one[None], 1, np.full(4, 0.5)).loadings.round(6).ravel().tolist()
    [0.8, 0.7, 0.6, 0.5]
    """
    with threadpool_limits(1):
        found = _minimise(matrices, factors, np.broadcast_to(start, matrices.shape[:2]))
        values, vectors = np.linalg.eigh(_reduced(matrices, found.points))
    return UlsBatch(oriented(vectors[:, :, -factors:], values[:, -factors:]), found.points, found.values, found.converged)


def _minimise(matrices: Floats, factors: int, start: Floats) -> Minima:
    def evaluate(psi: Floats, which: Integers) -> tuple[Floats, Floats, Floats]:
        return derivatives(matrices[which], psi, factors)

    return minimise(evaluate, start, LOWEST, 1.0)


def _reduced(matrices: Floats, psi: Floats) -> Floats:
    reduced = np.array(matrices)
    diagonal = np.arange(psi.shape[1])
    reduced[:, diagonal, diagonal] -= psi
    return reduced


def derivatives(matrices: Floats, psi: Floats, factors: int) -> tuple[Floats, Floats, Floats]:
    """f (B,), its gradient (B, p) and Hessian (B, p, p) at uniquenesses psi (B, p); see `uls`."""
    values, vectors = np.linalg.eigh(_reduced(matrices, psi))
    residual = values < 0
    residual[:, :-factors] = True
    left = np.where(residual, values, 0.0)
    retained = values[:, None, -factors:]
    gap = np.minimum(values[:, :, None] - retained, -_GAP)
    across = np.where(residual[:, :, None] & ~residual[:, None, -factors:], 2 * values[:, :, None] / gap, 0.0)
    gradient = -((vectors**2) @ left[:, :, None])[:, :, 0]
    return (left**2).sum(axis=1) / 2, gradient, curvature(vectors, residual.astype(float), across)
