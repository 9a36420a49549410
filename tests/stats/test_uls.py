"""Unweighted least squares against exact solutions from R, and many matrices at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.stats.common_factors import LOWEST, starting_points
from survey.stats.extraction import extract
from survey.stats.uls import derivatives, uls

SETS = ("lsat6", "syn96", "syn96na", "syn1000", "hs39")
FILES = {"pearson": "pearson", "exact05": "tetrachoric_exact_psych_smoothed"}


def simulated(seed: int, items: int = 9, factors: int = 2, people: int = 60) -> np.ndarray:
    rng = np.random.default_rng(seed)
    loadings = rng.uniform(0.3, 0.8, (items, factors)) * (np.arange(items)[:, None] % factors == np.arange(factors))
    answers = rng.standard_normal((people, factors)) @ loadings.T + rng.standard_normal((people, items)) * 0.7
    return np.corrcoef(answers.T)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("kind", FILES)
def test_exact_solutions(oracles: Any, name: str, kind: str) -> None:
    """R's nlminb stopped at a relative change of 1e-15 of the objective, which leaves 2e-6 in uniquenesses; ours is never higher.

    Largest deviations measured: objective 3e-12 (ours lower), uniquenesses 1.7e-6, loadings 4e-7.
    """
    matrix = oracles.matrix(name, FILES[kind])
    keys = [key for key in oracles.json(name, "fa_exact") if key.startswith(kind) and key.endswith("minres")]
    assert keys
    for key in keys:
        printed = oracles.json(name, "fa_exact")[key]
        found = extract(matrix, int(key.split("|")[1]))
        assert found.converged
        assert found.agreeing >= 2
        assert -1e-11 < found.objective - printed["objective"] < 1e-14
        assert np.abs(found.uniquenesses - printed["uniquenesses"]).max() < 1e-5
        # The loadings of a Heywood case go beyond its communality there, and end with it here.
        assert np.abs(found.loadings - np.array(printed["loadings_unrotated"]["values"]))[~found.at_bound].max() < 1e-5
        assert found.at_bound.sum() == printed["n_on_lower_bound"]


@pytest.mark.parametrize(("low", "high"), [(0.2, 0.9), (0.9, 1.0), (0.005, 0.1)])
def test_gradient_and_hessian_are_those_of_the_objective(oracles: Any, low: float, high: float) -> None:
    """Central differences with steps of 1e-5 are right to about 1e-9."""
    matrix = oracles.matrix("hs39", "pearson")[None]
    psi = np.random.default_rng(0).uniform(low, high, 9)
    _, gradient, hessian = derivatives(matrix, psi[None], 3)
    for item, step in enumerate(np.eye(9) * 1e-5):
        above, below = (derivatives(matrix, (psi + sign * step)[None], 3) for sign in (1, -1))
        assert gradient[0, item] == pytest.approx((above[0][0] - below[0][0]) / 2e-5, abs=1e-8)
        assert hessian[0, item] == pytest.approx((above[1][0] - below[1][0]) / 2e-5, abs=1e-8)


def test_many_matrices_are_solved_as_each_by_itself() -> None:
    matrices = np.stack([simulated(seed) for seed in range(50)])
    together = uls(matrices, 2, np.full(9, 0.5))
    assert together.converged.all()
    for matrix, loadings, psi in zip(matrices, together.loadings, together.uniquenesses, strict=True):
        alone = uls(matrix[None], 2, np.full((1, 9), 0.5))
        assert np.abs(alone.loadings[0] - loadings).max() < 1e-8
        assert np.abs(alone.uniquenesses[0] - psi).max() < 1e-8


def test_bounds_hold_where_an_item_would_have_a_negative_uniqueness(oracles: Any) -> None:
    found = extract(oracles.matrix("lsat6", "pearson"), 2)
    assert found.uniquenesses.min() == LOWEST
    assert found.at_bound.tolist() == (found.uniquenesses == LOWEST).tolist()
    assert found.at_bound.sum() == 1


def test_a_smoothed_matrix_has_a_start(oracles: Any) -> None:
    """Its inverse has elements of 1e8: 1 / diag would start every item at a uniqueness of zero."""
    matrix = oracles.matrix("syn96", "tetrachoric_exact_psych_smoothed")
    assert np.linalg.eigvalsh(matrix)[0] < 1e-8
    assert 0.02 < starting_points(matrix, 1, 0).mean() < 0.9


@given(seed=st.integers(0, 10_000))
def test_order_and_sign_of_items_do_not_matter(seed: int) -> None:
    """1e-7: at a tolerance of 1e-10 of the gradient a flat minimum is found to about that."""
    matrix = simulated(seed)
    rng = np.random.default_rng(seed)
    order, sign = rng.permutation(9), rng.choice([-1, 1], 9)
    first = extract(matrix, 2, starts=3)
    other = extract(matrix[np.ix_(order, order)] * np.outer(sign, sign), 2, starts=3)
    if min(first.agreeing, other.agreeing) == 3:
        common = (first.loadings @ first.loadings.T)[np.ix_(order, order)] * np.outer(sign, sign)
        assert other.objective == pytest.approx(first.objective, abs=1e-10)
        assert np.abs(other.loadings @ other.loadings.T - common).max() < 1e-6


@given(seed=st.integers(0, 10_000))
def test_a_minimum_reproduces_the_diagonal(seed: int) -> None:
    """Where no bound is reached, communalities and uniquenesses add to 1: the gradient is what is left over."""
    found = extract(simulated(seed), 2, starts=2)
    assert found.converged
    inside = (found.uniquenesses > LOWEST) & (found.uniquenesses < 1)
    assert np.abs(((found.loadings**2).sum(axis=1) + found.uniquenesses - 1)[inside]).max(initial=0) < 1e-9


def test_more_factors_than_there_are_leave_empty_columns() -> None:
    """A matrix of one exact factor: the second has nothing, and nothing fails."""
    one = np.outer(np.full(6, 0.6), np.full(6, 0.6))
    np.fill_diagonal(one, 1)
    found = extract(one, 2)
    assert found.objective < 1e-12
    assert np.abs(found.loadings @ found.loadings.T - one)[~np.eye(6, dtype=bool)].max() < 1e-6


@pytest.mark.slow
def test_a_thousand_replicates_from_the_solution_of_the_sample(oracles: Any) -> None:
    """No replicate has a better solution elsewhere: random starts end at the same objective."""
    answers = oracles.data("syn1000").to_numpy(dtype=float)
    rng = np.random.default_rng(0)
    matrices = np.stack([np.corrcoef(answers[rng.integers(0, len(answers), len(answers))].T) for _ in range(1000)])
    warm = uls(matrices, 3, extract(np.corrcoef(answers.T), 3).uniquenesses)
    cold = uls(matrices, 3, rng.uniform(0.1, 0.95, (1000, 24)))
    assert warm.converged.all()
    assert cold.converged.all()
    assert np.abs(warm.objective - cold.objective).max() < 1e-9
