"""Endings of numbers against the tables of docs/kazakh-cases.md, which were written from the grammar."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.i18n.kazakh_cases import CASES, UNITS, Case, case_of, read_aloud, with_case
from survey.i18n.numbers import DASH, number, number_range, percent

TABLES = Path(__file__).parents[2] / "docs" / "kazakh-cases.md"
OBLIQUE: tuple[Case, ...] = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")


# -- the oracle: the tables, and which word is read last ----------------------------------------------------------------
@cache
def tables() -> dict[str, dict[str, dict[str, str]]]:
    """Heading -> word -> column -> cell; a row of several words stands for each of them."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for part in TABLES.read_text("utf-8").split("\n## ")[1:]:
        lines = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
        if lines:
            heads = [head.strip() for head in lines[0]]
            rows = {word: dict(zip(heads, cells, strict=True)) for cells in lines[1:] for word in cells[0].split(", ")}
            found[part.splitlines()[0]] = rows
    return found


@cache
def ruled(word: str, case: Case, table: str = "The ending after each last word") -> str:
    """The ending with its hyphen, as the tables have it."""
    first, _, second = case.partition(" ")
    if first == "nominative":
        return ""
    ending = tables()[table][word][first]
    return ending + (tables()["What a case adds to the possessive"][ending][second].removeprefix("-") if second else "")


ONES = ["нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
TENS = {10: "он", 20: "жиырма", 30: "отыз", 40: "қырық", 50: "елу", 60: "алпыс", 70: "жетпіс", 80: "сексен", 90: "тоқсан"}


def last_word(value: int) -> str:
    """By the zeros at the end: the lowest place that is not empty names the last word."""
    if value % 10 or value == 0:
        return ONES[value % 10]
    if value % 100:
        return TENS[value % 100]
    places = [(1000, "жүз"), (10**6, "мың"), (10**9, "миллион"), (10**12, "миллиард")]
    return next((word for limit, word in places if value % limit), "триллион")


def test_the_tables_know_every_word_and_every_case() -> None:
    words = {*ONES, *TENS.values(), "жүз", "мың", "миллион", "миллиард", "триллион"}
    endings = tables()["The ending after each last word"]
    assert set(endings) == words | {"пайыз", "жыл"}
    assert all(set(row) == {"last word", *OBLIQUE, "possessive"} for row in endings.values())
    assert set(tables()["Orders"]) == words
    assert set(CASES) == {"nominative", "possessive", *OBLIQUE, *(f"possessive {case}" for case in OBLIQUE), "attributive"}


@pytest.mark.parametrize("case", [case for case in CASES if case != "attributive"])
def test_every_number_from_zero_to_a_hundred(case: Case) -> None:
    wrong = []
    for tenths in range(1001):
        written = f"{tenths // 10},{tenths % 10}"
        expected = {written: ruled(ONES[tenths % 10], case), f"{written}%": ruled("пайыз", case)}
        if tenths % 10 == 0:
            expected |= {f"{tenths // 10}": ruled(last_word(tenths // 10), case), f"{tenths // 10}%": ruled("пайыз", case)}
        wrong += [(text, with_case(text, case)) for text, end in expected.items() if with_case(text, case) != text + end]
    assert wrong == []


@given(st.integers(0, 10**6) | st.integers(0, 10**15 - 1), st.sampled_from([case for case in CASES if case != "attributive"]))
def test_whole_numbers_grouped_or_not(value: int, case: Case) -> None:
    end = ruled(last_word(value), case)
    assert with_case(value, case) == f"{value}{end}"
    if value < 10**9:
        assert with_case(number(value, "kk"), case) == number(value, "kk") + end


@given(st.integers(0, 10**6), st.integers(1, 6), st.sampled_from(CASES[:-1]))
def test_any_decimals(value: int, places: int, case: Case) -> None:
    text = number(value / 10**places, "kk", places)
    assert with_case(text, case) == text + ruled(last_word(value % 10**places), case)
    assert with_case(Decimal(value).scaleb(-places), case).replace(",", "") == with_case(text, case).replace(",", "").replace(
        "\N{NO-BREAK SPACE}", ""
    )


@given(st.integers(0, 10**6), st.sampled_from(CASES[:-1]))
def test_orders(value: int, case: Case) -> None:
    row = tables()["Orders"][last_word(value)]
    first, _, second = case.partition(" ")
    ending = row["order"] if first == "nominative" else row[first]
    if second:
        ending += tables()["What a case adds to the possessive"][f"-{ending[-2:]}"][second].removeprefix("-")
    assert with_case(value, case, "ordinal") == f"{value}{ending}"


@pytest.mark.parametrize("case", [case for case in CASES if case != "attributive"])
def test_years_from_1900_to_2100_give_the_ending_to_the_word_year(case: Case) -> None:
    end = ruled("жыл", case).removeprefix("-")
    assert [with_case(year, case, "year") for year in range(1900, 2101)] == [f"{year} жыл{end}" for year in range(1900, 2101)]


# -- as people write them -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "case", "unit", "expected"),
    [
        ("79,2%", "possessive", None, "79,2%-ы"),
        ("79,2", "possessive", "percent", "79,2%-ы"),
        ("79,2", "nominative", "percent", "79,2%"),
        ("56,3\N{NO-BREAK SPACE}%", "ablative", None, "56,3\N{NO-BREAK SPACE}%-дан"),
        (54, "possessive", None, "54-і"),
        (54, "possessive accusative", None, "54-ін"),
        (92, "possessive", None, "92-сі"),
        (76, "possessive ablative", None, "76-сынан"),
        (50, "possessive dative", None, "50-іне"),
        (96, "ablative", None, "96-дан"),
        (96, "dative", None, "96-ға"),
        (30, "ablative", None, "30-дан"),
        (100, "ablative", None, "100-ден"),
        (40, "dative", None, "40-қа"),
        (1000, "possessive", None, "1000-ы"),
        ("1.10", "dative", None, "1.10-ға"),
        (0.25, "genitive", None, "0,25-тің"),
        (1e-7, "ablative", None, "0,0000001-ден"),
        (-3, "instrumental", None, "−3-пен"),
        (number_range(58, 96, "kk"), "ablative", None, "58–96-дан"),
        (2022, "attributive", "year", "2022 жылғы"),
        ("2022", "possessive", "year", "2022 жылы"),
        (2022, "ablative", "year", "2022 жылдан"),
        (5, "nominative", "ordinal", "5-ші"),
        (9, "nominative", "ordinal", "9-шы"),
    ],
)
def test_examples(text: str | float, case: Case, unit: object, expected: str) -> None:
    assert with_case(text, case, unit) == expected  # type: ignore[arg-type]


def test_shares_as_the_package_prints_them() -> None:
    assert [with_case(percent(n, 96, "kk"), "possessive") for n in (54, 76)] == ["56,3%-ы", "79,2%-ы"]


def test_no_number_has_no_ending() -> None:
    assert with_case(percent(0, 0, "kk"), "possessive") == with_case(float("nan"), "dative") == DASH


@pytest.mark.parametrize(
    ("number", "case", "unit"),
    [
        ("көп", "dative", None),
        ("54 адам", "dative", None),
        ("54", "vocative", None),
        ("54", "possessive nominative", None),
        ("54", "attributive", None),
        ("54", "dative", "month"),
        ("5,5", "dative", "ordinal"),
        ("2022%", "dative", "year"),
        (10**15, "dative", None),
    ],
)
def test_what_has_no_ending_is_refused(number: str | int, case: str, unit: str | None) -> None:
    with pytest.raises(ValueError):
        with_case(number, case, unit)  # type: ignore[arg-type]


# -- read aloud ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("written", tables()["Which word is the last"])
def test_the_readings_of_the_tables(written: str) -> None:
    row = tables()["Which word is the last"][written]
    bare, _, year = written.partition(" жыл") if "жыл" in written else (written, "", None)
    if not row["read"].startswith("("):
        assert read_aloud(bare, None if year is None else "year") == row["read"]
        assert row["read"].split()[-1] == row["last word"]


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (0, None, "нөл"),
        (100, None, "жүз"),
        (1999, None, "мың тоғыз жүз тоқсан тоғыз"),
        (2_001_000, None, "екі миллион мың"),
        (1_000_000, None, "бір миллион"),
        ("1\N{NO-BREAK SPACE}234,567", None, "мың екі жүз отыз төрт бүтін мыңнан бес жүз алпыс жеті"),
        ("−0,0001", None, "минус нөл бүтін он мыңнан бір"),
        ("5", "percent", "бес пайыз"),
        (1, "ordinal", "бірінші"),
        (2, "ordinal", "екінші"),
        (6, "ordinal", "алтыншы"),
        (20, "ordinal", "жиырмасыншы"),
        (40, "ordinal", "қырқыншы"),
        (50, "ordinal", "елуінші"),
        (100, "ordinal", "жүзінші"),
    ],
)
def test_reading(number: str | int, unit: object, expected: str) -> None:
    assert read_aloud(number, unit) == expected  # type: ignore[arg-type]


@given(st.integers(0, 10**15 - 1))
def test_different_numbers_are_read_differently(value: int) -> None:
    """The words give the number back."""
    names = {word: place for place, word in enumerate(ONES)} | {word: ten for ten, word in TENS.items()}
    powers = {"мың": 10**3, "миллион": 10**6, "миллиард": 10**9, "триллион": 10**12}
    total = group = 0
    for word in read_aloud(value).split():
        if word in powers:
            total, group = total + (group or 1) * powers[word], 0
        else:
            group = (group or 1) * 100 if word == "жүз" else group + names[word]
    assert total + group == value


@pytest.mark.parametrize("text", ["15.09.2022", "1.2,3", "1,2,3%"])
def test_a_date_with_points_is_no_number(text: str) -> None:
    for ask in (lambda: with_case(text, "dative"), lambda: read_aloud(text)):
        with pytest.raises(ValueError):
            ask()


@pytest.mark.parametrize("text", ["58–96", "көп", "5 6", "", DASH])
def test_only_one_number_is_read(text: str) -> None:
    with pytest.raises(ValueError):
        read_aloud(text)


def test_what_a_placeholder_may_ask_for() -> None:
    assert all(case_of(case) == (case, None) for case in CASES)
    assert all(case_of(f"{unit} {case}") == (case, unit) for case in CASES for unit in UNITS)
    assert not any(map(case_of, ("", ".2f", ",", "year", "dativ", "month dative", " dative", "dative possessive")))
    assert not any(re.fullmatch(r"[^a-z]*", case) for case in CASES)
