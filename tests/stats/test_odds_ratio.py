"""Odds ratios, against R."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import hypergeom, nchypergeom_fisher

from survey.errors import StatisticsError
from survey.stats.odds_ratio import odds_ratio

ORACLE = Path(__file__).parents[1] / "oracles" / "nominal" / "crosstab.json"
CROSSED: dict[str, dict[str, Any]] = json.loads(ORACLE.read_text("utf-8"))


def number(value: float | None) -> float:
    """JSON has no infinity."""
    return np.inf if value is None else value


@pytest.mark.parametrize("name", [name for name, told in CROSSED.items() if "exact" in told])
def test_as_r_says(name: str) -> None:
    """R finds the limits with uniroot's default tolerance, on the scale of 1 / ratio where they are large: to a percent there."""
    told, found = CROSSED[name], odds_ratio(CROSSED[name]["table"])
    assert (found.wald_low, found.wald_high) == pytest.approx(tuple(told["wald"]), rel=1e-10)
    low, high = map(number, told["exact"])
    assert found.conditional == pytest.approx(number(told["conditional"]), rel=2e-4)
    assert (found.exact_low, found.exact_high) == (pytest.approx(low, rel=1e-3), pytest.approx(high, rel=1e-2))


def test_the_exact_limits_are_where_one_sided_tests_begin_to_reject() -> None:
    found = odds_ratio([[10, 5], [3, 12]])
    assert nchypergeom_fisher.sf(9, 30, 13, 15, found.exact_low) == pytest.approx(0.025, rel=1e-6)
    assert nchypergeom_fisher.cdf(10, 30, 13, 15, found.exact_high) == pytest.approx(0.025, rel=1e-6)


def test_an_empty_cell_gets_half_a_person_in_walds_interval_only() -> None:
    found = odds_ratio([[9, 0], [3, 12]])
    assert found.corrected
    assert (found.sample, found.conditional, found.exact_high) == (np.inf, np.inf, np.inf)
    assert np.isfinite([found.exact_low, found.wald_low, found.wald_high]).all()


@pytest.mark.slow
@pytest.mark.parametrize("ratio", [1.0, 3.0])
def test_the_exact_interval_covers_at_least_as_often_as_it_says(ratio: float) -> None:
    """Every table with margins 8, 7 and 6: weighed by its probability, those whose interval holds the true ratio."""
    covered = 0.0
    for a in range(max(0, 6 - 7), 6 + 1):
        if a > 8 or hypergeom.pmf(a, 15, 8, 6) == 0:
            continue
        found = odds_ratio([[a, 8 - a], [6 - a, 1 + a]])
        if found.exact_low <= ratio <= found.exact_high:
            covered += nchypergeom_fisher.pmf(a, 15, 8, 6, ratio)
    assert 0.95 <= covered <= 1


def test_no_ratio_of_an_empty_row_and_none_of_larger_tables() -> None:
    assert np.isnan(odds_ratio([[0, 0], [3, 4]]).sample)
    with pytest.raises(StatisticsError):
        odds_ratio([[1, 2, 3], [4, 5, 6]])
