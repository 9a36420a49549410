from __future__ import annotations

from datetime import date as day

import pytest

from survey.i18n.dates import date, date_range
from survey.i18n.text import LANGUAGES, Language

NBSP = "\N{NO-BREAK SPACE}"


def test_a_date_has_its_month_in_words() -> None:
    assert [date(day(2022, 9, 15), language) for language in LANGUAGES] == [
        f"2022{NBSP}ж. 15 қыркүйек",
        f"15 сентября 2022{NBSP}г.",
        "September 15, 2022",
    ]


@pytest.mark.parametrize(
    ("end", "kk", "ru", "en"),
    [
        (day(2022, 9, 15), "2022 ж. 1–15 қыркүйек", "1–15 сентября 2022 г.", "September 1–15, 2022"),
        (day(2022, 10, 3), "2022 ж. 1 қыркүйек – 3 қазан", "1 сентября – 3 октября 2022 г.", "September 1 – October 3, 2022"),
        (
            day(2023, 1, 3),
            "2022 ж. 1 қыркүйек – 2023 ж. 3 қаңтар",
            "1 сентября 2022 г. – 3 января 2023 г.",
            "September 1, 2022 – January 3, 2023",
        ),
    ],
)
def test_a_range_says_once_what_both_ends_share(end: day, kk: str, ru: str, en: str) -> None:
    expected: dict[Language, str] = {"kk": kk, "ru": ru, "en": en}
    for language in LANGUAGES:
        assert date_range(day(2022, 9, 1), end, language).replace(NBSP, " ") == expected[language]


def test_a_range_of_one_day_is_a_date() -> None:
    assert date_range(day(2022, 9, 1), day(2022, 9, 1), "en") == "September 1, 2022"


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_spaces_that_the_fonts_have(language: Language) -> None:
    text = date(day(2022, 9, 1), language) + date_range(day(2022, 9, 1), day(2023, 10, 3), language)
    assert not {"\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"} & set(text)
