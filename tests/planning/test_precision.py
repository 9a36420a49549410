"""Precision before the field, against statsmodels and against every sample that can be drawn."""

from __future__ import annotations

import math
from itertools import combinations, product
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint, samplesize_confint_proportion

from survey.errors import PLAN_FRAME, PLAN_KAPPA, PLAN_REPLICATES, PLAN_SHARE, PLAN_SIZE, SurveyError
from survey.planning.precision import agreement_table, chances, check_sizes, kappa_precision, share_precision


def test_share_by_every_sequence_of_answers() -> None:
    """All 2^10 sequences of ten people, each with statsmodels' own interval."""
    total = covered = 0.0
    for answers in product((0, 1), repeat=10):
        count = sum(answers)
        low, high = proportion_confint(count, 10, method="wilson")
        chance = 0.3**count * 0.7 ** (10 - count)
        total += chance * (high - low) / 2
        covered += chance * (low <= 0.3 <= high)
    found = share_precision(10, 0.3)
    assert found.half_width == pytest.approx(total, abs=1e-12)
    assert found.coverage == pytest.approx(covered, abs=1e-12)


def test_share_from_a_frame_by_every_subset() -> None:
    """All 66 ways to draw 10 of 12 people of whom 6 would say yes."""
    counts = [sum(person < 6 for person in drawn) for drawn in combinations(range(12), 10)]
    shares = np.bincount(counts, minlength=11) / comb(12, 10)
    assert chances(10, 0.5, 12) == pytest.approx(shares, abs=1e-12)


def test_share_near_the_size_that_statsmodels_asks_for() -> None:
    """Its normal formula: n for a half-width of 5 points at 50 %; Wilson's interval is a little narrower."""
    n = int(np.ceil(samplesize_confint_proportion(0.5, 0.05)))
    assert n == 385
    assert 0.0485 < share_precision(n, 0.5).half_width < 0.05


def test_a_full_count_has_no_error() -> None:
    found = share_precision(96, 0.37, population=96)
    assert (found.half_width, found.coverage) == (0, pytest.approx(1))


@given(st.integers(10, 60), st.floats(0, 1), st.integers(0, 40))
def test_a_frame_never_widens(n: int, share: float, more: int) -> None:
    """A frame narrows the interval; rounding the share to whole people changes little beside that."""
    frame = n + more
    truth = round(share * frame) / frame
    assert share_precision(n, truth, population=frame).half_width <= share_precision(n, truth).half_width + 2e-3


@given(st.floats(0, 0.99), st.lists(st.integers(1, 9), min_size=2, max_size=5))
def test_agreement_table_has_the_kappa_and_the_shares(kappa: float, weights: list[int]) -> None:
    shares = tuple(weight / sum(weights) for weight in weights)
    table = agreement_table(kappa, shares)
    assert table.sum(axis=0) == pytest.approx(shares)
    assert table.sum(axis=1) == pytest.approx(shares)
    assert cohens_kappa(table * 1000).kappa == pytest.approx(kappa, abs=1e-9)


def test_kappa_formula_is_that_of_statsmodels() -> None:
    found = kappa_precision(96, 0.6, (0.8, 0.2), replicates=50)
    deviation = cohens_kappa(96 * agreement_table(0.6, (0.8, 0.2))).std_kappa
    assert found.formula == pytest.approx(1.959963984540054 * deviation, abs=1e-12)


def test_kappa_simulation_agrees_with_every_table() -> None:
    """All tables of ten texts in two answers; the simulation lies within four Monte Carlo errors."""
    truth, chance_of = agreement_table(0.4, (0.5, 0.5)).ravel(), {}
    for a, b, c in product(range(11), repeat=3):
        if (d := 10 - a - b - c) >= 0:
            ways = comb(10, a) * comb(10 - a, b) * comb(10 - a - b, c)
            chance_of[a, b, c, d] = ways * float(np.prod(truth ** np.array([a, b, c, d])))
    assert sum(chance_of.values()) == pytest.approx(1)
    known = covered = 0.0
    for (a, b, c, d), chance in chance_of.items():
        varied = min(a + b, c + d, a + c, b + d) > 0 and b + c > 0
        if varied and not (a == d == 0):
            found = cohens_kappa(np.array([[a, b], [c, d]], dtype=float))
            known += chance
            covered += chance * (found.kappa - 1.959963984540054 * found.std_kappa <= 0.4 <= found.kappa_upp)
    got = kappa_precision(10, 0.4, (0.5, 0.5), replicates=4000)
    assert 1 - got.without == pytest.approx(known, abs=0.02)
    assert got.coverage == pytest.approx(covered / known, abs=4 * got.coverage_error)


def test_kappa_is_the_same_every_time() -> None:
    assert kappa_precision(50, 0.6, (0.5, 0.5), replicates=50) == kappa_precision(50, 0.6, (0.5, 0.5), replicates=50)


def test_all_sizes_that_cannot_be_planned_are_told_at_once() -> None:
    with pytest.raises(SurveyError) as found:
        check_sizes((5, 300, 9000), 200)
    assert [one.code for one in found.value.problems] == [PLAN_SIZE, PLAN_SIZE, PLAN_FRAME, PLAN_FRAME]


def test_what_is_no_share_and_no_kappa() -> None:
    with pytest.raises(SurveyError) as found:
        share_precision(96, 30)
    assert found.value.code == PLAN_SHARE
    for kappa, shares in (
        (1.0, (0.5, 0.5)),
        (-0.1, (0.5, 0.5)),
        (0.5, (0.5, 0.6)),
        (0.5, (1.0,)),
        (0.5, (1.0, 0.0)),
        (0.5, (0.5, math.nan)),
    ):
        with pytest.raises(SurveyError) as found:
            kappa_precision(96, kappa, shares)
        assert found.value.code == PLAN_KAPPA


@pytest.mark.parametrize("replicates", [0, -1, 1.5])
def test_a_kappa_without_samples(replicates: int) -> None:
    with pytest.raises(SurveyError) as found:
        kappa_precision(96, 0.5, (0.5, 0.5), replicates=replicates)
    assert found.value.code == PLAN_REPLICATES
