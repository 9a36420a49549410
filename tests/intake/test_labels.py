"""Cells become codes only where the questionnaire knows them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import LABEL_UNMATCHED, NOT_A_NUMBER, SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Item, ItemKind, Level, Option, OptionKind
from survey.intake.decisions import decisions
from survey.intake.labels import answer_lookup
from survey.intake.matching import lookup
from survey.intake.options import IntakeOptions
from survey.intake.read import prepare, understand
from survey.intake.ticks import SEPARATORS, split_ticks
from survey.wave.tablefile import read_table


def received(path, instrument):
    return understand(read_table(path), instrument, IntakeOptions()).responses()


def problems(path, instrument):
    with pytest.raises(SurveyError) as caught:
        received(path, instrument)
    return [(found.code, found.place.row, found.place.column, found.params["text"]) for found in caught.value.problems]


@pytest.mark.parametrize("cell", ["Жоқ", "жоқ.", " ЖОҚ ", "Нет", "No", "no", "Жоқ | Нет | No", "жoқ"])
def test_an_answer_in_any_language_form_and_alphabet(hand_in, small, cell):
    answers = received(hand_in({1: cell}), small)
    assert answers.answers["trust"].tolist() == ["no"]
    assert answers.text["trust"].tolist() == [cell]


def test_languages_that_disagree_are_no_answer(hand_in, small):
    assert problems(hand_in({1: "Жоқ | Да"}), small) == [(LABEL_UNMATCHED, 2, "B", "Жоқ | Да")]


def test_two_swapped_cells_are_named_with_their_row(hand_in, small):
    """The answers to `trust` and `mood` change places in the third of four rows."""
    path = hand_in({}, {}, {1: "Орташа", 6: "Жоқ"}, {})
    assert problems(path, small) == [(LABEL_UNMATCHED, 4, "B", "Орташа"), (LABEL_UNMATCHED, 4, "G", "Жоқ")]


def test_one_problem_for_a_text_names_all_its_rows_and_the_nearest(hand_in, small):
    with pytest.raises(SurveyError) as caught:
        received(hand_in({1: "Жоққ"}, {}, {1: "Жоққ"}), small)
    (found,) = caught.value.problems
    assert found.params["rows"] == ["2", "4"]
    assert found.params["nearest"] == "Жоқ"


def test_a_write_in_is_kept_where_the_item_has_an_other(hand_in, small):
    answers = received(hand_in({8: "Шетелде"}, {8: "Ауылда"}), small)
    assert answers.answers["region"].tolist() == ["other", "village"]
    assert answers.text["region"].tolist() == ["Шетелде", "Ауылда"]


def test_values_of_a_scale_are_answers(hand_in, small):
    assert received(hand_in({6: "3"}), small).answers["mood"].tolist() == ["good"]
    assert problems(hand_in({6: "4"}), small)[0][:2] == (LABEL_UNMATCHED, 2)


@pytest.mark.parametrize(("cell", "number"), [("35", 35.0), ("35,5", 35.5), (" 1 200 ", 1200.0)])
def test_numbers(hand_in, small, cell, number):
    assert received(hand_in({7: cell}), small).answers["age"].tolist() == [number]


@pytest.mark.parametrize("cell", ["отыз бес", "1e999", "nan", "1,234.5"])
def test_what_is_no_number(hand_in, small, cell):
    assert problems(hand_in({7: cell}), small) == [(NOT_A_NUMBER, 2, "H", cell)]


SIGNS = [("1,5", ",", True), ("1.5", ",", False), ("1,5", ".", False), ("1.5", ".", True)]


@pytest.mark.parametrize(("cell", "decimal", "fits"), SIGNS)
def test_a_decimal_sign_that_was_decided_is_the_only_one(hand_in, small, cell, decimal, fits):
    prepared = understand(read_table(hand_in({7: cell})), small, IntakeOptions(decimal=decimal))
    if fits:
        assert prepared.responses().answers["age"].tolist() == [1.5]
    else:
        with pytest.raises(SurveyError) as caught:
            prepared.responses()
        assert caught.value.code == NOT_A_NUMBER


@pytest.mark.parametrize("cell", ["NA", "N/A", "null", "NaN", "None", "-"])
def test_texts_that_other_programs_take_for_missing_are_texts(hand_in, small, cell):
    assert received(hand_in({2: cell}), small).text["why"].tolist() == [cell]
    assert received(hand_in({2: cell}), small).answers["why"].tolist() == [cell]
    assert received(hand_in({8: cell}), small).answers["region"].tolist() == ["other"]
    assert problems(hand_in({1: cell}), small) == [(LABEL_UNMATCHED, 2, "B", cell)]


def test_options_by_their_value(hand_in, small):
    """A value is its option, beside wordings too; a number that is no value stands for nothing where others are values."""
    assert received(hand_in({8: "1"}, {8: "2"}, {8: "9"}), small).answers["region"].tolist() == ["city", "village", "other"]
    assert received(hand_in({8: "Қалада"}, {8: "2"}), small).answers["region"].tolist() == ["city", "village"]
    assert problems(hand_in({8: "1"}, {8: "7"}), small) == [(LABEL_UNMATCHED, 3, "I", "7")]


def test_not_asked_and_skipped_are_told_apart(hand_in, small):
    answers = received(hand_in({1: "Иә", 2: ""}, {2: " "}, {3: ""}), small)
    assert answers.missing["why"].tolist()[:2] == ["not_asked", "skipped"]
    assert answers.missing["media.tv"].isna().tolist() == [True, True, False]
    assert answers.answers["media.tv"].isna().tolist() == [False, False, True]
    assert not (answers.answers.notna() & answers.missing.notna()).any(axis=None)
    assert (answers.answers.notna() | answers.missing.notna()).all(axis=None)


@pytest.mark.parametrize(
    ("cell", "ticked", "other"),
    [
        ("Теледидар;Радио, теледидар", {"tv", "air"}, None),  # Forms; an option with a comma
        ("Радио, теледидар, Теледидар", {"tv", "air"}, None),  # Sheets
        ("Радио, теледидар", {"air"}, None),  # never "Радио" and "теледидар"
        ("Газет; журнал", {"press"}, None),  # an option with a semicolon
        ("Газет; журнал;Теледидар", {"press", "tv"}, None),
        ("Газет; журнал, Теледидар", {"press", "tv"}, None),
        ("Радио, теледидар | Радио, телевидение | Radio, TV, Теледидар | Телевидение | TV", {"air", "tv"}, None),
        ("Теледидар;көршімнен, базардан", {"tv", "other"}, "көршімнен, базардан"),
        ("көршімнен", {"other"}, "көршімнен"),
        ("Теледидар, көршімнен", {"tv", "other"}, "көршімнен"),
    ],
)
def test_ticked_answers(hand_in, small, cell, ticked, other):
    answers = received(hand_in({3: cell}), small)
    row = answers.answers.filter(like="media.").iloc[0]
    assert {name.removeprefix("media.") for name in row.index if row[name]} == ticked
    text = answers.text["media.other"].iloc[0]
    assert pd.isna(text) if other is None else text == other


CLOSED = Item(
    "media", "1", "s", ItemKind.MULTIPLE, Level.NOMINAL, Text(en="Media"), Text(en="Media"),
    options=tuple(
        Option(code, n, Text(en=text), OptionKind.SUBSTANTIVE)
        for n, (code, text) in enumerate({"a": "A", "ab": "A, B", "bc": "B, C", "d": "D; E", "e": "E"}.items())
    ),
)  # fmt: skip


def test_pieces_are_put_together_so_that_none_is_left_over() -> None:
    """Taking the longest option first would read `A, B` and leave `C`."""
    assert split_ticks("A, B, C", answer_lookup(CLOSED)) == [("a", "A"), ("bc", "B, C")]


@given(st.lists(st.sampled_from(CLOSED.options), min_size=1, unique=True), st.sampled_from(SEPARATORS))
def test_every_set_of_ticks_is_read_without_leftovers(options, separator):
    pieces = split_ticks(separator.join(option.text["en"] for option in options), answer_lookup(CLOSED))
    assert all(code is not None for code, _ in pieces)
    if separator == ";":  # only Forms joins so that an option with a comma cannot be confused
        assert [code for code, _ in pieces] == [option.code for option in options]


@given(st.text(max_size=60))
def test_no_letter_of_a_cell_is_lost(cell):
    pieces = split_ticks(cell, answer_lookup(CLOSED))
    letters = [sign for sign in cell if sign.isalnum()]
    assert [sign for _, piece in pieces for sign in piece if sign.isalnum()] == letters


@pytest.mark.parametrize(("text", "nearest"), [("Иа", "Иә"), ("Ия", "Иә"), ("4 – superb", None), ("1 – por", "1 – poor")])
def test_the_nearest_of_a_short_text_and_of_a_step(text, nearest):
    known = lookup([[("Иә", "yes"), ("Жоқ", "no"), ("1 – poor", "r1"), ("2", "r2"), ("3 – good", "r3")]])
    assert known.nearest(text) == nearest


def test_both_decimal_signs_are_told(hand_in, small):
    prepared = prepare(hand_in({7: "35,5"}, {7: "36.5"}), small, IntakeOptions())
    assert [(one.value, one.why) for one in decisions(prepared) if one.what == "decimal"] == [(". ,", "both_signs")]


def test_doubtful_dates_are_told_once(hand_in, small):
    path = hand_in(*({0: f"{n % 12 + 1}/9/2026 10:00"} for n in range(15)))
    with pytest.raises(SurveyError) as caught:
        received(path, small)
    (found,) = caught.value.problems
    assert (found.code, found.params["n"], len(found.params["rows"]), found.place.row) == ("SQ-D38", 15, 11, 2)
