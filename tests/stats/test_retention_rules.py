"""Rules for the number of factors against R, and what they say of matrices whose factors are known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.stats.codes import from_frame
from survey.stats.correlation import correlate
from survey.stats.retention_rules import average_partials, eigenvalues, empirical_kaiser, first_minimum, kaiser, leading

SETS = ("lsat6", "syn96", "syn96na", "syn1000", "hs39")


def pearson(oracles: Any, name: str) -> np.ndarray:
    return correlate(from_frame(oracles.data(name)), "pearson", least_share=0).matrix.to_numpy(copy=True)[None]


def printed(values: list[Any]) -> np.ndarray:
    """What psych printed; NA and Inf where a component left nothing."""
    return np.array([value if isinstance(value, float) else np.nan for value in values])


# -- minimum average partial -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", SETS)
def test_average_partials(oracles: Any, name: str) -> None:
    """1e-10: R printed 15 digits and its eigenvectors are rounded otherwise; measured 1e-15."""
    expected = printed(oracles.json(name, "n_factors")["pearson"]["map"])
    found = average_partials(pearson(oracles, name))
    width = min(len(expected), found.shape[1] - 1)
    assert np.abs(found[0, 1 : width + 1] - expected[:width]).max() < 1e-10
    assert first_minimum(found[:, : width + 1])[0] == 1 + np.argmin(expected[:width])


@pytest.mark.parametrize("name", SETS)
def test_average_partials_of_tetrachoric_correlations(oracles: Any, name: str) -> None:
    """1e-4: psych ends its search for a correlation at steps of 1e-4, so that its matrix is off by up to 5e-5; measured 2e-5."""
    expected = printed(oracles.json(name, "n_factors")["tet05"]["map"])
    found = average_partials(correlate(from_frame(oracles.data(name)), correct="psych", least_share=0).smoothed.to_numpy()[None])
    width = min(len(expected), found.shape[1] - 1)
    assert np.abs(found[0, 1 : width + 1] - expected[:width]).max() < 1e-4
    assert first_minimum(found[:, : width + 1])[0] == 1 + np.argmin(expected[:width])


def test_average_partials_without_components_are_squared_correlations() -> None:
    matrix = np.array([[[1, 0.5, 0.1], [0.5, 1, 0.2], [0.1, 0.2, 1]]])
    assert average_partials(matrix)[0, 0] == pytest.approx((0.25 + 0.01 + 0.04) / 3)


def test_components_that_leave_nothing_have_no_partials() -> None:
    """Two items that say the same: two of three components take out everything."""
    matrix = np.array([[[1, 1, 0.3], [1, 1, 0.3], [0.3, 0.3, 1]]])
    assert np.isnan(average_partials(matrix)[0]).tolist() == [False, False, True]


def test_a_row_of_zeros_is_an_item_less(oracles: Any) -> None:
    matrix = pearson(oracles, "syn96")
    without = matrix[:, :23, :23].copy()
    matrix[:, 23], matrix[:, :, 23] = 0, 0
    assert np.abs(average_partials(matrix)[:, :23] - average_partials(without)).max() < 1e-12
    assert np.isnan(average_partials(matrix)[0, 23])
    ours, theirs = (empirical_kaiser(eigenvalues(one), 96) for one in (matrix, without))
    assert np.abs(ours[:, :23] - theirs).max() < 1e-12


# -- Kaiser ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", SETS)
def test_empirical_kaiser(oracles: Any, name: str) -> None:
    """1e-10: R printed 15 digits; measured 5e-15. The R is that of the formula in the paper, `ekc.R`."""
    expected = oracles.json(name, "ekc")
    observed = eigenvalues(pearson(oracles, name))
    found = empirical_kaiser(observed, expected["n"])
    assert np.abs(observed[0] - expected["eigenvalues"]).max() < 1e-10
    assert np.abs(found[0] - expected["reference"]).max() < 1e-10
    assert leading(observed, found)[0] == expected["factors"]


def test_empirical_kaiser_of_endless_people_is_kaisers() -> None:
    observed = np.array([[2.0, 1.1, 0.5, 0.4]])
    assert empirical_kaiser(observed, 1e15)[0, 1:] == pytest.approx([1, 1, 1], abs=1e-6)


def test_kaiser_and_leading(oracles: Any) -> None:
    observed = eigenvalues(pearson(oracles, "syn96"))
    assert kaiser(observed).tolist() == [7]
    assert leading(observed, np.zeros(24)).tolist() == [24]
    assert leading(observed, np.full(24, 99.0)).tolist() == [0]


@pytest.mark.parametrize("factors", [1, 2, 3])
def test_known_factors(factors: int) -> None:
    """Of a matrix without error each rule finds its factors: 8 items with loadings of .7 on each factor."""
    loadings = np.kron(np.eye(factors), np.full((8, 1), 0.7))
    matrix = (loadings @ loadings.T)[None]
    matrix[0, range(8 * factors), range(8 * factors)] = 1
    observed = eigenvalues(matrix)
    assert first_minimum(average_partials(matrix)).tolist() == [factors]
    assert leading(observed, empirical_kaiser(observed, 500)).tolist() == [factors]


def test_items_turned_round_change_nothing(oracles: Any) -> None:
    """1e-10 up to six components; what eight of nine leave is a small difference of large numbers."""
    frame = oracles.data("hs39_ord3")
    turned = frame.assign(x1=-frame["x1"], x5=-frame["x5"]).iloc[:, ::-1]
    ours, theirs = (correlate(from_frame(one)).smoothed.to_numpy()[None] for one in (frame, turned))
    assert np.abs(average_partials(ours) - average_partials(theirs))[:, :7].max() < 1e-10


def test_stack_is_one_by_one(oracles: Any) -> None:
    stack = np.concatenate([pearson(oracles, "syn96"), pearson(oracles, "syn1000")])
    assert (average_partials(stack)[1] == average_partials(stack[1:])[0]).all()
    frame = pd.DataFrame(eigenvalues(stack))
    assert (frame.diff(axis=1).iloc[:, 1:] <= 0).all(axis=None)
