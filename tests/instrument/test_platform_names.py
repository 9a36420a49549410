"""Codes that LimeSurvey takes as they are, for whatever ids a questionnaire has."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from survey.instrument.platform_names import _codes, _shortened

slugs = st.from_regex(r"[a-z][a-z0-9]{0,12}(_[a-z0-9]{1,12}){0,4}", fullmatch=True)


@given(st.lists(slugs, unique=True, max_size=30))
def test_codes_keep_the_rules_and_differ(ids: list[str]) -> None:
    codes = _codes(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9]{0,19}", code) for code in codes)
    assert len(set(codes)) == len(ids)


@given(st.lists(slugs, unique=True, max_size=10))
def test_an_id_that_fits_keeps_its_letters(ids: list[str]) -> None:
    squeezed = [one.replace("_", "") for one in ids]
    for one, code in zip(squeezed, _codes(ids), strict=True):
        if len(one) <= 20 and squeezed.count(one) == 1:
            assert code in (
                one,
                f"{one[:19]}q",
                *(f"{one[:19]}{n}" for n in range(2, 12)),
                *(f"{one[:18]}{n}" for n in range(2, 12)),
            )


def test_names_that_limesurvey_keeps() -> None:
    assert _codes(["time", "token", "id", "times"]) == ["timeq", "tokenq", "idq", "times"]


def test_two_ids_that_differ_by_an_underscore_only() -> None:
    assert _codes(["help_state", "helpstate"]) == ["helpstate", "helpstate2"]


def test_every_word_can_still_be_recognised() -> None:
    assert _shortened(["great", "power", "rivalry", "threat"], 20) == "greatpowerrivalthrea"
