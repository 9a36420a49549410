"""The sizes and fonts of slides, how much text fits, and the empty deck they are put on.

Arial is named, not embedded: every machine with PowerPoint has it, with all Kazakh letters. Text is measured by PT Sans, which is
narrower, with room to spare.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Mm, Pt

from survey.i18n.text import Language
from survey.office import read_parts, written
from survey.plots.style import COLOURS, INK, MUTED, POINT, text_width, wrapped
from survey.render.docx import LOCALES
from survey.render.opc import xml_bytes

FONT = "Arial"
WIDTH, HEIGHT, EDGE = 338.667, 190.5, 17.0  # mm; 16:9
SHEET = 12_192_000, 6_858_000  # the same in EMU, as PowerPoint itself writes it
MEASURE = WIDTH - 2 * EDGE
TOP, BOTTOM = 40.0, 172.0  # mm, between the title and the line at the foot
WIDER = 1.15  # than PT Sans, by which text is measured
LINE = 1.2  # of the size of a font
ALERT, DARK, GREY = COLOURS[1], INK, MUTED
TITLE_SIZES, SMALL = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0), 12.0
_TITLE_SLIDE, _TITLE_ONLY = 0, 5  # layouts of the template of python-pptx
# Nothing of the template's own machine and paper; PowerPoint counts the slides when it saves the file.
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Microsoft Office PowerPoint</Application></Properties>"
)
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Box:
    """A place on a slide, in mm."""

    left: float
    top: float
    width: float
    height: float

    @property
    def lengths(self) -> tuple[Any, Any, Any, Any]:
        """As python-pptx takes them."""
        return Mm(self.left), Mm(self.top), Mm(self.width), Mm(self.height)


TITLE = Box(EDGE, 10, MEASURE, 26)
COVER = Box(EDGE, 45, MEASURE, 60)
UNDER = Box(EDGE, 110, MEASURE, 45)
FOOT = Box(EDGE, 176, MEASURE - 40, 9)
NUMBER = Box(WIDTH - EDGE - 30, 176, 30, 9)


def tall(text: str, size: float, width: float) -> float:
    """The height of a text in mm when it is set `size` points large in `width` mm.

    >>> tall("Tea", 12, 100) < tall("Tea, or any other drink that is hot", 12, 20)
    True
    """
    lines = sum(len(wrapped(part, size, width / WIDER)) for part in text.split("\n"))
    return lines * size * LINE * POINT


def wide(text: str, size: float) -> float:
    """The width of a line of text in mm."""
    return text_width(text, size) * WIDER


def largest(text: str, sizes: Sequence[float], box: Box) -> float:
    """The largest of the sizes in which a text fits into a box; the smallest where none does."""
    return next((size for size in sizes if tall(text, size, box.width) <= box.height), sizes[-1])


def empty_deck() -> Any:
    """A presentation of two layouts, a cover and a title with room below, on white, in one font."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = SHEET
    deck.element.sldSz.attrib.pop("type", None)  # that of the template says 4:3
    layouts = list(deck.slide_layouts)
    for place, layout in enumerate(layouts):
        if place not in (_TITLE_SLIDE, _TITLE_ONLY):
            deck.slide_layouts.remove(layout)
    for page in (deck.slide_master, *deck.slide_layouts):
        cover = page == layouts[_TITLE_SLIDE]
        boxes = {"title": COVER if cover else TITLE, "ctrTitle": COVER, "subTitle": UNDER, "ftr": FOOT, "sldNum": NUMBER}
        for shape in list(page.placeholders):
            kind = shape._element.find(f".//{_P}ph").get("type", "body")
            if kind in boxes:
                shape.left, shape.top, shape.width, shape.height = boxes[kind].lengths
            elif kind == "dt":
                shape._element.getparent().remove(shape._element)
            else:
                shape.left, shape.top, shape.width, shape.height = Box(EDGE, TOP, MEASURE, BOTTOM - TOP).lengths
    return deck


def add_slide(deck: Any, title: str, notice: str, *, cover: bool = False) -> Any:
    """A slide with its title, its number and, where answers are invented, the notice at its foot."""
    slide = deck.slides.add_slide(deck.slide_layouts[0 if cover else 1])
    box = COVER if cover else TITLE
    sizes = (36.0, 32.0, *TITLE_SIZES) if cover else TITLE_SIZES
    frame = slide.shapes.title.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM if cover else MSO_ANCHOR.MIDDLE
    margins(frame)
    write(frame.paragraphs[0], title, largest(title, sizes, box), bold=True)
    for source in list(slide.slide_layout.placeholders):
        kind = source._element.find(f".//{_P}ph").get("type")
        if kind == "sldNum" or (kind == "ftr" and notice):
            copied = parse_xml(etree.tostring(source._element))
            copied.find(f".//{_P}cNvPr").set("id", str(1 + max(shape.shape_id for shape in slide.shapes)))
            slide.shapes._spTree.append(copied)
            shape = slide.shapes[-1]
            shape.left, shape.top, shape.width, shape.height = (FOOT if kind == "ftr" else NUMBER).lengths
            margins(shape.text_frame)
            if kind == "ftr":
                write(shape.text_frame.paragraphs[0], notice, SMALL, bold=True, colour=ALERT)
    return slide


def margins(frame: Any) -> None:
    """No space between the edge of a box and its text, so that everything stands at one edge."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def write(paragraph: Any, text: str, size: float, *, bold: bool = False, colour: str = DARK, right: bool = False) -> None:
    """A paragraph of one look, in place of what stood there."""
    for old in list(paragraph.runs):
        old._r.getparent().remove(old._r)
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))


def add_text(slide: Any, box: Box, texts: Iterable[str], size: float, *, colour: str = DARK, after: float = 0.0) -> Any:
    """Paragraphs in a box of their own; `after`: the space below each, as a part of its size."""
    shape = slide.shapes.add_textbox(*box.lengths)
    frame = shape.text_frame
    frame.word_wrap = True
    margins(frame)
    for place, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        write(paragraph, text, size, colour=colour)
        paragraph.space_after = Pt(after * size)
    return shape


def finished(deck: Any, language: Language, title: str, epoch: int) -> bytes:
    """The bytes of a deck in which every word has its language: no date of today, no name of the template's author, and without
    what only the template needs; the same deck gives the same bytes."""
    now = dt.datetime.fromtimestamp(epoch, dt.UTC).replace(tzinfo=None)
    core = deck.core_properties
    core.title, core.language, core.created, core.modified, core.revision = title, LOCALES[language], now, now, 1
    core.author = core.last_modified_by = core.subject = core.keywords = core.comments = ""
    out = io.BytesIO()
    deck.save(out)
    parts = read_parts(out.getvalue())
    for name in [name for name in parts if name.startswith(("ppt/printerSettings/", "docProps/thumbnail"))]:
        del parts[name]
    parts["docProps/app.xml"] = _APP
    for name, data in parts.items():
        if name.endswith(".rels"):
            parts[name] = re.sub(rb"<Relationship [^>]*(?:printerSettings|thumbnail)[^>]*/>", b"", data)
        elif re.match(r"ppt/(slides|notesSlides|slideLayouts|slideMasters)/[^/]+\.xml$", name):
            parts[name] = _spoken(data, LOCALES[language])
        elif re.match(r"ppt/theme/[^/]+\.xml$", name):
            parts[name] = re.sub(rb'(<a:latin typeface=")Calibri(?: Light)?(")', rb"\g<1>" + FONT.encode() + rb"\g<2>", data)
    return written(parts)


def _spoken(data: bytes, locale: str) -> bytes:
    root = etree.fromstring(data)
    for run in root.iter(f"{_A}r"):
        if run.find(f"{_A}rPr") is None:
            run.insert(0, etree.Element(f"{_A}rPr"))
    for one in root.iter(f"{_A}rPr", f"{_A}endParaRPr", f"{_A}defRPr"):
        if one.tag != f"{_A}defRPr" or one.get("lang"):
            one.set("lang", locale)
    return xml_bytes(root)
