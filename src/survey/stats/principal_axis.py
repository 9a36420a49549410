"""Iterated principal axes: communalities that reproduce themselves, as far as a program goes to find them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from survey.stats.common_factors import LOWEST, SINGULAR, multiple_correlations, oriented
from survey.stats.intervals import Floats
from survey.stats.presets import Preset


@dataclass(frozen=True)
class PrincipalAxes:
    """loadings: shape (p, q). communalities: (p,), which may exceed 1 by the rules of psych. iterations: how many were made."""

    loadings: Floats
    communalities: Floats
    iterations: int
    converged: bool


def principal_axes(matrix: Floats, factors: int, preset: Preset) -> PrincipalAxes:
    """Principal axis factoring.

    Parameters
    ----------
    matrix
        Correlations, shape (p, p).
    factors
        q, their number.
    preset
        Where to start, when to stop, what to do about Heywood cases.

    Notes
    -----
    The diagonal of R is replaced by communalities, the q largest eigenvalues and their vectors give loadings, the loadings new
    communalities, and so on. Where this is carried on to the end it is unweighted least squares; psych and SPSS stop at changes
    below .001 or after 50 and 25 iterations, and so at different places. Grieder and Steiner (2022), Behavior Research Methods
    54, 54-74. In R: `psych::fa(matrix, factors, fm = "pa", rotate = "none")`, `EFAtools::PAF(matrix, factors, type = "SPSS")`.

    Examples
    --------
    >>> from survey.stats.presets import PRESETS
    >>> one = np.outer([0.8, 0.7, 0.6, 0.5], [0.8, 0.7, 0.6, 0.5])
    >>> np.fill_diagonal(one, 1)
    >>> for name in PRESETS:
    ...     found = principal_axes(one, 1, PRESETS[name])
    ...     print(name, found.loadings.round(3).ravel().tolist(), found.iterations)
    survey [0.8, 0.7, 0.6, 0.5] 44
    psych [0.798, 0.701, 0.601, 0.5] 8
    spss [0.799, 0.701, 0.6, 0.5] 10
    """
    reduced = np.array(matrix)
    communalities = _start(matrix, preset)
    loadings = np.zeros((len(matrix), factors))
    for iteration in range(1, preset.paf_iterations + 1):
        np.fill_diagonal(reduced, communalities)
        values, vectors = np.linalg.eigh(reduced)
        kept = np.abs(values[-factors:]) if preset.paf_absolute else values[-factors:]
        loadings = oriented(vectors[:, -factors:], kept)
        new = (loadings**2).sum(axis=1)
        if preset.paf_heywood == "stop" and new.max() > 1:
            return PrincipalAxes(loadings, new, iteration, False)
        if preset.paf_heywood == "hold":
            new = np.minimum(new, 1 - LOWEST)
        change = np.abs(new - communalities).max() if preset.paf_criterion == "each" else abs(new.sum() - communalities.sum())
        communalities = new
        if change < preset.paf_tolerance:
            return PrincipalAxes(loadings, communalities, iteration, True)
    return PrincipalAxes(loadings, communalities, preset.paf_iterations, False)


def _start(matrix: Floats, preset: Preset) -> Floats:
    if preset.paf_start == "largest" and np.linalg.eigvalsh(matrix)[0] < SINGULAR:
        largest: Floats = np.abs(matrix - np.eye(len(matrix))).max(axis=1)
        return largest
    return multiple_correlations(matrix)
