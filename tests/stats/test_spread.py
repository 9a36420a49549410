"""The spread of one person's ratings, against NumPy and by trying all ratings."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.stats.spread import spread, widest_spread


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(1, 7)), min_size=4, max_size=4), min_size=1, max_size=6))
def test_it_is_the_standard_deviation_of_what_is_known(rows: list[list[int | None]]) -> None:
    ratings = np.array([[np.nan if one is None else float(one) for one in row] for row in rows])
    for row, found in zip(ratings, spread(ratings), strict=True):
        known = row[~np.isnan(row)]
        if len(known) < 2:
            assert np.isnan(found)
        else:
            assert found == pytest.approx(np.std(known))


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_the_widest_spread_is_that_of_the_worst_of_all_ratings(count: int) -> None:
    every = np.array(list(product(range(1, 5), repeat=count)), dtype=float)
    assert widest_spread(np.array([count]), 3.0)[0] == pytest.approx(spread(every).max())


def test_one_rating_has_no_spread() -> None:
    assert np.isnan(widest_spread(np.array([0, 1]), 6.0)).all()
