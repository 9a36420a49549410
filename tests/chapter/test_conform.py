"""Each rule of the check can fail: a chapter that holds its profile is changed as an author would change it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.chapter import small
from tests.chapter.test_styles import university

from survey.chapter.conform import conform
from survey.chapter.profile import read_profile
from survey.chapter.word_xml import put
from survey.i18n.problems import tell
from survey.i18n.text import LANGUAGES
from survey.office import read_parts, written
from survey.render.opc import w

RULES = read_profile("gost-kz")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chapter as it was built."""
    folder = tmp_path_factory.mktemp("conform")
    return small.chapter(folder, section=3, start_figure=13, start_table=4, lists=True, notice="Жасанды деректер")


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chapter whose pages begin with its title."""
    rules = tmp_path_factory.mktemp("titled") / "titled.yaml"
    rules.write_text("id: titled\nbased_on: gost-kz\nheader: {title: true}\n", "utf-8")
    return small.chapter(rules.parent / "out", profile=rules, section=3, start_figure=13, start_table=4, title="Тақырып")


def test_what_was_built_holds_its_profile(made: Path) -> None:
    assert conform(made, RULES) == ()


@pytest.mark.parametrize("name", ["plain", "journal"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_so_do_the_other_profiles(tmp_path: Path, name: str, language: str) -> None:
    path = small.chapter(tmp_path, language, profile=name, title="Тақырып")
    kinds = {found.code for found in conform(path, read_profile(name), language)}
    # The small text is Kazakh in every language, and its living number with it.
    assert kinds <= {"SQ-W64"}


def paragraph(root: Any, begins: str) -> Any:
    return next(p for text, p in small.paragraphs(root).items() if text.startswith(begins))


def look(begins: str, tag: str, **values: Any) -> Callable[[Any], None]:
    """Set a property of a paragraph by hand."""

    def change(root: Any) -> None:
        put(paragraph(root, begins).find(w("pPr")), tag, **values)

    return change


def letters(begins: str, tag: str, **values: Any) -> Callable[[Any], None]:
    """Set a property of the first run with words by hand."""

    def change(root: Any) -> None:
        run = next(r for r in paragraph(root, begins).iter(w("r")) if r.find(w("t")) is not None)
        if run.find(w("rPr")) is None:
            run.insert(0, etree.Element(w("rPr")))
        put(run.find(w("rPr")), tag, **values)

    return change


def margins(root: Any) -> None:
    margin = root.find(f".//{w('sectPr')}/{w('pgMar')}")
    margin.set(w("right"), "567")


def paper(root: Any) -> None:
    root.find(f".//{w('sectPr')}/{w('pgSz')}").set(w("h"), "15840")


def no_footer(root: Any) -> None:
    section = root.find(f".//{w('sectPr')}")
    section.remove(section.find(w("footerReference")))


def say(begins: str, old: str, new: str) -> Callable[[Any], None]:
    """Words of a paragraph typed anew."""

    def change(root: Any) -> None:
        for text in paragraph(root, begins).iter(w("t")):
            text.text = (text.text or "").replace(old, new)

    return change


def typed_caption(root: Any) -> None:
    caption = paragraph(root, "Сурет 14 –")
    for run in caption.findall(w("r")):
        caption.remove(run)
    run = etree.SubElement(caption, w("r"))
    etree.SubElement(run, w("t")).text = "Сурет 14 – Полицияға сенім"


def caption_elsewhere(root: Any) -> None:
    """The caption of a table is dragged under it."""
    caption = paragraph(root, "Кесте 4 –")
    caption.getnext().addnext(caption)


def unmentioned(root: Any) -> None:
    line = paragraph(root, "Полиция туралы")
    line.getparent().remove(line)


def no_caption(root: Any) -> None:
    caption = paragraph(root, "Сурет 14 –")
    caption.getparent().remove(caption)


def a_figure_is_deleted(root: Any) -> None:
    """Figure 13 goes with its caption and its bookmark; what refers to it stays."""
    caption = paragraph(root, "Сурет 13 –")
    picture = caption.getprevious()
    while picture.tag != w("p"):
        picture = picture.getprevious()
    for gone in (caption, picture):
        gone.getparent().remove(gone)


def gap(root: Any) -> None:
    result = [t for t in paragraph(root, "Сурет 14 –").iter(w("t")) if (t.text or "") == "14"]
    result[0].text = "15"


def typed_reference(root: Any) -> None:
    text = paragraph(root, "Кестеден кейінгі")
    run = etree.SubElement(text, w("r"))
    etree.SubElement(run, w("t")).text = " 13-суретте көрсетілген."


def decimal(root: Any) -> None:
    control = next(sdt for sdt in root.iter(w("sdt")) if sdt.find(f"{w('sdtPr')}/{w('tag')}") is not None)
    next(control.iter(w("t"))).text = "54.2%"


def heading_out_of_the_numbering(root: Any) -> None:
    heading = paragraph(root, "Келесі бөлім")
    number = put(heading.find(w("pPr")), "numPr")
    put(number, "numId", val=0)
    plain = copy.deepcopy(heading)
    heading.addprevious(plain)
    put(plain.find(w("pPr")), "pStyle", val="BodyText")
    put(plain.find(w("pPr")), "outlineLvl", val=1)
    plain.find(w("pPr")).remove(plain.find(f"{w('pPr')}/{w('numPr')}"))


def shown(begins: str, old: str, new: str) -> Callable[[Any], None]:
    """The number that a field shows, as after a figure came or went and before F9."""

    def change(root: Any) -> None:
        next(t for t in paragraph(root, begins).iter(w("t")) if t.text == old).text = new

    return change


def swapped(root: Any) -> None:
    """The first figure goes behind the second one, with its caption and the start of counting."""
    first, second = paragraph(root, "Сурет 13 –"), paragraph(root, "Сурет 14 –")
    moved = [first.getprevious(), first]
    for one in reversed(moved):
        second.addnext(one)


def no_lines(root: Any) -> None:
    table = next(root.iter(w("tbl"))).find(w("tblPr"))
    borders = etree.SubElement(table, w("tblBorders"))
    for side in ("insideH", "insideV"):
        etree.SubElement(borders, w(side)).set(w("val"), "nil")


def title_of_the_page(root: Any) -> None:
    """The notice that runs above each page is the title of the document."""
    title = copy.deepcopy(paragraph(root, "Кестеден"))
    put(title.find(w("pPr")), "pStyle", val="Title")
    next(title.iter(w("t"))).text = "Тақырып"
    root.find(w("body")).insert(0, title)


def footer(root: Any) -> None:
    root.find(f".//{w('sectPr')}/{w('pgMar')}").set(w("footer"), "283")


def landscape(left: int, right: int, top: int, bottom: int) -> Callable[[Any], None]:
    """The last section is turned, with these margins in twentieths of a point."""

    def change(root: Any) -> None:
        section = root.find(f".//{w('sectPr')}")
        size, margin = section.find(w("pgSz")), section.find(w("pgMar"))
        wide, high = size.get(w("w")), size.get(w("h"))
        for name, value in (("w", high), ("h", wide), ("orient", "landscape")):
            size.set(w(name), value)
        for name, value in zip(("left", "right", "top", "bottom"), (left, right, top, bottom), strict=True):
            margin.set(w(name), str(value))

    return change


MUTATIONS: dict[str, tuple[str, Callable[[Any], None], str, str]] = {
    # what is done: code, change, what the message names as found, what as expected
    "another right margin": ("SQ-W51", margins, "10", "15"),
    "American paper": ("SQ-W50", paper, "210 × 279", "210 × 297"),
    "page number deleted": ("SQ-W68", no_footer, "", ""),
    "another font": ("SQ-W52", letters("Кестеден", "rFonts", ascii="Calibri", hAnsi="Calibri"), "Calibri", "Times New Roman"),
    "smaller text": ("SQ-W53", letters("Кестеден", "sz", val=24), "12", "14"),
    "smaller caption": ("SQ-W53", letters("Кесте 4 –", "sz", val=20), "10", "14"),
    "bigger cell": ("SQ-W53", letters("Иә", "sz", val=28), "14", "12"),
    "single spacing": ("SQ-W54", look("Кестеден", "spacing", line=240, lineRule="auto"), "1", "1.5"),
    "spacing in points": ("SQ-W54", look("Кестеден", "spacing", line=420, lineRule="exact"), "", "1.5"),
    "no indent": ("SQ-W55", look("Кестеден", "ind", firstLine=0), "0", "12.5"),
    "indent of a heading": ("SQ-W55", look("Келесі бөлім", "ind", firstLine=0), "0", "12.5"),
    "ragged text": ("SQ-W56", look("Кестеден", "jc", val="left"), "", ""),
    "caption of a figure at the left": ("SQ-W56", look("Сурет 14 –", "jc", val="left"), "", ""),
    "note in the middle": ("SQ-W56", look("Ескертпе", "jc", val="center"), "", ""),
    "point in place of the dash": ("SQ-W57", say("Сурет 14 –", "–", "."), "", "Сурет 1 – …"),
    "full stop after a caption": ("SQ-W57", say("Сурет 14 –", "сенім", "сенім."), "", "Сурет 1 – …"),
    "another word": ("SQ-W57", say("Сурет 14 –", "Сурет", "Figure"), "", "Сурет 1 – …"),
    "caption under its table": ("SQ-W58", caption_elsewhere, "", ""),
    "a gap in the numbers": ("SQ-W59", gap, "15", "14"),
    "caption typed by hand": ("SQ-W60", typed_caption, "", ""),
    "caption deleted": ("SQ-W61", no_caption, "", ""),
    "figure deleted": ("SQ-W62", a_figure_is_deleted, "", ""),
    "nothing refers to a figure": ("SQ-W69", unmentioned, "", ""),
    "reference typed by hand": ("SQ-W63", typed_reference, "", ""),
    "decimal point": ("SQ-W64", decimal, "", ","),
    "numbers that fields would mend": ("SQ-W59", shown("Сурет 13 –", "13", "12"), "12", "13"),
    "figures swapped": ("SQ-W77", swapped, "14", "13"),
    "heading in light letters": ("SQ-W49", letters("Келесі", "b", val=0), "", ""),
    "caption in italics": ("SQ-W49", letters("Ескертпе", "i"), "", ""),
    "structural heading not in capitals": ("SQ-W49", letters("Қосымша А", "caps", val=0), "", ""),
    "heading in the middle of a page": ("SQ-W72", look("Қосымша А", "pageBreakBefore", val=0), "", ""),
    "a page of its own for a section": ("SQ-W72", look("Келесі", "pageBreakBefore"), "", ""),
    "gap below a heading": ("SQ-W73", look("Келесі", "spacing", before=240, after=60, line=360, lineRule="auto"), "3", "12"),
    "gap above a text": ("SQ-W73", look("Кестеден", "spacing", before=120, after=0, line=360, lineRule="auto"), "6", "0"),
    "table without lines": ("SQ-W74", no_lines, "", ""),
    "title in the header": ("SQ-W75", title_of_the_page, "", ""),
    "footer near the edge": ("SQ-W76", footer, "5", "10"),
    "landscape with other margins": ("SQ-W51", landscape(567, 567, 567, 567), "", ""),
    "heading number typed": ("SQ-W65", say("Келесі бөлім", "Келесі", "3.2 Келесі"), "", ""),
    "heading without a number": ("SQ-W66", heading_out_of_the_numbering, "", ""),
    "full stop after a heading": ("SQ-W67", say("Келесі бөлім", "бөлім", "бөлім."), "", ""),
}


@pytest.mark.parametrize("what", MUTATIONS)
def test_each_rule_can_fail(made: Path, titled: Path, what: str) -> None:
    code, change, found, expected = MUTATIONS[what]
    root = small.part(titled if code == "SQ-W75" else made)
    change(root)
    problems = conform(small.with_part(titled if code == "SQ-W75" else made, root), RULES)
    told = [one for one in problems if one.code == code]
    assert told, f"{what}: {[tell(one, 'en') for one in problems]}"
    first = told[0]
    if found:
        assert str(first.params["found"]) == found
    if expected:
        assert str(first.params["expected"]) == expected
    assert first.place.file is not None
    assert (first.place.paragraph is None) == (code in ("SQ-W50", "SQ-W51", "SQ-W68", "SQ-W75", "SQ-W76"))
    assert all(tell(first, language) for language in LANGUAGES)


def test_every_rule_has_its_mutation() -> None:
    assert {code for code, *_ in MUTATIONS.values()} == {f"SQ-W{number}" for number in (*range(49, 70), *range(72, 78))}


def test_a_style_that_was_changed_is_seen_in_each_of_its_paragraphs(made: Path) -> None:
    styles = small.part(made, "styles")
    body = next(s for s in styles.iter(w("style")) if s.get(w("styleId")) == "BodyText")
    put(body.find(w("rPr")), "sz", val=26)
    for one in ("FirstParagraph",):
        style = next(s for s in styles.iter(w("style")) if s.get(w("styleId")) == one)
        style.find(w("rPr")).remove(style.find(f"{w('rPr')}/{w('sz')}"))
    problems = [one for one in conform(small.with_part(made, styles, "styles"), RULES) if one.code == "SQ-W53"]
    assert len(problems) >= 5
    assert {str(one.params["found"]) for one in problems} == {"13"}


def test_a_font_of_the_theme_is_named(made: Path) -> None:
    styles = small.part(made, "styles")
    fonts = styles.find(f"{w('docDefaults')}//{w('rFonts')}")
    fonts.attrib.clear()
    for kind in ("asciiTheme", "hAnsiTheme"):
        fonts.set(w(kind), "minorHAnsi")
    found = [one for one in conform(small.with_part(made, styles, "styles"), RULES) if one.code == "SQ-W52"]
    assert found
    assert "minor" not in str(found[0].params["found"])


def test_the_template_of_a_university_is_told_where_it_differs(tmp_path: Path) -> None:
    path = small.chapter(tmp_path / "out", template=university(tmp_path / "t.docx"))
    codes = {one.code for one in conform(path, RULES)}
    assert {"SQ-W51", "SQ-W52", "SQ-W53"} <= codes


def test_words_of_the_paragraph_stand_in_the_message(made: Path) -> None:
    root = small.part(made)
    look("Кестеден", "jc", val="left")(root)
    told = tell(conform(small.with_part(made, root), RULES)[0], "kk")
    assert "Кестеден кейінгі абзац" in told
    assert "екі жаққа тегістелген" in told


@pytest.mark.parametrize(
    "words", ["2022 жылғы сауалнама", "100 сарапшы", "12 сарапшының жауабы", "01.09.2022 күнгі", "2.5 млн адам"]
)
def test_a_heading_that_begins_with_a_number_of_its_own(made: Path, words: str) -> None:
    root = small.part(made)
    say("Келесі бөлім", "Келесі бөлім", words)(root)
    assert conform(small.with_part(made, root), RULES) == ()


@pytest.mark.parametrize("words", ["3.2 Келесі", "3.2. Келесі", "4 Келесі", "4. Келесі"])
def test_a_number_of_a_heading_that_was_typed(made: Path, words: str) -> None:
    root = small.part(made)
    say("Келесі бөлім", "Келесі бөлім", words)(root)
    assert "SQ-W65" in {one.code for one in conform(small.with_part(made, root), RULES)}


def test_the_order_of_numbers_is_that_in_which_they_stand(made: Path) -> None:
    """Both swapped captions are told with the number of their place; F9 is named only where it would give it."""
    root = small.part(made)
    swapped(root)
    found = [one for one in conform(small.with_part(made, root), RULES) if one.code in ("SQ-W59", "SQ-W77")]
    assert [(one.code, str(one.params["found"]), str(one.params["expected"])) for one in found] == [
        ("SQ-W77", "14", "13"),
        ("SQ-W77", "13", "14"),
    ]
    assert "F9 does not" in tell(found[0], "en")


def test_a_typed_caption_before_others_is_no_matter_of_f9(made: Path) -> None:
    """Word does not count the second of three captions, because its number was typed."""
    root = small.part(made)
    third = copy.deepcopy(paragraph(root, "Сурет 14 –"))
    typed_caption(root)
    paragraph(root, "Сурет 14 –").addnext(third)
    found = [one for one in conform(small.with_part(made, root), RULES) if one.code in ("SQ-W59", "SQ-W77")]
    assert [(one.code, str(one.params["expected"])) for one in found] == [("SQ-W77", "15")]


@pytest.mark.parametrize(
    "margins",
    [(1701, 850, 1134, 1134), (1134, 1134, 1701, 850), (1134, 1134, 850, 1701)],
    ids=["as they were", "turned as Word turns them", "turned the other way"],
)
def test_a_page_that_is_turned(made: Path, margins: tuple[int, int, int, int]) -> None:
    root = small.part(made)
    landscape(*margins)(root)
    assert conform(small.with_part(made, root), RULES) == ()


@pytest.mark.parametrize("kind", ["break", "section"])
def test_a_page_may_begin_with_a_break(made: Path, kind: str) -> None:
    root = small.part(made)
    heading = paragraph(root, "Қосымша А")
    put(heading.find(w("pPr")), "pageBreakBefore", val=0)
    before = etree.Element(w("p"))
    if kind == "break":
        etree.SubElement(etree.SubElement(before, w("r")), w("br")).set(w("type"), "page")
    else:
        section = copy.deepcopy(root.find(f".//{w('sectPr')}"))
        etree.SubElement(before, w("pPr")).append(section)
    heading.addprevious(before)
    assert conform(small.with_part(made, root), RULES) == ()


def test_lines_of_cells_are_lines_too(made: Path) -> None:
    """LibreOffice writes them for each cell."""
    root = small.part(made)
    no_lines(root)
    for cell in next(root.iter(w("tbl"))).iter(w("tc")):
        borders = etree.SubElement(cell.find(w("tcPr")), w("tcBorders"))
        for side in ("top", "left", "bottom", "right"):
            etree.SubElement(borders, w(side)).set(w("val"), "single")
    assert conform(small.with_part(made, root), RULES) == ()


def test_a_running_title_that_is_missing(made: Path, titled: Path) -> None:
    rules = read_profile(titled.parents[1] / "titled.yaml")
    assert conform(titled, rules) == ()
    assert [one.code for one in conform(made, rules)] == ["SQ-W75"]  # only the notice stands there


def test_parts_under_other_names(made: Path, tmp_path: Path) -> None:
    """Other programs call the main part otherwise; its relationships say where everything is."""
    parts = read_parts(made.read_bytes())
    moved = {"word/document.xml": "word/document2.xml", "word/styles.xml": "word/styles2.xml"}
    moved["word/_rels/document.xml.rels"] = "word/_rels/document2.xml.rels"
    made_anew = {}
    for name, data in parts.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            data = data.replace(b"document.xml", b"document2.xml").replace(b"styles.xml", b"styles2.xml")
        made_anew[moved.get(name, name)] = data
    path = tmp_path / "other.docx"
    path.write_bytes(written(made_anew))
    assert conform(path, RULES) == ()
