"""Scores of people on factors: estimates whose errors differ by method, none of them the factor itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from scipy.special import ndtr

from survey.stats.intervals import Floats


def regression(matrix: Floats, loadings: Floats, phi: Floats) -> Floats:
    """W = R^-1 L Phi (Thurstone 1935): closest to the factors, but of less variance and correlated otherwise than they are."""
    return np.asarray(np.linalg.solve(matrix, loadings @ phi), dtype=float)


def bartlett(matrix: Floats, loadings: Floats, phi: Floats) -> Floats:
    """W = U^-2 L (L' U^-2 L)^-1 (Bartlett 1937): unbiased, each factor's score free of the other factors."""
    unique = 1 - np.einsum("ij,jk,ik->i", loadings, phi, loadings)
    scaled = loadings / unique[:, None]
    weights: Floats = scaled @ np.linalg.inv(loadings.T @ scaled)
    return weights


def ten_berge(matrix: Floats, loadings: Floats, phi: Floats) -> Floats:
    """W = R^-1/2 C Phi^1/2 with orthonormal C (ten Berge and others 1999): scores of numbers correlate as the factors do."""
    inverse_root = _power(matrix, -0.5)
    common = loadings @ _power(phi, 0.5)
    inner = common.T @ np.linalg.solve(matrix, common)
    weights: Floats = inverse_root @ (inverse_root @ common @ _power(inner, -0.5)) @ _power(phi, 0.5)
    return weights


def _power(matrix: Floats, exponent: float) -> Floats:
    """A power of a symmetric positive definite matrix."""
    eigenvalues, vectors = np.linalg.eigh(matrix)
    found: Floats = (vectors * eigenvalues**exponent) @ vectors.T
    return found


METHODS: Mapping[str, Callable[[Floats, Floats, Floats], Floats]] = MappingProxyType(
    {"regression": regression, "bartlett": bartlett, "tenberge": ten_berge}
)
"""By name, functions of the correlations, the loadings and the factor correlations to weights of shape (p, q).

In R: `psych::factor.scores(x, f, method = "Thurstone")`, `"Bartlett"`, `"tenBerge"`.
"""


def determinacy(matrix: Floats, structure: Floats, weights: Floats) -> Floats:
    """The correlation of each score with its factor, shape (q,).

    matrix: correlations of what the weights are applied to, (p, p). structure: their correlations with the factors, (p, q).
    Grice (2001), Psychological Methods 6, 430-450, asks for .9 and more before people are compared.

    >>> loading = np.array([[0.8], [0.8], [0.8]])
    >>> matrix = loading @ loading.T + 0.36 * np.eye(3)
    >>> determinacy(matrix, loading, regression(matrix, loading, np.eye(1))).round(4).tolist()
    [0.9177]
    """
    with_factor = np.diag(weights.T @ structure)
    found: Floats = with_factor / np.sqrt(np.diag(weights.T @ matrix @ weights))
    return found


def polyserial(thresholds: Sequence[float], values: Floats) -> float:
    """The correlation of a standard normal variable, cut at k - 1 thresholds, with the k values given to its parts.

    sum phi(t) (difference of the values beside t) / standard deviation of the values.

    Cut in the middle: sqrt(2 / pi).

    >>> round(polyserial([0.0], np.array([0.0, 1.0])), 6)
    0.797885
    """
    cuts = np.asarray(thresholds)
    shares = np.diff(ndtr(np.concatenate([[-np.inf], cuts, [np.inf]])))
    density = np.exp(-(cuts**2) / 2) / np.sqrt(2 * np.pi)
    spread = np.sqrt(shares @ values**2 - (shares @ values) ** 2)
    return float(density @ np.diff(values) / spread)
