"""Bootstrap intervals: the same numbers every time, right where they can be checked, and honest where they cannot."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.errors import SurveyError
from survey.stats.alignment import align
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


def test_bca_of_one_factor(few: FactorAnalysis) -> None:
    """Its correlation with itself never changes, and has no skewness."""
    found = efa(few.corr, 1).bootstrap(100, intervals="bca")
    assert found.phi_low.to_numpy() == found.phi_high.to_numpy() == 1
    assert (found.low < found.high).all(axis=None)


def test_unrotated_factors(few: FactorAnalysis) -> None:
    """They have no direction of their own: replicates are turned to the sample."""
    found = efa(few.corr, 2, rotation="none").bootstrap(100, intervals="bca")
    assert (found.low <= found.high).all(axis=None)


def test_singular_replicates_of_ml_are_dropped() -> None:
    """Yes/no answers of few people: the sample has a likelihood, some replicates have none."""
    rng = np.random.default_rng(3)
    hidden = 0.7 * rng.normal(size=(120, 1)) + 0.7 * rng.normal(size=(120, 8))
    found = efa(correlate(from_frame(pd.DataFrame(hidden > 0))), 1, "ml").bootstrap(200)
    assert 100 <= found.used < 200
    assert "SQ-S68" in told(found)


def test_weights_that_count_people(oracles: Any) -> None:
    """Each row for five people: intervals as wide as of the rows repeated, not as of 96 people."""
    frame = oracles.data("hs39").iloc[:, :5]
    weighted = efa(correlate(from_frame(frame, np.full(len(frame), 5))), 1).bootstrap(200)
    repeated = efa(correlate(from_frame(frame.loc[frame.index.repeat(5)])), 1).bootstrap(200)
    assert np.abs(weighted.low - repeated.low).max(axis=None) < 1e-6


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


# -- where intervals cover too little ----------------------------------------------------------------------------------
def told(found: Bootstrap) -> set[str]:
    return {one.code for one in found.warnings}


def test_intervals_that_cover_too_little_are_told(few: FactorAnalysis, intervals: Bootstrap) -> None:
    """docs/simulation.md: correlations of factors at any size that was simulated, BCa under 200 people; loadings are fine."""
    assert told(intervals) == {"SQ-S77"}
    assert told(few.bootstrap(100, intervals="bca")) == {"SQ-S77", "SQ-S78"}
    assert not told(efa(few.corr, 1).bootstrap(100))
    assert not told(efa(few.corr, 3, rotation="varimax").bootstrap(100))


def test_heywood_cases_of_replicates_are_told_and_held() -> None:
    """Two of three items agree nearly always: their common part runs into its limit, and no loading goes beyond it."""
    rng = np.random.default_rng(5)
    hidden = rng.normal(size=(80, 1)) + np.array([0.3, 0.3, 1.5, 1.5]) * rng.normal(size=(80, 4))
    found = efa(correlate(from_frame(pd.DataFrame(hidden > 0))), 1).bootstrap(200)
    assert "SQ-S90" in told(found)
    assert np.abs(found.loadings).max() <= np.sqrt(0.995) + 1e-9


def test_items_that_are_constant_in_many_replicates_are_told() -> None:
    """Four people of 60 answered "no": one replicate of 60 or so has none of them; with two it is one of eight."""
    rng = np.random.default_rng(2)
    hidden = rng.normal(size=(60, 1)) + rng.normal(size=(60, 5))
    frame = pd.DataFrame(hidden > 0).assign(rare=np.arange(60) >= 2)
    found = efa(correlate(from_frame(frame), least_share=0), 1).bootstrap(300)
    assert next(one for one in found.warnings if one.code == "SQ-S58").params["items"] == ("rare",)


@pytest.mark.long
def test_coverage_of_loadings_and_not_of_factor_correlations() -> None:
    """A short form of benchmarks/simulation.py: 60 samples of 96 people, 24 items of three factors that correlate .3.

    The Monte Carlo error of the loadings' coverage is about .01 (72 loadings a sample, not independent), that of the three
    correlations of factors about .05.
    """
    truth = np.kron(np.eye(3), np.array([[0.8], [0.75], [0.7], [0.65], [0.6], [0.7], [0.55], [0.5]]))
    phi = np.full((3, 3), 0.3) + 0.7 * np.eye(3)
    unique = np.sqrt(1 - (truth**2).sum(axis=1))
    rng = np.random.default_rng(96)
    loadings, correlations = [], []
    for _ in range(60):
        factors = rng.multivariate_normal(np.zeros(3), phi, 96)
        answers = factors @ truth.T + unique * rng.normal(size=(96, 24)) > np.linspace(-0.6, 0.6, 24)
        analysis = efa(correlate(from_frame(pd.DataFrame(answers))), 3)
        drawn = analysis.bootstrap(300)
        moved, moved_phi = align(truth[None], phi[None], analysis.loadings.to_numpy())
        loadings.append(((drawn.low <= moved[0]) & (moved[0] <= drawn.high)).to_numpy().mean())
        held = (drawn.phi_low <= moved_phi[0]) & (moved_phi[0] <= drawn.phi_high)
        correlations.append(held.to_numpy()[np.triu_indices(3, 1)].mean())
    assert 0.94 < np.mean(loadings) < 0.995
    assert np.mean(correlations) < 0.7, "why SQ-S77 is told"


# -- refusals ----------------------------------------------------------------------------------------------------------
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
