"""Repair of Kazakh text: examples measured in real documents, and properties that hold for any text."""

from __future__ import annotations

import random
import re
import string
import unicodedata
from functools import partial
from timeit import repeat

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from survey.i18n.kazakh import ALPHABET, changes, fold, normalise, repaired, sort_key

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
        ("iс-шара", "іс-шара"),  # as many Latin letters, none in doubt
        ("Cу, eл", "Су, ел"),
        ("AК, yл, tс, COға", "AК, ул, tс, COға"),  # capitals, t and acronyms are in doubt
        ("ХХI ғасыр, XХI, IХ", "XXI ғасыр, XXI, IX"),  # a numeral of two alphabets
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
        ("ХХI ғасыр", "XXI ғасыр"),
        ("XХI ғасыр", "XXI ғасыр"),
        ("ХХІ ғасыр", "ххi ғасыр"),
        ("iс-шара", "Іс-шара"),
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


# -- every repair is told ----------------------------------------------------------------------------------------------
def plainly_normalised(text: str) -> str:
    """The same steps without edits, places and fast exits, to compare with."""
    before = None
    while before != text:
        before = text
        parts = re.split(r"((?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+)", text, flags=re.IGNORECASE)
        parts[::2] = [plainly_repaired(part) for part in parts[::2]]
        text = " ".join("".join(parts).split())
    return text


def plainly_repaired(text: str) -> str:
    text = re.sub("(?<=[йЙ])" + BREVE, "", unicodedata.normalize("NFC", text))
    text = re.sub("[\u00ac\u00ad\u200b\ufeff]", "", text)
    return re.sub(r"[^\W\d_]+", lambda found: plain_word(found[0]), text)


def roman(number: int) -> str:
    parts = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
    text = ""
    for value, letters in parts:
        count, number = divmod(number, value)
        text += letters * count
    return text


ROMAN = dict(zip("ІХСМ", "IXCM", strict=True))
NUMERALS = {text for text in map(roman, range(1, 4000)) if len(text) > 1}
ALIKE = set("aceiopxyhABCEHIKMOPTX")


def plain_word(word: str) -> str:
    cyrillic = len(re.findall(r"[\u0400-\u052F]", word))
    if not cyrillic:
        return word
    latin_form = "".join(ROMAN.get(letter, letter) for letter in word)
    if len(word) > cyrillic and latin_form in NUMERALS:
        return latin_form
    word = word.replace("ə", "ә").replace("Ə", "Ә")
    share = 2 * len(re.findall(r"[\u0400-\u052F]", word)) - len(word)
    if share < 0 or (share == 0 and (word.isupper() or not set(re.findall(r"[^\u0400-\u052F]", word)) <= ALIKE)):
        return word
    start = re.match(r"(?:[A-Z]{2,}(?=[^A-Z]))?", word).end()  # type: ignore[union-attr]
    start = start if word[start:].islower() else 0
    pairs = {**LATIN_FOR_CYRILLIC, "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "М": "M", "О": "O", "Р": "P"}
    latin = {one: other for other, one in {**pairs, "Т": "T", "Х": "X"}.items()}
    return word[:start] + "".join(latin.get(letter, letter) for letter in word[start:])


anything = (
    st.text(max_size=25)
    | messy
    | st.lists(st.one_of(words, st.sampled_from([*ACRONYMS, *URLS]), messy), max_size=5).map(" ".join)
)


@settings(max_examples=400)
@given(anything)
@example("и\u00ad\u0306")
@example("  й\u0306\u0306 ")
@example("\u1112\u1161\u11ab қ")  # Hangul: signs that compose and are no marks
@example("a\u0323\u0307қ \u212bқ")
@example("http\u00ac://қaз")
@example("қ\u00a0\u2006\n")
def test_the_changes_make_the_normalised_text(text: str) -> None:
    found = changes(text)
    assert repaired(text, found) == normalise(text) == plainly_normalised(text)
    ends = [change.position + len(change.before) for change in found]
    assert all(end <= after.position for end, after in zip(ends, found[1:], strict=False))
    assert all(text.startswith(change.before, change.position) and change.before != change.after for change in found)
    assert all(change.steps for change in found)
    assert bool(found) == (normalise(text) != text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("мəселе", [(1, "ə", "ә", ("schwa",))]),
        ("Қaзaқ", [(1, "a", "а", ("look_alike",)), (3, "a", "а", ("look_alike",))]),
        ("таи\u0306", [(2, "и\u0306", "й", ("nfc",))]),
        ("тай\u0306", [(3, "\u0306", "", ("breve",))]),
        ("и\u00ad\u0306", [(0, "и\u00ad\u0306", "й", ("nfc", "invisible"))]),
        ("мемле\u00acкет", [(5, "\u00ac", "", ("invisible",))]),
        ("а\u00a0\u2006б", [(1, "\u00a0", " ", ("space",)), (2, "\u2006", "", ("space", "fold"))]),
        ("қ\u212bқ", [(1, "\u212b", "Å", ("nfc",))]),
        ("NATOға https://қaз.kz/¬", []),
    ],
)
def test_each_change_has_its_place_and_steps(text: str, expected: list[tuple[int, str, str, tuple[str, ...]]]) -> None:
    told = [(change.position, change.before, change.after, tuple(sorted(change.steps))) for change in changes(text)]
    assert told == [(place, before, after, tuple(sorted(steps))) for place, before, after, steps in expected]


def test_a_change_says_its_code_points() -> None:
    assert [str(change) for change in changes("мəсе\u00adле\t")] == [
        "U+0259 LATIN SMALL LETTER SCHWA → U+04D9 CYRILLIC SMALL LETTER SCHWA",
        "U+00AD SOFT HYPHEN → –",
        "U+0009 → –",
    ]


# -- comparing and sorting ---------------------------------------------------------------------------------------------
@given(anything)
@example("ITмамандар")
@example("'. !")
def test_folding_twice_changes_nothing_and_does_not_see_repairs(text: str) -> None:
    assert fold(fold(text)) == fold(text) == fold(normalise(text))


@given(st.lists(anything, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_sorting_is_one_order_whatever_came_first_and_however_it_was_typed(texts: list[str], chance: random.Random) -> None:
    keys = [sort_key(text) for text in texts]
    assert keys == [sort_key(normalise(text)) for text in texts]
    shuffled = chance.sample(texts, len(texts))
    assert sorted(keys) == [sort_key(text) for text in sorted(shuffled, key=sort_key)]


@given(words, words)
def test_sorting_compares_the_first_letter_that_differs(one: str, other: str) -> None:
    places = [[ALPHABET.index(letter) for letter in word.lower()] for word in (one, other)]
    assert (sort_key(one) < sort_key(other)) == (places[0] < places[1])


def test_plain_text_is_passed_at_once() -> None:
    """Ratio in one run: text that needs no repair against the same text with one letter to repair."""
    text = "Қазақстанның ұлттық бірегейлігі қазақ бірегейлігімен негізделуі керек дегенге келісесіз бе?"
    plain, damaged = (
        min(repeat(partial(normalise, one), number=300, repeat=5)) for one in (text, text.replace("іздел", "iздел"))
    )
    assert plain < damaged / 2
