from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from survey import shipped
from survey.office import read_parts
from survey.render.build import Executed, render
from survey.render.opc import w
from survey.render.reference import make_reference

Run = Callable[..., Executed]
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


# The order that the schema of WordprocessingML prescribes; Word may call a file damaged that has another one.
PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl"
)
RUN = "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u shd vertAlign lang"
STYLE = "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr trPr tcPr tblStylePr"


@pytest.mark.parametrize(("tag", "order"), [("pPr", PARAGRAPH), ("rPr", RUN), ("style", STYLE)])
@pytest.mark.parametrize("part", ["word/styles.xml", "word/document.xml", "word/header1.xml", "word/footer1.xml"])
def test_properties_stand_in_the_order_of_the_schema(run: Run, tmp_path: Path, part: str, tag: str, order: str) -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    body = f"# A\n\nText\n\n> Quote\n\n{table}\n: Caption {{#tbl-a}}\n\nAfter\n\n::: {{.callout-note}}\nText\n:::\n"
    (output,) = render(run(body, metadata={"title": "Шай", "notice": "Сынақ"}), ["docx"], tmp_path / "tea")
    for element in etree.fromstring(read_parts(output.path.read_bytes())[part]).iter(w(tag)):
        places = [order.split().index(etree.QName(child).localname) for child in element]
        assert places == sorted(places), etree.tostring(element)
