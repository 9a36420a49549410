"""What rotations minimise, for a stack of loadings at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from survey.stats.intervals import Floats

Criterion = Callable[[Floats], tuple[Floats, Floats]]
"""Loadings (B, p, q) -> values (B,) and derivatives by the loadings (B, p, q)."""

GEOMIN_DELTA = 0.01
"""What geomin adds to squared loadings, as in GPArotation."""


def varimax(loadings: Floats) -> tuple[Floats, Floats]:
    """Minus a quarter of the summed variances of squared loadings, times p. Kaiser (1958), Psychometrika 23, 187-200."""
    squares = loadings**2
    about = squares - squares.mean(axis=1, keepdims=True)
    return -(squares * about).sum(axis=(1, 2)) / 4, -loadings * about


def quartimax(loadings: Floats) -> tuple[Floats, Floats]:
    """Minus a quarter of the summed fourth powers. Neuhaus and Wrigley (1954), Brit. J. of Statistical Psychology 7, 81-91."""
    squares = loadings**2
    return -(squares**2).sum(axis=(1, 2)) / 4, -loadings * squares


def quartimin(loadings: Floats) -> tuple[Floats, Floats]:
    """Half of the summed products of squared loadings on two factors. Carroll (1953), Psychometrika 18, 23-38.

    Direct oblimin with its parameter at 0 is the same: Jennrich and Sampson (1966), Psychometrika 31, 313-323.
    """
    squares = loadings**2
    others = squares.sum(axis=2, keepdims=True) - squares
    return (squares * others).sum(axis=(1, 2)) / 4, loadings * others


def equamax(loadings: Floats) -> tuple[Floats, Floats]:
    """Crawford-Ferguson with kappa = q / 2p: rows and columns of loadings become simple alike.

    Crawford and Ferguson (1970), Psychometrika 35, 321-332.
    """
    kappa = loadings.shape[2] / (2 * loadings.shape[1])
    squares = loadings**2
    rows = squares.sum(axis=2, keepdims=True) - squares
    columns = squares.sum(axis=1, keepdims=True) - squares
    mixed = (1 - kappa) * rows + kappa * columns
    return (squares * mixed).sum(axis=(1, 2)) / 4, loadings * mixed


def geomin(loadings: Floats) -> tuple[Floats, Floats]:
    """Sum over items of the geometric mean of squared loadings plus .01. Yates (1987), Multivariate Exploratory Data Analysis."""
    raised = loadings**2 + GEOMIN_DELTA
    means = np.exp(np.log(raised).mean(axis=2, keepdims=True))
    return means.sum(axis=(1, 2)), 2 / loadings.shape[2] * loadings / raised * means


CRITERIA: Mapping[str, Criterion] = MappingProxyType(
    {
        "varimax": varimax,
        "quartimax": quartimax,
        "equamax": equamax,
        "geomin_orthogonal": geomin,
        "promax": varimax,
        "oblimin": quartimin,
        "quartimin": quartimin,
        "geomin": geomin,
    }
)
"""By rotation; promax starts with varimax."""

ORTHOGONAL = ("varimax", "quartimax", "equamax", "geomin_orthogonal")
OBLIQUE = ("promax", "oblimin", "quartimin", "geomin")


def row_lengths(loadings: Floats, method: str, kaiser: frozenset[str]) -> Floats:
    """What Kaiser's normalisation divides rows of loadings (..., p, q) by, shape (..., p, 1); ones where it is not wanted.

    An item without any common part keeps its zeros.

    >>> row_lengths(np.array([[0.6, 0.8], [0, 0]]), "varimax", frozenset({"varimax"})).ravel().tolist()
    [1.0, 1.0]
    """
    if method not in kaiser:
        return np.ones((*loadings.shape[:-1], 1))
    lengths = np.sqrt((loadings**2).sum(axis=-1, keepdims=True))
    found: Floats = np.where(lengths > 0, lengths, 1.0)
    return found
