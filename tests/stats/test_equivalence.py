"""Equivalence of two dependent shares, against a maximisation of the likelihood in R and by enumeration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import MARGIN_OUT_OF_RANGE, StatisticsError
from survey.stats.equivalence import equivalence, score, tango_interval

ORACLE = Path(__file__).parents[1] / "oracles" / "paired" / "paired.json"
TOLD: list[dict[str, Any]] = json.loads(ORACLE.read_text("utf-8"))["equivalence"]


@pytest.mark.parametrize("told", TOLD)
def test_as_r_says(told: dict[str, Any]) -> None:
    found = equivalence(told["b"], told["c"], told["n"], told["margin"])
    assert (found.low, found.high) == pytest.approx((told["low"], told["high"]), abs=1e-6)
    assert (found.p_low, found.p_high) == pytest.approx((told["p_low"], told["p_high"]), abs=1e-5)
    assert found.method == "exact"


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_the_interval_holds_the_difference_and_turns_with_the_questions(left: int, came: int, same: int) -> None:
    people = left + came + same
    if not people:
        return
    low, high = tango_interval(left, came, people)
    assert -1 <= low <= (came - left) / people <= high <= 1
    assert tango_interval(came, left, people) == pytest.approx((-high, -low), abs=1e-9)


@given(st.integers(0, 15), st.integers(0, 15))
def test_no_difference_is_mcnemars_chi_square(left: int, came: int) -> None:
    expected = (came - left) / np.sqrt(left + came) if left + came else 0.0
    assert float(score(left, came, 40, 0.0)) == pytest.approx(expected)


@pytest.mark.slow
def test_the_exact_test_keeps_its_level() -> None:
    """With the true difference at the margin at most 5 % of all tables call the shares equivalent, whoever changes."""
    people, margin = 20, 0.25
    tables = [(b, c) for b in range(people + 1) for c in range(people + 1 - b)]
    called = np.array([equivalence(b, c, people, margin).equivalent for b, c in tables])
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, people + 1)))])
    for back in np.linspace(0.001, (1 - margin) / 2 - 0.001, 30):
        p = [
            np.exp(logs[people] - logs[b] - logs[c] - logs[people - b - c])
            * (back + margin) ** b * back**c * (1 - 2 * back - margin) ** (people - b - c)
            for b, c in tables
        ]  # fmt: skip
        assert np.array(p)[called].sum() <= 0.05 + 1e-9


def test_more_people_than_can_be_enumerated() -> None:
    found = equivalence(20, 25, 400, 0.1)
    assert found.method == "asymptotic"
    assert found.equivalent
    assert (found.p <= 0.05) == (found.low > -0.1 and found.high < 0.1)


@pytest.mark.parametrize("margin", [0, 1, -0.1, 10])
def test_a_margin_is_a_share(margin: float) -> None:
    with pytest.raises(StatisticsError) as caught:
        equivalence(1, 2, 30, margin)
    assert caught.value.code == MARGIN_OUT_OF_RANGE
