"""Rotations of many loading matrices at once: gradient projection, warm-started."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from survey.stats.intervals import Floats
from survey.stats.presets import Preset
from survey.stats.rotation_criteria import CRITERIA, ORTHOGONAL, Criterion, row_lengths

TOLERANCE = 1e-5
"""Length of the projected gradient at which a rotation has converged, as in GPArotation."""
ITERATIONS = 1000
HALVINGS = 30
PROMAX_POWER = 4
_ROUNDING = 1e-14
_SHORTEST, _LONGEST = 1e-4, 1e4


@dataclass(frozen=True)
class Turned:
    """transforms T, shape (B, q, q): loadings are those before times the inverse of T', phi is T'T. values, converged: (B,)."""

    transforms: Floats
    values: Floats
    converged: NDArray[np.bool_]


@dataclass
class _State:
    """Transforms with the criterion there, its projected gradient and the gradient's length."""

    transforms: Floats
    values: Floats
    gradients: Floats
    lengths: Floats

    def take(self, which: NDArray[np.bool_]) -> _State:
        return _State(self.transforms[which], self.values[which], self.gradients[which], self.lengths[which])

    def put(self, which: NDArray[np.intp], other: _State) -> None:
        self.transforms[which], self.values[which] = other.transforms, other.values
        self.gradients[which], self.lengths[which] = other.gradients, other.lengths


def rotate_all(
    loadings: Floats, method: str, preset: Preset, start: Floats, *, tolerance: float = TOLERANCE
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Rotate a stack of loading matrices, each by itself.

    Parameters
    ----------
    loadings
        Unrotated, shape (B, p, q).
    method
        A name of `survey.stats.rotation.ROTATIONS`.
    preset
        Which rotations are of normalised rows; how promax makes its target.
    start
        Where to start: the transform of a similar solution, shape (q, q), or one for each, (B, q, q).
    tolerance
        Length of the projected gradient that ends the search.

    Returns
    -------
    Loadings (B, p, q), correlations of the factors (B, q, q), and whether each search converged (B,). From a common start the
    factors usually keep order and sign; `survey.stats.alignment.align` makes sure.

    Notes
    -----
    Steps against the gradient, projected on orthogonal transforms or on those with columns of length 1; step lengths of Barzilai
    and Borwein, halved until the criterion falls enough. Promax is varimax and least squares to its 4th powers, as in psych.
    Bernaards and Jennrich (2005), Educational and Psychological Measurement 65, 676-696. In R: `GPArotation::oblimin(L, Tmat =
    T)`.

    Examples
    --------
    >>> from survey.stats.presets import PRESETS
    >>> simple = np.array([[0.8, 0], [0.7, 0], [0.6, 0], [0, 0.8], [0, 0.7], [0, 0.6]])
    >>> angle = np.array([[np.cos(0.5), -np.sin(0.5)], [np.sin(0.5), np.cos(0.5)]])
    >>> found, phi, converged = rotate_all((simple @ angle)[None], "oblimin", PRESETS["survey"], np.eye(2))
    >>> np.abs(found[0]).round(4).T.tolist(), converged.tolist()
    ([[0.8, 0.7, 0.6, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.8, 0.7, 0.6]], [True])
    """
    batch, _, factors = loadings.shape
    start = np.broadcast_to(start, (batch, factors, factors))
    if method == "none" or factors == 1:
        return loadings.copy(), np.broadcast_to(np.eye(factors), start.shape).copy(), np.ones(batch, dtype=bool)
    with threadpool_limits(1):
        found = turn(loadings, method, preset, start, tolerance)
        transforms = found.transforms
        turned = loadings @ np.linalg.inv(transforms).transpose(0, 2, 1)
    return turned, transforms.transpose(0, 2, 1) @ transforms, found.converged


def turn(loadings: Floats, method: str, preset: Preset, start: Floats, tolerance: float = TOLERANCE) -> Turned:
    """The transforms of `rotate_all`, with the criterion; that of promax is varimax's."""
    scaled = loadings / row_lengths(loadings, method, preset.kaiser)
    oblique = method not in (*ORTHOGONAL, "promax")
    found = _search(scaled, start if oblique else _nearest_orthogonal(start), CRITERIA[method], oblique, tolerance)
    if method == "promax":
        return Turned(promax(loadings, found.transforms, preset), found.values, found.converged)
    return found


def promax(loadings: Floats, varimax: Floats, preset: Preset) -> Floats:
    """Transforms (B, q, q) of promax from unrotated loadings (B, p, q) and the transforms of varimax.

    The varimax loadings A are regressed on A |A|³, and the coefficients U scaled so that the factors have variance 1. Of
    normalised rows, or (SPSS) A as it is on a target of normalised rows. Hendrickson and White (1964), British Journal of
    Statistical Psychology 17, 65-70. In R: `psych::kaiser(L, rotate = "Promax")`; `EFAtools::PROMAX(L, type = "SPSS")`."""
    normalised = loadings / row_lengths(loadings, "promax", frozenset({"promax"})) @ varimax
    source = normalised if preset.promax_target == "normalised" else loadings @ varimax
    target = normalised * np.abs(normalised) ** (PROMAX_POWER - 1)
    across = source.transpose(0, 2, 1)
    coefficients = np.linalg.solve(across @ source, across @ target)
    inverse = np.linalg.inv(coefficients)
    scale = np.sqrt((inverse**2).sum(axis=2, keepdims=True))
    found: Floats = varimax @ (inverse / scale).transpose(0, 2, 1)
    return found


def _nearest_orthogonal(matrices: Floats) -> Floats:
    left, _, right = np.linalg.svd(matrices)
    found: Floats = left @ right
    return found


def _search(loadings: Floats, start: Floats, criterion: Criterion, oblique: bool, tolerance: float) -> Turned:
    """Gradient projection of the whole stack; matrices leave it when they have converged or no step helps."""
    transforms, values = np.array(start, dtype=float), np.empty(len(start))
    converged = np.zeros(len(start), dtype=bool)
    left = np.arange(len(start))
    state = _evaluate(loadings, transforms, criterion, oblique)
    steps = np.ones(len(start))
    for _ in range(ITERATIONS):
        done = state.lengths < tolerance
        transforms[left], values[left], converged[left] = state.transforms, state.values, done
        if done.all():
            break
        if done.any():
            left, loadings, steps, state = left[~done], loadings[~done], steps[~done], state.take(~done)
        old = _State(state.transforms.copy(), state.values, state.gradients.copy(), state.lengths)
        stuck = _step(loadings, state, steps, criterion, oblique)
        steps = _next_steps(state, old, steps)
        if stuck.any():
            left, loadings, steps, state = left[~stuck], loadings[~stuck], steps[~stuck], state.take(~stuck)
            if not left.size:
                break
    return Turned(transforms, values, converged)


def _step(loadings: Floats, state: _State, steps: Floats, criterion: Criterion, oblique: bool) -> NDArray[np.bool_]:
    """Move every transform against its gradient, by less where that does not help; which found no step that does."""
    open_ = np.arange(len(steps))
    origin, lengths, values = state.transforms.copy(), state.lengths.copy(), state.values.copy()
    directions, length = state.gradients.copy(), steps.copy()
    for _ in range(HALVINGS):
        moved = origin[open_] - length[open_, None, None] * directions[open_]
        moved = moved / np.sqrt((moved**2).sum(axis=1, keepdims=True)) if oblique else _nearest_orthogonal(moved)
        tried = _evaluate(loadings[open_], moved, criterion, oblique)
        allowed = values[open_] - 0.1 * lengths[open_] ** 2 * length[open_] + _ROUNDING * (1 + np.abs(values[open_]))
        good = tried.values <= allowed
        state.put(open_[good], tried.take(good))
        open_ = open_[~good]
        if not open_.size:
            break
        length[open_] /= 2
    stuck = np.zeros(len(steps), dtype=bool)
    stuck[open_] = True
    return stuck


def _next_steps(state: _State, old: _State, steps: Floats) -> Floats:
    """Barzilai and Borwein's length: how far the last step went by how much it changed the gradient."""
    moved, changed = state.transforms - old.transforms, state.gradients - old.gradients
    across = (moved * changed).sum(axis=(1, 2))
    length = (moved**2).sum(axis=(1, 2)) / np.where(across > 0, across, 1.0)
    found: Floats = np.clip(np.where(across > 0, length, 2 * steps), _SHORTEST, _LONGEST)
    return found


def _evaluate(loadings: Floats, transforms: Floats, criterion: Criterion, oblique: bool) -> _State:
    """The criterion at these transforms and its gradient, projected on the directions in which transforms may move."""
    if not oblique:
        value, slope = criterion(loadings @ transforms)
        gradient = loadings.transpose(0, 2, 1) @ slope
        inner = transforms.transpose(0, 2, 1) @ gradient
        projected = gradient - transforms @ (inner + inner.transpose(0, 2, 1)) / 2
    else:
        inverse = np.linalg.inv(transforms)
        turned = loadings @ inverse.transpose(0, 2, 1)
        value, slope = criterion(turned)
        gradient = -((turned.transpose(0, 2, 1) @ slope) @ inverse).transpose(0, 2, 1)
        projected = gradient - transforms * (transforms * gradient).sum(axis=1, keepdims=True)
    return _State(transforms, value, projected, np.sqrt((projected**2).sum(axis=(1, 2))))
