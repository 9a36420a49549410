"""The HTML reports as a reader, a screen reader and a phone get them."""

from __future__ import annotations

import re

import pytest
from lxml import html

from survey.i18n.numbers import count_range, percent_range
from survey.i18n.text import LANGUAGES

PROGRAMS = {"saualnama", "Pandoc", "Typst", "Google", "SHA-256"}


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


SPOKEN = ("alt", "aria-label", "aria-description", "title")
"""Attributes that a screen reader speaks or a browser shows."""


def _language(element):
    return next(one.get("lang") for one in (element, *element.iterancestors()) if one.get("lang"))


def _own(root, language):
    """What is read or heard of a page, its title and alternative texts too, and is not marked as being in another language."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if _language(element) == language:
            yield from (element.get(name) for name in SPOKEN if element.get(name))
            if element.text and element.tag not in ("style", "script"):
                yield element.text
        if element.tail and _language(element.getparent()) == language:
            yield element.tail


def _is_sum(word):
    """The first 16 characters of a SHA-256 sum."""
    return re.fullmatch(r"[0-9a-f]{16}", word) and re.search(r"\d", word)


def _latin_words(text):
    """Words of Latin letters; those of a file name (`margins.csv`, `commentary/kk.md`) are one word."""
    return [word for word in re.findall(r"[\w./-]*[A-Za-z]{2}[\w./-]*", text) if not _is_sum(word)]


def test_own_text_is_what_is_heard_and_not_marked():
    page = html.fromstring(
        '<html lang="kk"><head><title>one</title><style>two</style></head><body><p title="three">four<i lang="en">five</i>six</p>'
        '<img alt="seven"><img alt="eight" lang="en"><svg aria-label="nine"><title>ten</title></svg></body></html>'
    )
    assert sorted(_own(page, "kk")) == sorted(["one", "three", "four", "six", "seven", "nine", "ten"])
    assert _latin_words("бұл added, margins.csv және afaf7eae6fdacd14, deadbeefdeadbeef") == [
        "added",
        "margins.csv",
        "deadbeefdeadbeef",
    ]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_english_word_in_kazakh_or_russian(language, reports, wave):
    """But names of programs, standards, files and indices, and Roman numerals, which are the same in every language."""
    root = read(reports, language)
    files = {"wave.yaml", "margins.csv", "recodes.csv", f"commentary/{language}.md", f"{wave.instrument.id}.yaml"}
    allowed = PROGRAMS | {"AAPOR", "CHERRIES", "II"} | files | {index.id for index in wave.instrument.indices}
    words = {word.strip("./-") for text in _own(root, language) for word in _latin_words(text)}
    assert words - allowed == set()


def test_no_cyrillic_in_english(reports):
    root = read(reports, "en")
    assert [text for text in _own(root, "en") if re.search(r"[\u0400-\u04ff]", text)] == []


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
