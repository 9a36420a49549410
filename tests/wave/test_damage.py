"""Texts that lost their Kazakh letters on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.wave.damage import KAZAKH_LETTERS, first_damaged, suspicious

SENTENCES = (
    "Қазақстанның территориялық тұтастығына қауіп төніп тұр ма?",
    "Өңіріңіз",
    "Сіздің мамандығыңыз:",
    "ҰЛТТЫҚ БІРЕГЕЙЛІК",
)


@pytest.mark.parametrize("sentence", SENTENCES[:3])
@pytest.mark.parametrize("codec", ["kz1048", "ptcp154"])
def test_kazakh_encodings_read_as_windows_1251(sentence: str, codec: str) -> None:
    """Not in capitals: they look like letters of other alphabets. A file of answers has other cells."""
    assert suspicious(sentence.encode(codec).decode("cp1251", errors="replace"))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_question_marks_of_a_windows_1251_save(sentence: str) -> None:
    assert suspicious(sentence.encode("cp1251", errors="replace").decode("cp1251"))


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("codec", ["cp1251", "cp1252"])
def test_utf8_read_as_a_windows_encoding(sentence: str, codec: str) -> None:
    try:
        read = sentence.encode().decode(codec)
    except UnicodeDecodeError:
        pytest.skip("this sentence has bytes that the encoding does not have: it would not have been read")
    assert suspicious(read)


@pytest.mark.parametrize(
    "text",
    [
        *SENTENCES,
        "Келісесіз бе? Неге?",
        "Согласны ли Вы с этим?",
        "Do you agree?",
        "Київ, Їжак, ґрунт",
        "Мінск, Ўладзімір",
        "±5%",
        "«иә»",
        "",
    ],
)
def test_sound_texts(text: str) -> None:
    assert not suspicious(text)


def test_one_kazakh_letter_clears_a_file() -> None:
    """`Неге?себебі` was typed in haste: a file that still has Kazakh letters lost none."""
    assert first_damaged([(1, 1, "Неге?себебі"), (2, 1, "бар")]) == (1, 1, "Неге?себебі")
    assert first_damaged([(1, 1, "Неге?себебі"), (2, 1, "жоқ")]) is None


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяёі ,.!", max_size=60))
def test_russian_texts_without_question_marks_are_never_refused(text: str) -> None:
    assert not suspicious(text)


def test_the_letters_are_those_that_windows_1251_lacks() -> None:
    for letter in KAZAKH_LETTERS:
        with pytest.raises(UnicodeEncodeError):
            letter.encode("cp1251")
