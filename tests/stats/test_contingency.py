"""Chi-square, residuals and Cramér's V of crossed tables, against R."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from survey.errors import COUNTS_OUT_OF_RANGE, StatisticsError
from survey.stats.contingency import adjusted_residuals, association, check_table, expected

ORACLE = Path(__file__).parents[1] / "oracles" / "nominal" / "crosstab.json"
CROSSED: dict[str, dict[str, Any]] = json.loads(ORACLE.read_text("utf-8"))
TABLES = arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(2, 4)), elements=st.integers(0, 12))


@pytest.mark.parametrize("name", CROSSED)
def test_as_r_says(name: str) -> None:
    told, found = CROSSED[name], association(CROSSED[name]["table"])
    assert found.chi_square == pytest.approx(told["chi_square"], rel=1e-12)
    assert (found.df, found.p) == (told["df"], pytest.approx(told["p_chi_square"], rel=1e-10))
    assert found.v == pytest.approx(told["v"], rel=1e-10)
    assert found.v_corrected == pytest.approx(told["v_corrected"], abs=1e-12)
    assert (found.v_low, found.v_high) == pytest.approx((told["v_low"], told["v_high"]), abs=1e-7)
    np.testing.assert_allclose(expected(told["table"]), told["expected"], rtol=1e-12)
    np.testing.assert_allclose(adjusted_residuals(told["table"]), told["residuals"], rtol=1e-9)


def test_there_is_no_continuity_correction() -> None:
    """n (ad - bc)² over the product of the margins."""
    assert association([[10, 5], [3, 12]]).chi_square == pytest.approx(30 * (120 - 15) ** 2 / (15 * 15 * 13 * 17), rel=1e-12)


@given(TABLES)
def test_order_and_empty_rows_do_not_matter(table: np.ndarray) -> None:
    found = association(table)
    padded = np.zeros((table.shape[0] + 1, table.shape[1] + 1), dtype=np.int64)
    padded[1:, :-1] = table[::-1]
    again = association(padded.T)
    for name in ("chi_square", "v", "v_corrected", "v_low", "v_high"):
        assert getattr(again, name) == pytest.approx(getattr(found, name), abs=1e-9, nan_ok=True)


@given(TABLES)
def test_v_lies_between_0_and_1_and_its_interval_is_in_order(table: np.ndarray) -> None:
    found = association(table)
    if np.isnan(found.v):
        return
    assert -1e-12 <= found.v <= 1 + 1e-12
    assert 0 <= found.v_corrected <= 1
    assert 0 <= found.v_low <= found.v_high <= 1


def test_a_perfect_table_has_v_1() -> None:
    assert association(np.diag([20, 30, 40])).v == pytest.approx(1)


def test_one_answer_has_no_association() -> None:
    found = association([[5, 7], [0, 0]])
    assert np.isnan(found.p)
    assert found.df == 0


@pytest.mark.parametrize("table", [[[1.5, 2], [3, 4]], [[-1, 2], [3, 4]], [1, 2], [[np.nan, 1], [2, 3]]])
def test_what_is_no_table_is_refused(table: Any) -> None:
    with pytest.raises(StatisticsError) as refusal:
        check_table(table)
    assert refusal.value.code == COUNTS_OUT_OF_RANGE
