"""What Word writes in its own way: merged cells, moved text, raised figures, tables within tables."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document
from lxml import etree

from survey.audit.document import audit_document
from survey.audit.document_docx import docx_passages
from survey.errors import COUNT_PERCENT, REST_WRONG

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def texts(document: Document, path: Path) -> list[str]:
    document.save(str(path))
    return [passage.text for passage in docx_passages(path)]


def test_a_merged_head_and_a_wider_row_of_totals(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("In all, 96 experts took part in the survey.")
    rows = (("Answer", "All answers", ""), ("", "n", "%"), ("yes", "54", "57.3"), ("no", "42", "43.8"), ("Total", "97", "100.0"))
    table = document.add_table(len(rows), 3)
    for at, row in enumerate(rows):
        for cell, text in zip(table.rows[at].cells, row, strict=True):
            cell.text = text
    merged = table.cell(0, 1).merge(table.cell(0, 2))
    merged.text = "All answers"
    path = tmp_path / "a.docx"
    assert texts(document, path)[3] == "yes | 54 | 57.3%"
    assert [one.code for one in audit_document(path).findings] == [COUNT_PERCENT, REST_WRONG, REST_WRONG]


def test_moved_text_is_read_at_its_new_place_only(tmp_path: Path) -> None:
    document = docx.Document()
    old, new = document.add_paragraph("Old: "), document.add_paragraph("New: ")
    for paragraph, tag in ((old, "moveFrom"), (new, "moveTo")):
        run = f"<w:{tag} {SPACE} w:id='1' w:author='a'><w:r><w:t>54 said yes.</w:t></w:r></w:{tag}>"
        paragraph._p.append(etree.fromstring(run))
    assert texts(document, tmp_path / "a.docx") == ["Old:", "New: 54 said yes."]


def test_raised_figures_point_to_notes(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Yes was said by 54")
    for text in ("1", "st*"):
        paragraph.add_run(text).font.superscript = True
    assert texts(document, tmp_path / "a.docx") == ["Yes was said by 54st*"]


def test_a_table_within_a_table_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "outside"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "inside", "54"
    assert texts(document, tmp_path / "a.docx") == ["outside | ", "inside | 54"]


LIVING = (
    '<w:sdt %s><w:sdtPr><w:alias w:val="tea-2026/cups"/><w:tag w:val="sq:%s#9f86d081"/></w:sdtPr>'
    "<w:sdtContent>%s</w:sdtContent></w:sdt>"
)
FIELD = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'


def chapter(path: Path, code: str = "two/percent/1") -> list[str]:
    """A sentence of a chapter: a living number in two pieces, a reference of Word, a number typed by hand."""
    document = docx.Document()
    runs = "<w:r><w:t>54</w:t></w:r><w:r><w:t>,2%</w:t></w:r>"
    field = FIELD % "begin" + "<w:r><w:instrText> REF _Ref_1 </w:instrText></w:r>" + FIELD % "separate"
    field += "<w:r><w:t>13</w:t></w:r>" + FIELD % "end"
    text = f"<w:r><w:t>Иә – </w:t></w:r>{LIVING % (SPACE, code, runs)}<w:r><w:t>, сурет </w:t></w:r>{field}"
    text += "<w:r><w:t>, жоқ – 77%.</w:t></w:r>"
    document.element.body.insert(0, etree.fromstring(f"<w:p {SPACE}>{text}</w:p>"))
    return texts(document, path)


def test_of_a_chapter_only_what_was_typed_is_read(tmp_path: Path) -> None:
    assert chapter(tmp_path / "a.docx") == ["Иә – …, сурет …, жоқ – 77%."]


def test_numbers_of_another_document_are_all_read(tmp_path: Path) -> None:
    assert chapter(tmp_path / "a.docx", "").pop() == "Иә – 54,2%, сурет 13, жоқ – 77%."


def test_the_questionnaire_of_a_chapter_claims_nothing(tmp_path: Path) -> None:
    document = docx.Document()
    document.element.body.insert(
        0, etree.fromstring(f"<w:p {SPACE}>{LIVING % (SPACE, 'two/n/0', '<w:r><w:t>54</w:t></w:r>')}</w:p>")
    )
    head = document.add_heading("Қосымша А", 1)
    mark = etree.fromstring(f'<w:bookmarkStart {SPACE} w:id="1" w:name="appendix-a"/>')
    head._p.addprevious(mark)
    document.add_paragraph("2.1. 100 балл")
    document.add_heading("Қосымша Ә", 1)
    document.add_paragraph("77%")
    assert texts(document, tmp_path / "a.docx") == ["…", "Қосымша А", "Қосымша Ә", "77%"]
