"""Omega total and hierarchical against psych, and for structures whose omegas are known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from survey.stats.alpha import alpha
from survey.stats.codes import from_frame
from survey.stats.correlation import correlate
from survey.stats.intervals import Floats
from survey.stats.omega import identified, omega, omegas
from survey.stats.rotation import rotate


def bifactor(general: Floats, group: Floats) -> Floats:
    """Correlations of items with loadings on a general factor (p,) and on groups (p, q)."""
    matrix = np.outer(general, general) + group @ group.T
    np.fill_diagonal(matrix, 1)
    return matrix


GAMMA = np.array([0.5, 0.7, 0.9])
LOADINGS = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6], [0.5]]))
HIERARCHY = bifactor(LOADINGS @ GAMMA, LOADINGS * np.sqrt(1 - GAMMA**2))


@pytest.mark.parametrize("name", ["lsat6", "hs39", "syn96", "syn96na", "syn1000"])
@pytest.mark.parametrize("kind", ["pearson", "tet05"])
def test_psych(oracles: Any, name: str, kind: str) -> None:
    """1e-3, because psych stops its searches early; measured 4e-5 for total, 7e-5 for hierarchical, 4e-4 of items."""
    corr = correlate(from_frame(oracles.data(name)), correct="psych", least_share=0)
    matrix = (corr.pearson if kind == "pearson" else corr.smoothed).to_numpy()
    printed = oracles.json(name, "reliability")[f"omega_{kind}"]
    found = omega(matrix, printed["nfactors"])
    assert found.converged
    assert abs(found.total - printed["omega.tot"]) < 1e-3
    assert abs(found.hierarchical - printed["omega_h"]) < 1e-3
    schmid = np.array(printed["schmid"]["values"])
    assert np.abs(np.abs(found.general) - np.abs(schmid[:, 0])).max() < 1e-3
    assert np.abs(found.uniquenesses - schmid[:, printed["schmid"]["cols"].index("u2")]).max() < 1e-3


def test_a_hierarchy_is_found_again() -> None:
    """A perfect second-order structure: the loadings themselves, to what the searches leave (1e-6)."""
    found = omega(HIERARCHY)
    assert found.general == pytest.approx(LOADINGS @ GAMMA, abs=1e-6)
    sums = HIERARCHY.sum()
    assert found.hierarchical == pytest.approx((LOADINGS @ GAMMA).sum() ** 2 / sums, abs=1e-6)
    assert found.total == pytest.approx(1 - (1 - (LOADINGS**2).sum(axis=1)).sum() / sums, abs=1e-6)
    # Together the general and the group loadings make up the communalities.
    assert (found.general**2 + (found.group**2).sum(axis=1)) == pytest.approx(1 - found.uniquenesses, abs=1e-6)


def test_unrelated_groups_have_no_general_factor() -> None:
    found = omega(bifactor(np.zeros(12), LOADINGS))
    assert found.hierarchical < 1e-6
    assert found.total > 0.6


def test_two_groups_load_alike() -> None:
    loadings = LOADINGS[:8, :2]
    gamma = np.full(2, 0.6)
    found = omega(bifactor(loadings @ gamma, loadings * 0.8), 2)
    assert found.general == pytest.approx(loadings @ gamma, abs=1e-6)


def test_a_rotation_that_did_not_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The factors were found, their rotation was not."""
    monkeypatch.setattr("survey.stats.omega.rotate", lambda *given: replace(rotate(*given), converged=False))
    assert not omega(HIERARCHY).converged
    assert omega(HIERARCHY, 1).converged


def test_one_factor_is_the_general_one() -> None:
    found = omega(bifactor(np.array([0.8, 0.7, 0.6, 0.5]), np.zeros((4, 1))), 1)
    assert found.hierarchical == pytest.approx(found.total, abs=1e-9)
    assert found.group == pytest.approx(0)


def test_equal_loadings_make_omega_alpha() -> None:
    matrix = bifactor(np.full(6, 0.7), np.zeros((6, 1)))
    assert omega(matrix, 1).total == pytest.approx(alpha(matrix), abs=1e-9)


def test_neither_order_nor_a_reversed_scale_matters() -> None:
    order = np.random.default_rng(0).permutation(12)
    one, other = omega(HIERARCHY), omega(HIERARCHY[np.ix_(order, order)])
    assert other.hierarchical == pytest.approx(one.hierarchical, abs=1e-6)
    assert other.general == pytest.approx(one.general[order], abs=1e-6)


@pytest.mark.parametrize("factors", [1, 2, 3, 4])
def test_many_at_once_are_each_of_them(factors: int) -> None:
    """1e-4: from the solution of another sample, where rotation stops at a gradient of 1e-5."""
    rng = np.random.default_rng(4)
    samples = [np.corrcoef(rng.multivariate_normal(np.zeros(12), HIERARCHY, 2000), rowvar=False) for _ in range(5)]
    found = omegas(np.array(samples), omega(HIERARCHY, factors))
    each = [omega(one, factors) for one in samples]
    assert found.total == pytest.approx([one.total for one in each], abs=1e-4)
    if factors < 4:  # a fourth factor of noise has no one place
        assert found.hierarchical == pytest.approx([one.hierarchical for one in each], abs=1e-4)


def test_an_item_that_is_constant_in_a_sample_is_no_part_of_the_sum() -> None:
    like = omega(HIERARCHY, 1)
    kept = np.delete(np.delete(HIERARCHY, 3, axis=0), 3, axis=1)
    without = HIERARCHY.copy()
    without[3], without[:, 3], without[3, 3] = 0, 0, 1
    constant = np.zeros((1, 12), dtype=bool)
    constant[0, 3] = True
    found = omegas(without[None], like, constant)
    assert found.total[0] == pytest.approx(omega(kept, 1).total, abs=1e-6)
    assert found.hierarchical[0] == pytest.approx(omega(kept, 1).hierarchical, abs=1e-6)


def test_as_many_factors_as_the_items_carry() -> None:
    assert [identified(items, 3) for items in (3, 4, 5, 6, 7, 30)] == [1, 1, 2, 2, 3, 3]
    assert identified(30, 5) == 5
