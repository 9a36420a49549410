"""The three conventions, cell by cell."""

from __future__ import annotations

import numpy as np
import pytest

from survey.stats.empty_cells import fill, limits

ALONE = [[0, 3], [4, 5]]
OPPOSITE = [[0, 3], [4, 0]]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("table", "correct", "expected"),
    [
        (ALONE, "lavaan", [[0.5, 2.5], [3.5, 5.5]]),
        (ALONE, "psych", [[0.5, 3], [4, 5]]),
        (ALONE, "none", ALONE),
        (OPPOSITE, "lavaan", OPPOSITE),
        (OPPOSITE, "psych", [[0.5, 3], [4, 0.5]]),
        (OPPOSITE, "none", OPPOSITE),
        ([[1, 3], [4, 5]], "lavaan", [[1, 3], [4, 5]]),
        ([[1, 3], [4, 5]], "psych", [[1, 3], [4, 5]]),
    ],
)
def test_conventions(table: list[list[float]], correct: str, expected: list[list[float]], turned: bool) -> None:
    """Turned: the second item reversed."""
    before, after = (np.array(one, dtype=float)[:, :: -1 if turned else 1] for one in (table, expected))
    found, changed = fill(before[None], correct)
    assert found[0].tolist() == after.tolist()
    assert changed[0] == (before != after).any()


def test_lavaan_keeps_the_margins() -> None:
    tables = np.array([ALONE, [[3, 0], [4, 5]], [[3, 1], [0, 5]], [[3, 1], [2, 0]]], dtype=float)
    found, changed = fill(tables, "lavaan")
    assert changed.all()
    for axis in (1, 2):
        assert (found.sum(axis=axis) == tables.sum(axis=axis)).all()


def test_limits() -> None:
    tables = np.array([OPPOSITE, [[3, 0], [0, 5]], ALONE, [[1, 1], [1, 1]]], dtype=float)
    np.testing.assert_array_equal(limits(tables), [-1, 1, -1, np.nan])
