from __future__ import annotations

from lxml import etree

from survey import shipped
from survey.render.opc import read_parts, w
from survey.render.reference import make_reference

FILE = shipped.root() / "reports/templates/reference.docx"


def test_the_file_of_the_repository_is_what_the_module_makes() -> None:
    """If not: python -m survey.render.reference reports/templates/reference.docx"""
    assert make_reference() == FILE.read_bytes()


def test_one_font_for_everything() -> None:
    styles = etree.fromstring(read_parts(FILE.read_bytes())["word/styles.xml"])
    fonts = {value for element in styles.iter(w("rFonts")) for value in element.attrib.values()}
    assert fonts == {"Times New Roman", "Consolas"}  # Consolas for code


def test_every_style_once_and_based_on_one_that_exists() -> None:
    styles = etree.fromstring(read_parts(FILE.read_bytes())["word/styles.xml"])
    ids = [style.get(w("styleId")) for style in styles.iter(w("style"))]
    assert len(ids) == len(set(ids))
    assert {base.get(w("val")) for base in styles.iter(w("basedOn"))} <= {*ids, "TableNormal"}
