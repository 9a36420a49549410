from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.model import Item, ItemKind, Level, Option
from survey.tables.frequency import frequency_table

OPTIONS = (
    Option("black", 1, Text("қара", "чёрный", "black")),
    Option("green", 2, Text("жасыл", "зелёный", "green")),
    Option("none", 3, Text("шай ішпеймін", "не пью чай", "no tea")),
)


def question(kind: ItemKind = ItemKind.SINGLE) -> Item:
    label = Text("Сүйікті шай", "Любимый чай", "Favourite tea")
    return Item("tea_kind", "1.1", "s", kind, Level.NOMINAL, label, label, OPTIONS)


def counts(low: list[int], high: list[int], base: int = 96) -> pd.DataFrame:
    return pd.DataFrame({"code": ["black", "green", "none"], "low": low, "high": high, "base": base})


EXPECTED: dict[Language, list[str]] = {
    "kk": [
        "Жауап; Жауап саны; Үлес",
        "Қара; 54; 56,3%",
        "Жасыл; 32–42; 33,3–43,8%",
        "Шай ішпеймін; 0–10; 0,0–10,4%",
        "Барлығы; 96; 100,0%",
    ],
    "ru": [
        "Ответ; Число ответов; Доля",
        "Чёрный; 54; 56,3 %",
        "Зелёный; 32–42; 33,3–43,8 %",
        "Не пью чай; 0–10; 0,0–10,4 %",
        "Всего; 96; 100,0 %",
    ],
    "en": [
        "Answer; Count; Share",
        "Black; 54; 56.3%",
        "Green; 32–42; 33.3–43.8%",
        "No tea; 0–10; 0.0–10.4%",
        "Total; 96; 100.0%",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_and_shares_in_three_languages(language: Language) -> None:
    table = frequency_table(counts([54, 32, 0], [54, 42, 10]), question(), language)
    rows = (tuple(column.heading for column in table.columns), *table.rows, table.total or ())
    assert ["; ".join(row).replace("\N{NO-BREAK SPACE}", " ") for row in rows] == EXPECTED[language]


def test_the_caption_is_the_short_label_unless_another_is_given_and_the_id_has_hyphens() -> None:
    frame = counts([54, 32, 10], [54, 32, 10])
    assert frequency_table(frame, question(), "ru").caption == "Любимый чай"
    assert frequency_table(frame, question(), "ru", caption="Чай").caption == "Чай"
    assert frequency_table(frame, question(), "ru").id == "tea-kind"


def test_an_unknown_count_is_explained_below() -> None:
    (note,) = frequency_table(counts([54, 32, 0], [54, 42, 10]), question(), "en").notes
    assert note == "Where a range is shown, the exact count is unknown: only its lower and upper bounds are known."


def test_percents_that_sum_to_100_need_no_note() -> None:
    assert frequency_table(counts([48, 24, 24], [48, 24, 24]), question(), "en").notes == ()


def test_percents_that_do_not_sum_to_100_are_explained() -> None:
    (note,) = frequency_table(counts([1, 1, 1], [1, 1, 1], 3), question(), "kk").notes
    assert note.startswith("Пайыздар дөңгелектелген")


def test_several_answers_have_a_base_and_no_total_share() -> None:
    table = frequency_table(counts([54, 52, 10], [54, 52, 10]), question(ItemKind.MULTIPLE), "ru")
    assert table.total == ("База (n)", "96", "")
    (note,) = table.notes
    assert note.startswith("Можно было выбрать несколько ответов")


def test_confidence_limits_stand_in_a_column_of_their_own_where_the_frame_has_them() -> None:
    frame = counts([48, 24, 24], [48, 24, 24]).assign(ci_low=[40.2, 17.6, 17.6], ci_high=[59.81, 34.49, 34.49])
    table = frequency_table(frame, question(), "kk")
    assert table.columns[3].heading == "Сенімділік аралығы (95%)"
    assert [row[3] for row in table.rows] == ["40,2–59,8", "17,6–34,5", "17,6–34,5"]
    assert table.total == ("Барлығы", "96", "100,0%", "")


def test_no_column_of_confidence_limits_where_the_design_forbids_them() -> None:
    frame = counts([48, 24, 24], [48, 24, 24]).assign(ci_low=float("nan"), ci_high=float("nan"))
    assert len(frequency_table(frame, question(), "en").columns) == 3


def test_a_question_that_nobody_was_asked() -> None:
    table = frequency_table(counts([0, 0, 0], [0, 0, 0], 0), question(), "en")
    assert [row[2] for row in table.rows] == ["–", "–", "–"]


def test_a_code_that_the_question_does_not_have_is_not_printed() -> None:
    frame = pd.DataFrame({"code": ["coffee"], "low": [1], "high": [1], "base": 1})
    with pytest.raises(KeyError, match="coffee"):
        frequency_table(frame, question(), "en")


def test_answers_that_are_numbers_are_called_by_themselves() -> None:
    cups = Item("cups", "1.2", "s", ItemKind.NUMBER, Level.INTERVAL, Text(en="Cups?"), Text(en="Cups"))
    frame = pd.DataFrame({"code": ["1", "2"], "low": [3, 1], "high": [3, 1], "base": 4})
    assert [row[0] for row in frequency_table(frame, cups, "en").rows] == ["1", "2"]
