"""The questions of a chapter: which are shown, what stands in the grey facts, what stays when they are deleted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey.chapter.chapter import Chapter
from survey.chapter.parts import appendix, sections
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.wave import Wave

_SLOT = re.compile(r"::: \{\.slot\}.*?\n:::", re.DOTALL)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> str:
    wave = load_wave(root() / "data" / "sovereignty-2022")
    chapter = Chapter(Report(wave, "ru", tmp_path_factory.mktemp("chapter")), ("we_feeling_exists", "can_secure_territory"), 150)
    return sections.write(chapter)


def test_without_the_grey_facts_the_text_refers_to_every_figure_and_table(parts: str) -> None:
    left = _SLOT.sub("", parts)
    shown = re.findall(r"\{#((?:fig|tbl)-[\w-]+)", left)
    assert len(shown) == 4
    assert all(f"[-@{one}]" in left for one in shown)
    assert "(рисунок [-@fig-we-feeling-exists], таблица [-@tbl-we-feeling-exists])." in left


def test_a_chapter_speaks_only_of_the_questions_that_it_shows(parts: str) -> None:
    assert "Мнения здесь разделились" in parts
    assert "международное право" not in _SLOT.sub("", parts)


def test_what_was_doubtful_in_a_publication_is_not_said_of_invented_answers(tmp_path: Path) -> None:
    told = {}
    for name in ("sovereignty-2022", "sovereignty-2022-demo"):
        chapter = Chapter(Report(load_wave(root() / "data" / name), "ru", tmp_path), ("can_secure_territory",), 150)
        told[name] = "не согласуется с" in sections.write(chapter)
    assert told == {"sovereignty-2022": True, "sovereignty-2022-demo": False}


def test_two_printed_wordings_of_a_question_have_their_sources(wave: Wave, tmp_path: Path) -> None:
    text = appendix.write(Chapter(Report(wave, "kk", tmp_path)))
    (question,) = re.findall(r"\*\*2\.1\.\*\*.*?(?=\*\*2\.2\.\*\*)", text, re.DOTALL)
    assert re.findall(r"Басылған мәтін[^:]*:", question) == ["Басылған мәтін (I дереккөз):", "Басылған мәтін (II дереккөз):"]
    assert "II) Сол диссертация, 3-тарау" in text
