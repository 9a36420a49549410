"""The commentary of the 2022 wave: true, equal in three languages, and written as each language is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from survey.audit.commentary import SUMMARY, Sections, check, check_sections, commentary_path, read_commentary
from survey.audit.facts import Count, Facts, facts
from survey.audit.marks import segments, unmarked
from survey.audit.numbers import numbers
from survey.i18n.text import LANGUAGES, Language
from survey.wave.load import load_wave
from survey.wave.wave import Wave

FOLDER = Path(__file__).parents[2] / "data" / "sovereignty-2022"
TOKEN = re.compile(r"\{[^}\n]*\}|(?P<number>\d+(?:[.,]\d+)?)")
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def wave() -> Wave:
    return load_wave(FOLDER)


@pytest.fixture(scope="module")
def known(wave: Wave) -> Facts:
    ids = [item.id for item in wave.instrument.items]
    return facts(wave.instrument, wave.n, wave.counts(ids), FOLDER / "published.csv")


def sections(language: Language) -> Sections:
    return read_commentary(commentary_path(FOLDER, language))


QUOTED = re.compile(r"\[([^\[\]]*)\]\{lang=\w+\}")  # words of another language, marked as such for screen readers


def visible(language: Language) -> str:
    return QUOTED.sub(r"\1", "\n".join(segments(text)[0] for _, text in sections(language).values()))


# -- true --------------------------------------------------------------------------------------------------------------
@each_language
def test_no_findings(language: Language, wave: Wave) -> None:
    assert check(wave, language) == []


@each_language
def test_every_question_has_its_paragraph_of_three_to_five_sentences(language: Language, wave: Wave) -> None:
    found = sections(language)
    assert list(found) == [SUMMARY, *(item.id for item in wave.instrument.items)]
    for section, (_, text) in found.items():
        assert "\n\n" not in text
        if section != SUMMARY:
            assert 3 <= len(text.splitlines()) <= 5, section  # a sentence stands on a line of its own


def neighbours(printed: str) -> Iterator[str]:
    """The number with one more and one less, in its whole part and in its last decimal."""
    sign = "," if "," in printed else "."
    value = Decimal(printed.replace(",", "."))
    for step in {Decimal(1), Decimal(1).scaleb(int(value.as_tuple().exponent))}:
        yield from (str(near).replace(".", sign) for near in (value - step, value + step) if near >= 0)


@each_language
def test_a_number_changed_by_one_is_found(language: Language, known: Facts) -> None:
    """Every number of the text in turn. What may slip through is a question number that turns into another one spoken of."""
    tried, missed = 0, []
    for section, (line, text) in sections(language).items():
        for match in TOKEN.finditer(text):
            for near in neighbours(match["number"]) if match["number"] else ():
                tried += 1
                changed = text[: match.start()] + near + text[match.end() :]
                if not check_sections({section: (line, changed)}, known, language, FOLDER):
                    missed.append((section, match["number"], near))
    assert tried > 600
    assert len(missed) <= 0.05 * tried, missed


@each_language
def test_a_count_changed_by_one_is_found_in_its_paragraph(language: Language, known: Facts) -> None:
    """Every cell in turn: an exact count moves as a whole, of an interval one end."""
    text = sections(language)
    for column, codes in known.counts.items():
        for code, count in codes.items():
            for moved in changes(count):
                counts = {**known.counts, column: {**codes, code: moved}}
                assert check_sections({column: text[column]}, replace(known, counts=counts), language, FOLDER), (
                    column,
                    code,
                    moved,
                )


def changes(count: Count) -> Iterator[Count]:
    for by in (-1, 1):
        if count.low == count.high:
            yield Count(count.low + by, count.high + by, count.base)
        else:
            yield Count(count.low + by, count.high, count.base)
            yield Count(count.low, count.high + by, count.base)


@each_language
def test_counts_of_yes_and_no_exchanged_are_found(language: Language, known: Facts) -> None:
    """The marks tie each number to its answer: numbers that occur somewhere in the paragraph are not enough."""
    text = sections(language)
    for column, codes in known.counts.items():
        if set(codes) == {"yes", "no"}:
            counts = {**known.counts, column: {"yes": codes["no"], "no": codes["yes"]}}
            assert check_sections({column: text[column]}, replace(known, counts=counts), language, FOLDER), column


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_three_languages_say_the_same_in_numbers(language: Language) -> None:
    for section, (_, text) in sections(language).items():
        assert told(text, language) == told(sections("en")[section][1], "en"), section


def told(text: str, language: Language) -> list[tuple[str, str]]:
    """Each number with its mark; the order and the form (54 of 96, or 96 of whom 54) belong to the language."""
    return sorted((value, str(number.mark)) for number in numbers(text, language) for value in number.values)


# -- written as the language is ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_latin_letter_among_cyrillic(language: Language) -> None:
    assert re.findall(r"[A-Za-z]+", visible(language)) == []


def test_kazakh_letters_are_those_of_the_alphabet() -> None:
    letters = set(re.findall(r"[^\W\d_]", visible("kk").lower()))
    assert letters <= set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")
    assert set("әғқңөұүі") <= letters


def test_space_before_the_percent_sign() -> None:
    assert set(re.findall(r"(\D?)%", visible("ru"))) == {"\u00a0"}
    for language in ("kk", "en"):
        assert set(re.findall(r"(\D?)%", visible(language))) == {""}


@each_language
def test_dashes(language: Language) -> None:
    """An en dash between numbers; between words an em dash in Russian, an en dash elsewhere; a hyphen only inside a word."""
    text = visible(language)
    assert not re.search(r"\s-\s|\d-\d", text)
    assert not re.search(r" – " if language == "ru" else "—", text)


UNITS = ["", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
TENS = ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]


def last_word(number: str) -> str:
    """The last word of a whole number below a hundred read aloud in Kazakh."""
    return UNITS[int(number) % 10] or TENS[int(number) // 10]


def ending_fits(word: str, ending: str) -> bool:
    """Vowel harmony; the possessive begins with с after a vowel only; т, к, қ and their like need a voiceless case ending."""
    back = bool(set(word) & set("аоұы"))
    harmony = not set(ending) & set("еіөүә" if back else "аоұы")
    if ending[0] == "с":
        return harmony and word[-1] in "аеіы"
    if ending[0] in "ыі":
        return harmony and word[-1] not in "аеіы"
    voiceless = word[-1] in "птсшкқ"
    return harmony and (ending[0] in "ктқ") == voiceless


def test_kazakh_endings_fit_the_number_read_aloud() -> None:
    # "1.8-сұрақ" and "6-сурет" are whole words after an ordinal number, not endings.
    glued = re.findall(r"(?<![\d.,])(\d+)(%?)-(?!сұрақ|сурет)(\w+)", visible("kk"))
    assert len(glued) > 15
    wrong = [
        (number, sign, ending)
        for number, sign, ending in glued
        if not ending_fits("пайыз" if sign else last_word(number), ending)
    ]
    assert wrong == []


def test_nothing_of_a_mark_reaches_the_reader() -> None:
    for language in LANGUAGES:
        for _, text in sections(language).values():
            assert not re.search(r"[{}\[\]]", QUOTED.sub(r"\1", unmarked(text)))
