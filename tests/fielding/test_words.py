"""Limits of numbers, in expressions and in words: every limit as it is, however small."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.fielding.words import limits, plain
from survey.i18n.text import LANGUAGES
from survey.instrument.model import Instrument


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_limit_is_the_number_that_it_was(bound: float) -> None:
    assert float(plain(bound)) == bound
    assert "e" not in plain(bound)


@pytest.mark.parametrize(("bound", "kk", "en"), [(0.0000001, "0,0000001", "0.0000001"), (2.5, "2,5", "2.5"), (18.0, "18", "18")])
def test_limits_in_words(every_kind: Instrument, bound: float, kk: str, en: str) -> None:
    told = limits(replace(every_kind.item("age"), minimum=bound, maximum=None), LANGUAGES)
    assert told is not None
    assert kk in told["kk"]
    assert en in told["en"]
