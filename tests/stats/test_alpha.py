"""Alpha and its companions against psych and pingouin, and what alpha has to do whatever the numbers are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import SurveyError
from survey.stats.alpha import alpha, covariances, feldt, item_analysis, standardised
from survey.stats.codes import from_frame
from survey.stats.correlation import correlate
from survey.stats.intervals import Floats
from survey.stats.product_moment import of_codes

SETS = ("lsat6", "hs39", "syn96", "syn96na", "syn1000")


def covariance(frame: pd.DataFrame, weights: Any = None) -> Floats:
    return covariances(of_codes(from_frame(frame, weights)))


def column(table: dict[str, Any], name: str) -> Floats:
    return np.array(table["values"])[:, table["cols"].index(name)]


@pytest.mark.parametrize("name", SETS)
def test_alpha_is_that_of_psych(oracles: Any, name: str) -> None:
    """1e-10, as both are the same sums in double precision; measured 1e-15. Missing answers: pairwise, in both."""
    printed = oracles.json(name, "reliability")["alpha_psych"]
    found = covariance(oracles.data(name))
    assert abs(alpha(found) - printed["total"]["raw_alpha"]) < 1e-10
    assert abs(standardised(found) - printed["total"]["std.alpha"]) < 1e-10
    items = item_analysis(found)
    assert np.abs(items.dropped - column(printed["alpha_drop"], "raw_alpha")).max() < 1e-10
    assert np.abs(items.item_rest - column(printed["item_stats"], "r.drop")).max() < 1e-10


@pytest.mark.parametrize("name", SETS)
def test_feldt_is_that_of_psych(oracles: Any, name: str) -> None:
    """1e-10: two programs for the quantiles of F; measured 1e-15."""
    printed = oracles.json(name, "reliability")["alpha_psych"]
    n, items = oracles.data(name).shape
    low, high = feldt(printed["total"]["raw_alpha"], n, items)
    assert abs(low - printed["feldt_ci_from_alpha.ci"]["lower"]) < 1e-10
    assert abs(high - printed["feldt_ci_from_alpha.ci"]["upper"]) < 1e-10


@pytest.mark.parametrize("name", ["lsat6", "hs39", "syn96", "syn1000"])
def test_feldt_is_that_of_pingouin(oracles: Any, name: str) -> None:
    """Half a unit of the third decimal, to which pingouin rounds its interval."""
    frame = oracles.data(name)
    value, ends = pingouin.cronbach_alpha(frame)
    found = alpha(covariance(frame))
    assert abs(found - value) < 1e-12
    assert np.abs(np.array(feldt(found, len(frame), frame.shape[1])) - ends).max() <= 5.001e-4


@pytest.mark.parametrize("name", ["lsat6", "hs39", "syn96", "syn1000"])
def test_alpha_of_yes_and_no_is_kr20(oracles: Any, name: str) -> None:
    assert abs(alpha(covariance(oracles.data(name))) - oracles.json(name, "reliability")["KR20_complete_cases"]["kr20"]) < 1e-10


@pytest.mark.parametrize("name", SETS)
def test_ordinal_alpha(oracles: Any, name: str) -> None:
    """1e-8, the accuracy of the matrix behind it (see tests/oracles); psych's own search stops earlier, so its number differs."""
    printed = oracles.json(name, "reliability")
    corr = correlate(from_frame(oracles.data(name)), correct="psych", least_share=0)
    assert abs(alpha(corr.smoothed.to_numpy()) - printed["ordinal_alpha_exact_matrix"]) < 1e-8
    assert abs(alpha(corr.smoothed.to_numpy()) - printed["ordinal_alpha"]) < 1e-4


def test_weights_are_repeated_rows(oracles: Any) -> None:
    frame = oracles.data("syn96na")
    weights = np.random.default_rng(5).integers(0, 4, len(frame))
    repeated = frame.loc[frame.index.repeat(weights)]
    assert np.allclose(covariance(frame, weights), covariance(repeated), rtol=0, atol=1e-14)


@given(st.integers(0, 10_000), st.integers(3, 8), st.floats(0.01, 100), st.floats(-50, 50))
def test_neither_scale_nor_order_matters(seed: int, items: int, factor: float, shift: float) -> None:
    rng = np.random.default_rng(seed)
    answers = rng.normal(size=(40, items)) + rng.normal(size=(40, 1))
    order = rng.permutation(items)
    one, other = (covariance(pd.DataFrame(table)) for table in (answers, factor * answers[:, order] + shift))
    assert alpha(other) == pytest.approx(alpha(one), rel=1e-9)
    assert item_analysis(other).item_rest == pytest.approx(item_analysis(one).item_rest[order], rel=1e-8, abs=1e-9)


@given(st.floats(-0.5, 0.95), st.integers(3, 500), st.integers(2, 50), st.floats(0.5, 0.99))
def test_the_interval_holds_alpha_and_grows_with_its_level(value: float, n: int, items: int, level: float) -> None:
    low, high = feldt(value, n, items, level)
    wider_low, wider_high = feldt(value, n, items, level + 0.005)
    assert wider_low < low < high < wider_high <= 1


def test_copies_of_one_item_are_fully_reliable() -> None:
    answers = np.random.default_rng(1).integers(0, 2, 50)
    found = covariance(pd.DataFrame(dict.fromkeys("abcd", answers)))
    assert alpha(found) == pytest.approx(1, abs=1e-12)
    assert item_analysis(found).item_rest == pytest.approx(1, abs=1e-12)


def test_what_is_not_defined_is_nan() -> None:
    opposite = np.array([[1.0, -1.0], [-1.0, 1.0]])
    assert np.isnan(alpha(opposite))
    assert np.isnan(alpha(np.ones((1, 1))))
    assert np.isnan(feldt(float("nan"), 100, 5)).all()
    assert np.isnan(feldt(0.8, 1, 5)).all()


def test_a_level_that_is_none() -> None:
    with pytest.raises(SurveyError) as refused:
        feldt(0.8, 100, 5, 95)
    assert refused.value.code == "SQ-S08"
