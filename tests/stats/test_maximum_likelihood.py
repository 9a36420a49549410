"""Maximum likelihood against exact solutions from R."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from survey.errors import SurveyError
from survey.stats.extraction import extract
from survey.stats.maximum_likelihood import derivatives

SETS = ("lsat6", "syn96", "syn96na", "syn1000", "hs39")
FILES = {"pearson": "pearson", "exact05": "tetrachoric_exact_psych_smoothed"}


@pytest.mark.parametrize("name", SETS)
def test_exact_solutions(oracles: Any, name: str) -> None:
    """R's nlminb left 2e-6 in uniquenesses; ours is never higher.

    Largest deviations measured: objective 6e-12 (ours lower), uniquenesses 1.2e-6, loadings 7e-7.
    """
    keys = [key for key in oracles.json(name, "fa_exact") if key.endswith("ml")]
    assert keys
    for key in keys:
        kind, factors, _ = key.split("|")
        printed = oracles.json(name, "fa_exact")[key]
        found = extract(oracles.matrix(name, FILES[kind]), int(factors), "ml")
        assert found.converged
        assert -1e-11 < found.objective - printed["objective"] < 1e-12
        assert np.abs(found.uniquenesses - printed["uniquenesses"]).max() < 1e-5
        assert np.abs(found.loadings - np.array(printed["loadings_unrotated"]["values"])).max() < 1e-5
        assert found.at_bound.sum() == printed["n_on_lower_bound"]


@pytest.mark.parametrize(("low", "high"), [(0.2, 0.9), (0.9, 1.0), (0.01, 0.1)])
def test_gradient_and_hessian_are_those_of_the_objective(oracles: Any, low: float, high: float) -> None:
    """Central differences with steps of 1e-5 are right to about 3e-7 where derivatives reach tens."""
    matrix = oracles.matrix("hs39", "pearson")[None]
    point = np.log(np.random.default_rng(0).uniform(low, high, 9))
    _, gradient, hessian = derivatives(matrix, point[None], 3)
    for item, step in enumerate(np.eye(9) * 1e-5):
        above, below = (derivatives(matrix, (point + sign * step)[None], 3) for sign in (1, -1))
        assert gradient[0, item] == pytest.approx((above[0][0] - below[0][0]) / 2e-5, rel=1e-6, abs=1e-6)
        assert hessian[0, item] == pytest.approx((above[1][0] - below[1][0]) / 2e-5, rel=1e-6, abs=1e-6)


def test_the_objective_is_the_discrepancy_of_the_implied_matrix(oracles: Any) -> None:
    """ln |S| - ln |R| + tr(R S⁻¹) - p; at its minimum the trace is p."""
    matrix = oracles.matrix("hs39", "pearson")
    found = extract(matrix, 2, "ml")
    implied = found.loadings @ found.loadings.T + np.diag(found.uniquenesses)
    logs = np.linalg.slogdet(implied)[1] - np.linalg.slogdet(matrix)[1]
    assert found.objective == pytest.approx(logs + np.trace(np.linalg.solve(implied, matrix)) - 9, abs=1e-12)


def test_a_smoothed_matrix_has_no_likelihood(oracles: Any) -> None:
    with pytest.raises(SurveyError) as refused:
        extract(oracles.matrix("syn96", "tetrachoric_exact_psych_smoothed"), 3, "ml")
    assert refused.value.code == "SQ-S52"
    assert "uls" in str(refused.value)
