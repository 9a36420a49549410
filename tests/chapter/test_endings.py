"""Kazakh endings behind a number, against what the grammar says of the new one."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.chapter.word_files import address, control, paragraph

from survey.chapter.endings import other_form, right_ending, word_behind
from survey.i18n.kazakh_cases import CASES, with_case
from survey.i18n.text import Language
from survey.render.opc import w


@pytest.mark.parametrize(
    ("old", "new", "ending", "right"),
    [
        ("54", "57", "і", "сі"),
        ("54", "55", "і", None),  # төрті, бесі
        ("96", "91", "дан", "ден"),
        ("54,2%", "57,3%", "ын", None),  # пайыз, whatever stands before it
        ("54", "57", "летие", None),
        ("x", "57", "і", None),
    ],
)
def test_ending(old: str, new: str, ending: str, right: str | None) -> None:
    assert right_ending(old, new, ending) == right


def test_an_ending_is_right_for_the_same_number() -> None:
    for number in map(str, range(101)):
        for case in set(CASES) - {"attributive"}:  # of years only
            assert right_ending(number, number, with_case(number, case).removeprefix(f"{number}-")) is None


@pytest.mark.parametrize(
    ("old", "new", "word", "language", "expected"),
    [
        ("3", "13", "ответа", "ru", True),
        ("1", "4", "эксперт", "ru", True),
        ("2", "4", "ответа", "ru", False),
        ("11", "25", "ответов", "ru", False),
        ("1\u00a0000", "1\u00a0001", "человек", "ru", True),
        ("61", "62", "из", "ru", False),  # 61 из 96
        ("3", "13", "", "ru", False),
        ("3,1%", "4,2%", "ответов", "ru", False),
        ("0–3", "0–13", "ответа", "ru", False),
        ("1", "4", "expert", "en", True),
        ("3", "4", "experts", "en", False),
        ("1", "4", "сарапшы", "kk", False),  # one form with every number
    ],
)
def test_a_word_behind_a_number(old: str, new: str, word: str, language: Language, expected: bool) -> None:
    assert other_form(old, new, word, language) is expected


@pytest.mark.parametrize(
    ("behind", "word"), [(" ответа больше", "ответа"), ("\u00a0ответа", "ответа"), (", ответа", ""), ("-й ответ", ""), ("", "")]
)
def test_the_word_behind_a_control(behind: str, word: str) -> None:
    root = etree.fromstring(paragraph("Разница — ", control(address(), "3"), behind))
    assert word_behind(next(root.iter(w("sdt")))) == word
