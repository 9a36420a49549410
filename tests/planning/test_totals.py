"""Whole numbers that keep the margins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import SIMULATION_MARGINS, SurveyError
from survey.planning.totals import draw_multiple, draw_single, spread

bounds = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted), min_size=1, max_size=8)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8), st.integers(0, 500))
def test_shares_add_up_and_stay_within_one_of_the_exact_part(shares, total):
    counts = spread(shares, total)
    exact = np.array(shares) * total / sum(shares) if any(shares) else np.full(len(shares), total / len(shares))
    assert counts.sum() == total
    assert (abs(counts - exact) < 1).all()


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any))
def test_counts_that_already_add_up_stay(counts):
    assert spread(counts, sum(counts)).tolist() == counts


@given(bounds, st.integers(0, 1000), st.data())
def test_single_choice_adds_up_inside_its_bounds(pairs, seed, data):
    low, high = np.array(pairs).T
    base = data.draw(st.integers(int(low.sum()), int(high.sum())))
    counts = draw_single("item", low, high, base, np.random.default_rng(seed))
    assert counts.sum() == base
    assert ((low <= counts) & (counts <= high)).all()
    assert draw_single("item", low, high, base, np.random.default_rng(seed)).tolist() == counts.tolist()


@given(bounds, st.integers(0, 1000), st.data())
def test_ticks_reach_everybody_inside_their_bounds(pairs, seed, data):
    low, high = np.array(pairs).T
    base = data.draw(st.integers(int(high.max()), max(int(high.max()), int(high.sum()))))
    counts = draw_multiple("item", low, high, base, np.random.default_rng(seed))
    assert counts.sum() >= base
    assert ((low <= counts) & (counts <= high)).all()


@pytest.mark.parametrize("draw", [draw_single, draw_multiple])
@pytest.mark.parametrize(("low", "high", "base"), [([0, 0], [3, 3], 7), ([4, 0], [3, 9], 5)])
def test_impossible_margins(draw, low, high, base):
    with pytest.raises(SurveyError) as caught:
        draw("item", np.array(low), np.array(high), base, np.random.default_rng(0))
    assert caught.value.code == SIMULATION_MARGINS
