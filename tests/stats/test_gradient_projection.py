"""Many rotations at once: the same as one by one, from any start."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from survey.stats.alignment import align
from survey.stats.gradient_projection import rotate_all
from survey.stats.presets import PRESETS
from survey.stats.rotation import ORTHOGONAL, ROTATIONS, rotate
from survey.stats.rotation_criteria import CRITERIA

SETS = ("lsat6", "syn96", "syn96na", "syn1000", "hs39")
OURS = PRESETS["survey"]


def unrotated(oracles: Any, name: str) -> list[np.ndarray]:
    found = [np.array(one["loadings_unrotated"]["values"]) for one in oracles.json(name, "fa_exact").values()]
    return [loadings for loadings in found if loadings.shape[1] > 1]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("method", ROTATIONS)
def test_it_reaches_what_the_rotator_reaches(oracles: Any, name: str, method: str) -> None:
    """From no rotation at all, without the help of factor_analyzer. Measured: 5e-9 at a gradient of 1e-9."""
    for loadings in unrotated(oracles, name):
        exact = rotate(loadings, method, OURS, starts=1)
        turned, phi, converged = rotate_all(loadings[None], method, OURS, np.eye(loadings.shape[1]), tolerance=1e-9)
        assert converged.all()
        moved, across = align(turned, phi, exact.loadings)
        assert np.abs(moved[0] - exact.loadings).max() < 1e-6
        assert np.abs(across[0] - exact.phi).max() < 1e-6


@pytest.mark.parametrize("method", ROTATIONS)
def test_the_solution_of_the_sample_stays_where_it_is(oracles: Any, method: str) -> None:
    """Started at its own transform it needs no step, so order and signs stay too."""
    loadings = unrotated(oracles, "syn96")[-1]
    exact = rotate(loadings, method, OURS)
    turned, phi, converged = rotate_all(loadings[None], method, OURS, exact.transform)
    assert converged.all()
    assert np.abs(turned[0] - exact.loadings).max() < 1e-5
    assert np.abs(phi[0] - exact.phi).max() < 1e-5


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("method", ROTATIONS)
@pytest.mark.slow
def test_replicates_are_rotated_as_each_by_itself(oracles: Any, method: str, preset: str) -> None:
    """1e-3: both end at a gradient of 1e-5, from where a flat criterion may have 1e-4 to go."""
    loadings = unrotated(oracles, "syn1000")[-1]
    stack = loadings + np.random.default_rng(0).normal(0, 0.05, (6, *loadings.shape))
    rules = PRESETS[preset]
    turned, phi, converged = rotate_all(stack, method, rules, rotate(loadings, method, rules).transform)
    assert converged.all()
    assert np.abs(turned @ phi @ turned.transpose(0, 2, 1) - stack @ stack.transpose(0, 2, 1)).max() < 1e-10
    for one, found, across in zip(stack, turned, phi, strict=True):
        alone = rotate(one, method, rules, starts=1)
        moved, there = align(found[None], across[None], alone.loadings)
        assert np.abs(moved[0] - alone.loadings).max() < 1e-3
        assert np.abs(there[0] - alone.phi).max() < 1e-3
        if method in ORTHOGONAL:
            assert np.abs(across - np.eye(3)).max() < 1e-12


@pytest.mark.parametrize("method", CRITERIA)
def test_derivatives_are_those_of_the_criterion(method: str) -> None:
    """Central differences with steps of 1e-5 are right to about 1e-9."""
    loadings = np.random.default_rng(0).uniform(-0.9, 0.9, (1, 6, 3))
    slope = CRITERIA[method](loadings)[1].ravel()
    for number, step in enumerate((np.eye(18) * 1e-5).reshape(18, 1, 6, 3)):
        above, below = CRITERIA[method](loadings + step)[0][0], CRITERIA[method](loadings - step)[0][0]
        assert slope[number] == pytest.approx((above - below) / 2e-5, abs=1e-8)
