"""Every way in which a header may name an item, and every way in which it may not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey.errors import (
    COLUMN_AMBIGUOUS,
    COLUMN_TWICE,
    COLUMN_UNMATCHED,
    INTAKE_NO_COLUMN,
    INTAKE_NO_ITEM,
    ITEM_WITHOUT_COLUMN,
    NO_COLUMN_MATCHES,
    SurveyError,
)
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option
from survey.intake.draft import draft
from survey.intake.options import IntakeOptions
from survey.intake.read import understand
from survey.wave.table import Table, column
from survey.wave.tablefile import read_table

YES_NO = (Option("yes", 1, Text(kk="Иә", ru="Да")), Option("no", 2, Text(kk="Жоқ", ru="Нет")))


def codes(path, instrument, **options):
    """The answers of the first respondent as column -> code, those that are there."""
    return understand(read_table(path), instrument, IntakeOptions(**options)).responses().answers.iloc[0].dropna().to_dict()


def problems(path, instrument, **options):
    with pytest.raises(SurveyError) as caught:
        understand(read_table(path), instrument, IntakeOptions(**options)).responses()
    return [(found.code, found.place.column) for found in caught.value.problems]


EXPECTED = {
    "trust": "no", "why": "Көп күттім", "media.air": False, "media.tv": True, "media.press": False, "media.other": False,
    "agree.tax": "yes", "agree.law": "no", "mood": "middling", "age": 35.0, "region": "city", "trust_again": "yes",
}  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        {},
        {0: "Столбец 1"},  # the time is known by its content
        {0: "Timestamp"},
        {1: "Доверяете ли Вы суду?"},
        {1: "do you  TRUST the\ncourt"},
        {1: "Сотқа сенесiз бе?"},  # Latin i
        {1: "Сотқа сенім"},  # the label
        {1: "trust"},  # the id
        {1: "1.1. Сотқа сенесіз бе?"},  # numbered in the form
        {1: "Сотқа сенесіз бе? | Доверяете ли Вы суду? | Do you trust the court?"},
        {1: "Сотқа сенесіз бе?\nDo you trust the court?"},
        {4: "Согласны ли Вы [в каждой строке]? [Taxes are fair]"},
        {4: "Келісесіз бе [әр жолға]? | Do you agree [each row]? [Салық әділ | Taxes are fair]"},
        {4: "agree.tax"},
        {1: "Соттарға сенесіз бе", 9: "Соттарға сенесіз бе"},  # as printed, twice: by position
        {1: "Соттарға сенесіз бе"},  # as printed, for two items: the other one has its own column
        {10: ""},  # a column without header and answers, in the middle of the file
    ],
)
def test_a_header_is_known_by_any_of_its_wordings(hand_in, small, header):
    assert codes(hand_in(header=header), small) == EXPECTED


def test_equal_headers_keep_their_order(hand_in, small):
    header = {1: "Соттарға сенесіз бе", 9: "Соттарға сенесіз бе"}
    assert codes(hand_in({1: "Жоқ", 9: "Иә"}, header=header), small)["trust"] == "no"
    assert codes(hand_in({1: "Иә", 9: "Жоқ"}, header=header), small)["trust_again"] == "no"


def test_all_problems_of_a_header_come_at_once(hand_in, small):
    path = hand_in(header={1: "Сотқа сеніп жүрсіз бе?", 8: "Тұрғылықты мекенжайыңыз", 7: "Жасыңыз нешеде", 10: "Пошта"})
    found = problems(path, small)
    assert (COLUMN_UNMATCHED, "B") in found
    assert (COLUMN_UNMATCHED, "I") in found
    assert len([code for code, _ in found if code == ITEM_WITHOUT_COLUMN]) == 2


def test_an_unmatched_header_is_shown_the_nearest(hand_in, small):
    with pytest.raises(SurveyError) as caught:
        understand(read_table(hand_in(header={1: "Сотқа сенеміз бе?"})), small, IntakeOptions()).responses()
    assert caught.value.problems[0].params["nearest"] == "Сотқа сенесіз бе?"
    assert "column “B”" in str(caught.value)
    assert "Did you mean “Сотқа сенесіз бе?”?" in str(caught.value)


def test_two_columns_of_one_item(hand_in, small):
    assert problems(hand_in({10: "Иә"}, header={10: "Do you trust the court?"}), small) == [(COLUMN_TWICE, "K")]


def test_a_wording_of_two_items_with_no_way_to_tell(hand_in, small):
    path = hand_in(header={1: "Соттарға сенесіз бе"}, drop=(9,))
    assert problems(path, small) == [(COLUMN_AMBIGUOUS, "B")]
    told = codes(path, small, columns={"Соттарға сенесіз бе": "trust"}, not_recorded=("trust_again",))
    assert told == {name: code for name, code in EXPECTED.items() if name != "trust_again"}
    assert codes(path, small, not_recorded=("trust_again",)) == told


def test_a_second_time_column_is_not_swallowed(hand_in, small):
    path = hand_in({10: "09.03.2026 20:16:26"}, header={10: "Соңы"})
    assert problems(path, small) == [(COLUMN_UNMATCHED, "K")]


def test_settings_name_columns_by_header_and_by_number(hand_in, small):
    path = hand_in({10: "a@example.kz"}, header={1: "Q1", 2: "Q1", 10: "Пошта"})
    assert codes(path, small, columns={2: "trust", 3: "why"}, ignore_columns=("пошта",)) == EXPECTED
    assert problems(path, small, columns={"Q1": "trust"}, ignore_columns=("Пошта",))[0][0] == INTAKE_NO_COLUMN


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"columns": {"Пошта": "trust"}}, INTAKE_NO_COLUMN),
        ({"columns": {99: "trust"}}, INTAKE_NO_COLUMN),
        ({"columns": {2: "trustt"}}, INTAKE_NO_ITEM),
        ({"ignore_columns": ("Пошта",)}, INTAKE_NO_COLUMN),
        ({"not_recorded": ("trustt",)}, INTAKE_NO_ITEM),
    ],
)
def test_settings_that_do_not_fit_the_file(hand_in, small, options, code):
    assert code in [found for found, _ in problems(hand_in(), small, **options)]


def test_an_item_without_column_stops_unless_it_is_declared(hand_in, small):
    path = hand_in(drop=(7,))
    assert problems(path, small) == [(ITEM_WITHOUT_COLUMN, None)]
    answers = understand(read_table(path), small, IntakeOptions(not_recorded=("age",))).responses()
    assert answers.missing["age"].tolist() == ["not_recorded"]


def test_a_file_of_another_survey(hand_in, small):
    other = {n: f"Басқа сауалнаманың {n}-сұрағы" for n in range(10)}
    assert problems(hand_in(header=other), small) == [(NO_COLUMN_MATCHES, None)]


# -- every platform ----------------------------------------------------------------------------------------------------
def test_a_target_may_be_any_part_of_an_item(hand_in, small):
    """`item.row`, `item.option` and `item.option.text` as headers, and as `item_row` where a program allows no full stop."""
    header = {3: "media.tv", 4: "agree_tax", 5: "agree.law", 10: "media.air", 11: "media_press", 12: "media.other"}
    header |= {13: "media.other.text"}
    path = hand_in({3: "1", 10: "0", 11: "0", 12: "1", 13: "көршімнен"}, header=header)
    read = understand(read_table(path), small, IntakeOptions()).responses()
    assert read.answers.filter(like="media").iloc[0].tolist() == [False, True, False, True]
    assert read.text["media.other"].tolist() == ["көршімнен"]
    assert (read.answers["agree.tax"].item(), read.answers["agree.law"].item()) == ("yes", "no")


def test_an_option_without_a_column_is_told_unless_it_is_declared(hand_in, small):
    path = hand_in({3: "1", 10: "0"}, header={3: "media.tv", 10: "media.air"})
    assert problems(path, small) == [(ITEM_WITHOUT_COLUMN, None)] * 2
    read = understand(read_table(path), small, IntakeOptions(not_recorded=("media.press", "media.other"))).responses()
    assert read.answers.filter(like="media").iloc[0].tolist() == [False, True, pd.NA, pd.NA]
    assert read.missing.filter(like="media").iloc[0].tolist()[2:] == ["not_recorded", "not_recorded"]


def test_equal_wordings_of_different_languages_are_two_questions():
    """What is a question in one language is another question in another: the order of the columns tells them apart."""
    pair = [
        Item(name, str(n), "s", ItemKind.SINGLE, Level.BINARY, Text(kk=kk, ru=ru), Text(kk=name, ru=name), YES_NO)
        for n, (name, kk, ru) in enumerate([("first", "Сан", "Число"), ("second", "Дене", "Сан")])
    ]
    asked = Instrument("pair", "1", ("kk", "ru"), Text(kk="a", ru="a"), (), tuple(pair))
    table = Table(
        Path("answers.csv"), (column("Сан", ["Иә", "Жоқ"]), column("Сан", ["Жоқ", "Жоқ"])), np.array([2, 3]), "utf-8", ",", ""
    )
    read = understand(table, asked, IntakeOptions()).responses()
    assert read.answers.to_dict("list") == {"first": ["yes", "no"], "second": ["no", "no"]}
    table = Table(Path("answers.csv"), (column("Сан", ["Иә"]), column("Число", ["Жоқ"])), np.array([2]), "utf-8", ",", "")
    assert understand(table, asked, IntakeOptions()).responses().answers.to_dict("list") == {"first": ["no"], "second": ["yes"]}


def test_settings_name_columns_by_letter_and_leave_them_out(hand_in, small):
    """As the import prints them: needed where a header stands twice."""
    path = hand_in(header={1: "Не помню", 2: "Не помню", 10: "X"})
    assert codes(path, small, columns={"B": "trust", "C": "why", "K": "ignore"}) == EXPECTED
    assert problems(path, small, columns={"B": "trust", "C": "why", "ZZ": "ignore"})[0][0] == INTAKE_NO_COLUMN


def test_a_header_that_is_a_letter_comes_before_the_letter(hand_in, small):
    assert codes(hand_in(header={1: "C"}), small, columns={"C": "trust"}) == EXPECTED


def test_the_text_beside_other_is_suggested_by_its_name_and_what_to_write_is_told(hand_in, small):
    path = hand_in(header={10: "region_t"})
    prepared = understand(read_table(path), small, IntakeOptions())
    (found,) = prepared.columns.problems
    assert (found.code, found.params["nearest"]) == (COLUMN_UNMATCHED, "region.other.text")
    lines = draft(prepared.columns.problems, prepared.table, small)
    assert lines == ["import:", "  columns:", "    K: region.other.text  # region_t"]


def test_a_column_of_times_alone_is_no_sign_of_a_form(hand_in, small):
    clock = {0: "01.09.2026 10:00"}
    assert understand(read_table(hand_in(clock, header={0: "Время"})), small, IntakeOptions()).layout.platform == "plain"
    assert understand(read_table(hand_in(clock)), small, IntakeOptions()).layout.platform == "google-forms"
