"""Minima of many smooth functions at once, each between bounds: Newton's method, safeguarded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from survey.stats.intervals import Floats

Integers = NDArray[np.intp]
Bools = NDArray[np.bool_]
Evaluate = Callable[[Floats, Integers], tuple[Floats, Floats, Floats]]
"""Points (b, n) and the numbers of their functions (b,) -> values (b,), gradients (b, n), Hessians (b, n, n)."""

TOLERANCE = 1e-10
"""A minimum: no element of the projected gradient x - P(x - g) is larger."""
ITERATIONS = 200
HALVINGS = 40
_DECREASE = 1e-4
_ROUNDING = 1e-14
_NEAR_BOUND = 1e-3
_CURVATURE = 1e-8


@dataclass(frozen=True)
class Minima:
    """Of B functions. points: shape (B, n). values: (B,). converged: (B,)."""

    points: Floats
    values: Floats
    converged: Bools


def minimise(evaluate: Evaluate, start: Floats, low: float = -np.inf, high: float = np.inf) -> Minima:
    """Minimise B functions of n variables, all variables between the same bounds.

    Parameters
    ----------
    evaluate
        Gives values, gradients and Hessians.
    start
        Shape (B, n).
    low, high
        Bounds of every variable.

    Notes
    -----
    Variables at a bound that the gradient holds there are fixed, the others take a Newton step, cut to the bounds; the step is
    halved until the value falls enough. A Hessian that is not positive definite gets a multiple of the identity added. Functions
    leave the batch when they have converged, so the time is that of the steps needed. Bertsekas (1982), SIAM Journal on Control
    and Optimization 20, 221-246.

    Examples
    --------
    (x - 3)² and (x + 1)² between 0 and 2: both end at a bound.

    >>> centre = np.array([[3.0], [-1.0]])
    >>> def evaluate(x, which):
    ...     return ((x - centre[which]) ** 2).sum(axis=1), 2 * (x - centre[which]), np.full((len(x), 1, 1), 2.0)
    >>> minimise(evaluate, np.ones((2, 1)), 0, 2).points.ravel().tolist()
    [2.0, 0.0]
    """
    points = np.clip(np.asarray(start, dtype=float), low, high)
    values = np.empty(len(points))
    converged = np.zeros(len(points), dtype=bool)
    left = np.arange(len(points))
    x = points.copy()
    value, gradient, hessian = evaluate(x, left)
    for _ in range(ITERATIONS):
        gap = np.abs(x - np.clip(x - gradient, low, high)).max(axis=1)
        done = gap < TOLERANCE
        points[left], values[left], converged[left[done]] = x, value, True
        if done.all():
            break
        if done.any():
            left = left[~done]
            x, value, gradient, hessian, gap = (part[~done] for part in (x, value, gradient, hessian, gap))
        step, held = _direction(x, gradient, hessian, gap, low, high)
        x, value, gradient, hessian, stuck = _search(evaluate, left, x, value, gradient, hessian, (step, held), (low, high))
        if stuck.any():
            left = left[~stuck]
            x, value, gradient, hessian = (part[~stuck] for part in (x, value, gradient, hessian))
        if not left.size:
            break
    return Minima(points, values, converged)


def _direction(x: Floats, gradient: Floats, hessian: Floats, gap: Floats, low: float, high: float) -> tuple[Floats, Bools]:
    """Newton's step of the free variables; the others go straight to their bound. And which are held there."""
    near = np.minimum(_NEAR_BOUND, gap)[:, None]
    held = ((x <= low + near) & (gradient > 0)) | ((x >= high - near) & (gradient < 0))
    matrix = np.where(held[:, :, None] | held[:, None, :], 0.0, hessian)
    diagonal = np.arange(x.shape[1])
    largest = np.abs(matrix[:, diagonal, diagonal]).max(axis=1)
    scale = np.where(largest > 0, largest, 1.0)
    matrix[:, diagonal, diagonal] += np.where(held, scale[:, None], 0.0)
    matrix[:, diagonal, diagonal] += _damping(matrix, scale)[:, None]
    step = -np.linalg.solve(matrix, np.where(held, 0.0, gradient)[:, :, None])[:, :, 0]
    return np.where(held, -gradient, step), held


def _damping(matrix: Floats, scale: Floats) -> Floats:
    """What to add to the diagonal so that each matrix is safely positive definite."""
    try:
        np.linalg.cholesky(matrix - (_CURVATURE * scale)[:, None, None] * np.eye(matrix.shape[1]))
    except np.linalg.LinAlgError:
        smallest = np.linalg.eigvalsh(matrix)[:, 0]
        lacking = smallest < _CURVATURE * scale
        damping: Floats = np.where(lacking, np.maximum(-2 * smallest, 0.0) + 2 * _CURVATURE * scale, 0.0)
        return damping
    return np.zeros(len(matrix))


def _search(
    evaluate: Evaluate,
    left: Integers,
    x: Floats,
    value: Floats,
    gradient: Floats,
    hessian: Floats,
    direction: tuple[Floats, Bools],
    bounds: tuple[float, float],
) -> tuple[Floats, Floats, Floats, Floats, Bools]:
    """The halved steps at which the values fall enough, and which functions found none."""
    step, held = direction
    new = (x.copy(), value.copy(), gradient.copy(), hessian.copy())
    open_, length = np.arange(len(x)), 1.0
    for _ in range(HALVINGS):
        tried = np.clip(x[open_] + length * step[open_], *bounds)
        found = evaluate(tried, left[open_])
        slope = np.where(held[open_], gradient[open_] * (tried - x[open_]), length * gradient[open_] * step[open_]).sum(axis=1)
        rounding = _ROUNDING * (1 + np.abs(value[open_]))
        good = found[0] <= value[open_] + _DECREASE * slope + rounding
        for kept, part in zip(new, (tried, *found), strict=True):
            kept[open_[good]] = part[good]
        open_, length = open_[~good], length / 2
        if not open_.size:
            break
    stuck = np.zeros(len(x), dtype=bool)
    stuck[open_] = True
    return (*new, stuck)
