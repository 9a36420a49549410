"""Controls that hold a picture or a table and nothing else, and the places for the author's text."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from tests.chapter.word_files import SPACE, address, control, paragraph, parts_of, word_file

from survey.chapter.document import controlled, marked_slots
from survey.office import read_parts, written
from survey.render.opc import w


def test_a_table_leaves_its_caption_and_its_note_outside(tmp_path: Path) -> None:
    inside = f"{paragraph('Caption')}<w:tbl><w:tr><w:tc>{paragraph('54')}</w:tc></w:tr></w:tbl>{paragraph('Note')}"
    path = word_file(tmp_path / "a.docx", control(address(code="-", statistic="table", form="-"), "", inside))
    body = etree.fromstring(read_parts(controlled(path.read_bytes()))["word/document.xml"])[0]
    told = [(etree.QName(one).localname, "".join(one.itertext())) for one in body][:-1]
    assert [one for one in told if one[1]] == [("p", "Caption"), ("sdt", "54"), ("p", "Note")]
    assert [one.tag for one in next(body.iter(w("sdtContent")))] == [w("tbl")]


def test_the_places_for_the_author_are_grey_once(tmp_path: Path) -> None:
    parts = parts_of(word_file(tmp_path / "a.docx", paragraph("54")))
    style = f'<w:style {SPACE} w:type="paragraph" w:styleId="Slot"><w:name w:val="Slot"/></w:style>'
    styles = etree.fromstring(parts["word/styles.xml"])
    styles.append(etree.fromstring(style))
    data = marked_slots(written({**parts, "word/styles.xml": etree.tostring(styles)}))
    assert marked_slots(data) == data
    (slot,) = etree.fromstring(read_parts(data)["word/styles.xml"]).xpath("//*[@*[local-name()='styleId']='Slot']")
    assert [one.get(w("fill")) for one in slot.iter(w("shd"))] == ["EDEDED"]


@pytest.mark.parametrize(("rows", "kept"), [(8, [True] * 9), (12, [True, True, *[False] * 9, True, True])])
def test_a_long_table_goes_on_over_the_page(tmp_path: Path, rows: int, kept: list[bool]) -> None:
    """Its head stays with a row, its last two rows with the note; the head is repeated by Word."""
    row = "<w:tr><w:tc><w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:t>54</w:t></w:r></w:p></w:tc></w:tr>"
    path = word_file(tmp_path / "a.docx", f"<w:tbl {SPACE}>{row * (rows + 1)}</w:tbl>", paragraph("Note"))
    document = etree.fromstring(read_parts(controlled(path.read_bytes()))["word/document.xml"])
    assert [one.find(f".//{w('keepNext')}") is not None for one in document.iter(w("tr"))] == kept
