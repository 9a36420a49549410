"""Shares, their intervals and differences, several tests at once, forecasts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest

from survey.stats.binomial import share_test
from survey.stats.brier import brier
from survey.stats.intervals import interval
from survey.stats.multiplicity import adjusted
from survey.stats.two_groups import newcombe_interval

Told = Callable[[Iterable[float], str], str]


@pytest.mark.parametrize(
    ("n", "base", "wilson", "exact"),
    [
        (81, 263, "0.2553 0.3662", "0.2527 0.3676"),
        (15, 148, "0.0624 0.1605", "0.0578 0.1617"),
        (0, 20, "0.0000 0.1611", "0.0000 0.1684"),
        (1, 29, "0.0061 0.1718", "0.0009 0.1776"),
    ],
)
def test_single_share(n: int, base: int, wilson: str, exact: str, told: Told) -> None:
    """Newcombe (1998a), Statistics in Medicine 17, 857-872, table I, methods 3 and 5."""
    assert told(map(float, interval(n, base)), wilson) == wilson
    assert told(map(float, interval(n, base, "clopper-pearson")), exact) == exact


@pytest.mark.parametrize(
    ("first", "first_base", "second", "second_base", "printed"),
    [
        (56, 70, 48, 80, "0.0524 0.3339"),
        (9, 10, 3, 10, "0.1705 0.8090"),
        (6, 7, 2, 7, "0.0582 0.8062"),
        (5, 56, 0, 29, "-0.0381 0.1926"),
        (0, 10, 0, 20, "-0.1611 0.2775"),
        (0, 10, 0, 10, "-0.2775 0.2775"),
        (10, 10, 0, 20, "0.6791 1.0000"),
        (10, 10, 0, 10, "0.6075 1.0000"),
    ],
)
def test_difference_of_two_groups(first: int, first_base: int, second: int, second_base: int, printed: str, told: Told) -> None:
    """Newcombe (1998b), Statistics in Medicine 17, 873-890, table II, method 10. He subtracts the second share from the first."""
    assert told(newcombe_interval(second, second_base, first, first_base), printed) == printed


def test_share_of_giant_plants(told: Told) -> None:
    """Conover (1971) p. 97: 682 of 925 plants, three quarters expected; R, ?binom.test."""
    assert told([float(share_test(682, 925, 0.75, "two-sided"))], "0.3825") == "0.3825"


def test_fifteen_hypotheses() -> None:
    """Benjamini and Hochberg (1995), JRSS B 57, 289-300, section 3.2: four are rejected; three by Holm."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1]
    assert [(adjusted(p, correction) <= 0.05).sum() for correction in ("bh", "holm")] == [4, 3]


def test_ten_forecasts_of_rain(told: Told) -> None:
    """Brier (1950), Monthly Weather Review 78, 1-3, table 1. His score adds up both classes and so is twice ours."""
    said = np.array([0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1])
    rained = np.array([0, 1, 1, 1, 0, 0, 0, 0, 0, 0.0])
    assert told([2 * brier(said, rained)], "0.19") == "0.19"
