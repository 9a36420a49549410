"""Maximum likelihood: the factors under which the correlations of normal variables are most probable."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_limits

from survey.errors import MATRIX_WITHOUT_LIKELIHOOD, error
from survey.stats.common_factors import LOWEST, SINGULAR, curvature, oriented
from survey.stats.intervals import Floats
from survey.stats.projected_newton import Integers, minimise
from survey.stats.uls import UlsBatch

_GAP = 1e-10


def maximum_likelihood(matrix: Floats, factors: int, start: Floats) -> UlsBatch:
    """Maximum likelihood solutions of one correlation matrix from several starts.

    Parameters
    ----------
    matrix
        Shape (p, p), not singular.
    factors
        q, their number.
    start
        Uniquenesses, shape (starts, p).

    Raises
    ------
    StatisticsError
        A matrix whose smallest eigenvalue is below 1e-8: its likelihood has no maximum.

    Notes
    -----
    The smallest f = sum of e_k - ln e_k - 1 over all eigenvalues of psi^-1/2 R psi^-1/2 but the q largest (and those of them
    below 1): the discrepancy ln |S| - ln |R| + tr(R S⁻¹) - p, S the matrix that the factors imply. Searched over ln psi, psi
    between .005 and 1, with the exact Hessian. Jöreskog (1967), Psychometrika 32, 443-482; Lawley and Maxwell (1971), Factor
    Analysis as a Statistical Method. In R: `psych::fa(matrix, factors, fm = "ml", rotate = "none")`, `factanal(covmat = matrix)`.

    Examples
    --------
    >>> one = np.outer([0.8, 0.7, 0.6, 0.5], [0.8, 0.7, 0.6, 0.5])
    >>> np.fill_diagonal(one, 1)
    >>> maximum_likelihood(one, 1, np.full((1, 4), 0.5)).loadings.round(6).ravel().tolist()
    [0.8, 0.7, 0.6, 0.5]
    """
    smallest = float(np.linalg.eigvalsh(matrix)[0])
    if smallest < SINGULAR:
        raise error(MATRIX_WITHOUT_LIKELIHOOD, smallest=f"{smallest:.1e}")

    def evaluate(logarithm: Floats, which: Integers) -> tuple[Floats, Floats, Floats]:
        return derivatives(np.broadcast_to(matrix, (len(which), *matrix.shape)), logarithm, factors)

    with threadpool_limits(1):
        found = minimise(evaluate, np.log(start), np.log(LOWEST), 0.0)
        scale = np.exp(found.points / 2)
        values, vectors = np.linalg.eigh(matrix / scale[:, :, None] / scale[:, None, :])
    loadings = scale[:, :, None] * oriented(vectors[:, :, -factors:], values[:, -factors:] - 1)
    loadings *= np.where(loadings.sum(axis=1, keepdims=True) < 0, -1.0, 1.0)
    return UlsBatch(loadings, scale**2, found.values, found.converged)


def derivatives(matrices: Floats, logarithm: Floats, factors: int) -> tuple[Floats, Floats, Floats]:
    """f (B,), its gradient (B, p) and Hessian (B, p, p) by ln psi (B, p); see `maximum_likelihood`."""
    scale = np.exp(-logarithm / 2)
    values, vectors = np.linalg.eigh(matrices * scale[:, :, None] * scale[:, None, :])
    values = np.maximum(values, 1e-300)
    residual = values < 1
    residual[:, :-factors] = True
    value = np.where(residual, values - np.log(values) - 1, 0.0).sum(axis=1)
    gradient = ((vectors**2) @ np.where(residual, 1 - values, 0.0)[:, :, None])[:, :, 0]
    one, other = values[:, :, None], values[:, None, -factors:]
    across = (1 - one) * (one + other) / np.maximum(other - one, _GAP)
    across = np.where(residual[:, :, None] & ~residual[:, None, -factors:], across, 0.0)
    return value, gradient, curvature(vectors, np.where(residual, values, 0.0), across)
