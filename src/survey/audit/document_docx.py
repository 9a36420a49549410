"""The text of a Word document: paragraphs, tables, text boxes, notes, heads and feet of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from survey.audit.document_living import without_living
from survey.audit.document_table import table_passages
from survey.audit.document_text import Passage
from survey.errors import NOT_A_WORD_FILE, Place, error

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_NOTE = re.compile(r"[\d*,\s–-]+")
_BESIDE = re.compile(r"/word/(?:footnotes|endnotes|header\d*|footer\d*)\.xml")


def docx_passages(path: Path) -> Iterator[Passage]:
    """The passages of the body in their order, then those of the notes and of the heads and feet of pages.

    Of a chapter the numbers that live or are counted by Word are left out: what is left was typed.
    Tracked deletions and the old places of moved text are left out, insertions are text; raised figures and asterisks, which
    point to notes, are left out too. A table within a table comes after it.

    Raises ReportError where the file is no Word document.
    """
    import docx
    from lxml import etree

    try:
        document = docx.Document(str(path))
    except Exception:  # a broken archive, a part that is missing, an .rtf under another name: each library has its own
        raise error(NOT_A_WORD_FILE, Place(path)) from None
    roots = [document.element.body]
    parts = {str(part.partname): part for part in document.part.package.iter_parts()}
    roots += [etree.fromstring(parts[name].blob) for name in sorted(parts) if _BESIDE.fullmatch(name)]
    without_living(roots)
    number = 0
    for root in roots:
        for element in _blocks(root):
            if element.tag == f"{_W}tbl":
                rows = [_row(row) for row in _within(element, "tr", "tbl")]
                yield from table_passages(rows, [Place(path, paragraph=number + at) for at in range(1, len(rows) + 1)])
                number += len(rows)
            elif text := _text(element):
                number += 1
                yield Passage(text, ((0, Place(path, paragraph=number)),), _is_heading(element))


def _blocks(root: Any) -> Iterator[Any]:
    """Tables, and the paragraphs outside them, each once."""
    for element in root.iter(f"{_W}p", f"{_W}tbl"):
        above = {ancestor.tag for ancestor in element.iterancestors()}
        if _FALLBACK not in above and (element.tag == f"{_W}tbl" or f"{_W}tbl" not in above):
            yield element


def _within(owner: Any, tag: str, kind: str) -> Iterator[Any]:
    """The elements of an owner that belong to no other element of its kind within it."""
    for element in owner.iter(f"{_W}{tag}"):
        if next(element.iterancestors(f"{_W}{kind}"), None) is owner:
            yield element


def _row(row: Any) -> list[str | None]:
    """The cells of a row; None for the columns into which a merged cell goes on."""
    found: list[str | None] = []
    for cell in _within(row, "tc", "tr"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        columns = 1 if span is None else int(span.get(f"{_W}val", "1"))
        found += [" ".join(filter(None, map(_text, _within(cell, "p", "tc")))), *[None] * (columns - 1)]
    return found


def _text(paragraph: Any) -> str:
    """The words of a paragraph without those of a text box that is anchored in it."""
    found = []
    for node in paragraph.iter(f"{_W}t", *_SIGNS):
        owner = next(node.iterancestors(f"{_W}p"), None)
        if owner is paragraph and not _is_elsewhere(node) and not _points_to_note(node):
            found.append(node.text or "" if node.tag == f"{_W}t" else _SIGNS[node.tag])
    return re.sub(r"[ \t]+", " ", "".join(found)).strip()


def _is_elsewhere(node: Any) -> bool:
    """Whether a text stands in the document once more: the old form of a box, the old place of what was moved."""
    return any(ancestor.tag in (_FALLBACK, f"{_W}moveFrom") for ancestor in node.iterancestors())


def _points_to_note(node: Any) -> bool:
    """Whether a text is nothing but raised figures or asterisks."""
    raised = node.getparent().find(f"{_W}rPr/{_W}vertAlign")
    return raised is not None and raised.get(f"{_W}val") == "superscript" and _NOTE.fullmatch(node.text or "") is not None


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else str(style.get(f"{_W}val"))
    return name.startswith(("Heading", "Caption", "Title")) or (name.isdigit() and len(name) == 1)
