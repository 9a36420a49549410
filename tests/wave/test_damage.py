"""Texts that lost their Kazakh letters on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.wave.damage import KAZAKH_LETTERS, damaged, suspicious

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


def test_one_suspicious_cell_in_a_file_with_kazakh_letters() -> None:
    """`Неге?себебі` was typed in haste: a file that still has Kazakh letters has not lost them all."""
    assert damaged(["Жауабы"], ["Неге?себебі", *[f"бар {n}" for n in range(9)]]) == {"Неге?себебі"}
    assert not damaged(["Жауабы"], ["Неге?себебі", "жоқ"])


@pytest.mark.parametrize("broken", ["М?лде келіспеймін", "м?лде", "??ірі?із", "Ґѕіріѕіз", "Т›Р°Р·Р°Т›"])
def test_cells_pasted_from_a_damaged_file(broken: str) -> None:
    assert damaged(["Жауабы"], ["Мүлде келіспеймін", broken, "жоқ"]) == {broken}


@pytest.mark.parametrize("haste", ["да?нет", "?не знаю", "почему?потому", "donâ€™t know"])
def test_haste_in_a_russian_file(haste: str) -> None:
    assert not damaged(["Ваш ответ"], [haste, *[f"ответ {n}" for n in range(30)]])
    assert damaged(["Ваш?ответ"], [f"ответ {n}" for n in range(30)]) == {"Ваш?ответ"}
    assert damaged(["Ваш ответ"], ["М?лде", "Білмеймін", *[f"ответ {n}" for n in range(30)]]) == {"М?лде"}


def test_windows_1251_needs_less_proof() -> None:
    sound = [f"ответ {n}" for n in range(90)]
    assert damaged(["Ваш ответ"], ["уа?ыт жо?", *sound], "cp1251") == {"уа?ыт жо?"}
    assert damaged(["Ваш ответ"], ["?леуметтану", "?айда", *sound], "cp1251") == {"?леуметтану", "?айда"}
    assert not damaged(["Ваш ответ?"], ["?не знаю", "Почему? Потому", *sound], "cp1251")
    assert not damaged(["Ваш ответ"], ["?леуметтану", "?айда", *sound], "utf-8")


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяёі ,.!", max_size=60))
def test_russian_texts_without_question_marks_are_never_refused(text: str) -> None:
    assert not suspicious(text)


def test_the_letters_are_those_that_windows_1251_lacks() -> None:
    for letter in KAZAKH_LETTERS:
        with pytest.raises(UnicodeEncodeError):
            letter.encode("cp1251")
