"""Rotation of factors to simple structure, from several starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from survey.errors import UNKNOWN_CHOICE, error
from survey.stats.gradient_projection import turn
from survey.stats.intervals import Floats
from survey.stats.presets import Preset
from survey.stats.rotation_criteria import GEOMIN_DELTA, OBLIQUE, ORTHOGONAL, row_lengths

__all__ = ["OBLIQUE", "ORTHOGONAL", "ROTATIONS", "Rotated", "rotate"]

ROTATIONS = ("none", *ORTHOGONAL, *OBLIQUE)

_NAMES = {"geomin": "geomin_obl", "geomin_orthogonal": "geomin_ort", "promax": "varimax"}
"""What factor_analyzer calls them; of promax it does the first half."""
_ITERATIONS = 100
_TOLERANCE = 1e-8
_EXACT = 1e-9
_SAME = 1e-8


@dataclass(frozen=True)
class Rotated:
    """Factors after rotation, not sorted.

    loadings: the pattern, shape (p, q). phi: correlations of the factors, (q, q); loadings @ phi @ loadings.T is what it was
    before. transform: T with loadings = unrotated @ inv(T).T and phi = T.T @ T. criterion: what was minimised; of promax that of
    varimax, 0 where nothing was. agreeing: how many of the starts ended at the same value. converged: whether the kept one is a
    minimum."""

    loadings: Floats
    phi: Floats
    transform: Floats
    criterion: float
    agreeing: int
    converged: bool = True


def rotate(loadings: Floats, method: str, preset: Preset, *, starts: int = 10, seed: int = 0) -> Rotated:
    """Rotate factors.

    Parameters
    ----------
    loadings
        Unrotated, shape (p, q).
    method
        `none`; orthogonal: `varimax`, `quartimax`, `equamax`, `geomin_orthogonal`; oblique: `promax`, `oblimin` (its parameter
        0), `quartimin` (the same), `geomin`.
    preset
        Which rotations are of rows scaled to length 1; how promax makes its target.
    starts, seed
        Criteria have several minima: the loadings are also rotated after a random orthogonal turn, and the best result is kept.

    Raises
    ------
    StatisticsError
        An unknown rotation.

    Notes
    -----
    `factor_analyzer.Rotator` does the rotation, around what is wrong in it: equamax gets the kappa that makes it equamax (its
    default is quartimax), rows are normalised here (it does so for varimax and promax only), one factor never reaches it. Its
    line search ends in rounding or at the limit of its iterations without saying so: the results go through gradient projection
    (`survey.stats.gradient_projection`) until the projected gradient is below 1e-9, and `converged` says whether it got there.
    Bernaards and Jennrich (2005), Educational and Psychological Measurement 65, 676-696. In R: `GPArotation::oblimin(L)`,
    `GPArotation::quartimax`, `geominQ`, `geominT`, `psych::equamax`, `stats::varimax(L)`, `psych::kaiser(L, rotate = "Promax")`.

    Examples
    --------
    >>> from survey.stats.presets import PRESETS
    >>> simple = np.array([[0.8, 0], [0.7, 0], [0.6, 0], [0, 0.8], [0, 0.7], [0, 0.6]])
    >>> angle = np.array([[np.cos(0.5), -np.sin(0.5)], [np.sin(0.5), np.cos(0.5)]])
    >>> found = rotate(simple @ angle, "varimax", PRESETS["survey"])
    >>> np.abs(found.loadings).round(6).T.tolist(), found.agreeing
    ([[0.8, 0.7, 0.6, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.8, 0.7, 0.6]], 10)
    """
    if method not in ROTATIONS:
        raise error(UNKNOWN_CHOICE, parameter="rotation", value=method, known=ROTATIONS)
    factors = loadings.shape[1]
    if method == "none" or factors == 1:
        return Rotated(loadings.copy(), np.eye(factors), np.eye(factors), 0.0, starts)
    scaled = loadings / row_lengths(loadings, method, preset.kaiser)
    with threadpool_limits(1):
        reached = np.stack([_rotator(scaled, method, first) for first in _turns(factors, starts, seed)])
        found = turn(np.broadcast_to(loadings, (starts, *loadings.shape)), method, preset, reached, _EXACT)
    value = found.values.min()
    same = found.values <= value + _SAME * max(1.0, abs(value))
    best = int(np.argmax(same))
    transform = found.transforms[best]
    return Rotated(
        loadings @ np.linalg.inv(transform).T,
        transform.T @ transform,
        transform,
        float(found.values[best]),
        int(same.sum()),
        bool(found.converged[best]),
    )


def _turns(factors: int, starts: int, seed: int) -> list[Floats]:
    """Orthogonal matrices: none first, then random ones."""
    random = np.random.default_rng(seed).standard_normal((starts, factors, factors))
    return [np.eye(factors), *np.linalg.qr(random).Q[1:]]


def _rotator(loadings: Floats, method: str, first: Floats) -> Floats:
    """The transform that factor_analyzer finds after an orthogonal turn; the turn itself where it finds none."""
    from factor_analyzer import Rotator

    rotator = Rotator(
        _NAMES.get(method, method),
        normalize=False,
        kappa=loadings.shape[1] / (2 * loadings.shape[0]),
        delta=GEOMIN_DELTA,
        max_iter=_ITERATIONS,
        tol=_TOLERANCE,
    )
    try:
        with np.errstate(all="ignore"):
            rotator.fit(loadings @ first)
    except np.linalg.LinAlgError:
        return first
    found: Floats = first @ rotator.rotation_
    return found if np.isfinite(found).all() else first
