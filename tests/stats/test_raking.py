"""Raking against R's survey package, and what has to hold of any weights."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import RAKE_CATEGORIES, RAKE_CATEGORY, RAKE_QUESTIONS, RAKE_SHARES, SurveyError
from survey.stats.raking import effective_n, rake

ORACLE = Path(__file__).parents[1] / "oracles" / "weights"
PEOPLE = list(csv.DictReader((ORACLE / "people.csv").read_text("utf-8").splitlines()))
SUMMARY = json.loads((ORACLE / "summary.json").read_text("utf-8"))


def side(name: str) -> tuple[np.ndarray, np.ndarray]:
    """The category of each person in the frame of R's example, and the shares of the frame."""
    codes = list(SUMMARY["frames"][name])
    return np.array([codes.index(row[name]) for row in PEOPLE]), np.array(list(SUMMARY["frames"][name].values()))


def test_raking_agrees_with_r() -> None:
    """R stops at a difference of 1e-12 people, so weights agree to about 1e-9; the largest difference found is 1.1e-10."""
    sides = [side(name) for name in ("sex", "age", "town")]
    found = rake([category for category, _ in sides], [target for _, target in sides])
    assert found.converged
    assert np.abs(found.weights - [float(row["raked"]) for row in PEOPLE]).max() < 2e-9
    assert effective_n(found.weights) == pytest.approx(SUMMARY["effective"]["raked"], abs=1e-7)


def test_one_question_is_post_stratification() -> None:
    category, target = side("age")
    found = rake([category], [target])
    assert found.iterations == 1
    assert np.abs(found.weights - [float(row["post"]) for row in PEOPLE]).max() < 1e-12
    assert effective_n(found.weights) == pytest.approx(SUMMARY["effective"]["post"], abs=1e-10)


@given(st.integers(0, 2**32 - 1))
def test_margins_and_limits_hold_together(seed: int) -> None:
    """Whatever the sample, weights that arrived have both; weights that did not say so."""
    rng = np.random.default_rng(seed)
    categories = [np.append(rng.integers(0, size, 60), np.arange(size)) for size in (2, 3)]
    categories[0] = np.resize(categories[0], len(categories[1]))
    targets = [rng.dirichlet(np.full(size, 8.0)) for size in (2, 3)]
    found = rake(categories, targets, trim=(0.4, 2.5), most=300)
    assert found.weights.mean() == pytest.approx(1)
    if found.converged:
        assert found.weights.min() >= 0.4 * (1 - 1e-4)
        assert found.weights.max() <= 2.5 * (1 + 1e-4)
        for category, target in zip(categories, targets, strict=True):
            shares = np.bincount(category, found.weights, len(target)) / found.weights.sum()
            assert np.abs(shares - target).max() <= 1e-6


def test_limits_that_cannot_hold_are_told() -> None:
    found = rake([np.array([0] * 9 + [1])], [np.array([0.5, 0.5])], trim=(0.5, 2), most=50)
    assert not found.converged
    assert found.deviation > 0.1


@pytest.mark.parametrize(
    ("categories", "shares", "code"),
    [
        pytest.param([[0, 0]], [[0.5, 0.5]], RAKE_CATEGORY, id="a category without people"),
        pytest.param([[0, 1, 2]], [[0.5, 0.5]], RAKE_CATEGORY, id="a category without a share"),
        pytest.param([[0, 1]], [[0.6, 0.3]], RAKE_SHARES, id="shares that do not add up"),
        pytest.param([[0, 1]], [[60, 40]], RAKE_SHARES, id="people in place of shares"),
        pytest.param([[0, 1]], [[0.5, None]], RAKE_SHARES, id="a share that is missing"),
        pytest.param([["yes", "no"]], [[0.5, 0.5]], RAKE_CATEGORIES, id="texts"),
        pytest.param([[0, None]], [[0.5, 0.5]], RAKE_CATEGORIES, id="a missing answer"),
        pytest.param([[0, -1]], [[0.5, 0.5]], RAKE_CATEGORIES, id="pandas' number of a missing answer"),
        pytest.param([[0, 1], [0, 1, 1]], [[0.5, 0.5], [0.5, 0.5]], RAKE_CATEGORIES, id="more people"),
        pytest.param([[]], [[1]], RAKE_CATEGORIES, id="nobody"),
        pytest.param([[0, 1]], [[0.5, 0.5], [0.5, 0.5]], RAKE_QUESTIONS, id="shares of one more question"),
        pytest.param([], [], RAKE_QUESTIONS, id="no question"),
    ],
)
def test_what_cannot_be_raked_is_told(categories: list[list[Any]], shares: list[list[Any]], code: str) -> None:
    with pytest.raises(SurveyError) as refusal:
        rake(categories, shares)
    assert refusal.value.code == code


def test_lists_are_taken() -> None:
    assert rake([[0, 0, 0, 1]], [[0.5, 0.5]]).weights.round(3).tolist() == [0.667, 0.667, 0.667, 2.0]
