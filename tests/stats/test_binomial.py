"""Exact tests of shares, against R and by enumeration."""

from __future__ import annotations

import json
from itertools import product
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import AGAINST_OUT_OF_RANGE, COUNTS_OUT_OF_RANGE, UNKNOWN_CHOICE, StatisticsError
from survey.stats.binomial import agresti_min_interval, pair_test, pair_test_of_frame, share_test

ORACLE = Path(__file__).parents[1] / "oracles" / "nominal" / "shares.json"
TOLD: dict[str, Any] = json.loads(ORACLE.read_text("utf-8"))


@pytest.mark.parametrize(("ours", "theirs"), [("greater", "greater"), ("less", "less"), ("two-sided", "two.sided")])
def test_as_r_says(ours: Any, theirs: str) -> None:
    for row in TOLD["shares"]:
        assert share_test(row["n"], row["base"], row["share"], ours) == pytest.approx(row[theirs], rel=1e-9, abs=1e-300)


def test_two_options_as_r_says() -> None:
    for row in TOLD["pairs"]:
        assert pair_test(row["first"], row["second"]) == pytest.approx(row["p"], rel=1e-10)


@given(st.integers(1, 30), st.data())
def test_more_than_half_by_counting(base: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, base))
    assert share_test(n, base) == pytest.approx(sum(comb(base, k) for k in range(n, base + 1)) / 2**base, rel=1e-10)


@pytest.mark.parametrize(("first", "second"), list(product(range(5), range(4))))
def test_two_options_by_listing_every_way_to_choose(first: int, second: int) -> None:
    """Each of the people who chose one of the two is as likely to have chosen the other."""
    people = first + second
    apart = abs(first - second)
    ways = sum(abs(2 * sum(chosen) - people) >= apart for chosen in product((0, 1), repeat=people))
    assert pair_test(first, second) == pytest.approx(ways / 2**people)


def test_the_interval_turns_with_the_options_and_holds_the_difference() -> None:
    first, second = np.arange(0, 49), np.arange(48, -1, -1)
    low, high = agresti_min_interval(first, second, 96)
    other_low, other_high = agresti_min_interval(second, first, 96)
    np.testing.assert_allclose(low, -other_high)
    np.testing.assert_allclose(high, -other_low)
    assert ((low <= (first - second) / 98) & ((first - second) / 98 <= high)).all()


@pytest.mark.slow
@pytest.mark.parametrize("shares", [(0.5, 0.3), (0.2, 0.1), (0.4, 0.4), (0.9, 0.05), (0.03, 0.02)])
def test_how_often_the_interval_of_a_difference_covers(shares: tuple[float, float]) -> None:
    """Over all samples of 96, weighed by their probability: never far below 95 percent."""
    from scipy.stats import multinomial

    first, second = (grid.ravel() for grid in np.meshgrid(np.arange(97), np.arange(97)))
    fits = first + second <= 96
    first, second = first[fits], second[fits]
    weight = multinomial.pmf(np.column_stack([first, second, 96 - first - second]), 96, [*shares, 1 - sum(shares)])
    low, high = agresti_min_interval(first, second, 96)
    inside = (low <= shares[0] - shares[1]) & (shares[0] - shares[1] <= high)
    assert 0.93 <= weight[inside].sum() <= 1


@pytest.mark.parametrize(("first", "second"), [(30, 12), (5, 5), (9, 1), (44, 52)])
def test_a_frame_without_end_is_no_frame(first: int, second: int) -> None:
    """McNemar's test with the correction for continuity, as statsmodels has it; the interval of a sample with replacement."""
    from statsmodels.stats.contingency_tables import mcnemar

    theirs = mcnemar([[0, first], [second, 0]], exact=False, correction=True).pvalue if first != second else 1.0
    assert pair_test_of_frame(first, second, 96, 10**9) == pytest.approx(theirs, rel=1e-6)
    ours, plain = agresti_min_interval(first, second, 96, 0.95, 10**9), agresti_min_interval(first, second, 96)
    np.testing.assert_allclose(ours, plain, rtol=1e-6)


def test_a_frame_that_everybody_answered() -> None:
    assert np.isnan(pair_test_of_frame(30, 12, 96, 96))
    assert agresti_min_interval(30, 12, 96, population=96) == pytest.approx((18 / 96, 18 / 96))


@pytest.mark.parametrize(("people", "n"), [(60, 30), (60, 54), (60, 59)])
def test_two_answers_as_frequent_in_a_frame_are_seldom_found_different(people: int, n: int) -> None:
    """Every frame in which both have as many people, over all samples."""
    from scipy.stats import multivariate_hypergeom

    first, second = (grid.ravel() for grid in np.meshgrid(np.arange(n + 1), np.arange(n + 1)))
    fits = first + second <= n
    first, second = first[fits], second[fits]
    rejects = pair_test_of_frame(first, second, n, people) <= 0.05
    for each in range(1, people // 2 + 1):
        samples = np.column_stack([first, second, n - first - second])
        assert multivariate_hypergeom.pmf(samples, [each, each, people - 2 * each], n)[rejects].sum() <= 0.06


def test_refusals() -> None:
    for call, code in (
        (lambda: share_test(3, 2), COUNTS_OUT_OF_RANGE),
        (lambda: share_test(1, 2, 1.0), AGAINST_OUT_OF_RANGE),
        (lambda: share_test(1, 2, 0.5, "more"), UNKNOWN_CHOICE),  # type: ignore[arg-type]
        (lambda: pair_test(-1, 2), COUNTS_OUT_OF_RANGE),
        (lambda: agresti_min_interval(3, 3, 5), COUNTS_OUT_OF_RANGE),
        (lambda: agresti_min_interval(3, 1, 5, population=4), COUNTS_OUT_OF_RANGE),
        (lambda: pair_test_of_frame(3, 3, 5, 9), COUNTS_OUT_OF_RANGE),
        (lambda: pair_test_of_frame(3, 1, 5, 4), COUNTS_OUT_OF_RANGE),
    ):
        with pytest.raises(StatisticsError) as refusal:
            call()
        assert refusal.value.code == code
    assert np.isnan(share_test(0, 0))
