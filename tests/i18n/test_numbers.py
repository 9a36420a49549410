"""Rounding against decimal arithmetic, and the signs of each language."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.i18n.numbers import DASH, MINUS, count_range, number, number_range, percent, percent_range
from survey.i18n.text import LANGUAGES, Language

NBSP = "\N{NO-BREAK SPACE}"


def test_every_share_of_every_base_to_200_is_rounded_half_up() -> None:
    wrong = [
        (n, base)
        for base in range(1, 201)
        for n in range(base + 1)
        if percent(n, base, "en") != f"{(Decimal(100 * n) / base).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
    ]
    assert wrong == []


@given(st.integers(1, 10**9), st.data(), st.integers(0, 4))
def test_a_share_is_off_by_half_a_unit_at_most_and_a_tie_goes_up(base: int, data: st.DataObject, decimals: int) -> None:
    n = data.draw(st.integers(0, base))
    printed = Decimal(percent(n, base, "en", decimals).rstrip("%"))
    off = (printed * base - 100 * n) * 2 * 10**decimals  # in units of the base: no division, so exact
    assert -base < off <= base


def test_the_tie_that_python_rounds_the_other_way() -> None:
    assert round(100 * 54 / 96, 1) == 56.2
    assert [percent(54, 96, language) for language in LANGUAGES] == ["56,3%", f"56,3{NBSP}%", "56.3%"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("kk", "1,0–10,4%"), ("ru", f"1,0–10,4{NBSP}%"), ("en", "1.0–10.4%")],
)
def test_an_unknown_count_is_printed_as_a_range_of_percents(language: Language, expected: str) -> None:
    assert percent_range(1, 10, 96, language) == expected


def test_ends_that_are_equal_give_one_number() -> None:
    assert count_range(54, 54, "kk") == "54"
    assert percent_range(54, 54, 96, "kk") == "56,3%"
    assert number_range(0.51, 0.54, "en", 1) == "0.5"


def test_a_range_below_zero_has_dots_so_that_no_dash_reads_as_a_minus() -> None:
    assert [number_range(-1.5, 2, language, 1) for language in LANGUAGES] == [
        f"{MINUS}1,5…2,0",
        f"{MINUS}1,5…2,0",
        f"{MINUS}1.5…2.0",
    ]
    assert number_range(-0.01, 2, "en", 1) == "0.0–2.0"


def test_a_share_of_nobody_is_a_dash() -> None:
    assert percent(0, 0, "ru") == DASH
    assert percent_range(0, 0, 0, "ru") == DASH


def test_percent_without_decimals_has_no_separator() -> None:
    assert percent(1, 3, "kk", 0) == "33%"


def test_thousands_and_decimals() -> None:
    assert [number(1234567.891, language, 2) for language in LANGUAGES] == [
        f"1{NBSP}234{NBSP}567,89",
        f"1{NBSP}234{NBSP}567,89",
        "1,234,567.89",
    ]
    assert count_range(1200, 13000, "en") == "1,200–13,000"


def test_a_number_is_rounded_half_up_away_from_zero_and_zero_has_no_sign() -> None:
    assert [number(value, "en", 1) for value in (0.25, 0.35, -0.25, -0.04)] == ["0.3", "0.4", f"{MINUS}0.3", "0.0"]


def test_nothing_is_a_dash() -> None:
    assert number(float("nan"), "kk", 1) == DASH
