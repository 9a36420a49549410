"""Diagonally weighted least squares: equal weights, unequal ones, missing ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from survey.errors import SurveyError
from survey.stats.common_factors import LOWEST
from survey.stats.extraction import extract
from survey.stats.weighted import derivatives, weights

SETS = ("lsat6", "syn96", "syn96na", "syn1000", "hs39")


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("file", ["pearson", "tetrachoric_exact_psych_smoothed"])
@pytest.mark.parametrize("factors", [1, 2])
def test_equal_weights_are_unweighted(oracles: Any, name: str, file: str, factors: int) -> None:
    """Also where an item is at its bound (two factors of lsat6). Measured: 2e-11; 1e-9 leaves room for another BLAS."""
    matrix = oracles.matrix(name, file)
    plain = extract(matrix, factors)
    found = extract(matrix, factors, "dwls", errors=np.full(matrix.shape, 0.1))
    assert found.converged
    assert found.agreeing >= 2
    assert np.abs(found.loadings - plain.loadings).max() < 1e-9
    assert np.abs(found.uniquenesses - plain.uniquenesses).max() < 1e-9
    assert found.objective == pytest.approx(100 * plain.objective, abs=1e-10)
    assert (found.at_bound == plain.at_bound).all()


def test_gradient_and_hessian_are_those_of_the_objective(oracles: Any) -> None:
    """With one communality above its bound. Central differences with steps of 1e-5 are right to about 1e-9."""
    rng = np.random.default_rng(0)
    matrix = oracles.matrix("hs39", "pearson")
    loadings = rng.normal(0, 0.5, (9, 3))
    loadings[0] = [0.8, 0.7, 0.5]
    weight = weights(rng.uniform(0.5, 2, (9, 9)))

    def at(point: np.ndarray) -> tuple[np.ndarray, ...]:
        return derivatives(matrix, weight, point.reshape(1, 9, 3))

    _, gradient, hessian = at(loadings)
    for number, step in enumerate(np.eye(27) * 1e-5):
        above, below = at(loadings.ravel() + step), at(loadings.ravel() - step)
        assert gradient[0, number] == pytest.approx((above[0][0] - below[0][0]) / 2e-5, abs=1e-7)
        assert hessian[0, number] == pytest.approx((above[1][0] - below[1][0]) / 2e-5, abs=1e-7)


def test_a_known_pair_is_fitted_better_than_an_unknown_one(oracles: Any) -> None:
    matrix = oracles.matrix("hs39", "pearson")
    residuals = []
    for error in (0.01, 0.1, 1.0):
        errors = np.full((9, 9), 0.1)
        errors[0, 5] = errors[5, 0] = error
        found = extract(matrix, 2, "dwls", errors=errors)
        assert found.converged
        residuals.append(abs(matrix[0, 5] - found.loadings[0] @ found.loadings[5]))
    assert residuals == sorted(residuals)


def test_where_it_says_it_is_a_minimum_every_step_goes_up(oracles: Any) -> None:
    rng = np.random.default_rng(1)
    matrix = oracles.matrix("syn96", "tetrachoric_exact_psych_smoothed")
    errors = rng.uniform(0.05, 0.4, matrix.shape)
    weight = weights(errors)
    found = extract(matrix, 3, "dwls", errors=errors)
    assert found.uniquenesses.min() > LOWEST
    steps = found.loadings + rng.normal(0, 1e-3, (200, *found.loadings.shape))
    assert derivatives(matrix, weight, steps)[0].min() > found.objective
    assert derivatives(matrix, weight, found.loadings[None])[0][0] == pytest.approx(found.objective, rel=1e-10)


def test_a_pair_without_an_error_counts_as_the_least_known() -> None:
    errors = np.array([[0, 0.1, np.nan, 0.2], [0.1, 0, 0.0, 0.1], [np.nan, 0.0, 0, 0.1], [0.2, 0.1, 0.1, 0]])
    assert weights(errors)[0].round(6).tolist() == [0, 100, 25, 25]
    assert weights(errors)[2].round(6).tolist() == [25, 25, 0, 100]


@pytest.mark.parametrize("errors", [None, np.zeros((9, 9)), np.full((9, 9), np.nan)])
def test_without_errors_it_is_refused(oracles: Any, errors: Any) -> None:
    with pytest.raises(SurveyError) as refused:
        extract(oracles.matrix("hs39", "pearson"), 2, "dwls", errors=errors)
    assert refused.value.code == "SQ-S53"
