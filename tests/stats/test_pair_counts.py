"""Counts of pairs against counting by hand, and tables that somebody else made."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.errors import SurveyError
from survey.stats import pair_counts
from survey.stats.codes import from_frame
from survey.stats.pair_counts import count, from_tables


@pytest.fixture
def frame() -> pd.DataFrame:
    rng = np.random.default_rng(4)
    answers = pd.DataFrame(rng.integers(0, [2, 3, 5], (300, 3)), columns=list("abc"))
    return answers.mask(rng.random(answers.shape) < 0.1)


@pytest.mark.parametrize("cells", [2**22, 64])
def test_against_crosstab(frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch, cells: int) -> None:
    """In one block of rows, and in many."""
    monkeypatch.setattr(pair_counts, "_CELLS", cells)
    found = count(from_frame(frame))
    for i, first in enumerate(frame):
        for j, second in enumerate(frame):
            if i != j:
                table = pd.crosstab(frame[first], frame[second]).to_numpy()
                assert (found.table[i, : table.shape[0], j, : table.shape[1]] == table).all()
        assert found.margins[i, : found.categories[i]].tolist() == frame[first].value_counts().sort_index().tolist()
    assert found.table.sum() == found.n.sum()


@pytest.mark.parametrize("cells", [2**22, 64])
def test_weights(frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch, cells: int) -> None:
    monkeypatch.setattr(pair_counts, "_CELLS", cells)
    weights = np.random.default_rng(1).random(len(frame))
    found = count(from_frame(frame, weights)).table[0, :2, 1, :3]
    expected = pd.crosstab(frame["a"], frame["b"], values=weights, aggfunc="sum")
    assert np.abs(found - expected.to_numpy()).max() < 1e-12, "1e-12: sums of 300 weights in another order"


def tables_of(frame: pd.DataFrame) -> dict[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = {(a, b): pd.crosstab(frame[a], frame[b]) for a, b in ("ab", "ca", "bc")}
    return found | {(item, item): frame[item].value_counts().sort_index() for item in frame}


def test_tables_of_pairs(frame: pd.DataFrame) -> None:
    """In either direction, with the counts of each item alone where answers are missing."""
    expected, found = count(from_frame(frame)), from_tables(tables_of(frame))
    place = [found.items.index(item) for item in frame]
    assert (found.select(place).table == expected.table).all()
    assert (from_tables(expected.table).table == expected.table).all()


def test_a_category_that_nobody_chose_goes() -> None:
    found = from_tables({("a", "b"): [[3, 0, 2], [0, 0, 0], [1, 0, 4]]})
    assert found.categories.tolist() == [2, 2]
    assert found.table[0, :, 1, :].tolist() == [[3, 2], [1, 4]]


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ({("a", "b"): [[1, 2], [3, 4]], ("b", "c"): [[1, 2], [3, 4]]}, "SQ-S31"),
        ({("a", "b"): [[1, -2], [3, 4]]}, "SQ-S32"),
        ({("a", "b"): [[1, np.nan], [3, 4]]}, "SQ-S32"),
        ({("a", "b"): [1, 2]}, "SQ-S32"),
        ({("a", "b"): [["x", "y"]]}, "SQ-S32"),
        ({("a", "b"): [[1, 2], [3, 4]], ("a", "c"): np.ones((3, 2)), ("b", "c"): np.ones((2, 2))}, "SQ-S32"),
        ({("a", "b"): [[1, 2], [3, 4]], ("a", "c"): [[1, 1], [3, 4]], ("b", "c"): [[1, 2], [3, 4]]}, "SQ-S33"),
        ({("a", "b"): [[1, 2], [3, 4]], ("a", "a"): [2, 7]}, "SQ-S33"),
        (np.ones((2, 2, 2)), "SQ-S32"),
        (np.arange(16.0).reshape(2, 2, 2, 2), "SQ-S32"),
    ],
)
def test_refused_tables(tables: Any, code: str) -> None:
    with pytest.raises(SurveyError) as refused:
        from_tables(tables)
    assert refused.value.code == code
