"""The gate to factor extraction: what it refuses, what all methods share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from survey.errors import SurveyError
from survey.stats.extraction import METHODS, extract, most_factors


def code(*arguments: Any, **options: Any) -> str:
    with pytest.raises(SurveyError) as refused:
        extract(*arguments, **options)
    return refused.value.code


@pytest.mark.parametrize("method", ["pca", "principal", "components"])
def test_components_are_not_factors(method: str) -> None:
    assert code(np.eye(6), 1, method) == "SQ-S51"


def test_unknown_method() -> None:
    assert code(np.eye(6), 1, "alpha") == "SQ-S24"


@pytest.mark.parametrize(("items", "factors"), [(6, 0), (6, -1), (5, 3), (6, 4), (6, 6), (2, 1)])
def test_numbers_of_factors_that_items_cannot_carry(items: int, factors: int) -> None:
    assert code(np.eye(items), factors) == "SQ-S50"


def test_most_factors_have_no_negative_degrees_of_freedom() -> None:
    for items in range(3, 40):
        most = most_factors(items)
        assert (items - most) ** 2 >= items + most
        assert (items - most - 1) ** 2 < items + most + 1


@pytest.mark.parametrize("method", METHODS)
def test_loadings_stand_in_one_order_and_sign(oracles: Any, method: str) -> None:
    matrix = oracles.matrix("hs39", "pearson")
    found = extract(matrix, 3, method, errors=np.full((9, 9), 0.1))
    assert (found.loadings.sum(axis=0) > 0).all()
    assert found.agreeing == 10
    if method != "ml":  # of maximum likelihood the columns are in the order of variances relative to uniquenesses
        inner = found.loadings.T @ found.loadings
        assert np.abs(inner - np.diag(np.diag(inner))).max() < 1e-8
        assert (np.diff(np.diag(inner)) < 0).all()


@pytest.mark.parametrize("method", METHODS)
def test_same_seed_same_numbers(oracles: Any, method: str) -> None:
    matrix = oracles.matrix("syn96", "pearson")
    errors = (1 - matrix**2) / np.sqrt(96) + 0.01
    first, second = (extract(matrix, 3, method, errors=errors, seed=4) for _ in range(2))
    assert (first.loadings == second.loadings).all()
    other = extract(matrix, 3, method, errors=errors, seed=5)
    assert np.abs(first.loadings - other.loadings).max() < 1e-7
