"""DOCX: Pandoc writes it, then what Pandoc leaves out is put in: contents with entries, headers, table rows that stay whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from survey.i18n.text import Language
from survey.office import read_parts, written
from survey.render import tree as document_tree
from survey.render.contents import fill_contents
from survey.render.opc import w, xml_bytes
from survey.render.pandoc import filters, pandoc
from survey.render.pictures import write_pngs
from survey.render.project import Executed

LOCALES: Mapping[Language, str] = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
TEXT_WIDTH = 9070  # twentieths of a point between the margins of reference.docx
GAP = 200
SHORT_TABLE = 30  # a table with at most about this many lines is kept on one page
LETTERS = 105  # of a table's text, about as many stand in a line of TEXT_WIDTH


def to_docx(executed: Executed, tree: Mapping[str, Any], path: Path, *, headers: bool = True) -> None:
    """Write the Word file to `path`; headers: False leaves those of the reference document as they are."""
    options = executed.options("docx")
    write_pngs(
        (picture.path.removesuffix(".svg") for picture in document_tree.pictures(tree) if _is_svg(picture.path)), executed.folder
    )
    arguments = [
        "--from=json",
        "--to=docx",
        f"--reference-doc={options.get('reference-doc', 'templates/reference.docx')}",
        *filters("widths", "docx"),
    ]
    if options.get("toc", True):
        title = options.get("toc-title", executed.labels["toc-title-document"])
        arguments += ["--toc", f"--toc-depth={options.get('toc-depth', 2)}", f"--metadata=toc-title:{title}"]
    if options.get("number-sections"):
        arguments.append("--number-sections")
    made = pandoc(arguments, executed.folder, executed.epoch, executed.source, json.dumps(tree).encode())
    title, notice = document_tree.meta_text(tree, "title"), document_tree.meta_text(tree, "notice")
    path.write_bytes(finished(made, executed.language, title, notice, int(options.get("toc-depth", 2)), headers=headers))


def _is_svg(path: str) -> bool:
    return Path(path).suffix == ".svg" or "." not in Path(path).name


def finished(data: bytes, language: Language, title: str, notice: str, depth: int, *, headers: bool = True) -> bytes:
    """A Word file of Pandoc, also of Quarto, made complete.

    title: repeated at the top of each page but the first; notice: at the top of every page, empty for none; depth: levels of
    headings in the contents; headers: False leaves the headers of the reference document as they are.
    """
    parts = read_parts(data)
    document = etree.fromstring(parts["word/document.xml"])
    fill_contents(document, depth)
    for table in document.iter(w("tbl")):
        _full_measure(table)
        _keep_rows(table)
        _space(_beside(table, forward=True), "before")
    for paragraph in document.iter(w("p")):
        if _style(paragraph) == "Callout" and _style(_beside(paragraph, forward=True)) != "Callout":
            _space(paragraph, "after")
    parts["word/document.xml"] = xml_bytes(document)
    parts["word/styles.xml"] = _in_language(parts["word/styles.xml"], LOCALES[language])
    for name, lines in (("word/header1.xml", (notice, title)), ("word/header2.xml", (notice,))):
        if headers and name in parts:
            parts[name] = _header(parts[name], lines)
    return written(parts)


def _child(parent: etree._Element, tag: str, first: bool = False) -> etree._Element:
    """The child with a tag, made if it is missing."""
    found = parent.find(w(tag))
    if found is None:
        found = etree.Element(w(tag))
        parent.insert(0 if first else len(parent), found)
    return found


def _keep_rows(table: etree._Element) -> None:
    """Rows are not split, the head is repeated, and a short table stays in one piece, together with the note under it."""
    rows = table.findall(w("tr"))
    widths = [int(column.get(w("w"), "0")) for column in table.findall(f"{w('tblGrid')}/{w('gridCol')}")]
    short = sum(_lines(row, widths) for row in rows) <= SHORT_TABLE
    followed = _style(_beside(table, forward=True)) == "TableNote"
    for number, row in enumerate(rows):
        _child(_child(row, "trPr", first=True), "cantSplit", first=True)
        last = number == len(rows) - 1
        if (followed and last) or (not last and (short or number < 2)):
            for paragraph in row.iter(w("p")):
                properties = _child(paragraph, "pPr", first=True)
                if properties.find(w("keepNext")) is None:
                    # The order inside pPr is fixed: the style first, then keepNext.
                    properties.insert(1 if properties.find(w("pStyle")) is not None else 0, etree.Element(w("keepNext")))


def _lines(row: etree._Element, widths: Sequence[int]) -> int:
    """About how many lines a row of a table takes: those of its longest cell."""
    lines = 1
    for cell, width in zip(row.findall(w("tc")), widths, strict=False):
        letters = max(1, width * LETTERS // TEXT_WIDTH)
        texts = ["".join(text.text or "" for text in paragraph.iter(w("t"))) for paragraph in cell.iter(w("p"))]
        lines = max(lines, sum(1 + len(text) // letters for text in texts))
    return lines


def _beside(element: etree._Element, forward: bool) -> etree._Element | None:
    """The next or previous paragraph or table; bookmarks between do not count."""
    beside = element.getnext() if forward else element.getprevious()
    while beside is not None and beside.tag in {w("bookmarkStart"), w("bookmarkEnd")}:
        beside = beside.getnext() if forward else beside.getprevious()
    return beside


def _style(paragraph: etree._Element | None) -> str | None:
    style = None if paragraph is None else paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return None if style is None else style.get(w("val"))


def _space(paragraph: etree._Element | None, side: str) -> None:
    """Distance where a style cannot know that it is needed: under a table, and after the last paragraph of a callout."""
    if _style(paragraph) in {"Callout", "BodyText", "FirstParagraph"}:
        spacing = _child(_child(paragraph, "pPr", first=True), "spacing")
        spacing.set(w(side), str(GAP))


def _full_measure(table: etree._Element) -> None:
    """Columns as wide as the text, in their proportions; the name for screen readers with the number of the caption."""
    columns = table.findall(f"{w('tblGrid')}/{w('gridCol')}")
    widths = [int(column.get(w("w"), "0")) for column in columns]
    if sum(widths):
        for column, width in zip(columns, widths, strict=True):
            column.set(w("w"), str(round(width * TEXT_WIDTH / sum(widths))))
    above = _beside(table, forward=False)
    name = table.find(f"{w('tblPr')}/{w('tblCaption')}")
    if name is not None and above is not None and _style(above) == "TableCaption":
        name.set(w("val"), "".join(text.text or "" for text in above.iter(w("t"))))


def _in_language(data: bytes, locale: str) -> bytes:
    root = etree.fromstring(data)
    for element in root.iter(w("lang")):
        element.set(w("val"), locale)
        element.set(w("eastAsia"), locale)
    return xml_bytes(root)


_STYLE = {0: "Notice", 1: "Header"}


def _header(data: bytes, lines: tuple[str, ...]) -> bytes:
    """The page header: the notice first, then the title; an empty one is left out, and without any no rule is drawn."""
    root = etree.fromstring(data)
    for old in list(root):
        root.remove(old)
    for place, text in enumerate(lines):
        if text:
            _paragraph(root, _STYLE[place], text)
    if not len(root):
        _paragraph(root, "Compact", "")
    return xml_bytes(root)


def _paragraph(parent: etree._Element, style: str, text: str) -> None:
    paragraph = etree.SubElement(parent, w("p"))
    etree.SubElement(etree.SubElement(paragraph, w("pPr")), w("pStyle")).set(w("val"), style)
    if text:
        etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")).text = text
