"""Categorical omega against semTools, from lavaan's loadings and from ours, and against counted answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtri

from survey.stats.categorical_omega import batch, categorical_omega, padded
from survey.stats.codes import from_frame
from survey.stats.correlation import Correlation, correlate
from survey.stats.extraction import extract

FOLDER = Path(__file__).parents[1] / "oracles"
MODELS = [
    ("lsat6", "lavaan_cfa1", "lsat6"),
    ("hs39", "lavaan_cfa3_binary", "hs39_bin"),
    ("hs39", "lavaan_cfa3_ord3", "hs39_ord3"),
    ("syn1000", "lavaan_cfa3", "syn1000"),
]


def scales(printed: dict[str, Any], fit: str) -> dict[str, dict[str, float]]:
    """The standardised loadings of each factor, by item."""
    found: dict[str, dict[str, float]] = {}
    for row in printed[fit]["std"]:
        if row["op"] == "=~":
            found.setdefault(row["lhs"], {})[row["rhs"]] = row["est.std"]
    return found


def items_of(oracles: Any, data: str, names: list[str]) -> Correlation:
    frame = pd.read_csv(FOLDER / "data" / f"{data}.csv").drop(columns=["group", "school", "sex"], errors="ignore")
    frame.columns = [name.replace("Q", "i") for name in frame.columns]
    return correlate(from_frame(frame[names]), "polychoric", least_share=0)


@pytest.mark.parametrize(("name", "file", "data"), MODELS)
def test_semtools_from_the_loadings_of_lavaan(oracles: Any, name: str, file: str, data: str) -> None:
    """1e-7, because lavaan knows its polychorics to 5e-8; measured 2e-9."""
    printed = oracles.json(name, file)
    for scale, loadings in scales(printed, "WLSMV|delta").items():
        corr = items_of(oracles, data, list(loadings))
        found = categorical_omega(
            np.array(list(loadings.values())), [corr.thresholds[item] for item in loadings], corr.matrix.to_numpy()
        )
        assert abs(found - printed["reliability"]["omega_categorical_GreenYang"][scale]) < 1e-7


def test_one_factor_by_unweighted_least_squares_as_lavaan(oracles: Any) -> None:
    """1e-6, where lavaan's optimiser stops, as of ours: its ULSMV has one factor of the same items; measured 7e-8 and 1e-8."""
    printed = oracles.json("lsat6", "lavaan_cfa1")
    (loadings,) = scales(printed, "ULSMV|delta").values()
    corr = items_of(oracles, "lsat6", list(loadings))
    ours = extract(corr.matrix.to_numpy(), 1, "uls").loadings
    assert np.abs(np.abs(ours[:, 0]) - list(loadings.values())).max() < 1e-6
    cuts = list(corr.thresholds.values())
    theirs = categorical_omega(np.array(list(loadings.values())), cuts, corr.matrix.to_numpy())
    assert abs(categorical_omega(ours, cuts, corr.matrix.to_numpy()) - theirs) < 1e-6


@pytest.mark.parametrize(("name", "data"), [("hs39", "hs39_ord3"), ("syn96", "syn96")])
def test_lavaan_and_semtools_by_unweighted_least_squares(oracles: Any, name: str, data: str) -> None:
    """5e-6, where lavaan stops; measured 6e-7. The 24 items of syn96 have correlations that contradict each other."""
    for printed in oracles.json(name, "one_factor")["omega"]:
        corr = items_of(oracles, data, printed["items"])
        matrix = corr.matrix.to_numpy()
        found = categorical_omega(extract(matrix, 1, "uls").loadings, list(corr.thresholds.values()), matrix)
        assert abs(found - printed["omega"]) < 5e-6


@pytest.mark.parametrize("cuts", [[0.0], [-1.0, 0.2], [-1.5, -0.5, 0.5, 1.5]])
def test_the_reliability_of_counted_answers(cuts: list[float]) -> None:
    """Two tests with the same true values: the correlation of their sums. 400,000 people, five standard errors."""
    rng = np.random.default_rng(11)
    loadings = np.array([0.5, 0.6, 0.7, 0.8])
    people = 400_000
    factor = rng.normal(size=(people, 1))
    sums = [
        np.digitize(loadings * factor + np.sqrt(1 - loadings**2) * rng.normal(size=(people, 4)), cuts).sum(axis=1)
        for _ in range(2)
    ]
    assert abs(categorical_omega(loadings, [cuts] * 4) - np.corrcoef(sums)[0, 1]) < 5 / np.sqrt(people)


def test_many_categories_come_near_the_continuous_omega() -> None:
    loadings = np.array([0.5, 0.6, 0.7, 0.8])
    continuous = loadings.sum() ** 2 / (loadings.sum() ** 2 + (1 - loadings**2).sum())
    cuts = ndtri(np.arange(1, 60) / 60)
    heights = np.diff(np.interp(np.arange(60), np.arange(60), ndtri((np.arange(60) + 0.5) / 60)))
    assert abs(categorical_omega(loadings, [cuts] * 4, steps=[heights] * 4) - continuous) < 0.005


def test_the_height_of_steps_matters() -> None:
    """Answers 0, 1, 2 of which the middle one is never given are answers 0, 2."""
    loadings = np.array([0.5, 0.6, 0.7])
    yes_no = categorical_omega(loadings, [[0.3]] * 3)
    assert categorical_omega(loadings, [[0.3]] * 3, steps=[[2.0]] * 3) == pytest.approx(yes_no, abs=1e-14)
    assert categorical_omega(loadings, [[0.3, 0.3]] * 3) == pytest.approx(yes_no, abs=1e-14)
    mixed = categorical_omega(loadings, [[0.3]] * 3, steps=[[10.0], [0.1], [0.1]])
    assert mixed == pytest.approx(categorical_omega(loadings[:1], [[0.3]]), abs=0.03)


def test_several_factors() -> None:
    """Two factors that correlate by 1 are one."""
    loadings = np.array([[0.7, 0], [0.6, 0], [0, 0.5], [0, 0.8]])
    cuts = [[0.1], [-0.4], [0.6], [0.0]]
    one = categorical_omega(loadings.sum(axis=1), cuts)
    assert categorical_omega(loadings, cuts, phi=np.ones((2, 2))) == pytest.approx(one, abs=1e-14)
    assert categorical_omega(loadings, cuts, phi=np.eye(2)) < one


def test_neither_direction_nor_order_matters() -> None:
    loadings, cuts = np.array([0.7, 0.6, 0.5]), [[0.1, 0.9], [-0.4], [0.6]]
    one = categorical_omega(loadings, cuts)
    assert categorical_omega(-loadings, cuts) == pytest.approx(one, abs=1e-15)
    assert categorical_omega(loadings[::-1], cuts[::-1]) == pytest.approx(one, abs=1e-14)
    assert categorical_omega(loadings, [[-one for one in reversed(row)] for row in cuts]) == pytest.approx(one, abs=1e-14)


def test_communalities_at_their_limit() -> None:
    """A communality of 1, or beyond: the item is measured without error."""
    perfect = categorical_omega(np.ones(3), [[0.2], [0.0], [-0.5]])
    assert perfect == pytest.approx(1, abs=1e-12)
    assert 0 < categorical_omega(np.array([1.02, 0.5, 0.5]), [[0.2], [0.0], [-0.5]]) < 1


def test_many_at_once_are_each_of_them() -> None:
    rng = np.random.default_rng(3)
    loadings = rng.uniform(0.3, 0.9, (700, 5))
    cuts = np.sort(rng.normal(size=(700, 5, 3)), axis=2)
    common = loadings[:, :, None] * loadings[:, None, :]
    found = batch(common, cuts, common, np.ones((5, 3)))
    assert found[[0, 350, 699]] == pytest.approx([categorical_omega(loadings[i], cuts[i]) for i in (0, 350, 699)], abs=1e-13)


def test_no_variance_and_no_number() -> None:
    matrix = np.array([[[1.0, np.nan], [np.nan, 1.0]]])
    assert np.isnan(batch(np.full((1, 2, 2), 0.5), np.zeros((1, 2, 1)), matrix, np.ones((2, 1)))).all()
    assert np.isnan(categorical_omega(np.array([0.5, 0.5]), [[0.0], [0.0]], np.array([[1, -1.0], [-1.0, 1]])))
    assert padded([], 0.0).shape == (0, 0)
