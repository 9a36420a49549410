"""The PDF reports: tagged for screen readers, in the right fonts, with every Kazakh letter as a letter."""

from __future__ import annotations

import re

import pypdf
import pytest

from survey.i18n.text import LANGUAGES


@pytest.fixture(params=LANGUAGES)
def document(request, reports):
    return request.param, pypdf.PdfReader(reports / f"report.{request.param}.pdf")


@pytest.fixture(scope="session")
def pages(reports):
    """Language -> the text of each page; taking it out of a file is slow."""
    return {
        language: [page.extract_text() for page in pypdf.PdfReader(reports / f"report.{language}.pdf").pages]
        for language in LANGUAGES
    }


def fonts(document):
    found = set()
    for page in document.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found.add(font.get_object()["/BaseFont"].split("+")[-1])
    return found


def test_tagged_and_declared_as_pdf_ua(document):
    language, file = document
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_only_fonts_that_come_with_packages(document):
    _, file = document
    assert fonts(file)
    assert {name for name in fonts(file) if not name.startswith(("PTSans", "PTSerif", "SourceSans", "SourceSerif"))} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wording_of_every_question_can_be_read_out(language, pages, wave):
    text = "".join("".join(page.split()) for page in pages[language])
    missing = [item.id for item in wave.instrument.items if "".join(item.label[language].split()) not in text]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_almost_empty(language, pages):
    letters = [len(page) for page in pages[language]]
    assert [number for number, count in enumerate(letters[1:-1], start=2) if count < 250] == []
    assert 20 <= len(letters) <= 45


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_latin_word_that_the_web_page_does_not_have(language, pages, reports):
    """The web page is checked for English word by word; a PDF must not bring any in. Words may be hyphenated across lines."""
    page = re.sub(r"<style.*?</style>|<[^>]*>", " ", (reports / f"report.{language}.html").read_text("utf-8"), flags=re.DOTALL)
    letters = "".join(re.findall(r"[A-Za-z]+", page))
    words = {word for sheet in pages[language] for word in re.findall(r"[A-Za-z]{4,}", sheet)}
    assert {word for word in words if word not in letters} == set()
