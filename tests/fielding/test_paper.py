"""A printed questionnaire: a Word file and a PDF for each language, and the workbook for data entry."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from pypdf import PdfReader
from tests.fielding.conftest import WITHOUT_VALUES

from survey.errors import PAPER_NO_CONSENT, PAPER_ORDER, VALUE_LIKE_TEXT, FieldingError
from survey.fielding.paper import export
from survey.fielding.platform import Exported, ExportOptions
from survey.i18n.problems import tell
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.model import Instrument


@pytest.fixture(scope="module")
def exported(every_kind: Instrument) -> Exported:
    return export(every_kind, ExportOptions(("kk", "ru", "en")))


def content(exported: Exported, name: str) -> bytes:
    return next(output.content for output in exported.outputs if output.name == name)


def test_the_files(exported: Exported) -> None:
    printed = [f"every-kind.{language}.{name}" for language in LANGUAGES for name in ("docx", "pdf")]
    assert [output.name for output in exported.outputs] == [*printed, "every-kind.entry.xlsx"]
    assert exported.renamed == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_formats_hold_every_question_and_answer(exported: Exported, every_kind: Instrument, language: Language) -> None:
    document = Document(io.BytesIO(content(exported, f"every-kind.{language}.docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    word = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    pages = PdfReader(io.BytesIO(content(exported, f"every-kind.{language}.pdf"))).pages
    pdf = " ".join(" ".join(page.extract_text() for page in pages).split())
    for item in every_kind.items:
        for text in (item.text, *(option.text for option in item.offered), *(row.text for row in item.rows)):
            assert text[language] in word
            assert text[language] in pdf
    assert "○" in pdf
    assert "☐" in pdf


def test_a_question_of_the_word_file_stays_with_its_answers(exported: Exported) -> None:
    document = Document(io.BytesIO(content(exported, "every-kind.en.docx")))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    place = next(n for n, (_, text) in enumerate(styles) if text.startswith("2.2."))
    assert [name for name, _ in styles[place : place + 5]] == ["Question", "Hint", "Answer", "Answer", "Last Answer"]
    assert styles[place + 2][1] == "○\t1\tBad"


def test_what_paper_cannot_do_is_told(exported: Exported, every_kind: Instrument) -> None:
    told = [(note.code, note.params.get("item")) for note in exported.notes]
    assert told == [(PAPER_ORDER, item.id) for item in every_kind.items if item.randomise]


def test_a_questionnaire_without_consent_is_told(questionnaire: Callable[[str], Instrument]) -> None:
    small = questionnaire(
        'id: small\nversion: "1"\nlanguages: [en]\ntitle: {en: Small}\nsections: [{id: s, number: "1", title: {en: S}}]\n'
        'items:\n  - {id: a, number: "1.1", section: s, kind: text, level: nominal, text: {en: "Why?"}}\n'
    )
    made = export(small, ExportOptions(("en",)))
    assert [note.code for note in made.notes] == [PAPER_NO_CONSENT]


def test_the_same_questionnaire_gives_the_same_bytes(exported: Exported, every_kind: Instrument) -> None:
    again = export(every_kind, ExportOptions(("ru",)))
    for output in again.outputs:
        if "entry" not in output.name:
            assert output.content == content(exported, output.name)


def test_values_that_would_mix_answers_up_are_refused(questionnaire: Callable[[str], Instrument]) -> None:
    with pytest.raises(FieldingError) as found:
        export(questionnaire(WITHOUT_VALUES), ExportOptions(("en",)))
    assert {one.code for one in found.value.problems} == {VALUE_LIKE_TEXT}
    told = [tell(found.value.problems[0], language) for language in LANGUAGES]
    assert "қағаз сауалнама" in told[0]
    assert "a paper questionnaire" in told[2]
