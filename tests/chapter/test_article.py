from __future__ import annotations

from pathlib import Path

import pytest

from survey.chapter.article import Article, as_article, read_article
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.render.tree import plain

WAVE = Text(kk="Шай", ru="Чай", en="Tea")
TREE = {
    "blocks": [
        {"t": "Header", "c": [1, ["", [], []], [{"t": "Str", "c": "Шай"}]]},
        {"t": "Para", "c": [{"t": "Str", "c": "Мәтін."}]},
    ]
}
FULL = """
udc: "316.4"
irsti: "04.21.51"
title: {kk: Шай туралы, ru: О чае, en: On tea}
authors:
  - {name: {kk: Ә. Сейтқали, ru: А. Сейткали, en: A. Seitkali}, email: a@example.org}
abstract: {kk: Қысқаша., ru: Кратко., en: In short.}
keywords: {kk: [шай, сауалнама], ru: [чай, опрос], en: [tea, survey]}
"""


def texts(article: Article, language: str) -> list[str]:
    return [
        plain(block["c"][1] if block["t"] == "Div" else block["c"])
        for block in as_article(TREE, article, WAVE, language)["blocks"]
    ]


def test_codes_and_words_in_three_languages(tmp_path: Path) -> None:
    file = tmp_path / "article.yaml"
    file.write_text(FULL, "utf-8")
    assert texts(read_article(file), "ru") == [
        "МРНТИ 04.21.51\u2003УДК 316.4",
        "О чае",
        "А. Сейткали; a@example.org",
        "Аннотация: Кратко.",
        "Ключевые слова: чай, опрос.",
        "Мәтін.",
        *("Шай туралы", "Ә. Сейтқали; a@example.org", "Аңдатпа: Қысқаша.", "Түйін сөздер: шай, сауалнама."),
        *("On tea", "A. Seitkali; a@example.org", "Abstract: In short.", "Keywords: tea, survey."),
    ]


def test_what_is_not_written_yet_has_its_place() -> None:
    made = texts(Article(), "kk")
    assert made[:3] == [
        "ҒТАМР [article.yaml файлында жазыңыз]\u2003ӘОЖ [article.yaml файлында жазыңыз]",
        "Шай",
        "[article.yaml файлында жазыңыз]",
    ]
    assert "Keywords: [write it in the file article.yaml]" in made


def test_mistakes_are_told_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "article.yaml"
    file.write_text("udk: '316.4'\nabstract: {kk: Қысқаша.}\n", "utf-8")
    with pytest.raises(SurveyError) as found:
        read_article(file)
    problems = found.value.problems
    assert (problems[0].params["nearest"], problems[0].place.line) == ("udc", 1)
    assert {one.params["language"] for one in problems[1:]} == {"ru", "en"}


def test_a_word_file_is_no_article(tmp_path: Path) -> None:
    file = tmp_path / "article.yaml"
    file.write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(SurveyError) as found:
        read_article(file)
    assert found.value.code == "SQ-W47"
