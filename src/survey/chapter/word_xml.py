"""Pieces of WordprocessingML that the making and the checking of a chapter share: properties in their order, blocks, fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from survey.render.opc import w


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Word refuses properties in another order than that of the standard (ISO/IEC 29500-1, CT_PPr, CT_RPr, CT_TblPr, CT_Style).
_ORDER = {
    "pPr": _words("""
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
    """),
    "rPr": _words("""
        rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
        webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
        eastAsianLayout specVanish oMath
    """),
    "numPr": _words("ilvl numId numberingChange ins"),
    "style": _words("""
        name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal
        personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr
    """),
    "sectPr": _words("""
        headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols
        formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange
    """),
}


_MEASURE = re.compile(r"([-+]?\d*\.?\d+)\s*(mm|cm|in|pt|pc|pi)?")
_POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}


def measure(value: str | None, per_point: int = 20, default: float = 0.0) -> float:
    """A length of Word in its own unit, of which a point has `per_point`: 20 of widths and gaps, 2 of sizes of letters.

    The standard allows a unit behind the number (ST_TwipsMeasure, ST_HpsMeasure), and other programs write fractions. What is no
    length counts as `default`.

    >>> measure("276.0005"), measure("14pt", 2), measure("2.54cm"), measure(None, default=240)
    (276.0005, 28.0, 1440.0, 240)
    """
    found = None if value is None else _MEASURE.fullmatch(value.strip())
    if found is None:
        return default
    number = float(found[1])
    return number if found[2] is None else round(number * _POINTS[found[2]] * per_point, 4)


def tag_of(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)


def put(parent: etree._Element, tag: str, **attributes: Any) -> etree._Element:
    """The child with a tag, made in its place if it is missing, with these attributes alone; None leaves one out.

    >>> properties = etree.Element(w("pPr"))
    >>> made = put(properties, "jc", val="center"), put(properties, "keepNext")
    >>> [tag_of(child) for child in properties]
    ['keepNext', 'jc']
    """
    child = parent.find(w(tag))
    if child is None:
        child = etree.Element(w(tag))
        order = _ORDER.get(tag_of(parent), ())
        rank = order.index(tag) if tag in order else len(order)
        after = [place for place, other in enumerate(parent) if tag_of(other) in order and order.index(tag_of(other)) > rank]
        parent.insert(after[0] if after else len(parent), child)
    child.attrib.clear()
    for name, value in attributes.items():
        if value is not None:
            child.set(w(name), str(value))
    return child


def drop(parent: etree._Element | None, *tags: str) -> None:
    """Remove the children with these tags."""
    for tag in tags:
        for child in () if parent is None else parent.findall(w(tag)):
            child.getparent().remove(child)


def properties(element: etree._Element, tag: str) -> etree._Element:
    """`pPr`, `rPr` or `tblPr` of an element, made as its first child if it is missing."""
    found = element.find(w(tag))
    if found is None:
        found = etree.Element(w(tag))
        if tag_of(element) == "style":
            order = _ORDER["style"]
            after = [p for p, other in enumerate(element) if order.index(tag_of(other)) > order.index(tag)]
            element.insert(after[0] if after else len(element), found)
        else:
            element.insert(0, found)
    return found


def style_of(paragraph: etree._Element | None) -> str:
    """The id of the style of a paragraph; empty for that of every paragraph."""
    found = None if paragraph is None else paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else str(found.get(w("val"), ""))


def drop_lost_bases(styles: etree._Element) -> None:
    """Let no style be based on one that the file does not have."""
    there = {style.get(w("styleId")) for style in styles.iter(w("style"))}
    for base in [base for base in styles.iter(w("basedOn")) if base.get(w("val")) not in there]:
        base.getparent().remove(base)


def text_of(element: etree._Element) -> str:
    """The words of an element, as they stand on the page: without instructions of fields, deleted text and text boxes."""
    parts = []
    for run in element.iter(w("t"), w("tab"), w("br"), w("noBreakHyphen")):
        if run.tag == w("t"):
            parts.append(run.text or "")
        elif run.getparent().tag == w("r"):
            parts.append("-" if run.tag == w("noBreakHyphen") else " ")
    return "".join(parts)


def blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables of a body or cell in their order, also those in content controls and marked insertions."""
    for child in body:
        if child.tag in (w("p"), w("tbl")):
            yield child
        elif child.tag == w("sdt"):
            content = child.find(w("sdtContent"))
            if content is not None:
                yield from blocks(content)
        elif child.tag in (w("customXml"), w("ins"), w("smartTag")):
            yield from blocks(child)


def run(*parts: etree._Element, bold: bool = False) -> etree._Element:
    """A run of these parts."""
    made = etree.Element(w("r"))
    if bold:
        put(properties(made, "rPr"), "b")
    made.extend(parts)
    return made


def text_run(text: str) -> etree._Element:
    """A run of plain text."""
    part = etree.Element(w("t"))
    part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    part.text = text
    return run(part)


def field(instruction: str, text: str, *, dirty: bool = False) -> list[etree._Element]:
    """The runs of a field with the text that it shows now; `dirty` lets Word compute it anew when it opens the file."""
    marks = {kind: etree.Element(w("fldChar")) for kind in ("begin", "separate", "end")}
    for kind, mark in marks.items():
        mark.set(w("fldCharType"), kind)
    if dirty:
        marks["begin"].set(w("dirty"), "true")
    code = etree.Element(w("instrText"))
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = f" {instruction} "
    return [run(marks["begin"]), run(code), run(marks["separate"]), text_run(text), run(marks["end"])]


def paragraph(style: str, *runs: etree._Element) -> etree._Element:
    """A paragraph with a style and these runs."""
    made = etree.Element(w("p"))
    put(properties(made, "pPr"), "pStyle", val=style)
    made.extend(runs)
    return made
