"""Facts about variables in words, in three languages."""

from __future__ import annotations

import pytest

from survey.instrument.model import Condition, ShowIf
from survey.instrument.wording import asked_if
from survey.report.codebook import words


def test_conditions_are_sentences(books):
    show_if = books["en"].instrument.item("why").show_if
    assert [asked_if(books[language].instrument, show_if, language) for language in ("kk", "ru", "en")] == [
        "1-сұраққа «Жоқ» деп жауап берілсе",
        "на вопрос 1 дан ответ «Нет»",
        "question 1 was answered “No”",
    ]


def test_several_conditions_and_answers_are_joined(books):
    two = (Condition("drinks", ("yes", "no")), Condition("taste.green", ("bad",)))
    first, second = "question 1 was answered “Yes” or “No”", "question 2\N{NO-BREAK SPACE}(2) was answered “Bad”"
    assert asked_if(books["en"].instrument, ShowIf(two), "en") == f"{first} and {second}"
    assert asked_if(books["en"].instrument, ShowIf(two, "any"), "en") == f"{first} or {second}"


@pytest.mark.parametrize(("language", "told"), [("kk", "18-ден 99-ға дейін"), ("ru", "от 18 до 99"), ("en", "from 18 to 99")])
def test_the_range_of_a_number(books, language, told):
    assert words.allowed(books[language], books[language].instrument.item("age")) == told


def test_the_wording_as_fielded_is_told_unless_it_is_the_one_shown(books):
    item = books["en"].instrument.item("drinks")
    assert words.fielded(books["ru"], item) == [("Сіз шай ішесізбе?", "kk")]
    assert words.fielded(books["kk"], item) == [("Сіз шай ішесізбе?", "kk")]
    assert words.fielded(books["en"], books["en"].instrument.item("age")) == []


def test_membership_names_rows_scores_and_what_is_held_out(books):
    book = books["en"]
    assert words.membership(book, book.instrument.item("taste")) == [
        f"2\N{NO-BREAK SPACE}({row}): T. Taste (Bad = 0; Good = 1; Don't know = no score)" for row in (1, 2)
    ]
    assert words.membership(book, book.instrument.item("drinks")) == [
        "T. Taste: left out of the score, because the direction of the answer is doubtful"
    ]
    assert words.membership(book, book.instrument.item("with")) == ["C. Milk (how often an answer is named)"]


def test_missing_answers_by_kind(books):
    items = {name: books["en"].instrument.item(name) for name in ("drinks", "why", "age", "with")}
    assert {name: words.missing(books["en"], item) for name, item in items.items()} == {
        "drinks": "0 (everybody answered)",
        "why": "5 (Not asked: 4; Skipped: 1)",
        "age": "1 (Skipped: 1)",
        "with": "1 (Skipped: 1)",
    }


def test_other_waves_are_compared_question_by_question(books):
    book = books["en"]
    told = {item.id: words.other_waves(book, item) for item in book.instrument.items}
    assert told == {
        "drinks": ["tea-2: different wording (English)"],
        "why": ["tea-2: same wording and answers"],
        "taste": ["tea-2: same wording and answers"],
        "age": ["tea-2: not there"],
        "with": ["tea-2: same wording, different answers"],
    }
