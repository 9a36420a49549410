"""Bootstrap intervals: the same numbers every time, right where they can be checked, and honest where they cannot."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.errors import SurveyError
from survey.stats.bootstrap import Bootstrap, bootstrap
from survey.stats.codes import from_frame
from survey.stats.correlation import correlate
from survey.stats.efa import FactorAnalysis, efa
from survey.stats.pair_counts import count
from survey.stats.refit import Refit


@pytest.fixture(scope="module")
def few(oracles: Any) -> FactorAnalysis:
    """96 people, 23 items of three factors."""
    return efa(correlate(from_frame(oracles.data("syn96"))), 3)


@pytest.fixture(scope="module")
def intervals(few: FactorAnalysis) -> Bootstrap:
    return few.bootstrap(500, seed=3)


@pytest.mark.parametrize("rotation", ["oblimin", "varimax", "promax", "geomin"])
@pytest.mark.parametrize("method", ["uls", "dwls", "ml", "paf"])
def test_everybody_once_gives_the_sample(oracles: Any, method: str, rotation: str) -> None:
    """1e-4: rotation of a stack ends at a projected gradient of 1e-5."""
    analysis = efa(correlate(from_frame(oracles.data("hs39")), kind="pearson"), 3, method, rotation)
    found = Refit.of(analysis)(np.ones((2, 301)))
    assert found.converged.all()
    assert np.abs(found.loadings - analysis.loadings.to_numpy()).max() < 1e-4
    assert np.abs(found.phi - analysis.phi.to_numpy()).max() < 1e-4


def test_shape_and_order(few: FactorAnalysis, intervals: Bootstrap) -> None:
    assert intervals.low.shape == intervals.high.shape == few.loadings.shape
    assert (intervals.low <= intervals.high).all(axis=None)
    assert (intervals.replicates, intervals.used + intervals.dropped) == (500, 500)
    assert intervals.used > 490
    assert np.abs(np.diag(intervals.phi_low) - 1).max() < 1e-6
    inside = (intervals.low <= few.loadings) & (few.loadings <= intervals.high)
    assert inside.mean(axis=None) > 0.95


def test_same_seed_same_numbers(few: FactorAnalysis, intervals: Bootstrap) -> None:
    again = few.bootstrap(500, seed=3)
    assert (again.loadings == intervals.loadings).all()
    assert (few.bootstrap(100, seed=4).low != few.bootstrap(100, seed=5).low).any(axis=None)


@pytest.mark.slow
def test_processes_do_not_change_numbers(few: FactorAnalysis, intervals: Bootstrap) -> None:
    assert (few.bootstrap(500, seed=3, processes=2).loadings == intervals.loadings).all()


def test_standard_errors_are_the_scatter_of_other_samples() -> None:
    """One factor, equal loadings of .7, 400 people, Pearson: within a fifth of how 300 other samples scatter.

    The scatter is known to 4 % (300 samples, six loadings), the bootstrap to 2 %, and one sample differs from another by a tenth.
    """
    rng = np.random.default_rng(9)
    answers = 0.7 * rng.normal(size=(400, 1)) + np.sqrt(0.51) * rng.normal(size=(400, 6))
    analysis = efa(correlate(from_frame(pd.DataFrame(answers)), kind="pearson"), 1)
    simulated = []
    for _ in range(300):
        other = 0.7 * rng.normal(size=(400, 1)) + np.sqrt(0.51) * rng.normal(size=(400, 6))
        simulated.append(efa(correlate(from_frame(pd.DataFrame(other)), kind="pearson"), 1, starts=2).loadings.to_numpy())
    truth = np.std(simulated, axis=0).mean()
    assert analysis.bootstrap(1000).se.mean(axis=None) == pytest.approx(truth, rel=0.2)


def test_an_item_that_becomes_constant(oracles: Any) -> None:
    """With 4 of 96 "yes" an item has one answer in some replicates: it rests on the others, which lose nothing."""
    analysis = efa(correlate(from_frame(oracles.data("syn96")), least_share=0), 3)
    found = bootstrap(analysis, 500)
    assert found.constant["q24"] > 0
    assert found.constant.drop("q24").sum() == 0
    assert np.isnan(found.loadings[:, list(analysis.items).index("q24")]).any()
    assert found.low.notna().all(axis=None)
    assert "SQ-S67" in {one.code for one in found.warnings}
    assert "q24" in next(one for one in found.warnings if one.code == "SQ-S67").params["items"]


def test_bca_moves_skewed_intervals(few: FactorAnalysis, intervals: Bootstrap) -> None:
    corrected = few.bootstrap(500, seed=3, intervals="bca")
    assert corrected.intervals == "bca"
    assert (corrected.loadings == intervals.loadings).all()
    assert (corrected.low != intervals.low).any(axis=None)
    assert (corrected.low <= corrected.high).all(axis=None)


def test_bca_is_that_of_scipy() -> None:
    """1e-2: the same formula on a mean of skewed numbers, whose replicates are drawn by two generators."""
    from scipy.stats import bootstrap as scipy_bootstrap

    from survey.stats.bootstrap import _bca

    values = np.random.default_rng(2).exponential(size=60)
    by_scipy = scipy_bootstrap(
        (values,), np.mean, n_resamples=20_000, method="BCa", rng=np.random.default_rng(1)
    ).confidence_interval
    drawn = np.random.default_rng(5).choice(values, (20_000, 60)).mean(axis=1)[:, None]
    left_out = (values.sum() - values)[:, None] / 59
    low, high = _bca(drawn, np.array([values.mean()]), left_out, np.array([0.025, 0.975]))[:, 0]
    assert (low, high) == (pytest.approx(by_scipy.low, abs=1e-2), pytest.approx(by_scipy.high, abs=1e-2))


@pytest.mark.parametrize(
    ("options", "code"),
    [({"n": 50}, "SQ-S69"), ({"level": 95}, "SQ-S08"), ({"intervals": "normal"}, "SQ-S24")],
)
def test_refusals(few: FactorAnalysis, options: dict[str, Any], code: str) -> None:
    with pytest.raises(SurveyError) as refused:
        few.bootstrap(**options)
    assert refused.value.code == code


def test_counts_have_no_people(oracles: Any) -> None:
    by_counts = efa(correlate(count(from_frame(oracles.data("hs39")))), 2)
    with pytest.raises(SurveyError) as refused:
        by_counts.bootstrap(100)
    assert refused.value.code == "SQ-S01"
