"""The page of an annotation as a Word file: a block for each language, in the largest letters that leave all on one page."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from survey.abstract.facts import Block, Fact, main_numbers, slot
from survey.i18n.text import Language
from survey.office import read_parts, written
from survey.plots.style import COLOURS, POINT, wrapped
from survey.render.docx import LOCALES

FONT = "Times New Roman"
WIDTH, HEIGHT, EDGE = 210.0, 297.0, 18.0  # mm, A4
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
LINE = 1.22  # of the size of the letters
BETWEEN = 5.0  # mm above a block, with what Word puts between paragraphs


def fitted(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], float]:
    """The blocks and the size of letters, in points, with which they fill one page at most; the last of the main numbers go where
    even the smallest letters are too large."""
    chosen = tuple(blocks)
    while True:
        for size in SIZES:
            if sum(_tall(block, size) for block in chosen) <= HEIGHT - 2 * EDGE:
                return chosen, size
        if max(len(block.numbers) for block in chosen) <= 1:
            return chosen, SIZES[-1]
        chosen = tuple(replace(block, numbers=block.numbers[:-1]) for block in chosen)


def _tall(block: Block, size: float) -> float:
    lines = sum(len(wrapped(line, size, WIDTH - 2 * EDGE)) for line in block.lines())
    return lines * size * LINE * POINT + BETWEEN


def page(blocks: Sequence[Block], epoch: int) -> bytes:
    """The bytes of the Word file; `epoch` stands for now, so that the same facts give the same bytes."""
    chosen, size = fitted(blocks)
    document: Any = Document()
    _styles(document, size)
    for place, block in enumerate(chosen):
        _write(document, block, first=place == 0)
    now = dt.datetime.fromtimestamp(epoch, dt.UTC).replace(tzinfo=None)
    core = document.core_properties
    core.title, core.created, core.modified, core.revision = chosen[0].title, now, now, 1
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = ""
    out = io.BytesIO()
    document.save(out)
    parts = read_parts(out.getvalue())
    parts.pop("docProps/thumbnail.jpeg", None)
    relations = etree.fromstring(parts["_rels/.rels"])
    for one in [one for one in relations if str(one.get("Target")).endswith("thumbnail.jpeg")]:
        relations.remove(one)
    parts["_rels/.rels"] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written(parts)


def _styles(document: Any, size: float) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(EDGE)
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), name != "Normal"
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in [kind for kind in fonts.attrib if "Theme" in kind]:
            del fonts.attrib[kind]
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), FONT)
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing = 1.0


def _write(document: Any, block: Block, *, first: bool) -> None:
    heading = document.add_paragraph(style="Heading 1")
    heading.paragraph_format.space_before = Pt(0 if first else 10)
    _run(heading, block.heading, block.language)
    if block.notice:
        run = _run(document.add_paragraph(), block.notice, block.language, bold=True)
        run.font.color.rgb = RGBColor.from_string(COLOURS[1].removeprefix("#"))
    _run(document.add_paragraph(), block.title, block.language, bold=True)
    for fact in block.facts:
        _fact(document, fact, block.language)
    if block.numbers:
        _run(document.add_paragraph(), main_numbers(block.language), block.language)
    for text in block.numbers:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(5), Mm(-3.5)
        _run(paragraph, f"–\N{NO-BREAK SPACE}{text}", block.language)
    run = _run(document.add_paragraph(), " ".join(block.caution), block.language)
    run.font.italic = True
    for fact in block.last:
        _fact(document, fact, block.language)


def _fact(document: Any, fact: Fact, language: Language) -> None:
    paragraph = document.add_paragraph()
    _run(paragraph, f"{fact.name}: ", language)
    run = _run(paragraph, slot(language) if fact.value is None else fact.value, language)
    if fact.value is None:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _run(paragraph: Any, text: str, language: Language, *, bold: bool | None = None) -> Any:
    """Words in their language, by which a program checks their spelling."""
    run = paragraph.add_run(text)
    run.font.bold = bold
    spoken = etree.SubElement(run._r.get_or_add_rPr(), qn("w:lang"))
    spoken.set(qn("w:val"), LOCALES[language])
    return run
