"""The one gate to the extraction of factors: unrotated loadings by a named method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from survey.errors import COMPONENTS_ARE_NOT_FACTORS, FACTORS_OUT_OF_RANGE, NUMBER_TOO_SMALL, UNKNOWN_CHOICE, error
from survey.stats.common_factors import HEYWOOD, LOWEST, agreeing, held, starting_points
from survey.stats.intervals import Floats
from survey.stats.maximum_likelihood import maximum_likelihood
from survey.stats.presets import PRESETS, Preset
from survey.stats.principal_axis import principal_axes
from survey.stats.uls import UlsBatch, uls
from survey.stats.weighted import weighted, weights

METHODS = ("uls", "dwls", "ml", "paf")
COMPONENTS = ("pca", "principal", "components")


@dataclass(frozen=True)
class Extraction:
    """Factors before rotation.

    loadings: shape (p, q), columns by descending variance, each with a positive sum. uniquenesses: (p,). objective: what the
    method minimises, at its end. converged: whether the search ended at a minimum. at_bound: (p,), uniquenesses that reached .005
    or less (Heywood cases). agreeing: how many of the starts ended at the same value; principal axes know one start, which counts
    for all."""

    loadings: Floats
    uniquenesses: Floats
    objective: float
    converged: bool
    at_bound: NDArray[np.bool_]
    agreeing: int


def most_factors(items: int) -> int:
    """The most factors that p items can carry: with ((p - q)² - p - q) / 2 degrees of freedom not below zero.

    >>> [most_factors(items) for items in (2, 3, 5, 6, 24)]
    [0, 1, 2, 3, 17]
    """
    return max((q for q in range(1, items) if (items - q) ** 2 >= items + q), default=0)


def extract(
    matrix: Floats,
    factors: int,
    method: str = "uls",
    *,
    starts: int = 10,
    seed: int = 0,
    errors: Floats | None = None,
    preset: Preset = PRESETS["survey"],
) -> Extraction:
    """Extract factors from a correlation matrix.

    Parameters
    ----------
    matrix
        Shape (p, p).
    factors
        q, their number.
    method
        `uls` (psych's `minres`), `dwls`, `ml` or `paf`.
    starts, seed
        Of the search: the best of several random starts is kept. Not for `paf`.
    errors
        Standard errors of the correlations, shape (p, p), for `dwls`.
    preset
        The rules of `paf`.

    Raises
    ------
    StatisticsError
        An unknown method; components; a number of factors that the items cannot carry; `ml` of a singular matrix; `dwls` without
        standard errors.

    Notes
    -----
    Each method has its formula, source and R call where it is defined: `survey.stats.uls.uls`,
    `survey.stats.weighted.weighted`, `survey.stats.maximum_likelihood.maximum_likelihood`,
    `survey.stats.principal_axis.principal_axes`.

    Examples
    --------
    >>> one = np.outer([0.8, 0.7, 0.6, 0.5], [0.8, 0.7, 0.6, 0.5])
    >>> np.fill_diagonal(one, 1)
    >>> found = extract(one, 1)
    >>> found.loadings.round(6).ravel().tolist(), found.converged, found.agreeing
    ([0.8, 0.7, 0.6, 0.5], True, 10)
    """
    if method in COMPONENTS:
        raise error(COMPONENTS_ARE_NOT_FACTORS, method=method)
    if method not in METHODS:
        raise error(UNKNOWN_CHOICE, parameter="method", value=method, known=METHODS)
    most = most_factors(len(matrix))
    if not isinstance(factors, (int, np.integer)) or not 1 <= factors <= most:
        raise error(FACTORS_OUT_OF_RANGE, factors=factors, items=len(matrix), most=most)
    if starts < 1:
        raise error(NUMBER_TOO_SMALL, parameter="starts", value=starts, least=1)
    if method == "paf":
        return _axes(matrix, factors, starts, preset)
    points = starting_points(matrix, starts, seed)
    if method == "ml":
        return _best(maximum_likelihood(matrix, factors, points))
    weight = weights(errors) if method == "dwls" else None
    plain = _best(uls(np.broadcast_to(matrix, (starts, *matrix.shape)), factors, points))
    return plain if weight is None else _best(weighted(matrix, weight, plain.loadings, starts, seed))


def _best(found: UlsBatch) -> Extraction:
    best, same = agreeing(found.objective, found.converged)
    psi = found.uniquenesses[best]
    return Extraction(
        held(found.loadings[best], psi),
        psi,
        float(found.objective[best]),
        bool(found.converged[best]),
        psi <= LOWEST + HEYWOOD,
        same,
    )


def _axes(matrix: Floats, factors: int, starts: int, preset: Preset) -> Extraction:
    with threadpool_limits(1):
        found = principal_axes(matrix, factors, preset)
    residual = matrix - found.loadings @ found.loadings.T
    np.fill_diagonal(residual, 0)
    psi = 1 - found.communalities
    loadings = held(found.loadings, psi) if preset.paf_heywood == "hold" else found.loadings
    return Extraction(loadings, psi, float((residual**2).sum() / 2), found.converged, psi <= LOWEST + HEYWOOD, starts)
