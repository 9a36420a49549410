"""Two correlated normal variables against one-dimensional integrals and closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import ndtr

from survey.stats.bivariate_normal import STRONG, density, distribution

LIMITS = [
    (0.0, 0.0),
    (0.0, -0.7),
    (0.0, -1e-25),
    (1.3, 0.0),
    (-0.5, 0.8),
    (2.5, 1.9),
    (-2.2, -2.1),
    (1.0, 1.0),
    (-1.5, 1.5),
    (-4.0, 0.1),
    (0.3, 0.3001),
]
CORRELATIONS = [-0.999, -0.95, -STRONG, -0.75, -0.3, 0.0, 0.1, 0.3, 0.5, 0.75, 0.9, STRONG, 0.93, 0.99, 0.9999]


def by_integral(h: float, k: float, rho: float) -> float:
    """Integral over x up to h of phi(x) Phi((k - rho x) / sqrt(1 - rho²)), with a knot where its second factor jumps."""
    root = np.sqrt((1 - rho) * (1 + rho))
    knots = [x for x in ((k / rho) + step * root for step in (-3, -1, 0, 1, 3)) if -12 < x < h] if rho else None

    def height(x: float) -> float:
        return float(np.exp(-x * x / 2) / np.sqrt(2 * np.pi) * ndtr((k - rho * x) / root))

    return float(quad(height, -12, h, epsabs=1e-15, epsrel=1e-13, limit=500, points=knots or None)[0])


@pytest.mark.parametrize("rho", CORRELATIONS)
def test_against_an_integral(rho: float) -> None:
    """5e-15: the precision that the adaptive integral reaches."""
    h, k = np.array(LIMITS).T
    found = distribution(h[None], k[None], np.array([rho]))[0]
    assert np.abs(found - [by_integral(*pair, rho) for pair in LIMITS]).max() < 5e-15


def test_the_density_is_the_slope() -> None:
    """Plackett (1954); 1e-8: the error of a central difference with steps of 1e-4 in a function of size 1."""
    h, k, rho, step = np.array([0.4]), np.array([-0.9]), np.array([0.6]), 1e-4
    slope = (distribution(h, k, rho + step) - distribution(h, k, rho - step)) / (2 * step)
    assert slope == pytest.approx(density(h, k, rho), abs=1e-8)


def test_one_correlation_for_a_table_of_limits() -> None:
    h, k, rho = np.array([[-1.0, 0.5], [0.1, 2.0]]), np.array([[0.0], [0.7]]), np.array([0.2, 0.97])
    found = distribution(h[:, :, None], k[:, None, :], rho)
    assert found.shape == (2, 2, 1)
    assert found[1, 0, 0] == distribution(np.array([0.1]), np.array([0.7]), np.array([0.97]))[0]
