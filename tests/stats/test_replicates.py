"""Reweighted samples against the correlations of the frames that they stand for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.errors import SurveyError
from survey.stats.codes import from_frame
from survey.stats.correlation import Correlation, correlate
from survey.stats.pair_counts import count
from survey.stats.replicates import Replicates, correlations, drawn, jackknife, people, resample
from survey.stats.uls import uls

CORRECT = ("lavaan", "psych", "none")


def of(frame: pd.DataFrame, **options: Any) -> Correlation:
    return correlate(from_frame(frame), least_share=0, **options)


def reweighted(corr: Correlation, weights: np.ndarray) -> Replicates:
    """The same people, each as often as a row of weights says."""
    return correlations(corr.rows("bootstrap"), weights, corr.kind, corr.correct, corr.matrix.to_numpy())


def largest_deviation(frame: pd.DataFrame, weights: np.ndarray, **options: Any) -> float:
    """Between each sample and the correlations of its repeated rows; items that the latter refuses are flagged in the former."""
    corr = of(frame, **options)
    found = reweighted(corr, weights)
    apart = []
    for matrix, smoothed, constant, row in zip(found.matrices, found.smoothed, found.constant, weights, strict=True):
        kept = frame.columns[~constant]
        repeated = frame.loc[frame.index.repeat(row), kept]
        alone = of(repeated, kind=corr.kind, correct=corr.correct)
        assert alone.items == tuple(kept)
        assert (matrix[constant][:, ~constant] == 0).all()
        apart.append(np.abs(matrix[~constant][:, ~constant] - alone.matrix).max(axis=None))
        if not constant.any() and alone.smallest_eigenvalue > 1e-6:
            apart.append(np.abs(smoothed - alone.smoothed).max(axis=None))
    return float(max(apart))


# -- a sample is its repeated rows -------------------------------------------------------------------------------------
@pytest.mark.parametrize("correct", CORRECT)
@pytest.mark.parametrize("name", ["lsat6", "syn96", "syn96na", "hs39_ord3"])
def test_a_sample_is_its_repeated_rows(oracles: Any, name: str, correct: str) -> None:
    """1e-7: the searches end with a step below 1e-8, those of `correlate` with one below 1e-12; measured 1.2e-8."""
    frame = oracles.data(name)
    assert largest_deviation(frame, resample(len(frame), 12, seed=4), correct=correct) < 1e-7


@pytest.mark.parametrize("name", ["lsat6", "syn96", "syn96na", "hs39_ord3"])
def test_pearson_of_a_sample(oracles: Any, name: str) -> None:
    """1e-13: sums in another order."""
    frame = oracles.data(name)
    assert largest_deviation(frame, resample(len(frame), 12, seed=4), kind="pearson") < 1e-13


def test_numbers_with_many_values() -> None:
    frame = pd.DataFrame(np.random.default_rng(2).normal(size=(60, 4)), columns=list("abcd")).mask(lambda x: x > 2)
    assert largest_deviation(frame, resample(60, 5, seed=1)) < 1e-13


def test_items_with_other_numbers_of_categories(oracles: Any) -> None:
    """Tables of several shapes, in which categories vanish: a table that shrinks to two rows and columns is then corrected like
    any other. 1e-7 as above."""
    frame = (
        oracles.data("syn96")
        .iloc[:, [0, 1, 12, 20]]
        .assign(more=lambda x: x.sum(axis=1).clip(0, 4), two=lambda x: (x["more"] > 1) * 3)
    )
    weights = resample(96, 20, seed=3)
    weights[:5, frame["more"] == 2] = 0
    weights[3:8, (frame["more"] == 0) | (frame["more"] > 2)] = 0
    for correct in CORRECT:
        assert largest_deviation(frame, weights, correct=correct, kind="polychoric") < 1e-7


def test_the_whole_sample(oracles: Any) -> None:
    corr = of(oracles.data("syn96na"))
    found = reweighted(corr, np.ones((1, 96), dtype=int))
    assert np.abs(found.matrices[0] - corr.matrix).max(axis=None) < 1e-8
    assert np.abs(found.smoothed[0] - corr.smoothed).max(axis=None) < 1e-7
    assert not found.constant.any()


def test_own_weights_are_multiplied_in(oracles: Any) -> None:
    """Also weights that are no whole numbers, for which no table repeats another."""
    frame = oracles.data("hs39_ord3")
    own = np.linspace(0.5, 2, len(frame))
    samples = resample(len(frame), 3, seed=5)
    corr = correlate(from_frame(frame, own))
    found = reweighted(corr, samples)
    for matrix, row in zip(found.matrices, samples, strict=True):
        alone = correlate(from_frame(frame, own * row), least_share=0)
        assert np.abs(matrix - alone.matrix).max(axis=None) < 1e-7


@pytest.mark.parametrize("kind", ["tetrachoric", "pearson"])
def test_order_of_samples_and_people(oracles: Any, kind: str) -> None:
    """The start is the sample's correlation, so a search does not depend on the other samples; people are only added up."""
    frame = oracles.data("syn96")
    corr, weights = of(frame, kind=kind), resample(96, 30, seed=6)
    found = reweighted(corr, weights).matrices
    assert np.abs(reweighted(corr, weights[::-1]).matrices[::-1] - found).max() < 1e-8
    turned = correlations(from_frame(frame.iloc[::-1]), weights[:, ::-1], corr.kind, "lavaan", corr.matrix.to_numpy()).matrices
    assert np.abs(turned - found).max() < 1e-8


# -- items that do not vary --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["auto", "pearson"])
def test_a_constant_item_has_no_correlations(oracles: Any, kind: str) -> None:
    frame = oracles.data("syn96")
    weights = np.ones((2, 96), dtype=int)
    weights[1, frame["q24"] == 1] = 0
    found = reweighted(of(frame, kind=kind), weights)
    assert found.constant.sum(axis=1).tolist() == [0, 1]
    assert found.constant[1, 23]
    assert (found.matrices[1, 23, :23] == 0).all()
    assert (np.diagonal(found.matrices, axis1=1, axis2=2) == 1).all()


@pytest.mark.parametrize("kind", ["auto", "pearson"])
def test_an_item_that_is_constant_beside_another(kind: str) -> None:
    """Whoever answered both a and b said the same to b."""
    frame = pd.DataFrame({"a": [0, 1, 0, 1, None, None, 1, 0], "b": [0, 0, 0, 1, 1, 1, 0, 0], "c": [0, 1, 1, 0, 1, 0, 1, 0]})
    weights = np.ones((2, 8), dtype=int)
    weights[1, 3] = 0
    found = reweighted(of(frame, kind=kind), weights)
    assert found.constant.tolist() == [[False] * 3, [False, True, False]]
    assert found.matrices[1, 0, 1] == found.matrices[1, 1, 2] == 0 != found.matrices[1, 0, 2]


# -- weights -----------------------------------------------------------------------------------------------------------
def test_resample_draws_people_with_replacement() -> None:
    drawn = resample(50, 4000, seed=1)
    assert (drawn.sum(axis=1) == 50).all()
    assert (drawn == resample(50, 4000, seed=1)).all()
    assert (drawn != resample(50, 4000, seed=2)).any()
    # The variance of a multinomial count is 1 - 1/n; four standard errors of its estimate from 200,000 counts.
    assert drawn.var() == pytest.approx(0.98, abs=0.02)
    assert (drawn > 0).mean() == pytest.approx(1 - (1 - 1 / 50) ** 50, abs=0.005)


def test_jackknife_leaves_each_out_once() -> None:
    assert (jackknife(7).sum(axis=0) == 6).all()
    groups = jackknife(10, groups=4)
    assert groups.shape == (4, 10)
    assert (groups.sum(axis=0) == 3).all()
    assert jackknife(3, groups=10).shape == (3, 3)


@pytest.mark.parametrize("weights", [np.ones(4), np.ones((2, 3)), -np.ones((2, 4)), np.full((2, 4), np.nan)])
def test_unusable_weights(weights: np.ndarray) -> None:
    codes = from_frame(pd.DataFrame({"a": [0, 1, 0, 1], "b": [0, 0, 1, 1]}))
    with pytest.raises(SurveyError) as caught:
        correlations(codes, weights, "tetrachoric", "lavaan", np.eye(2))
    assert caught.value.code == "SQ-S23"


def test_no_samples() -> None:
    codes = from_frame(pd.DataFrame({"a": [0, 1, 0, 1], "b": [0, 0, 1, 1]}))
    assert correlations(codes, np.ones((0, 4)), "pearson", "lavaan", np.eye(2)).smoothed.shape == (0, 2, 2)


def test_counts_have_no_people(oracles: Any) -> None:
    with pytest.raises(SurveyError) as caught:
        reweighted(correlate(count(from_frame(oracles.data("lsat6")))), np.ones((1, 1000)))
    assert caught.value.code == "SQ-S01"


def test_least_squares_passes_over_a_constant_item(oracles: Any) -> None:
    """Loadings of 0 and a uniqueness of 1, and for the others what they have alone; 1e-5: the search ends at a small slope."""
    frame = oracles.data("hs39")
    weights = np.ones((1, len(frame)), dtype=int)
    weights[0, frame["x5"] == 1] = 0
    corr = of(frame)
    found = reweighted(corr, weights)
    others = [position for position, flagged in enumerate(found.constant[0]) if not flagged]
    whole = uls(found.smoothed, 2, np.full(9, 0.5))
    alone = uls(found.smoothed[:, others][:, :, others], 2, np.full(8, 0.5))
    assert np.abs(whole.loadings[0, 4]).max() < 1e-5
    assert whole.uniquenesses[0, 4] == pytest.approx(1, abs=1e-5)
    assert np.abs(whole.uniquenesses[0, others] - alone.uniquenesses[0]).max() < 1e-5


def test_whole_number_weights_are_people() -> None:
    """They are repeated, so that as many are drawn as there are; other weights stay with their rows."""
    frame = pd.DataFrame({"a": [0, 1, 1], "b": [1, 1, 0]})
    counted = from_frame(frame, [2, 1, 3])
    assert people(counted).numbers.tolist() == from_frame(frame.loc[[0, 0, 1, 2, 2, 2]]).numbers.tolist()
    rows, samples = drawn(counted, 5, seed=1)
    assert rows.weights is None
    assert samples.shape == (5, 6)
    scaled = from_frame(frame, [0.5, 1, 2])
    assert people(scaled) is scaled
    assert drawn(scaled, 5, seed=1)[1].shape == (5, 3)
