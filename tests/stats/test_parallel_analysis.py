"""Eigenvalues of shuffled answers: against psych, and what shuffling keeps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.stats import parallel_analysis
from survey.stats.codes import Codes, from_frame
from survey.stats.correlation import correlate
from survey.stats.parallel_analysis import permuted_eigenvalues


def shuffled_frames(codes: Codes, permutations: int, seed: int) -> list[pd.DataFrame]:
    """The answers of each permutation, as the module shuffles them."""
    numbers = np.concatenate(list(parallel_analysis._shuffled(codes, permutations, np.random.default_rng(seed))))
    return [Codes(codes.items, codes.values, one, codes.weights).frame() for one in numbers]


# -- against psych -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["lsat6", "syn96", "syn1000", "hs39"])
@pytest.mark.parametrize(("kind", "file"), [("pearson", "parallel_cor"), ("tetrachoric", "parallel_tet")])
def test_mean_eigenvalues(oracles: Any, name: str, kind: str, file: str) -> None:
    """Four standard errors of psych's mean over its few samples and ours, measured 3.3, and .01 as psych draws each item with
    replacement, so that the shares of answers vary. Not syn96na: where a sample leaves an item out, psych 2.2.9 shifts
    all eigenvalues after it, so that its 23rd mean is larger than its second."""
    printed = oracles.json(name, "n_factors")[file]
    found = permuted_eigenvalues(from_frame(oracles.data(name)), (kind,), "psych", 400, seed=3)[kind]
    error = found.std(axis=0) * np.sqrt(1 / printed["n.iter"] + 1 / 400)
    assert (np.abs(found.mean(axis=0) - printed["pc.simr"]) < 4 * error + 0.01).all()


@pytest.mark.parametrize("name", ["lsat6", "syn96", "syn96na", "syn1000", "hs39"])
def test_observed_eigenvalues(oracles: Any, name: str) -> None:
    """Pearson 1e-10, measured 8e-15. Tetrachoric 2e-4, measured 4e-5: psych ends its searches at steps of 1e-4."""
    printed = oracles.json(name, "n_factors")
    corr = correlate(from_frame(oracles.data(name)), correct="psych", least_share=0)
    for matrix, file, tolerance in ((corr.pearson, "parallel_cor", 1e-10), (corr.smoothed, "parallel_tet", 2e-4)):
        found = np.linalg.eigvalsh(matrix)[::-1]
        assert np.abs(found - printed[file]["pc.values"]).max() < tolerance


# -- what shuffling keeps ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["syn96na", "hs39_ord3"])
def test_shares_and_gaps_stay(oracles: Any, name: str) -> None:
    codes = from_frame(oracles.data(name))
    frames = shuffled_frames(codes, 5, seed=1)
    for frame in frames:
        assert (frame.isna() == codes.frame().isna()).all(axis=None)
        assert all((np.sort(frame[item].dropna()) == np.sort(codes.frame()[item].dropna())).all() for item in codes.items)
    assert not frames[0].equals(frames[1])


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize(("name", "kind"), [("lsat6", "tetrachoric"), ("syn96na", "tetrachoric"), ("hs39_ord3", "polychoric")])
def test_each_permutation_is_a_frame(oracles: Any, name: str, kind: str, weighted: bool) -> None:
    """1e-6 for smoothed matrices, 1e-12 for Pearson's: a search ends with a step below 1e-8."""
    frame = oracles.data(name)
    weights = np.linspace(0.5, 1.5, len(frame)) if weighted else None
    codes = from_frame(frame, weights)
    found = permuted_eigenvalues(codes, (kind, "pearson"), "lavaan", 4, seed=2)
    for position, one in enumerate(shuffled_frames(codes, 4, seed=2)):
        corr = correlate(from_frame(one, weights), kind, least_share=0)
        assert np.abs(found[kind][position] - np.linalg.eigvalsh(corr.smoothed)[::-1]).max() < 1e-6
        assert np.abs(found["pearson"][position] - np.linalg.eigvalsh(corr.pearson)[::-1]).max() < 1e-12


def test_numbers_with_many_values() -> None:
    frame = pd.DataFrame(np.random.default_rng(2).normal(size=(200, 6)))
    found = permuted_eigenvalues(from_frame(frame), ("pearson",), "lavaan", 200, seed=1)["pearson"]
    assert found.sum(axis=1) == pytest.approx(np.full(200, 6))
    assert 1.2 < found[:, 0].mean() < 1.4


def test_same_seed_same_numbers(oracles: Any) -> None:
    codes = from_frame(oracles.data("syn96"))
    one, same, other = (permuted_eigenvalues(codes, ("tetrachoric",), "lavaan", 5, seed)["tetrachoric"] for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()


def test_kinds_share_the_shuffled_answers(oracles: Any) -> None:
    """So asking for both does not change either."""
    codes = from_frame(oracles.data("lsat6"))
    both = permuted_eigenvalues(codes, ("pearson", "tetrachoric"), "lavaan", 5, seed=1)
    assert (both["pearson"] == permuted_eigenvalues(codes, ("pearson",), "lavaan", 5, seed=1)["pearson"]).all()
