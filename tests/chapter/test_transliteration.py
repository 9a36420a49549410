from __future__ import annotations

import iuliia
import pytest

from survey.chapter.latin_references import latin
from survey.chapter.transliteration import TABLES, language_of, transliterate
from survey.errors import SurveyError

WORDS = (
    *("Методы выборочного исследования", "Щербаков", "Юрьев объезд", "съешь этих мягких булок", "Ядов Владимир", "Цена жизни"),
    *("Чапаевск", "Елизово", "Хабаровск", "Москва: Наука", "О персональных данных и их защите", "Эпоха", "Шахматы"),
)
"""None ends in -ий or -ый: iuliia writes y there, as the standard does, the converter that journals name -ii and -yi. None has ё,
which the BGN table of iuliia leaves in place."""
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"


@pytest.mark.parametrize("text", WORDS)
@pytest.mark.parametrize(("table", "schema"), [("bsi", iuliia.BS_2979_ALT), ("bgn-ru", iuliia.BGN_PCGN)])
def test_russian_tables_against_iuliia(table: str, schema: iuliia.Schema, text: str) -> None:
    assert transliterate(text, table) == schema.translate(text)


@pytest.mark.parametrize("table", TABLES)
def test_every_letter_has_its_own(table: str) -> None:
    alphabet = RUSSIAN if table in ("bsi", "bgn-ru") else KAZAKH
    for letter in alphabet + alphabet.upper():
        assert language_of(transliterate(letter, table)) is None
        assert not set(transliterate(letter, table)) & set(alphabet)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("latin-2021", "Äuezov, Şymkent, Öskemen, Jambyl, Şieli, ūly, Ğalym, Äŋ".replace("ŋ", "ñ")),
        ("bgn-kk", "Äūezov, Shymkent, Öskemen, Zhambyl, Shīeli, uly, Ghalym, Äng"),
    ],
)
def test_kazakh_tables_by_the_examples_of_their_standards(table: str, expected: str) -> None:
    assert transliterate("Әуезов, Шымкент, Өскемен, Жамбыл, Шиелі, ұлы, Ғалым, Әң", table).replace("ı", "i") == expected


def test_capitals() -> None:
    assert transliterate("ЩУКА Щука щука Щ.", "bsi") == "SHCHUKA Shchuka shchuka Shch."


def test_an_unknown_table() -> None:
    with pytest.raises(SurveyError) as found:
        transliterate("а", "bsl")
    assert (found.value.code, found.value.problems[0].params["nearest"]) == ("SQ-W45", "bsi")


def test_a_work_by_its_language_its_kazakh_words_by_their_letters() -> None:
    work = {
        "title": "Егемендік",
        "publisher-place": "Алматы",
        "language": "ru-RU",
        "author": [{"family": "Щербаков", "given": "Юрий Львович"}, {"family": "Сейтқали", "given": "Әсел"}],
    }
    assert latin(work, {"kk": "latin-2021", "ru": "bsi"}) == {
        "title": "Egemendık",
        "publisher-place": "Almaty",
        "author": [{"family": "Shcherbakov", "given": "Yu. L."}, {"family": "Seitqali", "given": "Ä."}],
    }


def test_a_foreign_work_stays() -> None:
    work = {"title": "Probable Inference", "author": [{"family": "Wilson", "given": "Edwin B."}]}
    assert latin(work, {"kk": "latin-2021", "ru": "bsi"}) == work


@pytest.mark.parametrize("table", TABLES)
def test_letters_that_differ_in_small_differ_as_capitals_too(table: str) -> None:
    """И and І of Kazakh are İ and I: Python's own capitals would make I of both."""
    alphabet = RUSSIAN if table in ("bsi", "bgn-ru") else KAZAKH
    for one in alphabet:
        for other in alphabet:
            same = transliterate(one, table) == transliterate(other, table)
            assert (transliterate(one.upper(), table) == transliterate(other.upper(), table)) == same, one + other


def test_the_two_letters_i_of_the_alphabet_of_2021() -> None:
    assert transliterate("Иманов, Йод, Ілияс, ІНІ, ИНСТИТУТ, Юсуп", "latin-2021") == "İmanov, İod, Iliias, INI, İNSTİTUT, İusup"
