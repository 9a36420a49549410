"""What is put together to the reliability of a scale: numbers from R, symmetries, intervals, refusals and warnings."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.errors import SurveyError
from survey.stats.alpha import feldt
from survey.stats.categorical_omega import categorical_omega
from survey.stats.codes import from_frame
from survey.stats.correlation import correlate
from survey.stats.extraction import extract
from survey.stats.omega import omega
from survey.stats.pair_counts import count
from survey.stats.reliability import Reliability, reliability
from survey.stats.reliability_intervals import _some, thresholds
from survey.stats.replicates import resample

NUMBERS = [field.name for field in fields(Reliability) if field.type == "float"]


def scale(
    people: int = 300, items: int = 6, loading: float = 0.7, seed: int = 0, cuts: tuple[float, ...] = (0.0,)
) -> pd.DataFrame:
    """Answers that one factor stands behind."""
    rng = np.random.default_rng(seed)
    latent = loading * rng.normal(size=(people, 1)) + np.sqrt(1 - loading**2) * rng.normal(size=(people, items))
    return pd.DataFrame(np.digitize(latent, cuts), columns=[f"q{item}" for item in range(items)])


def found(frame: pd.DataFrame, weights: Any = None, **options: Any) -> Reliability:
    return reliability(from_frame(frame, weights), **{"bootstrap": 0, **options})


def codes_of(result: Reliability) -> set[str]:
    return {one.code for one in result.warnings}


def close(one: Reliability, other: Reliability, tolerance: float) -> None:
    for name in NUMBERS:
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=tolerance, nan_ok=True), name


# -- numbers -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["lsat6", "hs39", "syn96", "syn96na", "syn1000"])
def test_psych(oracles: Any, name: str) -> None:
    """1e-10 for what is a formula of covariances, 1e-3 for omega, whose factors psych finds to about 1e-4."""
    printed = oracles.json(name, "reliability")
    result = found(oracles.data(name), factors=printed["omega_pearson"]["nfactors"])
    assert abs(result.alpha - printed["alpha_psych"]["total"]["raw_alpha"]) < 1e-10
    if name != "syn96na":  # with missing answers psych takes all rows for people
        assert abs(result.alpha_low - printed["alpha_psych"]["feldt_ci_from_alpha.ci"]["lower"]) < 1e-10
        assert abs(result.alpha_high - printed["alpha_psych"]["feldt_ci_from_alpha.ci"]["upper"]) < 1e-10
    assert abs(result.omega_total - printed["omega_pearson"]["omega.tot"]) < 1e-3
    assert abs(result.omega_hierarchical - printed["omega_pearson"]["omega_h"]) < 1e-3
    means = np.array(printed["alpha_psych"]["item_stats"]["values"])[:, 5]
    assert np.abs(result.items["mean"] - means).max() < 1e-12
    assert result.n == len(oracles.data(name))


def test_semtools(oracles: Any) -> None:
    """2e-3: our least squares and the weighted ones of lavaan (DWLS) are two estimators; measured 1.3e-3."""
    printed = oracles.json("lsat6", "lavaan_cfa1")["reliability"]["omega_categorical_GreenYang"]
    result = found(oracles.data("lsat6"))
    assert abs(result.omega_categorical - next(iter(printed.values()))) < 2e-3
    assert (result.kind, result.method, result.n_items) == ("tetrachoric", "uls", 5)


def test_numbers_with_many_values_have_no_categories() -> None:
    rng = np.random.default_rng(3)
    frame = pd.DataFrame(rng.normal(size=(150, 1)) + rng.normal(size=(150, 4)))
    result = found(frame, bootstrap=200)
    assert result.kind == "pearson"
    assert np.isnan([result.omega_categorical, result.omega_categorical_low, result.ordinal_alpha, result.h]).all()
    assert 0 < result.omega_total_low < result.omega_total < result.omega_total_high


# -- symmetries --------------------------------------------------------------------------------------------------------
def test_rows_in_another_order() -> None:
    frame = scale(cuts=(-0.8, 0.5))
    close(found(frame), found(frame.sample(frac=1, random_state=1)), 1e-12)


def test_items_in_another_order() -> None:
    """1e-6: the searches for factors end elsewhere within their tolerance."""
    frame = scale(cuts=(-0.8, 0.5))
    one, other = found(frame), found(frame[frame.columns[::-1]])
    close(one, other, 1e-6)
    assert np.abs(one.items - other.items.loc[one.items.index]).max(axis=None) < 1e-12


def test_a_scale_turned_round() -> None:
    """All items reversed: everything but the means stays."""
    frame = scale(cuts=(-0.8, 0.5))
    one, other = found(frame), found(2 - frame)
    close(one, other, 1e-6)
    assert np.abs(one.items["mean"] + other.items["mean"] - 2).max() < 1e-12


def test_weights_are_repeated_rows() -> None:
    frame = scale(people=120)
    weights = np.random.default_rng(5).integers(0, 4, len(frame))
    close(found(frame, weights), found(frame.loc[frame.index.repeat(weights)]), 1e-8)


def test_samples_of_weighted_rows_are_samples_of_repeated_rows() -> None:
    """Weights of 5 on 96 rows are 480 people: their intervals, not those of 96."""
    frame = scale(people=96)
    weighted = found(frame, np.full(96, 5), bootstrap=200, factors=1)
    repeated = found(frame.loc[frame.index.repeat(5)], bootstrap=200, factors=1)
    close(weighted, repeated, 1e-8)
    assert codes_of(weighted) == codes_of(repeated)
    rows = found(frame, bootstrap=200, factors=1)
    for name in ("alpha", "omega_categorical", "omega_total"):
        width, wide = (getattr(one, f"{name}_high") - getattr(one, f"{name}_low") for one in (weighted, rows))
        assert width < 0.6 * wide


def test_weights_that_are_no_numbers_of_people() -> None:
    """The coefficients stay; Feldt's interval would need a number of people; samples are of rows."""
    frame = scale(people=120)
    one, halves = found(frame, bootstrap=100, factors=1), found(frame, np.full(120, 2.5), bootstrap=100, factors=1)
    assert halves.alpha == pytest.approx(found(frame, np.full(120, 5)).alpha, abs=1e-12)
    assert np.isnan([halves.alpha_low, halves.alpha_high]).all()
    assert "SQ-S48" in codes_of(halves)
    assert halves.omega_categorical_low == pytest.approx(one.omega_categorical_low, abs=1e-8)
    assert halves.omega_categorical_high == pytest.approx(one.omega_categorical_high, abs=1e-8)
    counted = reliability(count(from_frame(frame, np.full(120, 2.5))), bootstrap=0)
    assert np.isnan([counted.alpha_low, counted.alpha_high]).all()


def test_counts_are_rows() -> None:
    codes = from_frame(scale(cuts=(-0.8, 0.5)))
    close(reliability(count(codes), bootstrap=0), reliability(codes, bootstrap=0), 1e-12)


@pytest.mark.parametrize("cuts", [(0.0,), (-0.8, 0.5)])
def test_pearson_leaves_the_headline(cuts: tuple[float, ...]) -> None:
    """Categorical omega is there for ordered answers, whatever kind is asked for; the kind behind it is told."""
    frame = scale(cuts=cuts)
    one, other = found(frame, kind="pearson"), found(frame)
    close(one, other, 0)
    assert 0 < one.omega_categorical < 1
    assert one.kind == other.kind != "pearson"
    assert one.warnings == other.warnings


# -- intervals ---------------------------------------------------------------------------------------------------------
def test_intervals_hold_the_estimate_and_follow_their_seed() -> None:
    frame = scale(cuts=(-0.5, 0.5))
    one, same, other = (found(frame, bootstrap=200, seed=seed, factors=1) for seed in (1, 1, 2))
    for name in ("omega_categorical", "omega_total", "omega_hierarchical"):
        assert getattr(one, f"{name}_low") < getattr(one, name) < getattr(one, f"{name}_high")
    close(one, same, 0)
    assert one.omega_categorical_low != other.omega_categorical_low
    assert one.replicates == 200


def test_a_replicate_is_the_scale_of_its_people() -> None:
    """One sample with replacement, as weights and as rows."""
    frame = scale(cuts=(-0.5, 0.5))
    corr = correlate(from_frame(frame))
    single, both = extract(corr.matrix.to_numpy(), 1), omega(corr.pearson.to_numpy(), 1)
    weights = resample(len(frame), 3, seed=8)
    drawn = _some(corr, from_frame(frame), single, both, weights)
    for replicate, times in zip(drawn.T, weights, strict=True):
        rows = found(frame.loc[frame.index.repeat(times)], factors=1)
        assert replicate == pytest.approx([rows.omega_categorical, rows.omega_total, rows.omega_hierarchical], abs=1e-6)


def test_samples_in_which_an_item_does_not_vary() -> None:
    """An item with one rare answer: in a third of the samples nobody gives it. They count, unless a search does not end."""
    frame = scale(people=60)
    frame["rare"] = [1, *[0] * 59]
    result = found(frame, bootstrap=200)
    assert result.replicates > 190
    assert ("SQ-S68" in codes_of(result)) == (result.replicates < 200)
    assert result.omega_categorical_low < result.omega_categorical_high


def test_thresholds_of_samples_are_those_of_their_rows() -> None:
    frame = scale(people=80, cuts=(-1, 0, 1)).astype(float)
    frame.iloc[::7, 0] = np.nan
    weights = np.random.default_rng(1).integers(0, 3, (4, 80))
    cuts = thresholds(from_frame(frame), weights)
    for sample, times in zip(cuts, weights, strict=True):
        rows = correlate(from_frame(frame.loc[frame.index.repeat(times)]), "polychoric", least_share=0)
        assert sample == pytest.approx(np.array(list(rows.thresholds.values())), abs=1e-12)


def test_feldt_takes_the_fewest_who_answered_both_items_of_a_pair() -> None:
    """1,000 people of whom each answered one item in five: alpha rests on about 40 per pair, not on all who answered anything."""
    frame = scale(1000, 5).astype(float)
    frame[np.random.default_rng(2).random(frame.shape) < 0.8] = np.nan
    result = found(frame)
    given = frame.notna().to_numpy(dtype=int)
    fewest = (given.T @ given).min()
    assert result.n_pairs == fewest < 50 < 600 < result.n
    assert (result.alpha_low, result.alpha_high) == feldt(result.alpha, fewest, 5)
    assert "SQ-S86" in codes_of(result)
    with_counts = reliability(count(from_frame(frame)), bootstrap=0)
    assert (with_counts.alpha_low, with_counts.alpha_high) == pytest.approx((result.alpha_low, result.alpha_high), abs=1e-12)


def test_no_bootstrap_no_intervals() -> None:
    result = found(scale())
    assert np.isnan([result.omega_categorical_low, result.omega_total_high, result.omega_hierarchical_low]).all()
    assert result.replicates == 0
    assert result.alpha_low < result.alpha < result.alpha_high


@pytest.mark.long
def test_intervals_of_categorical_omega_cover_it() -> None:
    """The true value of six yes/no items lies in .90 to .99 of 95 % intervals from 96 people; 200 samples of 200 replicates."""
    truth = categorical_omega(np.full(6, 0.7), [[0.0]] * 6)
    held = []
    for seed in range(200):
        result = found(scale(96, seed=seed), bootstrap=200, factors=1)
        held.append(result.omega_categorical_low <= truth <= result.omega_categorical_high)
    assert 0.90 <= np.mean(held) <= 0.99


# -- refusals ----------------------------------------------------------------------------------------------------------
def refused(frame: pd.DataFrame, **options: Any) -> str:
    with pytest.raises(SurveyError) as caught:
        found(frame, **options)
    return caught.value.code


def test_fewer_than_three_items() -> None:
    assert refused(scale(items=2)) == "SQ-S80"
    assert refused(scale(items=3).assign(q2=1)) == "SQ-S80"
    assert refused(scale(items=3)[[]]) == "SQ-S80"


def test_too_few_replicates() -> None:
    assert refused(scale(), bootstrap=20) == "SQ-S69"


def test_a_level_that_is_none() -> None:
    assert refused(scale(), level=95) == "SQ-S08"


def test_more_factors_than_items_carry() -> None:
    assert refused(scale(items=5), factors=3) == "SQ-S50"


def test_no_bootstrap_of_counts() -> None:
    with pytest.raises(SurveyError) as caught:
        reliability(count(from_frame(scale())), bootstrap=100)
    assert caught.value.code == "SQ-S01"


def test_answers_without_order() -> None:
    assert refused(pd.DataFrame({name: ["red", "green", "blue"] * 20 for name in "abc"})) == "SQ-S20"


# -- warnings ----------------------------------------------------------------------------------------------------------
def test_of_a_good_scale_nothing_is_told() -> None:
    assert codes_of(found(scale(1000))) == set()


def test_an_item_asked_the_other_way_round_is_named() -> None:
    frame = scale().assign(q2=lambda table: 1 - table["q2"])
    result = found(frame)
    (problem,) = (one for one in result.warnings if one.code == "SQ-S82")
    assert problem.params["items"] == ("q2",)
    # Nothing is reversed by itself.
    assert result.items.loc["q2", "item_rest"] < 0
    assert result.alpha < found(scale()).alpha - 0.1


def test_several_factors() -> None:
    frame = pd.concat([scale(seed=1), scale(seed=2).add_prefix("other_")], axis=1)
    result = found(frame)
    (problem,) = (one for one in result.warnings if one.code == "SQ-S83")
    assert problem.params["factors"] == 2
    assert "SQ-S84" in codes_of(result)
    assert result.omega_hierarchical < result.omega_total / 2


def test_missing_answers_are_used_pairwise_and_counted() -> None:
    frame = scale().astype(float)
    frame.iloc[:30, 0], frame.iloc[30:50, 1] = np.nan, np.nan
    frame.iloc[-1] = np.nan
    result = found(frame)
    (problem,) = (one for one in result.warnings if one.code == "SQ-S46")
    assert (problem.params["complete"], problem.params["people"]) == (249, 299)
    assert result.n == 299


def test_few_people() -> None:
    assert "SQ-S86" in codes_of(found(scale(99)))
    assert "SQ-S86" not in codes_of(found(scale(100)))


def test_an_item_without_variance_is_left_out_and_named() -> None:
    result = found(scale().assign(constant=1))
    assert "SQ-S40" in codes_of(result)
    assert result.n_items == 6
    close(result, found(scale()), 1e-12)


def test_an_item_that_the_factor_explains_wholly() -> None:
    frame = scale(people=200, items=3, loading=0.3, seed=3)
    frame["copy"] = frame["q0"]
    assert "SQ-S60" in codes_of(found(frame))
