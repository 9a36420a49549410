from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image
from tests.chapter import small

from survey.chapter.profile import read_profile
from survey.chapter.styles import reference_docx
from survey.chapter.template import style_id
from survey.errors import SurveyError
from survey.office import read_parts, written


def university(path: Path, *, names: str = "english", numbered: bool = False) -> Path:
    """A template of a university: Arial 13, a left margin of 35 mm, a header with its name and a logo.

    names: `english` as Word writes them; `ids`, those names under the ids of a Russian Word; `russian`, Russian names.
    """
    file = docx.Document()
    section = file.sections[0]
    section.left_margin, section.right_margin, section.page_width, section.page_height = Mm(35), Mm(10), Mm(210), Mm(297)
    logo = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(logo, "PNG")
    logo.seek(0)
    section.header.paragraphs[0].text = "Университет"
    section.header.paragraphs[0].add_run().add_picture(logo, width=Mm(8))
    section.footer.paragraphs[0].text = "Кафедра"
    file.styles["Normal"].font.name, file.styles["Normal"].font.size = "Arial", Pt(13)
    file.styles["Heading 1"].font.size = Pt(17)
    styles = file.styles.element
    russian = {"heading 1": ("1", "Заголовок 1"), "heading 2": ("2", "Заголовок 2"), "caption": ("a5", "Название объекта")}
    for style in styles.xpath("w:style"):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if names != "english" and name in russian:
            old, new = style.get(qn("w:styleId")), russian[name][0]
            for pointer in styles.xpath(f".//*[@w:val='{old}']"):
                pointer.set(qn("w:val"), new)
            style.set(qn("w:styleId"), new)
            if names == "russian":
                style.find(qn("w:name")).set(qn("w:val"), russian[name][1])
        if name in ("Body Text", "Body Text Char"):
            styles.remove(style)
        if numbered and name == "heading 1":
            number = style.get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_numId().val = 1
    file.save(path)
    return path


def test_the_reference_holds_the_profile() -> None:
    made = docx.Document(io.BytesIO(reference_docx(read_profile("gost-kz"), "kk")))
    section, text = made.sections[0], made.styles["Body Text"]
    assert [round(side.mm) for side in (section.left_margin, section.right_margin, section.top_margin)] == [30, 15, 20]
    assert (text.font.size, text.paragraph_format.line_spacing, text.paragraph_format.first_line_indent.mm) == (
        *(Pt(14), 1.5),
        pytest.approx(12.5, abs=0.1),
    )
    assert made.styles["Image Caption"].paragraph_format.alignment == 1
    assert made.styles["Table Caption"].paragraph_format.keep_with_next


def test_the_same_bytes_twice() -> None:
    rules = read_profile("plain")
    assert reference_docx(rules, "ru") == reference_docx(rules, "ru")


@pytest.mark.parametrize("name", ["Heading 1", "Заголовок 1", "заголовок 1 ", "Тақырып 1"])
def test_a_style_under_any_of_its_names(name: str) -> None:
    assert style_id(name) == "Heading1"


@pytest.mark.parametrize("names", ["english", "ids", "russian"])
def test_a_template_keeps_what_is_its_own(tmp_path: Path, names: str) -> None:
    template = university(tmp_path / "template.docx", names=names)
    path = small.chapter(tmp_path / "out", template=template, notice="Жасанды деректер", section=3)
    made = small.opened(path)
    section = made.sections[0]
    assert round(section.left_margin.mm) == 35
    assert [p.text for p in section.header.paragraphs] == ["Жасанды деректер", "Университет"]
    assert [p.text for p in section.footer.paragraphs] == ["Кафедра"]
    assert any(name.startswith("word/media/image") for name in read_parts(path.read_bytes()))
    by_text = {p.text.replace("\u00a0", " "): p for p in made.paragraphs}
    heading, text, caption = by_text["Зерттеу нәтижелері"], by_text["Екінші абзац 3.1-бөлімде."], by_text["Кесте 1 – Жауаптар"]
    assert (heading.style.name, heading.style.font.size) == ("Heading 1", Pt(17))
    assert (text.style.name, text.style.base_style.name, text.style.font.name) == ("Body Text", "Normal", None)
    assert caption.style.base_style.name.casefold() == "caption"


def test_a_name_that_word_showed_in_russian_stays_an_alias(tmp_path: Path) -> None:
    made = reference_docx(read_profile("gost-kz"), "ru", university(tmp_path / "t.docx", names="russian"))
    style = docx.Document(io.BytesIO(made)).styles.element.xpath("w:style[@w:styleId='Heading1']")[0]
    assert (style.find(qn("w:name")).get(qn("w:val")), style.find(qn("w:aliases")).get(qn("w:val"))) == (
        "heading 1",
        "Заголовок 1",
    )


def test_a_template_with_numbers_of_its_own_keeps_them(tmp_path: Path) -> None:
    template = university(tmp_path / "t.docx", numbered=True)
    path = small.chapter(tmp_path / "out", template=template, section=3)
    made = docx.Document(path).styles.element.xpath("w:style[@w:styleId='Heading1']/w:pPr/w:numPr/w:numId/@w:val")
    assert made == ["1"]

    def levels(file: Path) -> list[str]:
        root = small.part(file, "numbering")
        abstract = root.xpath("w:num[@w:numId='1']/w:abstractNumId/@w:val", namespaces=root.nsmap)[0]
        return list(root.xpath(f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl/w:lvlText/@w:val", namespaces=root.nsmap))

    assert levels(path) == levels(template) != []


def test_a_dotx_is_a_template_too(tmp_path: Path) -> None:
    parts = read_parts(university(tmp_path / "t.docx").read_bytes())
    types = parts["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    dotx = tmp_path / "t.dotx"
    dotx.write_bytes(written({**parts, "[Content_Types].xml": types}))
    made = reference_docx(read_profile("gost-kz"), "ru", dotx)
    assert b"template.main+xml" not in read_parts(made)["[Content_Types].xml"]
    assert docx.Document(io.BytesIO(made)).styles["Normal"].font.name == "Arial"


def _refused(path: Path) -> Any:
    with pytest.raises(SurveyError) as found:
        reference_docx(read_profile("gost-kz"), "ru", path)
    return found.value


def test_a_doc_of_before_2007_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "old.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert _refused(file).code == "SQ-W20"


def test_no_template_there(tmp_path: Path) -> None:
    assert _refused(tmp_path / "none.docx").code == "SQ-D01"
    (tmp_path / "text.docx").write_text("x")
    assert _refused(tmp_path / "text.docx").code == "SQ-R101"


def test_a_style_without_a_name(tmp_path: Path) -> None:
    """Word shows it under its id; LibreOffice and hands leave such styles."""
    template = university(tmp_path / "t.docx")
    parts = read_parts(template.read_bytes())
    nameless = b'<w:style w:type="paragraph" w:styleId="Nameless"><w:basedOn w:val="Normal"/></w:style></w:styles>'
    styles = parts["word/styles.xml"].replace(b"</w:styles>", nameless)
    template.write_bytes(written({**parts, "word/styles.xml": styles}))
    made = read_parts(reference_docx(read_profile("gost-kz"), "ru", template))["word/styles.xml"]
    assert b'"Nameless"' in made


@pytest.mark.parametrize("own", [True, False])
def test_every_style_is_based_on_one_that_is_there(tmp_path: Path, own: bool) -> None:
    template = university(tmp_path / "t.docx") if own else None
    styles = docx.Document(io.BytesIO(reference_docx(read_profile("gost-kz"), "ru", template))).styles.element
    assert set(styles.xpath("w:style/w:basedOn/@w:val")) <= set(styles.xpath("w:style/@w:styleId"))
