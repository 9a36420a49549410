"""The distribution and the density of two correlated standard normal variables, for arrays of any shape at once."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr, owens_t

from survey.stats.intervals import Floats

STRONG = 0.925
"""Above this |rho| quadrature needs too many nodes; Owen's T is used instead."""

_RULES = tuple((limit, *np.polynomial.legendre.leggauss(nodes)) for limit, nodes in ((0.3, 8), (0.75, 14), (STRONG, 24)))
"""Up to which |rho| how many nodes give 1e-15."""


def density(h: Floats, k: Floats, rho: Floats) -> Floats:
    """phi2(h, k; rho) = exp(-(h² - 2 rho h k + k²) / (2 (1 - rho²))) / (2 pi sqrt(1 - rho²)), for |rho| < 1; all are broadcast.

    It is also the derivative of the distribution by rho (Plackett 1954). In R: `mvtnorm::dmvnorm`.

    >>> round(float(density(np.array(0.5), np.array(-0.2), np.array(0.3))), 6)
    0.137652
    """
    left = (1 - rho) * (1 + rho)
    found: Floats = np.exp(-((h - rho * k) ** 2 / left + k * k) / 2) / (2 * np.pi * np.sqrt(left))
    return found


def distribution(h: Floats, k: Floats, rho: Floats) -> Floats:
    """P(X <= h, Y <= k) of two standard normal variables with correlation rho.

    Parameters
    ----------
    h, k
        Finite, shapes that broadcast to (m, ...).
    rho
        -1 < rho < 1, shape (m,): one for all limits of a table.

    Notes
    -----
    For |rho| <= 0.925 Gauss-Legendre quadrature of Phi(h) Phi(k) + 1/(2 pi) * integral over t from 0 to asin(rho) of
    exp(-(h² + k² - 2 h k sin t) / (2 cos² t)): Drezner and Wesolowsky (1990), Journal of Statistical Computation and Simulation
    35, 101-107, in the form of Genz (2004), Statistics and Computing 14, 251-260. Above, Owen (1956), Annals of Mathematical
    Statistics 27, 1075-1090. In R: `pbivnorm::pbivnorm(h, k, rho)`.

    Examples
    --------
    >>> zero = np.array([0.0])
    >>> round(float(distribution(zero, zero, np.array([0.5]))[0]), 12)  # 1/4 + asin(rho) / (2 pi)
    0.333333333333
    """
    shape = np.broadcast_shapes(h.shape, k.shape)
    flat = (len(rho), -1)
    product, squares = (h * k).reshape(flat), (0.5 * (h * h + k * k)).reshape(flat)
    found: Floats = (ndtr(h) * ndtr(k)).reshape(flat)
    size, below = np.abs(rho), -1.0
    for limit, nodes, weights in _RULES:
        here = np.flatnonzero((size > below) & (size <= limit))
        if len(here):
            found[here] += _integral(product[here], squares[here], rho[here], nodes, weights)
        below = limit
    strong = np.flatnonzero(size > STRONG)
    if len(strong):
        ends = [np.broadcast_to(part, shape).reshape(flat)[strong] for part in (h, k)]
        found[strong] = _by_owen(ends[0], ends[1], rho[strong, None])
    return found.reshape(shape)


def _integral(product: Floats, squares: Floats, rho: Floats, nodes: Floats, weights: Floats) -> Floats:
    """product: h k, squares: (h² + k²) / 2, both (m, cells)."""
    half = 0.5 * np.arcsin(rho)[:, None]
    sine = np.sin(half * (nodes + 1))
    scale = 1 / (1 - sine * sine)
    exponent = product[:, :, None] * (sine * scale)[:, None, :]
    exponent -= squares[:, :, None] * scale[:, None, :]
    found: Floats = (np.exp(exponent, out=exponent) @ weights) * half / (2 * np.pi)
    return found


def _by_owen(h: Floats, k: Floats, rho: Floats) -> Floats:
    """(Phi(h) + Phi(k)) / 2 - T(h, a) - T(k, b) - 1/2 where h and k differ in sign, a = (k - rho h) / (h sqrt(1 - rho²))."""
    tiny = np.finfo(float).tiny
    h, k = np.where(h == 0, tiny, h), np.where(k == 0, tiny, k)
    root = np.sqrt((1 - rho) * (1 + rho))
    with np.errstate(over="ignore"):  # an infinite slope is one that Owen's T knows
        first, second = (k - rho * h) / root / h, (h - rho * k) / root / k
    opposite = np.where((h < 0) != (k < 0), 0.5, 0.0)
    found: Floats = 0.5 * (ndtr(h) + ndtr(k)) - owens_t(h, first) - owens_t(k, second) - opposite
    return found
