"""The Word file of a chapter out of its tree: what Pandoc writes, with controls that hold their tables and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lxml import etree

from survey.chapter.word_xml import drop
from survey.office import read_parts, written
from survey.render.docx import finished
from survey.render.opc import w, xml_bytes
from survey.render.pandoc import filters, pandoc
from survey.render.project import Executed

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
LETTER, MARGINS = 130, 250  # twentieths of a point: a figure of 12 pt, bold, and what a cell leaves free on both sides
ROWS_TOGETHER = 8  # a table with more rows under its head may go on over the page
LEAST_WORDS = 0.25  # of a table: so much is left to its first column
_FIRST_ID = 710000000  # those of the filter `living` begin with 700000000
# What stands before the shade in the properties of a paragraph, whose order is fixed.
_BEFORE_SHADE = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr"),
)
_REFERENCE = ".reference.docx"
_OWN = ("title", "subtitle")  # a chapter has no title page: its title is its first heading


def to_word(executed: Executed, tree: Mapping[str, Any], reference: bytes, notice: str) -> bytes:
    """The bytes of the file. reference: a Word file with the styles; notice: at the top of each page, empty for none."""
    (executed.folder / _REFERENCE).write_bytes(reference)
    bare = {**tree, "meta": {key: value for key, value in tree["meta"].items() if key not in _OWN}}
    arguments = ["--from=json", "--to=docx", "--number-sections", f"--reference-doc={_REFERENCE}"]
    arguments += filters("widths", "living", "docx")
    made = pandoc(arguments, executed.folder, executed.epoch, executed.source, json.dumps(bare).encode())
    return controlled(finished(made, executed.language, "", notice, 2, headers=False))


def controlled(data: bytes) -> bytes:
    """The file with each picture in its control, and each table alone in its own."""
    parts = read_parts(data)
    document = etree.fromstring(parts["word/document.xml"])
    _narrow_tables(document)
    _wrap_pictures(document)
    for table in document.iter(w("tbl")):
        _room_for_numbers(table)
        _may_break(table)
    parts["word/document.xml"] = xml_bytes(document)
    return written(parts)


def _narrow_tables(document: etree._Element) -> None:
    """The caption before a table and the note behind it leave the control: an author may move and rewrite them."""
    for content in document.iter(w("sdtContent")):
        table = content.find(w("tbl"))
        if table is None:
            continue
        control = content.getparent()
        for beside in [one for one in content if one.getnext() is not None and _before(one, table)]:
            control.addprevious(beside)
        for beside in reversed([one for one in content if one is not table]):
            control.addnext(beside)


def _wrap_pictures(document: etree._Element) -> None:
    """The address that the title of a picture brings goes into a control around its run."""
    for place, properties in enumerate(document.findall(f".//{{{_DRAWING}}}docPr[@title]"), _FIRST_ID):
        mark, _, address = properties.get("title", "").partition(" ")
        if mark != "living":
            continue
        title, _, tag = address.partition(" ")
        properties.set("title", "")
        run = next(properties.iterancestors(w("r")))
        control = etree.Element(w("sdt"))
        run.addprevious(control)
        inner = etree.SubElement(control, w("sdtPr"))
        for name, value in (("alias", title), ("tag", tag), ("id", str(place))):
            etree.SubElement(inner, w(name)).set(w("val"), value)
        etree.SubElement(inner, w("picture"))
        etree.SubElement(control, w("sdtContent")).append(run)


def _before(one: etree._Element, table: etree._Element) -> bool:
    return table in one.itersiblings()


def _room_for_numbers(table: etree._Element) -> None:
    """Columns of numbers as wide as their longest number takes in the letters of a chapter, at the cost of the first column."""
    columns = table.findall(f"{w('tblGrid')}/{w('gridCol')}")
    rows = [[_words(cell) for cell in row.findall(w("tc"))] for row in table.findall(w("tr"))]
    if len(columns) < 2 or any(len(row) != len(columns) for row in rows):
        return
    widths = [int(column.get(w("w"), "0")) for column in columns]
    for place in range(1, len(columns)):
        longest = max(len(word) for row in rows for word in row[place].split(" "))
        widths[place] = max(widths[place], longest * LETTER + MARGINS)
    widths[0] -= sum(widths) - sum(int(column.get(w("w"), "0")) for column in columns)
    if widths[0] < sum(widths) * LEAST_WORDS:
        return
    for column, width in zip(columns, widths, strict=True):
        column.set(w("w"), str(width))


def _may_break(table: etree._Element) -> None:
    """A long table goes on over the page, its head repeated: two rows at least stay with the head, and two with the note."""
    rows = table.findall(w("tr"))
    if len(rows) <= ROWS_TOGETHER + 1:
        return
    for row in rows[2:-2]:
        for properties in row.iter(w("pPr")):
            drop(properties, "keepNext")


def _words(cell: etree._Element) -> str:
    return " ".join("".join(text.text or "" for text in paragraph.iter(w("t"))) for paragraph in cell.iter(w("p")))


def marked_slots(data: bytes) -> bytes:
    """The file with grey behind the paragraphs of style Slot, so that no place for the author's text is overlooked."""
    parts = read_parts(data)
    styles = etree.fromstring(parts["word/styles.xml"])
    for style in styles.findall(w("style")):
        if style.get(w("styleId")) == "Slot":
            _shade(style)
    parts["word/styles.xml"] = xml_bytes(styles)
    return written(parts)


def _shade(style: etree._Element) -> None:
    properties = style.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        before = style.find(w("rPr"))
        style.append(properties) if before is None else before.addprevious(properties)
    if properties.find(w("shd")) is not None:
        return
    grey = etree.Element(w("shd"))
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EDEDED")):
        grey.set(w(name), value)
    place = next(
        (place for place, one in enumerate(properties) if etree.QName(one).localname not in _BEFORE_SHADE), len(properties)
    )
    properties.insert(place, grey)
