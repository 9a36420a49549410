"""Principal axes by the rules of psych, of SPSS, and to the end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from survey.stats.extraction import extract
from survey.stats.presets import PRESETS
from survey.stats.principal_axis import principal_axes

SETS = ("lsat6", "syn96", "syn96na", "syn1000", "hs39")
PSYCH = [("pearson", "pearson", 1e-7), ("tet05", "tetrachoric_exact_psych_smoothed", 1e-4)]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(("kind", "file", "tolerance"), PSYCH)
def test_psych(oracles: Any, name: str, kind: str, file: str, tolerance: float) -> None:
    """The same iterations: all 8 kept digits of Pearson's correlations; psych's own tetrachoric ones carry 3e-5 of error."""
    printed = oracles.json(name, "fa_psych")
    keys = [key for key in printed if key.startswith(kind) and key.endswith("|pa|none")]
    assert keys
    for key in keys:
        found = extract(oracles.matrix(name, file), int(key.split("|")[1]), "paf", preset=PRESETS["psych"])
        assert np.abs(found.loadings - np.array(printed[key]["loadings"]["values"])).max() < tolerance


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("file", ["pearson", "tetrachoric_exact_psych_smoothed"])
def test_ours_ends_at_least_squares(oracles: Any, name: str, file: str) -> None:
    """1e-7: it stops when no communality moves by 1e-9, which may be a hundred such moves from the end. Measured: 7e-9."""
    matrix = oracles.matrix(name, file)
    for factors in (1, 2):
        found, exact = extract(matrix, factors, "paf"), extract(matrix, factors, "uls")
        assert found.converged
        assert np.abs(found.loadings - exact.loadings).max() < 1e-7
        assert ((found.loadings**2).sum(axis=1) <= 0.995 + 1e-9).all()
        assert np.abs(found.uniquenesses - exact.uniquenesses).max() < 1e-7
        assert (found.at_bound == exact.at_bound).all()


def test_the_programs_stop_at_different_places(oracles: Any) -> None:
    """Two factors of lsat6 need 8,000 iterations: psych stops after 50, SPSS after 25, and both say so here."""
    matrix = oracles.matrix("lsat6", "pearson")
    found = {name: principal_axes(matrix, 2, preset) for name, preset in PRESETS.items()}
    assert found["survey"].converged
    assert (found["psych"].iterations, found["psych"].converged) == (50, False)
    assert (found["spss"].iterations, found["spss"].converged) == (25, False)


def test_a_communality_above_one() -> None:
    """Ours holds it at .995, psych goes on, SPSS ends the search."""
    matrix = np.array([[1, 0.9, 0.9, 0.2], [0.9, 1, 0.6, 0.2], [0.9, 0.6, 1, 0.2], [0.2, 0.2, 0.2, 1.0]])
    found = {name: principal_axes(matrix, 1, preset) for name, preset in PRESETS.items()}
    assert found["survey"].converged
    assert found["survey"].communalities.max() == 0.995
    assert found["psych"].communalities.max() > 1
    assert not found["spss"].converged
    assert extract(matrix, 1, "paf").at_bound.tolist() == [True, False, False, False]


def test_where_spss_starts_from_a_singular_matrix(oracles: Any) -> None:
    """The largest correlation of each item, not multiple correlations of a pseudo-inverse; both end near the same solution."""
    matrix = oracles.matrix("syn96", "tetrachoric_exact_psych_smoothed")
    found = {name: principal_axes(matrix, 3, PRESETS[name]) for name in ("survey", "spss")}
    assert found["spss"].converged
    assert np.abs(found["spss"].loadings - found["survey"].loadings).max() < 0.01
