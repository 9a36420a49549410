"""The search against a direct maximisation of the likelihood, and tables whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import multivariate_normal, norm

from survey.stats.polychoric import Tables, probabilities, solve, thresholds

THREE = [
    [[30, 12, 3], [10, 25, 14], [2, 9, 35]],
    [[5, 8, 20], [9, 30, 7], [22, 6, 4]],
    [[40, 30, 1], [20, 60, 5], [0, 3, 8]],
    [[12, 11, 9], [10, 13, 12], [11, 9, 10]],
]


def tables(counts: np.ndarray) -> Tables:
    """One table with the thresholds of its own margins."""
    cuts = (thresholds(counts.sum(axis=1)), thresholds(counts.sum(axis=0)))
    return Tables(counts[None], cuts[0][None], cuts[1][None])


def log_likelihood(rho: float, counts: np.ndarray) -> float:
    """Written out with scipy's own distribution of two normal variables."""
    ends = [np.concatenate([[-9], norm.ppf(np.cumsum(counts.sum(axis=axis))[:-1] / counts.sum()), [9]]) for axis in (1, 0)]
    normal = multivariate_normal([0, 0], [[1, rho], [rho, 1]])
    corner = np.array([[normal.cdf([h, k]) for k in ends[1]] for h in ends[0]])
    chances = np.diff(np.diff(corner, axis=0), axis=1)
    return float((counts * np.log(np.maximum(chances, 1e-300))).sum())


@pytest.mark.parametrize("counts", THREE)
def test_against_a_direct_search(counts: list[list[int]]) -> None:
    """1e-6: a search by values of the likelihood finds its maximum to the square root of their precision."""
    table = np.array(counts, dtype=float)
    direct = minimize_scalar(
        lambda rho: -log_likelihood(rho, table), bounds=(-0.999, 0.999), method="bounded", options={"xatol": 1e-9}
    )
    assert abs(solve(tables(table), np.array([0.0]))[0] - direct.x) < 1e-6


@pytest.mark.parametrize("start", [-0.95, -0.3, 0.0, 0.6, 0.95])
def test_the_start_does_not_matter(start: float) -> None:
    for counts in THREE:
        table = tables(np.array(counts, dtype=float))
        assert abs(solve(table, np.array([start]))[0] - solve(table, np.array([0.0]))[0]) < 1e-11


@pytest.mark.parametrize("start", [-0.95, 0.0, 0.95])
def test_probabilities_that_are_lost_in_rounding_do_not_end_the_search(start: float) -> None:
    """Far from normal: at the maximum a cell of 7 people has the probability 1e-10, beyond it none that can be told from 0.

    1e-7: a probability of 1e-10 is known to six digits. No likelihood on a grid of correlations
    at which the probabilities still can be told is higher, up to those digits.
    """
    table = tables(np.array([[7.0, 211, 0], [2, 11, 798], [0, 0, 3]]))
    found = solve(table, np.array([start]))
    assert abs(found[0] - solve(table, np.array([0.6]))[0]) < 1e-7

    def height(rho: float) -> float:
        return float((table.counts * np.log(probabilities(table, np.array([rho])))).sum())

    assert height(found[0]) > max(map(height, np.linspace(-0.9, 0.965, 374))) - 1e-5


@pytest.mark.parametrize("rho", [-0.99, -0.9, -0.5, 0.0, 0.2, 0.8, 0.93, 0.999])
def test_medians_have_a_closed_form(rho: float) -> None:
    """Cut at the medians, P(both below) = 1/4 + asin(rho) / (2 pi)."""
    both = 0.25 + np.arcsin(rho) / (2 * np.pi)
    table = np.array([[both, 0.5 - both], [0.5 - both, both]]) * 1000
    assert solve(tables(table), np.array([0.1]))[0] == pytest.approx(rho, abs=1e-12)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_diagonal_table_reaches_the_limit(sign: int) -> None:
    table = np.diag([20.0, 30, 40])[:: 1 if sign > 0 else -1]
    assert solve(tables(table), np.array([0.2]))[0] == sign


def test_many_tables_at_once_are_each_alone() -> None:
    """And equal ones, which are solved once, get the same number."""
    alone = [solve(tables(np.array(counts, dtype=float)), np.zeros(1))[0] for counts in THREE]
    several = [tables(np.array(counts, dtype=float)) for counts in (*THREE, *THREE[::-1])]
    parts = [np.concatenate([getattr(one, name) for one in several]) for name in ("counts", "first", "second")]
    found = solve(Tables(*parts), np.zeros(2 * len(THREE)))
    assert np.abs(found - np.array([*alone, *alone[::-1]])).max() < 1e-12
    assert (found[: len(THREE)] == found[: len(THREE) - 1 : -1]).all()
