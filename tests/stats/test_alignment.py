"""Order and signs of factors: a permuted, reflected copy comes back exactly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.stats.alignment import align, congruence, procrustes


def solution(seed: int, factors: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    transform = rng.standard_normal((factors, factors))
    transform /= np.sqrt((transform**2).sum(axis=0))
    return rng.uniform(-0.9, 0.9, (12, factors)), transform.T @ transform


@given(seed=st.integers(0, 10_000), factors=st.integers(1, 7))
def test_a_permuted_reflected_copy_comes_back(seed: int, factors: int) -> None:
    """Exactly: only moved and multiplied by -1. Seven factors go the way of assignment, up to five all orders are tried."""
    loadings, phi = solution(seed, factors)
    rng = np.random.default_rng(seed + 1)
    copies, across = [], []
    for _ in range(3):
        order, sign = rng.permutation(factors), rng.choice([-1.0, 1.0], factors)
        copies.append(loadings[:, order] * sign)
        across.append(phi[np.ix_(order, order)] * np.outer(sign, sign))
    found, back = align(np.stack(copies), np.stack(across), loadings)
    assert (found == loadings).all()
    assert (back == phi).all()


@given(seed=st.integers(0, 10_000), factors=st.integers(2, 7))
def test_alignment_keeps_the_common_part(seed: int, factors: int) -> None:
    loadings, phi = solution(seed, factors)
    target, _ = solution(seed + 1, factors)
    found, across = align(loadings[None], phi[None], target)
    assert np.abs(found[0] @ across[0] @ found[0].T - loadings @ phi @ loadings.T).max() < 1e-12
    assert (np.diag(congruence(found[0], target)) >= 0).all()


@pytest.mark.parametrize("factors", [4, 5, 6])
def test_no_other_order_fits_better(factors: int) -> None:
    rng = np.random.default_rng(factors)
    loadings, target = rng.uniform(-1, 1, (50, 12, factors)), rng.uniform(-1, 1, (12, factors))
    found, _ = align(loadings, np.tile(np.eye(factors), (50, 1, 1)), target)
    reached = np.trace(congruence(found, target), axis1=1, axis2=2)
    for _ in range(100):
        order = rng.permutation(factors)
        other = np.trace(np.abs(congruence(loadings[:, :, order], target)), axis1=1, axis2=2)
        assert (reached >= other - 1e-12).all()


def test_congruence_is_not_a_correlation() -> None:
    """From x = (1, 2, 3) and y = (2, 3, 4): 20 / sqrt(14 * 29), where the correlation is 1."""
    first, second = np.array([[1.0], [2.0], [3.0]]), np.array([[2.0], [3.0], [4.0]])
    assert congruence(first, second)[0, 0] == pytest.approx(20 / np.sqrt(14 * 29))
    assert congruence(first, -second)[0, 0] == pytest.approx(-20 / np.sqrt(14 * 29))
    assert congruence(first, np.zeros((3, 1)))[0, 0] == 0


@given(seed=st.integers(0, 10_000), factors=st.integers(1, 5))
def test_procrustes_undoes_a_turn(seed: int, factors: int) -> None:
    target, _ = solution(seed, factors)
    turns = np.linalg.qr(np.random.default_rng(seed).standard_normal((4, factors, factors)))[0]
    found, back = procrustes(target @ turns, target)
    assert np.abs(found - target).max() < 1e-12
    assert np.abs(back @ back.transpose(0, 2, 1) - np.eye(factors)).max() < 1e-12
