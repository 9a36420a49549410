"""Repair of Kazakh text: examples measured in real documents, and properties that hold for any text."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from survey.i18n.kazakh import ALPHABET, fold, normalise, sort_key

BREVE = "\N{COMBINING BREVE}"
LATIN_FOR_CYRILLIC = dict(zip("іаеорсхуһКәӘ", "iaeopcxyhKəƏ", strict=True))
ACRONYMS = ["NATO", "IT", "COVID", "BRICS", "XXI", "XIX", "III", "XX"]
URLS = ["https://ec.europa.eu/əə?a=¬", "www.қaз.kz/page", "author@example.kz"]

words = st.text("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяАӘБҚӨ", min_size=1, max_size=9)
messy = st.text("аәеийқсі aceioxpyhKəƏNATO -.,?«»\u00ac\u00ad\u0306\u00a0\u2006\n1/:@w", max_size=30)


@pytest.mark.parametrize(
    ("received", "meant"),
    [
        ("мəселе", "мәселе"),  # Latin schwa
        ("ƏЛЕМ", "ӘЛЕМ"),
        ("Қaзaқcтaн", "Қазақстан"),  # Latin a, c
        ("тәуелсiздiк", "тәуелсіздік"),  # Latin i
        ("қahарман", "қаһарман"),  # Latin h for һ
        ("тай" + BREVE, "тай"),  # NFC leaves a breve after й
        ("таи" + BREVE, "тай"),  # decomposed й
        ("мемле\u00acкет", "мемлекет"),  # a lost soft hyphen
        ("мемле\u00adкет", "мемлекет"),
        ("и\u00ad" + BREVE, "й"),  # what a removed hyphen brings together
        ("жеке\u00a0адам\u2006үшін", "жеке адам үшін"),
        ("  бір\r\n екі\t", "бір екі"),
        ("NATOға мүше", "NATOға мүше"),
        ("ITмамандардың", "ITмамандардың"),
        ("ACТАНА", "АСТАНА"),  # capitals on both sides: a word in capitals, mapped
        ("XXI ғасыр, III бөлім", "XXI ғасыр, III бөлім"),
        ("https://қaз.kz/¬ сaйты", "https://қaз.kz/¬ сайты"),
    ],
)
def test_examples_from_documents(received: str, meant: str) -> None:
    assert normalise(received) == meant


@given(messy)
@example("и\u00ad\u0306")
@example("http\u00ac://қaз")
def test_a_second_pass_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.lists(st.text(string.ascii_letters + "əıñçğ", min_size=1), max_size=6))
def test_pure_latin_text_is_never_changed(parts: list[str]) -> None:
    text = unicodedata.normalize("NFC", " ".join(parts))
    assert normalise(text) == text


@given(st.lists(st.one_of(words.filter(lambda w: "ё" not in w), st.sampled_from([*ACRONYMS, *URLS])), max_size=6))
def test_clean_kazakh_acronyms_numerals_and_addresses_are_never_changed(parts: list[str]) -> None:
    text = unicodedata.normalize("NFC", " ".join(parts))
    assert normalise(text) == text


@given(words)
def test_look_alikes_are_repaired_where_they_are_fewer_than_half_of_a_word(word: str) -> None:
    places = [n for n, letter in enumerate(word) if n and letter in LATIN_FOR_CYRILLIC][: (len(word) - 1) // 2]
    damaged = "".join(LATIN_FOR_CYRILLIC[letter] if n in places else letter for n, letter in enumerate(word))
    assert normalise(damaged) == word


@given(st.lists(words, min_size=1), st.sampled_from([".", " ?", "!", ":", "…", "»"]))
def test_folding_does_not_see_case_or_final_punctuation(parts: list[str], end: str) -> None:
    text = " ".join(parts)
    assert fold("«" + text.upper() + end) == fold(text.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Екінші деңгей – Этникалық топ", "екінші деңгей - этникалық топ."),
        ("«Біз» деген сезім бар ма?", '"біз" деген сезім бар ма'),
        ("Ещё", "еще"),
        ("Don’t know", "don't know"),
    ],
)
def test_folding_meets_what_people_type_differently(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_different_answers_apart() -> None:
    labels = ["иә", "жоқ", "-", "–5", "5", "?", "C", "С++", "1.1", "1.10"]
    assert len({fold(label) for label in labels}) == len(labels)


def test_sorting_follows_the_alphabet() -> None:
    letters = sorted(ALPHABET, key=sort_key)
    assert "".join(letters) == ALPHABET
    assert sorted(["Қостанай", "Шымкент", "Әл-Фараби", "Астана", "100", "Zoom", "Көкшетау"], key=sort_key) == [
        "100", "Zoom", "Астана", "Әл-Фараби", "Көкшетау", "Қостанай", "Шымкент",
    ]  # fmt: skip
    assert sort_key("Қaзақ") == sort_key("қазақ")
