"""Which base explains printed percents."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.audit.document_arithmetic import counts_of
from survey.audit.judge import percent_of
from survey.audit.published_bases import _printed_so, candidates, common_base, fits, own_bases


@given(st.integers(0, 10000), st.integers(0, 2))
def test_many_bases_at_once_count_like_one(units: int, places: int) -> None:
    percent = f"{units / 10**places:.{places}f}"
    bases = np.arange(1, 200)
    at_once = zip(*(ends.tolist() for ends in _printed_so(percent, bases)), strict=True)
    assert [(low, high) if low <= high else None for low, high in at_once] == [counts_of(percent, int(base)) for base in bases]


@given(st.integers(1, 300), st.integers(0, 300), st.integers(0, 2))
def test_a_count_fits_the_base_of_which_it_is_the_percent(base: int, n: int, places: int) -> None:
    """Looked at one by one: a count is printed as one percent of each base, and of no base smaller than itself."""
    percent = percent_of(min(n, base), base, places)
    assert fits((percent, n), base) == (n <= base)
    assert not fits((percent, n), n - 1)
    contradicted = {one.base: one.contradicted for one in candidates([(percent, n)], 300)}
    assert all(contradicted[other] == (not fits((percent, n), other)) for other in range(1, 301))


def test_multiples_of_the_base_lose() -> None:
    """288 contradicts fewer of the percents of 96 people than 96 does, because it leaves nearly everything possible."""
    shares = [(percent, None) for percent in ("7.3", "63.5", "72.9", "69.8", "79.2", "17.7", "91.7", "52.1", "57.3", "34.7")]
    found = {one.base: one for one in candidates(shares)}
    assert candidates(shares)[0].base == 96
    assert (found[96].contradicted, found[288].contradicted) == (1, 0)
    assert found[96].evidence > found[288].evidence


@pytest.mark.parametrize("shares", [[], [("50", None)], [("33.3", None), ("66.7", None)]])
def test_too_few_numbers_tell_no_base(shares) -> None:
    assert common_base(candidates(shares)) is None


def test_one_misfit_is_a_misprint_and_two_are_another_base() -> None:
    assert own_bases([("30.1", None)], 96) == ()
    assert own_bases([("34.7", None), ("32.6", None)], 96)[0] == 95
