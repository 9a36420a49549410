"""The Word reports: what an editor can work with is there, not only what it looks like."""

from __future__ import annotations

import re
import zipfile

import pytest
from lxml import etree

from survey.i18n.text import LANGUAGES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}


@pytest.fixture(params=LANGUAGES)
def document(request, reports):
    with zipfile.ZipFile(reports / f"report.{request.param}.docx") as file:
        return request.param, etree.fromstring(file.read("word/document.xml")), etree.fromstring(file.read("word/styles.xml"))


def styles(root):
    return [style.get(f"{W}val") for style in root.iter(f"{W}pStyle")]


def test_headings_are_headings(document, wave):
    _, root, _ = document
    found = styles(root)
    assert found.count("Heading3") == len(wave.instrument.items)
    assert found.count("Heading1") >= 7


def test_captions_number_themselves(document, wave):
    _, root, _ = document
    fields = [field.get(f"{W}instr") or "" for field in root.iter(f"{W}fldSimple")]
    fields += [text.text or "" for text in root.iter(f"{W}instrText")]
    figures = len(wave.instrument.items) + len(wave.instrument.comparisons) + 1  # the last one: what the margins allow of pairs
    assert sum("SEQ Figure" in field for field in fields) == figures
    assert sum("SEQ Table" in field for field in fields) >= figures


def test_the_contents_are_filled(document):
    _, root, _ = document
    entries = [
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in root.iter(f"{W}p")
        if any(style.startswith("TOC") and style != "TOCHeading" for style in styles(paragraph))
    ]
    headings = {
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in root.iter(f"{W}p")
        if {"Heading1", "Heading2"} & set(styles(paragraph))
    }
    assert len(entries) == len(headings)
    assert all(any(entry.startswith(heading) for entry in entries) for heading in headings)


def test_table_heads_repeat_and_rows_stay_whole(document):
    _, root, _ = document
    tables = [table for table in root.iter(f"{W}tbl") if len(list(table.iter(f"{W}tr"))) > 2]
    assert len(tables) >= 30
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)


def test_every_picture_says_what_it_shows(document):
    _, root, _ = document
    named = [element.get("descr") for element in root.iter() if etree.QName(element).localname == "docPr"]
    assert len(named) >= 30
    assert all(named)


def test_the_text_is_in_its_language(document):
    language, _, sheet = document
    declared = {element.get(f"{W}val") for element in sheet.iter(f"{W}lang")}
    assert declared == {LOCALES[language]}


def test_nothing_of_this_machine_is_inside(reports):
    for path in reports.glob("report.*.docx"):
        with zipfile.ZipFile(path) as file:
            for name in file.namelist():
                assert str(reports) not in file.read(name).decode("utf-8", "ignore"), (path.name, name)
                assert not re.search(r"/(home|work|tmp)/", file.read(name).decode("utf-8", "ignore")), (path.name, name)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_latin_word_that_the_web_page_does_not_have(language, reports):
    """The web page is checked for English word by word; Word's own strings (contents, captions, header) must not bring any in."""
    page = set(
        re.findall(
            r"[A-Za-z]{2,}",
            re.sub(r"<style.*?</style>|<[^>]*>", " ", (reports / f"report.{language}.html").read_text("utf-8"), flags=re.DOTALL),
        )
    )
    with zipfile.ZipFile(reports / f"report.{language}.docx") as file:
        parts = [name for name in file.namelist() if re.fullmatch(r"word/(document|header\d|footer\d|footnotes)\.xml", name)]
        text = " ".join(element.text or "" for part in parts for element in etree.fromstring(file.read(part)).iter(f"{W}t"))
    assert set(re.findall(r"[A-Za-z]{2,}", text)) - page == set()
