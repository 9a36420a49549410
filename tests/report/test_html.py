"""The HTML reports as a reader, a screen reader and a phone get them."""

from __future__ import annotations

import re

import pytest
from lxml import html

from survey.i18n.numbers import count_range, percent_range
from survey.i18n.text import LANGUAGES

# Names of programs and companies, and the parts of file names: the same in every language.
PROGRAMS = {"saualnama", "pandoc", "typst", "google", "sha"}
FILE_NAMES = {"csv", "yaml", "md", "kk", "ru", "en", "margins", "published", "wave", "commentary", "sovereignty"}


def read(reports, language):
    return html.parse(reports / f"report.{language}.html", html.HTMLParser(encoding="utf-8")).getroot()


@pytest.fixture(params=LANGUAGES)
def page(request, reports):
    return request.param, read(reports, request.param)


def test_every_figure_of_the_dissertation_and_every_comparison_is_there(page, wave):
    _, root = page
    wanted = {f"fig-{item.id.replace('_', '-')}" for item in wave.instrument.items}
    wanted |= {f"fig-set-{comparison.id.replace('_', '-')}" for comparison in wave.instrument.comparisons}
    assert {item.figure for item in wave.instrument.items} == {str(number) for number in range(1, 28)}
    assert wanted <= {element.get("id") for element in root.iter("figure")}


def test_no_picture_without_a_name(page):
    _, root = page
    pictures = [*root.iter("svg"), *root.iter("img")]
    named = [picture for picture in pictures if picture.get("alt") or picture.get("aria-label") or picture.get("aria-labelledby")]
    assert len(pictures) >= 30
    assert [picture for picture in pictures if picture not in named and picture.get("aria-hidden") != "true"] == []


def test_every_printed_count_is_the_count_of_the_wave(page, wave):
    language, root = page
    for item in wave.instrument.items:
        (table,) = root.xpath(f"//*[@id='tbl-{item.id.replace('_', '-')}']/descendant-or-self::table")
        rows = [[" ".join(cell.text_content().split()) for cell in row.iter("td")] for row in table.iter("tr")]
        for count in wave.counts(item.id).itertuples():
            wanted = [count_range(count.low, count.high, language), percent_range(count.low, count.high, count.base, language)]
            assert any(row[1:] == [" ".join(cell.split()) for cell in wanted] for row in rows), (item.id, count.code, rows)


def _own(root, language):
    """Visible text that is not marked as being in another language."""
    for element in root.iter():
        if element.tag in ("style", "script", "title", "desc") or not isinstance(element.tag, str):
            continue
        marked = next((a.get("lang") for a in (element, *element.iterancestors()) if a.get("lang")), language)
        if marked == language and element.text:
            yield element.text
        around = element.getparent()
        if around is not None and element.tail:
            marked = next((a.get("lang") for a in (around, *around.iterancestors()) if a.get("lang")), language)
            if marked == language:
                yield element.tail


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_english_word_in_kazakh_or_russian(language, reports, wave):
    root = read(reports, language)
    allowed = PROGRAMS | FILE_NAMES | {index.id.lower() for index in wave.instrument.indices}
    words = {word.lower() for text in _own(root.find("body"), language) for word in re.findall(r"[A-Za-z]{2,}", text)}
    assert {word for word in words - allowed if not re.fullmatch(r"[0-9a-f]+", word)} == set()  # sums of files are no words


def test_no_cyrillic_in_english(reports):
    root = read(reports, "en")
    words = {word for text in _own(root.find("body"), "en") for word in re.findall(r"[^\W\d_a-zA-Z]{2,}", text)}
    assert {word for word in words if re.search(r"[\u0400-\u04ff]", word)} == set()


def test_the_language_of_the_page_is_declared(page):
    language, root = page
    assert root.get("lang") == language


def test_one_file_that_needs_no_network(page):
    _, root = page
    outside = [
        element.get("src") for element in root.iter("img", "script") if (element.get("src") or "").startswith(("http", "//"))
    ]
    outside += [element.get("href") for element in root.iter("link") if not (element.get("href") or "").startswith("data:")]
    assert outside == []
