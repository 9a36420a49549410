"""Fit statistics against psych, and where they are left out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from survey.stats.factor_fit import fit

CASES = [("lsat6", 1), ("lsat6", 2), *((name, factors) for name in ("hs39", "syn1000", "syn96") for factors in (1, 3))]
PEOPLE = {"lsat6": 1000, "hs39": 301, "syn1000": 1000, "syn96": 96}


@pytest.mark.parametrize(("name", "factors"), CASES)
def test_psych(oracles: Any, name: str, factors: int) -> None:
    """From psych's own maximum likelihood loadings: one millionth, because R wrote nine digits of them and of its results.

    Its RMSEA divides by n where the formula of Steiger, and its own interval, have n - 1.
    """
    printed = oracles.json(name, "fa_psych")[f"pearson|{factors}|ml|none"]
    loadings = np.array(printed["loadings"]["values"])
    n = PEOPLE[name]
    found = fit(oracles.matrix(name, "pearson"), loadings @ loadings.T, factors, n)
    expected = {"chi2": printed["STATISTIC"], "df": printed["dof"], "tli": printed["TLI"], "rmsr": printed["rms"]}
    if printed["dof"]:
        expected |= {"p": printed["PVAL"], "rmsr_adjusted": printed["crms"]}
    for key, value in expected.items():
        assert getattr(found, key) == pytest.approx(value, rel=1e-6, abs=1e-6), key
    assert found.rmsea == pytest.approx(np.sqrt(max(0, (printed["STATISTIC"] / printed["dof"] - 1) / (n - 1))), abs=1e-6)


@pytest.mark.parametrize("name", ["lsat6", "hs39", "syn1000", "syn96"])
def test_interval_of_rmsea(oracles: Any, name: str) -> None:
    """1e-4: uniroot in R stops there."""
    printed = oracles.json(name, "fa_psych")["pearson|1|ml|none"]
    loadings = np.array(printed["loadings"]["values"])
    found = fit(oracles.matrix(name, "pearson"), loadings @ loadings.T, 1, PEOPLE[name])
    low, high = (printed["RMSEA"][bound] for bound in ("lower", "upper"))
    assert (found.rmsea_low, found.rmsea_high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))
    assert found.rmsea_low <= found.rmsea <= found.rmsea_high


def test_a_perfect_model() -> None:
    loadings = np.array([[0.8, 0], [0.7, 0], [0.6, 0], [0, 0.8], [0, 0.7], [0, 0.6]])
    implied = loadings @ loadings.T
    matrix = implied + np.diag(1 - np.diag(implied))
    found = fit(matrix, implied, 2, 200)
    assert (found.rmsr, found.rmsea, found.rmsea_low) == (0, 0, 0)
    assert found.chi2 == pytest.approx(0, abs=1e-9)
    assert found.p == pytest.approx(1)
    assert found.tli > 1


def test_nothing_is_made_up_without_degrees_of_freedom() -> None:
    loadings = np.full((3, 1), 0.7)
    matrix = loadings @ loadings.T + 0.51 * np.eye(3)
    found = fit(matrix, loadings @ loadings.T, 1, 100)
    assert found.df == 0
    assert all(np.isnan(number) for number in (found.p, found.rmsea, found.rmsea_high, found.tli, found.rmsr_adjusted))


def test_likelihood_is_left_out_on_request(oracles: Any) -> None:
    matrix = oracles.matrix("syn96", "tetrachoric_exact_psych_smoothed")
    found = fit(matrix, np.full_like(matrix, 0.2), 1, 96, likelihood=False)
    assert np.isnan([found.chi2, found.p, found.rmsea, found.tli]).all()
    assert found.rmsr > 0
