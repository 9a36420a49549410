from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.text import Language
from survey.saving.frame import plain, table_of


@pytest.mark.parametrize(
    ("language", "cells"),
    [("kk", ("56,3", "−0,1", "12\xa0345")), ("ru", ("56,3", "−0,1", "12\xa0345")), ("en", ("56.3", "−0.1", "12,345"))],
)
def test_numbers_as_people_of_a_language_write_them(language: Language, cells: tuple[str, ...]) -> None:
    frame = pd.DataFrame({"a": [56.25], "b": [-0.05], "c": [12345]})
    assert table_of(frame, language, caption="", notes=(), decimals=1).rows == (cells,)


def test_an_index_of_words_is_the_first_column_and_one_that_counts_is_none() -> None:
    assert list(plain(pd.DataFrame({"n": [1]}, index=pd.Index(["yes"], name="answer"))).columns) == ["answer", "n"]
    assert list(plain(pd.DataFrame({"n": [1]})).columns) == ["n"]
    both = pd.DataFrame({"n": [1]}, index=pd.MultiIndex.from_tuples([("l1", "yes")], names=["item", None]))
    assert list(plain(both).columns) == ["item", "", "n"]


def test_two_headings_become_one() -> None:
    frame = pd.concat({"low": pd.DataFrame({"F1": [0.1]}), "high": pd.DataFrame({"F1": [0.2]})}, axis=1)
    assert list(plain(frame).columns) == ["low F1", "high F1"]


def test_words_stand_left_numbers_right_and_what_is_missing_is_a_dash() -> None:
    frame = pd.DataFrame(
        {"word": ["a", None], "number": [1.5, None], "whole": pd.array([1, None], dtype="Int64"), "is": [True, False]}
    )
    table = table_of(frame, "en", caption="", notes=(), decimals=2)
    assert [column.alignment for column in table.columns] == ["left", "right", "right", "left"]
    assert table.rows == (("a", "1.50", "1", "yes"), ("–", "–", "–", "no"))


def test_years_are_not_set_apart() -> None:
    assert table_of(pd.DataFrame({"year": [2022]}), "ru", caption="", notes=(), decimals=2).rows == (("2022",),)


@pytest.mark.parametrize(("language", "words"), [("kk", ("иә", "жоқ")), ("ru", ("да", "нет")), ("en", ("yes", "no"))])
def test_what_is_true_is_told_in_the_language(language: Language, words: tuple[str, str]) -> None:
    for kind in ("bool", "boolean", "object"):
        frame = pd.DataFrame({"is": pd.array([True, False], dtype=kind)})
        assert table_of(frame, language, caption="", notes=(), decimals=2).rows == ((words[0],), (words[1],))


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [(3e-7, 2, "<0,01"), (0.0049, 2, "<0,01"), (0.005, 2, "0,01"), (-0.0049, 2, ">−0,01"), (0.0, 2, "0,00"), (0.4, 0, "<1")],
)
def test_what_is_not_zero_is_not_printed_as_zero(value: float, decimals: int, told: str) -> None:
    assert table_of(pd.DataFrame({"p": [value]}), "kk", caption="", notes=(), decimals=decimals).rows == ((told,),)


def test_infinite_numbers() -> None:
    frame = pd.DataFrame({"odds": [float("inf"), -float("inf")]})
    assert table_of(frame, "en", caption="", notes=(), decimals=2).rows == (("∞",), ("−∞",))
