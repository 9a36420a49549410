"""Adjusted p-values, against R's p.adjust and statsmodels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from survey.errors import StatisticsError
from survey.stats.multiplicity import CORRECTIONS, Correction, adjusted, significant

TOLD: dict[str, Any] = json.loads((Path(__file__).parents[1] / "oracles" / "nominal" / "shares.json").read_text("utf-8"))


@pytest.mark.parametrize("correction", ["holm", "bh"])
def test_as_r_says(correction: Any) -> None:
    np.testing.assert_allclose(adjusted(TOLD["p"], correction), TOLD[correction], rtol=1e-12)


def test_a_test_that_could_not_be_made_does_not_count() -> None:
    np.testing.assert_allclose(adjusted([0.01, np.nan, 0.02]), [0.02, np.nan, 0.02])
    assert np.isnan(adjusted([np.nan])).all()


def test_an_unknown_correction_is_refused() -> None:
    with pytest.raises(StatisticsError):
        adjusted([0.1], "bonferroni")  # type: ignore[arg-type]


@pytest.mark.parametrize("correction", CORRECTIONS)
@given(p=st.lists(st.sampled_from([0.0, 0.01, 0.02, 0.05, 1.0]) | st.floats(0, 1), min_size=1, max_size=40))
@example(p=[0.04])
@example(p=[0.01] * 7)
@example(p=[0.03, 0.01, 0.03, 1.0, 0.01, 0.0])
@example(p=[5e-324, 1e-310, 0.5])
def test_as_statsmodels_says(correction: Correction, p: list[float]) -> None:
    with mock.patch("gc.collect"):  # which the Holm of statsmodels calls every time
        told = multipletests(p, method={"holm": "holm", "bh": "fdr_bh"}[correction])[1]
    np.testing.assert_allclose(adjusted(p, correction), told, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("correction", CORRECTIONS)
@given(p=st.lists(st.floats(0, 1) | st.just(float("nan")), max_size=30), order=st.randoms())
def test_order_nor_missing_tests_change_anything(correction: Correction, p: list[float], order: Any) -> None:
    values, moved = np.array(p, dtype=float), list(range(len(p)))
    order.shuffle(moved)
    found = adjusted(values, correction)
    np.testing.assert_array_equal(adjusted(values[moved], correction), found[moved])
    np.testing.assert_array_equal(found[~np.isnan(values)], adjusted(values[~np.isnan(values)], correction))
    assert (np.isnan(found) == np.isnan(values)).all()
    known = found[~np.isnan(found)]
    assert (known >= values[~np.isnan(values)] - 1e-15).all()
    assert (known <= 1).all()


@pytest.mark.parametrize("correction", CORRECTIONS)
def test_no_tests_at_all(correction: Correction) -> None:
    assert adjusted([], correction).shape == (0,)
    assert not significant(adjusted([], correction), 0.95).size


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_is_between_bh_and_bonferroni(p: list[float]) -> None:
    holm = adjusted(p)
    assert (adjusted(p, "bh") <= holm + 1e-15).all()
    assert (holm <= np.minimum(1, len(p) * np.array(p)) + 1e-15).all()
