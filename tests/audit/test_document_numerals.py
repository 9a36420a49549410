"""Counts in words."""

from __future__ import annotations

import pytest

from survey.audit.document_numerals import in_figures
from survey.audit.document_text import Passage
from survey.errors import Place
from survey.i18n.text import Language


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Fifty-four of the 96 experts said yes.", "54 of the 96 experts said yes."),
        ("en", "Twelve respondents and seventy people", "12 respondents and 70 people"),
        ("ru", "Пятьдесят четыре эксперта из 96", "54 эксперта из 96"),
        ("ru", "Двадцать из 96", "20 из 96"),
        ("kk", "Елу төрт сарапшы және он екі адам", "54 сарапшы және 12 адам"),
        ("kk", "Он сарапшы «иә» деді", "10 сарапшы «иә» деді"),  # two signs for two
        ("ru", "Он сказал: эксперты согласны, он эксперт", "Он сказал: эксперты согласны, он эксперт"),
        ("en", "in the twenties, ten years, onwards", "in the twenties, ten years, onwards"),
        ("ru", "Он ответил на вопрос", "Он ответил на вопрос"),
    ],
)
def test_numerals(language: Language, text: str, expected: str) -> None:
    assert in_figures(Passage(text, ((0, Place()),)), language).text == expected


def test_places_stay() -> None:
    lines = ("fifty-four experts said", "30.1%")
    passage = Passage(" ".join(lines), ((0, Place(line=1)), (len(lines[0]) + 1, Place(line=2))))
    read = in_figures(passage, "en")
    assert read.place(read.text.index("30.1%")).line == 2
    assert read.place(read.text.index("said")).line == 1
