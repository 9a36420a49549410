"""What words make of a number, in each language: one text that cannot be true, and one that can, for every rule."""

from __future__ import annotations

import pytest

from survey.audit.document import audit_passages
from survey.audit.document_text import text_passages
from survey.errors import COUNT_PERCENT, PERCENT_IMPOSSIBLE, RATIO_WRONG, WORD_FALSE

TOOK_PART = {
    "en": "In all, 96 experts took part in the survey.\n\n",
    "ru": "В опросе приняли участие 96 экспертов.\n\n",
    "kk": "Сауалнамаға 96 сарапшы қатысты.\n\n",
}


def codes(language: str, text: str) -> list[str]:
    return [finding.code for finding in audit_passages(list(text_passages(TOOK_PART[language] + text))).findings]


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("en", "In ours, 30.1% of respondents agree.", "According to Pew, 30.1% of respondents agree."),
        ("en", "According to figure 6, 30.1% of respondents agree.", "Another survey found that 30.1% of respondents agree."),
        ("ru", "По данным опроса, так ответили 30,1 % экспертов.", "По данным ВЦИОМ, так ответили 30,1 % опрошенных."),
        ("ru", "В нашем опросе так ответили 30,1 %.", "В другом опросе так ответили 30,1 %."),
        ("kk", "Сауалнама бойынша сарапшылардың 30,1%-ы сенеді.", "Басқа зерттеу бойынша респонденттердің 30,1%-ы сенеді."),
        ("kk", "Біздің сауалнамада 30,1%-ы сенеді.", "Талдау орталығының деректері бойынша респонденттердің 30,1%-ы сенеді."),
    ],
)
def test_percents_of_another_study_are_left_alone(language: str, wrong: str, right: str) -> None:
    assert codes(language, wrong) == [PERCENT_IMPOSSIBLE]
    assert codes(language, right) == []


@pytest.mark.parametrize(
    ("language", "wrong", "called"),
    [
        ("en", "The text prints 30.1% for “no”", ", which is impossible."),
        ("ru", "Для «нет» напечатано 30,1 %.", " Такая доля невозможна."),
        ("kk", "«Жоқ» жауабына 30,1% деп басылған.", " Бұл мүмкін емес."),
    ],
)
def test_what_a_text_itself_calls_impossible_is_no_finding(language: str, wrong: str, called: str) -> None:
    assert codes(language, wrong) == [PERCENT_IMPOSSIBLE]
    assert codes(language, wrong + called) == []


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("en", "At 30.0% of the experts.", "Between 30.0 and 40.0% of the experts agree."),
        ("en", "Those who agree are 30.0%.", "From 30.0% to 41.0% of the experts agree."),
        ("ru", "Согласны 30,0 % экспертов.", "Согласны от 30,0 % до 41,0 % экспертов."),
        ("kk", "Сарапшылардың 30,0%-ы келіседі.", "Сарапшылардың 30,0–41,0%-ы келіседі."),
    ],
)
def test_the_ends_of_a_range_need_no_count(language: str, wrong: str, right: str) -> None:
    assert codes(language, wrong) == [PERCENT_IMPOSSIBLE]
    assert codes(language, right) == []


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("en", "Every third expert (52.1%) said yes.", "Every third expert (34.4%) said yes."),
        ("ru", "Каждый третий эксперт (52,1 %) ответил «да».", "Каждый третий эксперт (34,4 %) ответил «да»."),
        ("kk", "Әрбір үшінші сарапшы (52,1%) «иә» деді.", "Әрбір үшінші сарапшы (34,4%) «иә» деді."),
        ("kk", "Төрттен бірі (40,6%) «жоқ» деді.", "Төрттен бірі (26,0%) «жоқ» деді."),
    ],
)
def test_every_third(language: str, wrong: str, right: str) -> None:
    assert codes(language, wrong) == [WORD_FALSE]
    assert codes(language, right) == []


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        (
            "kk",
            "«Иә» – 67, «жоқ» – 29, қатынасы 2,4 болды.",
            "«Иә» – 67, «жоқ» – 29. Халықаралық қатынастар саласынан 10 адам қатысты.",
        ),
        ("ru", "«Да» — 67, «нет» — 29, отношение 2,4.", "«Да» — 67, «нет» — 29. В отношении права — 10 человек."),
        ("en", "“Yes” – 67, “no” – 29, a ratio of 2.4.", "“Yes” – 67, “no” – 29, the ratio of “yes” being of 10 people."),
    ],
)
def test_a_number_of_people_is_no_ratio(language: str, wrong: str, right: str) -> None:
    assert codes(language, wrong) == [RATIO_WRONG]
    assert codes(language, right) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was said by 16 people (16.7%). Yes was said by 85 (88.5%)."),
        ("ru", "Эти 16 человек могли ответить на него. «Да» ответили 85 человек."),
        ("kk", "Бұл 16 адам сұраққа жауап бере алар еді. «Иә» дегендер – 85 адам."),
    ],
)
def test_those_who_could_answer_are_no_base(language: str, text: str) -> None:
    assert codes(language, text) == []


@pytest.mark.parametrize("first", ["Of the 96, 95 stated their profession; 33 (34.7%) were teachers."])
def test_a_base_that_is_told_once_is_known_elsewhere(first: str) -> None:
    assert codes("en", "Teachers were 33 (34.7%).") == [COUNT_PERCENT]
    assert codes("en", f"{first}\n\nTeachers were 33 (34.7%).") == []
    assert codes("en", f"{first}\n\nTeachers were 32 (34.7%).") == [COUNT_PERCENT]


def test_a_kazakh_answer_in_quotation_marks_makes_the_sentence_one_on_answers() -> None:
    assert codes("kk", "«Иә» дегендер 73,1 пайызды құрады.") == [PERCENT_IMPOSSIBLE]
    assert codes("kk", "«Иә» дегендер 72,9 пайызды құрады.") == []
