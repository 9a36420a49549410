"""Simulated factor analyses: the samples are from the truth, and what is found comes near it as people grow."""

from __future__ import annotations

import numpy as np
import pytest

from survey.planning.factor_items import FactorItems
from survey.planning.factor_recovery import draw, recovery
from survey.stats.codes import from_frame
from survey.stats.correlation import correlate


def truth(loading: float = 0.7, factors: int = 2, each: int = 4, shares: tuple[float, ...] = (0.2, 0.3, 0.5)) -> FactorItems:
    names = tuple(f"i{number}" for number in range(factors * each))
    loadings = np.kron(np.eye(factors), np.full((each, 1), loading))
    phi = np.full((factors, factors), 0.3) + 0.7 * np.eye(factors)
    all_shares = tuple(np.array(shares) for _ in names)
    return FactorItems(names, tuple("FGHK"[:factors]), loadings, phi, all_shares, {}, False)


def test_samples_have_the_shares_and_the_correlations() -> None:
    """Of 20,000 people the polychoric correlations are the products of loadings to .03, four of their standard errors."""
    items = truth()
    answers = draw(items, 20_000, np.random.default_rng(1))
    assert answers["i0"].value_counts(normalize=True).sort_index().tolist() == pytest.approx([0.2, 0.3, 0.5], abs=0.012)
    found = correlate(from_frame(answers)).matrix
    assert found.loc["i0", "i1"] == pytest.approx(0.49, abs=0.03)
    assert found.loc["i0", "i4"] == pytest.approx(0.3 * 0.49, abs=0.03)


def test_errors_fall_with_the_root_of_the_people() -> None:
    few, many = (recovery(truth(), n, replicates=30) for n in (100, 400))
    assert few.rmse_own / many.rmse_own == pytest.approx(2, abs=0.5)
    assert few.solved == many.solved == 30
    assert many.similar == 1


def test_rules_add_up_and_find_strong_factors() -> None:
    found = recovery(truth(0.8), 300, replicates=20)
    rules = found.rules.set_index("rule")
    assert rules[["right", "too_few", "too_many"]].sum(axis=1).tolist() == pytest.approx([1, 1, 1])
    assert list(rules.index) == ["parallel_pearson", "map", "ekc"]
    assert rules.loc["parallel_pearson", "right"] == 1


def test_nothing_to_find() -> None:
    """Items without loadings of note: parallel analysis sees too few factors."""
    found = recovery(truth(0.05), 150, replicates=20)
    assert found.rules.set_index("rule").loc["parallel_pearson", "too_few"] > 0.8


def test_samples_without_a_solution_are_counted() -> None:
    """Twelve people and sixteen items."""
    found = recovery(truth(factors=4), 12, replicates=5)
    assert (found.solved, found.replicates, len(found.rules)) == (0, 5, 0)
    assert np.isnan(found.rmse_own)


def test_same_seed_same_numbers() -> None:
    first, again = (recovery(truth(), 96, replicates=5, seed=3) for _ in range(2))
    assert first.rmse_own == again.rmse_own
    assert recovery(truth(), 96, replicates=5, seed=4).rmse_own != first.rmse_own
