"""Many minima at once: bounds, saddles, functions that are not convex."""

from __future__ import annotations

import numpy as np

from survey.stats.projected_newton import Floats, Integers, minimise


def rosenbrock(x: Floats, _: Integers) -> tuple[Floats, Floats, Floats]:
    a, b = x.T
    value = (1 - a) ** 2 + 100 * (b - a**2) ** 2
    gradient = np.stack([-2 * (1 - a) - 400 * a * (b - a**2), 200 * (b - a**2)], axis=1)
    cross = -400 * a
    hessian = np.array([[2 - 400 * (b - 3 * a**2), cross], [cross, np.full_like(a, 200)]]).transpose(2, 0, 1)
    return value, gradient, hessian


def test_a_curved_valley_without_bounds() -> None:
    found = minimise(rosenbrock, np.array([[-1.2, 1.0], [3.0, -2.0], [0.0, 5.0]]))
    assert found.converged.all()
    assert np.abs(found.points - 1).max() < 1e-9


def test_a_curved_valley_cut_by_a_bound() -> None:
    """With both variables at most .5 the minimum is at a = .5, b = a²."""
    found = minimise(rosenbrock, np.array([[-1.2, 0.3], [0.4, -2.0]]), -5.0, 0.5)
    assert found.converged.all()
    assert np.abs(found.points - [0.5, 0.25]).max() < 1e-9


def test_saddles_are_left() -> None:
    """cos has its maximum at 0, where the Hessian is negative: a plain Newton step would go there."""

    def wave(x: Floats, _: Integers) -> tuple[Floats, Floats, Floats]:
        return np.cos(x[:, 0]), -np.sin(x), -np.cos(x)[:, :, None]

    found = minimise(wave, np.array([[0.3], [-0.2], [6.5]]))
    assert found.converged.all()
    assert np.abs(found.values + 1).max() < 1e-12


def test_all_variables_at_their_bounds() -> None:
    def slope(x: Floats, _: Integers) -> tuple[Floats, Floats, Floats]:
        return x @ [1.0, -1.0], np.tile([1.0, -1.0], (len(x), 1)), np.zeros((len(x), 2, 2))

    found = minimise(slope, np.full((2, 2), 0.5), 0.0, 1.0)
    assert found.converged.all()
    assert found.points.tolist() == [[0, 1], [0, 1]]


def test_what_has_no_minimum_is_not_called_converged() -> None:
    def fall(x: Floats, _: Integers) -> tuple[Floats, Floats, Floats]:
        return -x[:, 0], -np.ones_like(x), np.zeros((len(x), 1, 1))

    assert not minimise(fall, np.zeros((1, 1))).converged.any()
