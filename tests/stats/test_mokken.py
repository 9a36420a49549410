"""Mokken's H against counted errors, against sorted answers, and for scales whose H is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.stats.codes import from_frame
from survey.stats.mokken import Scalability, scalability
from survey.stats.pair_counts import count

FOLDER = Path(__file__).parents[1] / "oracles"


def h(frame: pd.DataFrame, weights: Any = None) -> Scalability:
    return scalability(count(from_frame(frame, weights)))


@pytest.mark.parametrize("name", ["lsat6", "hs39", "syn1000"])
def test_yes_and_no_by_counting_errors(oracles: Any, name: str) -> None:
    """Loevinger: 1 - errors / errors expected by chance, an error being a yes to the harder item and a no to the easier one."""
    frame = oracles.data(name)
    shares = frame.mean()
    errors, expected = 0.0, 0.0
    found = h(frame)
    for i, one in enumerate(frame):
        for j, other in enumerate(frame):
            if i >= j:
                continue
            hard, easy = (one, other) if shares[one] <= shares[other] else (other, one)
            seen = float(((frame[hard] == 1) & (frame[easy] == 0)).mean())
            chance = float(shares[hard] * (1 - shares[easy]))
            assert found.pairs[i, j] == pytest.approx(1 - seen / chance, abs=1e-12)
            errors, expected = errors + seen, expected + chance
    assert found.scale == pytest.approx(1 - errors / expected, abs=1e-12)


def test_ordered_answers_by_sorting_them(oracles: Any) -> None:
    """The largest covariance is that of the sorted columns, as `mokken::coefH` computes it."""
    frame = pd.read_csv(FOLDER / "data" / "hs39_ord3.csv").drop(columns=["school", "sex"], errors="ignore")
    observed = np.cov(frame.to_numpy(), rowvar=False)
    most = np.cov(np.sort(frame.to_numpy(), axis=0), rowvar=False)
    found = h(frame)
    off = ~np.eye(len(observed), dtype=bool)
    assert np.abs(found.pairs - observed / most)[off].max() < 1e-12
    both = np.where(off, observed, 0), np.where(off, most, 0)
    assert np.abs(found.items - both[0].sum(axis=1) / both[1].sum(axis=1)).max() < 1e-12
    assert found.scale == pytest.approx(both[0].sum() / both[1].sum(), abs=1e-12)


def test_values_that_are_not_equally_far_apart() -> None:
    rng = np.random.default_rng(2)
    latent = rng.normal(size=(300, 1)) + rng.normal(size=(300, 4))
    frame = pd.DataFrame(np.array([1.0, 2.0, 5.0, 9.0])[np.digitize(latent, [-1, 0, 1])])
    observed, most = (np.cov(table, rowvar=False) for table in (frame.to_numpy(), np.sort(frame.to_numpy(), axis=0)))
    off = ~np.eye(4, dtype=bool)
    assert h(frame).scale == pytest.approx(observed[off].sum() / most[off].sum(), abs=1e-12)


@pytest.mark.parametrize("categories", [2, 3, 5])
def test_a_guttman_scale(categories: int) -> None:
    people = np.random.default_rng(0).normal(size=200)
    cuts = np.sort(np.random.default_rng(1).uniform(-1.5, 1.5, (6, categories - 1)), axis=1)
    found = h(pd.DataFrame({str(item): np.digitize(people, row) for item, row in enumerate(cuts)}))
    off = ~np.eye(6, dtype=bool)
    assert found.scale == pytest.approx(1, abs=1e-12)
    assert found.items == pytest.approx(1, abs=1e-12)
    assert found.pairs[off] == pytest.approx(1, abs=1e-12)
    assert np.isnan(np.diag(found.pairs)).all()


def test_unrelated_items() -> None:
    """About 0: five standard errors of 15 correlations of 20,000 people."""
    frame = pd.DataFrame(np.random.default_rng(7).integers(0, 4, (20_000, 6)))
    assert abs(h(frame).scale) < 5 / np.sqrt(15 * 20_000)


def test_missing_answers_pair_by_pair() -> None:
    frame = pd.DataFrame({"a": [0, 0, 1, 1, 1, np.nan], "b": [0, 1, 1, 1, np.nan, 0], "c": [0, 0, 0, 1, 1, 1]})
    found = h(frame)
    pair = frame[["a", "b"]].dropna()
    assert found.pairs[0, 1] == pytest.approx(h(pair).pairs[0, 1], abs=1e-12)


def test_weights_are_repeated_rows(oracles: Any) -> None:
    frame = oracles.data("hs39")
    weights = np.random.default_rng(5).integers(0, 4, len(frame))
    one, other = h(frame, weights), h(frame.loc[frame.index.repeat(weights)])
    assert one.scale == pytest.approx(other.scale, abs=1e-13)


def test_an_item_that_does_not_vary() -> None:
    found = h(pd.DataFrame({"a": [0, 1, 1, 0], "b": [0, 1, 0, 0], "c": [1, 1, 1, 1]}))
    assert np.isnan(found.pairs[0, 2])
    assert np.isnan(found.scale)
    assert found.pairs[0, 1] == pytest.approx(1)
