"""Logit with and without Firth's correction: against R (brglm2, glm, profiles by optim) and against statsmodels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import chi2
from statsmodels.api import Logit, add_constant

from survey.errors import LOGIT_FAILED, PREDICTORS_OVERLAP, StatisticsError
from survey.stats.logistic import average_effects, fit, null_log_likelihood, separated

TOLD: dict[str, Any] = json.loads((Path(__file__).parents[1] / "oracles" / "nominal" / "logit.json").read_text("utf-8"))
FITS = [(name, method) for name, told in TOLD.items() for method in ("firth", "ml") if method in told]


def data(name: str) -> tuple[np.ndarray, np.ndarray]:
    return np.array(TOLD[name]["x"], dtype=float), np.array(TOLD[name]["y"], dtype=np.int64)


@pytest.mark.parametrize(("name", "method"), FITS)
def test_as_r_says(name: str, method: Any) -> None:
    design, outcome = data(name)
    told, found = TOLD[name][method], fit(design, outcome, method)
    np.testing.assert_allclose(found.coefficients, told["coefficients"], rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(np.sqrt(np.diag(found.covariance)), told["errors"], rtol=1e-5)
    assert found.log_likelihood == pytest.approx(told["log_likelihood"], rel=1e-9)
    np.testing.assert_allclose(found.low, told["low"], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(found.high, told["high"], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(found.p, told["p"], rtol=1e-4, atol=1e-9)
    whole = 2 * (found.log_likelihood - null_log_likelihood(design, outcome, method))
    assert chi2.sf(whole, design.shape[1]) == pytest.approx(told["whole"], rel=1e-5)


def test_the_coefficient_that_r_packages_print_of_the_endometrial_data() -> None:
    """Heinze and Schemper (2002), table III: NV 2.929, PI -0.035, EH -2.604."""
    design, outcome = data("endometrial")
    assert fit(design, outcome).coefficients[1:].round(3).tolist() == [2.929, -0.035, -2.604]


def test_separation_is_found() -> None:
    assert separated(*data("endometrial")).tolist() == [True, False, False]
    assert separated(*data("many")).tolist() == [False, False, False]


def test_maximum_likelihood_of_separated_answers_is_refused_and_so_are_columns_that_overlap() -> None:
    design, outcome = data("endometrial")
    with pytest.raises(StatisticsError) as refusal:
        fit(design, outcome, "ml")
    assert refusal.value.code == LOGIT_FAILED
    with pytest.raises(StatisticsError) as refusal:
        fit(np.column_stack([design, design[:, 0]]), outcome)
    assert refusal.value.code == PREDICTORS_OVERLAP


def test_firth_of_one_table_is_the_log_odds_ratio_with_half_a_person_in_each_cell() -> None:
    """Of a saturated model the correction adds 1/2 to each cell: Haldane, Anscombe."""
    design = np.repeat([[0.0], [0.0], [1.0], [1.0]], [7, 3, 0, 8], axis=0)
    outcome = np.repeat([0, 1, 0, 1], [7, 3, 0, 8])
    found = fit(design, outcome)
    assert found.coefficients == pytest.approx([np.log(3.5 / 7.5), np.log(8.5 / 0.5) - np.log(3.5 / 7.5)], rel=1e-8)


def test_average_effects_as_statsmodels_says() -> None:
    design, outcome = data("many")
    found = fit(design, outcome, "ml")
    effects, errors = average_effects(design, found, [(0,), (1,), None])
    told = Logit(outcome, add_constant(design)).fit(disp=0).get_margeff(dummy=True)
    np.testing.assert_allclose(effects, told.margeff, rtol=1e-6)
    np.testing.assert_allclose(errors, told.margeff_se, rtol=1e-5)


def test_the_effect_of_an_answer_is_against_the_reference_alone() -> None:
    """Three groups and nothing else: the effects are the differences of their shares from that of the first."""
    group = np.repeat([0, 1, 2], [20, 30, 40])
    outcome = np.concatenate([np.repeat([0, 1], [12, 8]), np.repeat([0, 1], [10, 20]), np.repeat([0, 1], [10, 30])])
    design = np.column_stack([group == 1, group == 2]).astype(float)
    effects, errors = average_effects(design, fit(design, outcome, "ml"), [(0, 1), (0, 1)])
    np.testing.assert_allclose(effects, [20 / 30 - 8 / 20, 30 / 40 - 8 / 20], rtol=1e-8)
    variance = [p * (1 - p) / n for p, n in ((0.4, 20), (2 / 3, 30), (0.75, 40))]
    np.testing.assert_allclose(errors**2, [variance[0] + variance[1], variance[0] + variance[2]], rtol=1e-7)
