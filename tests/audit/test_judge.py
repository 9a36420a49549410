from __future__ import annotations

import pytest

from survey.audit.facts import Count, Fact, Printed, Quotient
from survey.audit.judge import closest, fits
from survey.audit.numbers import numbers
from survey.i18n.text import Language, Text
from survey.instrument.model import Item, ItemKind, Level

SOME, BETWEEN = Count(54, 54, 96), Count(1, 10, 96)
ITEM = Item("q", "1.8", "s", ItemKind.SINGLE, Level.NOMINAL, Text(), Text(), figure="9")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("54", SOME),
        ("54 of 96", SOME),
        ("56.3%", SOME),  # 56.25, half up
        ("56%", SOME),
        ("56.25%", SOME),
        ("1–10", BETWEEN),
        ("10", BETWEEN),
        ("1.0–10.4%", BETWEEN),
        ("2.3:1", Quotient(67, 29)),
        ("30.1%", Printed("30.1")),
        ("question 1.8", ITEM),
        ("figure 9", ITEM),
        ("in 2022", SOME),  # a year is nobody's count
    ],
)
def test_true(text: str, fact: Fact) -> None:
    (number,) = numbers(text, "en")
    assert fits(number, [fact])


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("55", SOME),
        ("54 of 95", SOME),
        ("56.2%", SOME),
        ("56,3%", SOME),  # the decimal comma is not English
        ("5", BETWEEN),  # the count is not known to be 5
        ("1–9", BETWEEN),
        ("54–54", SOME),
        ("2.4:1", Quotient(67, 29)),
        ("30.2%", Printed("30.1")),
        ("question 1.9", ITEM),
        ("figure 8", ITEM),
    ],
)
def test_false(text: str, fact: Fact) -> None:
    (number,) = numbers(text, "en")
    assert not fits(number, [fact])


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("55", "kk", "54"),
        ("56,2%", "kk", "56,3%"),
        ("1–9", "ru", "1–10"),
        ("53 of 96", "en", "54/96"),
        ("1.9", "en", "1.8"),
    ],
)
def test_the_closest_true_number_is_named(text: str, language: Language, expected: str) -> None:
    (number,) = numbers(text, language)
    assert closest(number, [SOME, BETWEEN, ITEM], language) == expected


def test_no_true_number_of_that_kind() -> None:
    (number,) = numbers("3:1", "en")
    assert closest(number, [SOME], "en") is None
