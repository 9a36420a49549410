"""Marked numbers of the author's prose: alive where an address says the same, else left as they are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from survey.audit.commentary import read_commentary
from survey.audit.marks import replaced
from survey.chapter.chapter import Chapter
from survey.chapter.parts.commentary import alive
from survey.i18n.text import LANGUAGES
from survey.report.report import Report
from survey.wave.wave import Wave

_SPAN = re.compile(r'\[(?P<text>[^\]]*)\]\{\.living title="[^/"]*/(?P<item>[^"]*)" tag="sq:(?P<what>[^#]*)#')


def spoken(wave: Wave, section: str, words: str, expression: str, language: str = "kk") -> list[tuple[str, ...]]:
    chapter = Chapter(Report(wave, language, Path()))  # type: ignore[arg-type]
    return _SPAN.findall(alive(chapter, section, words, expression))


@pytest.mark.parametrize(
    ("section", "words", "expression", "expected"),
    [
        ("profession", "33 жауап, 34,7%", "education",
         [("33", "profession", "education/n/0"), ("34,7%", "profession", "education/percent/1")]),
        ("profession", "95 адамның 64-ін", "education + researcher",
         [("95", "profession", "-/base/0"), ("64-ін", "profession", "education+researcher/n/0:possessive accusative")]),
        ("summary", "76", "threat_state_territory.russia", [("76", "threat_state_territory", "russia/n/0")]),
        ("power_sufficient_territory", "2,3:1", "no / yes", [("2,3", "power_sufficient_territory", "no:yes/ratio/1")]),
        ("intl_law_reliable_guarantor", "кемінде 35 адам", "diplomacy_can_secure_territory.yes & no",
         [("35", "intl_law_reliable_guarantor", "diplomacy_can_secure_territory.yes&no/least/0")]),
        ("summary", "1.3", "territorial_claims_grounded", []),  # the number of a question
        ("profession", "0–10", "politics, finance", []),  # said of several: no single address
        ("profession", "34", "education", []),  # not what the data say: the author's own, and the audit's to find
    ],
)  # fmt: skip
def test_a_mark(wave: Wave, section: str, words: str, expression: str, expected: list[tuple[str, ...]]) -> None:
    assert [tuple(text.replace("\\", "") for text in found) for found in spoken(wave, section, words, expression)] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_marked_numbers_of_the_study_are_alive_and_no_word_is_lost(wave: Wave, language: str) -> None:
    chapter = Chapter(Report(wave, language, Path()))
    path = chapter.report.commentary_path
    assert path is not None
    marks: list[tuple[str, str]] = []
    for section, (_, text) in read_commentary(path).items():

        def kept(words: str, mark: object, section: str = section) -> str:
            if getattr(mark, "key", "") == "of":
                marks.append((words, alive(chapter, section, words, getattr(mark, "value", ""))))
            return words

        replaced(text, kept)
    for words, markdown in marks:
        plain = re.sub(r"\[((?:[^\]\\]|\\.)*)\]\{\.living [^}]*\}", r"\1", markdown).replace("\\", "")
        assert "".join(plain.split()) == "".join(words.split())
    assert sum(".living" in markdown for _, markdown in marks) > 0.8 * len(marks)


@pytest.fixture
def hundred(wave: Wave) -> Wave:
    """54 of 100 said yes: a count, a share and, of another question, a base have the same digits."""
    assert wave.margins is not None
    table = wave.margins.table.copy()
    own = table["item"] == "intl_law_reliable_guarantor"
    for code, n in (("yes", 54), ("no", 46)):
        table.loc[own & (table["code"] == code), ["low", "high"]] = n
    table.loc[own, "base"] = 100
    return replace(wave, settings=replace(wave.settings, n=100), margins=replace(wave.margins, table=table))


@pytest.mark.parametrize(
    ("language", "before", "words", "behind", "expected"),
    [
        ("ru", "Так думают ", "54", " процента опрошенных", ["yes/percent/0n"]),
        ("ru", "", "54 процента", "", ["yes/percent/0n"]),
        ("kk", "Сарапшылардың ", "54 пайызы", "", ["yes/percent/0n"]),
        ("en", "", "54 percent", " said yes", ["yes/percent/0n"]),
        ("ru", "Да ответили ", "54 из 100", "", ["yes/n/0", "-/base/0"]),
        ("en", "Yes said ", "54 of the 100", " experts", ["yes/n/0", "-/base/0"]),
        ("kk", "", "100 сарапшының 54-і", " иә деді", ["-/base/0", "yes/n/0:possessive"]),
        ("en", "", "54", " people", ["yes/n/0"]),
        ("kk", "", "54 (54%)", "", ["yes/n/0", "yes/percent/0"]),
        ("ru", "Всего ", "54", " – много", []),  # nothing tells what it is
    ],
)
def test_digits_that_say_several_things_are_told_apart_by_the_words_beside_them(
    hundred: Wave, language: str, before: str, words: str, behind: str, expected: list[str]
) -> None:
    chapter = Chapter(Report(hundred, language, Path()))  # type: ignore[arg-type]
    markdown = alive(chapter, "intl_law_reliable_guarantor", words, "yes", before, behind)
    assert [what for _, _, what in _SPAN.findall(markdown)] == expected
    assert chapter.plain == ([] if expected else ["intl_law_reliable_guarantor: 54"])
