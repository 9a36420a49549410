"""Tables of a finished chapter: as wide as the text of its page, lists around them in the look of the text."""

from __future__ import annotations

from lxml import etree

from survey.chapter.rules import Profile
from survey.chapter.word_xml import measure, put, style_of, text_of
from survey.render.docx import TEXT_WIDTH
from survey.render.opc import w


def tables(document: etree._Element, profile: Profile, *, template: bool) -> None:
    """Widen tables to the text; lines of lists, which Pandoc gives the style of cells, get that of the text."""
    section = document.find(f"{w('body')}/{w('sectPr')}")
    text_width = measure_of(section)
    for table in document.iter(w("tbl")):
        columns = table.findall(f"{w('tblGrid')}/{w('gridCol')}")
        widths = [measure(column.get(w("w"))) for column in columns]
        if sum(widths) and abs(sum(widths) - TEXT_WIDTH) <= len(widths):
            for column, width in zip(columns, widths, strict=True):
                column.set(w("w"), str(round(width * text_width / sum(widths))))
    for paragraph in document.iter(w("p")):
        if style_of(paragraph) == "Compact" and not any(parent.tag == w("tc") for parent in paragraph.iterancestors()):
            put(paragraph.find(w("pPr")), "pStyle", val="BodyText")
    if not template and profile.text.indent:
        _undent(document)


def measure_of(section: etree._Element | None) -> int:
    """The width of the text of a section in twentieths of a point."""
    size = None if section is None else section.find(w("pgSz"))
    margins = None if section is None else section.find(w("pgMar"))
    if size is None or margins is None:
        return TEXT_WIDTH
    return round(measure(size.get(w("w"))) - measure(margins.get(w("left"))) - measure(margins.get(w("right"))))


def _undent(document: etree._Element) -> None:
    """The paragraph of a picture stands in the middle of the page, not of what the indent leaves."""
    for paragraph in document.iter(w("p")):
        pictured = style_of(paragraph) in ("BodyText", "FirstParagraph") and next(paragraph.iter(w("drawing")), None) is not None
        if pictured and not text_of(paragraph).strip():
            put(paragraph.find(w("pPr")), "pStyle", val="CaptionedFigure")
