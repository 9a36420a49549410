"""The table of contents of a Word file, with its entries in it.

Pandoc writes the field and leaves it empty until a reader updates it. Here the field's result is filled: one line for each
heading, a link to it and a field for its page. The fields are marked as outdated, so that Word computes the page numbers when it
opens the file; in LibreOffice they come with "Update index".
"""

from __future__ import annotations

import copy

from lxml import etree

from survey.render.opc import w

_FIRST_ID = 800000  # Pandoc's own bookmark ids are small


def fill_contents(document: etree._Element, depth: int) -> None:
    """Fill the first contents field of a document, if it has one, with its headings down to level `depth`."""
    block = next((found for found in document.iter(w("sdt")) if _is_contents(found)), None)
    if block is None:
        return
    content = block.find(w("sdtContent"))
    title = next((p for p in content.iter(w("p")) if _style(p) == "TOCHeading"), None)
    entries = [_entry(heading, level, number) for number, (heading, level) in enumerate(_headings(document, depth), 1)]
    for old in list(content):
        content.remove(old)
    if title is not None:
        content.append(title)
    if entries:
        _opened(entries[0], depth)
        entries[-1].append(_run(_mark("end")))
    content.extend(entries)
    _on_new_page(block.getnext())


def _on_new_page(element: etree._Element | None) -> None:
    """Let the text begin on the page after the contents."""
    while element is not None and element.tag != w("p"):
        element = element.getnext()
    if element is not None:
        properties = element.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            element.insert(0, properties)
        properties.insert(1 if properties.find(w("pStyle")) is not None else 0, etree.Element(w("pageBreakBefore")))


def _is_contents(block: etree._Element) -> bool:
    gallery = block.find(f".//{w('docPartGallery')}")
    return gallery is not None and gallery.get(w("val")) == "Table of Contents"


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else str(found.get(w("val")))


def _headings(document: etree._Element, depth: int) -> list[tuple[etree._Element, int]]:
    levels = {f"Heading{level}": level for level in range(1, depth + 1)}
    return [(p, levels[_style(p)]) for p in document.iter(w("p")) if _style(p) in levels]


def _entry(heading: etree._Element, level: int, number: int) -> etree._Element:
    """One line of the contents; the heading gets the bookmark that it points to."""
    name = f"_Toc{number:06d}"
    start, end = etree.Element(w("bookmarkStart")), etree.Element(w("bookmarkEnd"))
    for mark in (start, end):
        mark.set(w("id"), str(_FIRST_ID + number))
    start.set(w("name"), name)
    properties = heading.find(w("pPr"))
    text = _text_runs(heading)
    properties.addnext(start)
    heading.append(end)
    paragraph = etree.Element(w("p"))
    etree.SubElement(etree.SubElement(paragraph, w("pPr")), w("pStyle")).set(w("val"), f"TOC{level}")
    link = etree.SubElement(paragraph, w("hyperlink"))
    link.set(w("anchor"), name)
    link.set(w("history"), "1")
    link.extend([*text, _run(etree.Element(w("tab"))), *_field(f" PAGEREF {name} \\h ")])
    return paragraph


def _text_runs(heading: etree._Element) -> list[etree._Element]:
    """The words of a heading without its looks; notes and pictures stay behind."""
    runs = []
    for run in heading.iter(w("r")):
        kept = [copy.deepcopy(part) for part in run if part.tag in {w("t"), w("tab")}]
        if kept:
            runs.append(_run(*kept))
    return runs


def _run(*parts: etree._Element) -> etree._Element:
    run = etree.Element(w("r"))
    run.extend(parts)
    return run


def _mark(kind: str, dirty: bool = False) -> etree._Element:
    mark = etree.Element(w("fldChar"))
    mark.set(w("fldCharType"), kind)
    if dirty:
        mark.set(w("dirty"), "true")
    return mark


def _instruction(text: str) -> etree._Element:
    instruction = etree.Element(w("instrText"))
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    instruction.text = text
    return instruction


def _field(instruction: str) -> list[etree._Element]:
    return [
        _run(_mark("begin", dirty=True)),
        _run(_instruction(instruction)),
        _run(_mark("separate")),
        _run(etree.Element(w("t"))),
        _run(_mark("end")),
    ]


def _opened(first: etree._Element, depth: int) -> None:
    """Put the beginning of the contents field into the first entry."""
    runs = [_run(_mark("begin", dirty=True)), _run(_instruction(f' TOC \\o "1-{depth}" \\h \\z \\u ')), _run(_mark("separate"))]
    for place, run in enumerate(runs, 1):
        first.insert(place, run)
