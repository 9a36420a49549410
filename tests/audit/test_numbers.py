from __future__ import annotations

import pytest

from survey.audit.numbers import numbers
from survey.i18n.kazakh_cases import CASES, Case, with_case
from survey.i18n.numbers import percent
from survey.i18n.text import Language

NBSP, THIN, NARROW = "\u00a0", "\u2009", "\u202f"


def read(text: str, language: Language) -> list[tuple[str, tuple[str, ...]]]:
    return [(number.kind.value, number.values) for number in numbers(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("54", "kk", [("plain", ("54",))]),
        ("96 сарапшының 54-і", "kk", [("count_of", ("54", "96"))]),
        ("96 адамның ішінде 54", "kk", [("count_of", ("54", "96"))]),
        ("96-ның 54-і", "kk", [("count_of", ("54", "96"))]),
        ("96 адамнан 54-ін", "kk", [("count_of", ("54", "96"))]),
        ("54 эксперта из 96", "ru", [("count_of", ("54", "96"))]),
        ("54 out of the 96", "en", [("count_of", ("54", "96"))]),
        ("56,3%", "kk", [("percent", ("56.3",))]),
        (f"56,3{NBSP}%", "ru", [("percent", ("56.3",))]),
        (f"56,3{NARROW}%", "ru", [("percent", ("56.3",))]),
        ("56.3%", "en", [("percent", ("56.3",))]),
        ("1–10", "kk", [("range", ("1", "10"))]),
        ("49 бен 96 аралығында", "kk", [("range", ("49", "96"))]),
        ("49-дан 96-ға дейін", "kk", [("range", ("49", "96"))]),
        ("60,4–100,0%-ын", "kk", [("percent_range", ("60.4", "100.0"))]),
        ("30-дан астам, 96-ға жуық", "kk", [("plain", ("30",)), ("plain", ("96",))]),
        ("от 1 до 10", "ru", [("range", ("1", "10"))]),
        ("between 1 and 10", "en", [("range", ("1", "10"))]),
        ("from 0 to 46", "en", [("range", ("0", "46"))]),
        (f"60,4–100,0{NBSP}%", "ru", [("percent_range", ("60.4", "100.0"))]),
        ("2,3:1", "kk", [("ratio", ("2.3", "1"))]),
        ("11:1", "en", [("ratio", ("11", "1"))]),
        ("1.8-сұрақта", "kk", [("question", ("1.8",))]),
        ("question 1.10.", "en", [("question", ("1.10",))]),
        ("диссертацияның 6-суреті", "kk", [("figure", ("6",))]),
        ("на рисунке 6 и рис. 7", "ru", [("figure", ("6",)), ("figure", ("7",))]),
        ("Figure 6", "en", [("figure", ("6",))]),
        ("2022 жылғы", "kk", [("year", ("2022",))]),
        ("2022 жылы, 2022 жылдан", "kk", [("year", ("2022",)), ("year", ("2022",))]),
        (f"12{NBSP}345", "ru", [("plain", ("12345",))]),
        (f"12{THIN}345", "kk", [("plain", ("12345",))]),
        ("12,345 answers", "en", [("plain", ("12345",))]),
        ("Yes 54, no 28; 14.", "en", [("plain", ("54",)), ("plain", ("28",)), ("plain", ("14",))]),
    ],
)
def test_each_kind_as_each_language_writes_it(text: str, language: Language, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    "ending", ["54-і", "89-ы", "92-сі", "64-ін", "79,2%-ы", "79,2%-ының", "4%-дан", "4-ке", "5-шісі", "1\u00a0234-ке"]
)
def test_a_kazakh_ending_belongs_to_the_number(ending: str) -> None:
    (number,) = numbers(f"Олардың {ending} солай деген.", "kk")
    assert number.printed == ending


@pytest.mark.parametrize("case", CASES)
def test_every_ending_that_the_package_writes_is_read(case: Case) -> None:
    """What `with_case` makes of a count, a percent and a year is read as the number it was."""
    if case != "attributive":
        for n in range(1, 97):
            share = percent(n, 96, "kk")
            found = numbers(f"Олардың {with_case(n, case)} ({with_case(share, case)}) солай деген.", "kk")
            assert [(one.kind.value, one.values) for one in found] == [
                ("plain", (str(n),)),
                ("percent", (share.removesuffix("%").replace(",", "."),)),
            ]
            assert [one.printed for one in found] == [with_case(n, case), with_case(share, case)]
    assert read(f"Бұл {with_case(2022, case, 'year')} болған.", "kk") == [("year", ("2022",))]


@pytest.mark.parametrize("text", ["[54-і]{of=yes}", "[79,2%-ын]{of=yes}", "[5-шісі]{of=yes}"])
def test_an_ending_belongs_to_the_number_inside_a_mark(text: str) -> None:
    (number,) = numbers(f"Сарапшылардың {text} солай деген.", "kk")
    assert (f"[{number.printed}]{{of=yes}}", str(number.mark)) == (text, '{of="yes"}')


def test_the_decimal_sign_of_another_language_is_noticed() -> None:
    assert [number.foreign for number in numbers("56,3% 56.3%", "en")] == [True, False]
    assert [number.foreign for number in numbers("56,3% 56.3%", "kk")] == [False, True]


def test_lines_are_counted_and_a_mark_is_kept() -> None:
    first, second = numbers("one 1\n[two 2]{of=yes}", "en")
    assert (first.line, first.mark) == (0, None)
    assert (second.line, str(second.mark)) == (1, '{of="yes"}')


def test_what_no_reader_sees_is_no_number() -> None:
    assert not numbers("<!-- 54 --> [text](https://example.org/2022/54) @fig-q1 and n2", "en")


def test_a_number_never_reaches_over_the_edge_of_a_mark() -> None:
    assert read("[54]{of=yes} of 96", "en") == [("plain", ("54",)), ("plain", ("96",))]
