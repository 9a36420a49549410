"""Correlations and factors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import survey
from survey.stats.extraction import extract
from survey.stats.factor_fit import fit
from survey.stats.omega import omega
from survey.stats.presets import PRESETS
from survey.stats.retention_rules import eigenvalues
from survey.stats.rotation import rotate

Told = Callable[[Iterable[float], str], str]


def matrix(path: Path) -> np.ndarray:
    found = pd.read_csv(path, index_col=0).to_numpy()
    scale = np.sqrt(np.diag(found))
    return found / np.outer(scale, scale)


def test_five_socio_economic_variables(folder: Path, told: Told) -> None:
    """Harman (1976), table 2.1; SAS/STAT, PROC FACTOR, principal component and principal factor analysis."""
    corr = survey.correlation(pd.read_csv(folder / "harman_5_variables.csv"), kind="pearson")
    adequacy = survey.kmo(corr)
    order = ["population", "schooling", "employment", "professional", "housevalue"]
    correlations = "0.00975 0.97245 0.43887 0.02241 0.15428 0.69141 0.86307 0.51472 0.12193 0.77765"
    items = "0.47207897 0.55158839 0.48851137 0.80664365 0.61281377"
    roots = "2.87331359 1.79666009 0.21483689 0.09993405 0.01525537"
    pairs = corr.matrix.loc[order, order].to_numpy()[np.triu_indices(5, 1)]
    assert told(pairs, correlations) == correlations
    assert told([adequacy.overall], "0.57536759") == "0.57536759"
    assert told(adequacy.items[order], items) == items
    assert told(eigenvalues(corr.matrix.to_numpy()[None])[0], roots) == roots


@pytest.mark.parametrize(
    ("factors", "printed"),
    [
        (1, "622.91 252 2.28e-33"),
        (2, "420.24 229 2.01e-13"),
        (3, "295.59 207 5.12e-05"),
        (4, "226.68 186 0.0224"),
        (5, "186.82 166 0.128"),
    ],
)
def test_twenty_four_tests(factors: int, printed: str, folder: Path, told: Told) -> None:
    """Holzinger and Swineford (1939) in Harman (1976), table 7.4; R, example of ?Harman74.cor."""
    tests = matrix(folder / "harman_24_tests.csv")
    found = extract(tests, factors, "ml")
    fitted = fit(tests, found.loadings @ found.loadings.T, factors, 145)
    assert told([fitted.chi2, fitted.df, fitted.p], printed) == printed


def test_uniquenesses_of_twenty_four_tests(folder: Path, told: Told) -> None:
    """R, example of ?Harman74.cor, four factors."""
    printed = (
        "0.438 0.780 0.644 0.651 0.352 0.312 0.283 0.485 0.257 0.240 0.551 0.435 "
        "0.491 0.646 0.696 0.549 0.598 0.593 0.762 0.592 0.583 0.601 0.497 0.500"
    )
    assert told(extract(matrix(folder / "harman_24_tests.csv"), 4, "ml").uniquenesses, printed) == printed


@pytest.mark.parametrize(
    ("factors", "chi_square", "uniquenesses"),
    [(1, "75.18 9 1.46e-12", "0.535 0.853 0.748 0.910 0.232 0.280"), (2, "6.11 4 0.191", "0.455 0.589 0.218 0.769 0.052 0.334")],
)
def test_six_abilities(factors: int, chi_square: str, uniquenesses: str, folder: Path, told: Told) -> None:
    """Smith and Stanley (1983) in Venables and Ripley (2002), Modern Applied Statistics with S, section 11.3."""
    abilities = matrix(folder / "ability_covariances.csv")
    found = extract(abilities, factors, "ml")
    fitted = fit(abilities, found.loadings @ found.loadings.T, factors, 112)
    assert told([fitted.chi2, fitted.df, fitted.p], chi_square) == chi_square
    assert told(found.uniquenesses, uniquenesses) == uniquenesses


def test_nine_tests_of_thurstone(folder: Path, told: Told) -> None:
    """Thurstone and Thurstone (1941); Revelle, manual of psych, fa(Thurstone, 3, n.obs = 213): minres, oblimin."""
    tests = matrix(folder / "thurstone_9_tests.csv")
    unrotated = extract(tests, 3, "uls")
    found = rotate(unrotated.loadings, "oblimin", PRESETS["psych"])
    fitted = fit(tests, unrotated.loadings @ unrotated.loadings.T, 3, 213)
    rows = (
        "0.90 -0.03 0.04 0.89 0.06 -0.03 0.84 0.03 0.00 0.00 0.85 0.00 -0.02 0.75 0.10 "
        "0.18 0.63 -0.08 0.03 -0.01 0.84 0.38 -0.05 0.46 -0.06 0.21 0.63"
    )
    assert told(found.loadings.ravel(), rows) == rows
    assert told(found.phi[np.triu_indices(3, 1)], "0.59 0.53 0.52") == "0.59 0.53 0.52"
    shares = "0.82 0.84 0.74 0.73 0.63 0.50 0.73 0.51 0.52"
    assert told(1 - unrotated.uniquenesses, shares) == shares
    assert told([fitted.chi2, fitted.df, fitted.tli, fitted.rmsr], "2.98 12 1.026 0.01") == "2.98 12 1.026 0.01"


def test_omega_of_nine_tests(folder: Path, told: Told) -> None:
    """Revelle, manual of psych, omega(Thurstone, n.obs = 213): total, hierarchical, general loadings."""
    found = omega(matrix(folder / "thurstone_9_tests.csv"))
    printed = "0.93 0.74 0.71 0.73 0.68 0.65 0.62 0.56 0.59 0.58 0.54"
    assert told([found.total, found.hierarchical, *found.general], printed) == printed


def test_five_items_of_a_law_school_test(folder: Path, told: Told) -> None:
    """Bock and Lieberman (1970), Psychometrika 35, 179-197: tetrachoric correlations and thresholds of LSAT section 6."""
    counts = pd.read_csv(folder / "lsat_6.csv")
    people = counts.loc[counts.index.repeat(counts["Ob6"]), [f"Q{number}" for number in range(1, 6)]]
    corr = survey.correlation(people.reset_index(drop=True))
    printed = "0.170 0.228 0.107 0.067 0.189 0.111 0.172 0.187 0.105 0.201"
    assert told(corr.matrix.to_numpy()[np.triu_indices(5, 1)], printed) == printed
    thresholds = "-1.433 -0.550 -0.133 -0.716 -1.126"
    assert told([one[0] for one in corr.thresholds.values()], thresholds) == thresholds


@pytest.mark.parametrize(
    ("table", "printed"),
    [
        ([[44268, 14], [193, 0]], "0.24"),
        ([[61661, 85], [1610, 20]], "0.35"),
        ([[62503, 768], [105, 0]], "-0.10"),
    ],
)
def test_rare_answers(table: list[list[int]], printed: str, told: Told) -> None:
    """What Mplus reports, in the manual of psych, ?tetrachoric. Two of the tables have an empty cell; a fourth
    is left out, for which 0 is printed without a decimal to compare."""
    corr = survey.correlation({("a", "b"): table}, kind="tetrachoric", least_share=0)
    assert told([corr.matrix.loc["a", "b"]], printed) == printed
