"""Headings with the numbering of Word: it goes on where the author adds a heading, and stays true where one moves."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from survey.chapter.rules import Profile, twips
from survey.chapter.styles import UNNUMBERED
from survey.chapter.word_xml import drop, properties, put, style_of, tag_of
from survey.render.opc import w, xml_bytes

_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_LEVELS = 9


def number_headings(
    document: etree._Element, parts: dict[str, bytes], profile: Profile, section: int | str | None, *, template: bool
) -> None:
    """Put Word's numbering in the place of the numbers that Pandoc wrote; headings without one are structural.

    A template whose headings are numbered keeps its own numbering.
    """
    numbers: dict[str, str] = {}
    counts = [0] * _LEVELS
    before, start = _first(section)
    counts[0] = start - 1
    styles = etree.fromstring(parts[_STYLES])
    own = template and _is_numbered(styles)
    numbered = False
    for heading, level in _headings(document):
        written = _take_number(heading)
        if not written or not profile.numbered:
            if not written and level == 1:
                put(properties(heading, "pPr"), "pStyle", val=UNNUMBERED)
            elif not written and profile.numbered:
                _without_number(heading, None if template else profile.headings[min(level, len(profile.headings)) - 1].indent)
            continue
        numbered = True
        counts[level - 1] += 1
        counts[level:] = [0] * (_LEVELS - level)
        bookmark = next(
            (str(m.get(w("name"))) for m in heading.iter(w("bookmarkStart")) if str(m.get(w("name"))).startswith("_Toc")), ""
        )
        numbers[bookmark] = before + ".".join(str(count) for count in counts[:level]) + ("." if profile.point else "")
    _in_contents(document, numbers)
    if numbered and not own:
        number = _numbering(parts, before, start, point=profile.point)
        _link(styles, number)
        parts[_STYLES] = xml_bytes(styles)


def _without_number(heading: etree._Element, indent: float | None) -> None:
    """Take a heading of a lower level out of the numbering; LibreOffice then forgets the indent of the style."""
    own = properties(heading, "pPr")
    put(put(own, "numPr"), "numId", val=0)
    if indent is not None:
        put(own, "ind", left=0, firstLine=twips(indent))


def _first(section: int | str | None) -> tuple[str, int]:
    """What stands before the number of the first level, and where that begins: `2.3` is `2.` and 3."""
    before, _, last = str(section or 1).rpartition(".")
    return (f"{before}." if before else ""), int(last)


def _headings(document: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    for paragraph in document.iter(w("p")):
        style = style_of(paragraph)
        if style.startswith("Heading") and style[7:].isdigit():
            yield paragraph, int(style[7:])


def _take_number(heading: etree._Element) -> str:
    """Remove the number that Pandoc wrote as text, and the tab after it; what it was."""
    for run in heading.findall(w("r")):
        style = run.find(f"{w('rPr')}/{w('rStyle')}")
        if style is not None and style.get(w("val")) == "SectionNumber":
            after = run.getnext()
            if after is not None and after.find(w("tab")) is not None and not list(after.iter(w("t"))):
                heading.remove(after)
            heading.remove(run)
            return "".join(text.text or "" for text in run.iter(w("t")))
    return ""


def _in_contents(document: etree._Element, numbers: dict[str, str]) -> None:
    """The lines of the contents show the numbers that Word will count."""
    for link in document.iter(w("hyperlink")):
        number = numbers.get(str(link.get(w("anchor"))))
        first = None if number is None else link.find(f"{w('r')}/{w('t')}")
        if first is not None and (first.text or "").replace(".", "").isdigit():
            first.text = number
            after = first.getparent().getnext()
            tab = None if after is None else after.find(w("tab"))
            if tab is not None:
                blank = etree.SubElement(after, w("t"))
                blank.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                blank.text = " "
                after.remove(tab)


def _is_numbered(styles: etree._Element) -> bool:
    """Whether a template numbers its headings of the first level."""
    style = next((found for found in styles.iter(w("style")) if found.get(w("styleId")) == "Heading1"), None)
    number = None if style is None else style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    return number is not None and number.get(w("val")) != "0"


def _numbering(parts: dict[str, bytes], before: str, start: int, *, point: bool) -> int:
    """Add a numbering of several levels to the file; its id."""
    root = etree.fromstring(parts[_NUMBERING])
    abstract = 1 + max((int(found.get(w("abstractNumId"))) for found in root.findall(w("abstractNum"))), default=0)
    number = 1 + max((int(found.get(w("numId"))) for found in root.findall(w("num"))), default=0)
    made = etree.Element(w("abstractNum"))
    made.set(w("abstractNumId"), str(abstract))
    put(made, "multiLevelType", val="multilevel")
    for level in range(_LEVELS):
        entry = etree.SubElement(made, w("lvl"))
        entry.set(w("ilvl"), str(level))
        text = before + ".".join(f"%{upper + 1}" for upper in range(level + 1)) + ("." if point else "")
        put(entry, "start", val=start if level == 0 else 1)
        put(entry, "numFmt", val="decimal")
        put(entry, "pStyle", val=f"Heading{level + 1}")
        put(entry, "suff", val="space")
        put(entry, "lvlText", val=text)
        put(entry, "lvlJc", val="left")
    last = [found for found in root if tag_of(found) in ("abstractNum", "numPicBullet")]
    root.insert(root.index(last[-1]) + 1 if last else 0, made)
    linked = etree.Element(w("num"))
    linked.set(w("numId"), str(number))
    put(linked, "abstractNumId", val=abstract)
    nums = root.findall(w("num"))
    root.insert(root.index(nums[-1]) + 1 if nums else len(root), linked)
    parts[_NUMBERING] = xml_bytes(root)
    return number


def _link(styles: etree._Element, number: int) -> None:
    """Let the styles of headings count; the structural ones do not."""
    for style in styles.iter(w("style")):
        name = str(style.get(w("styleId")))
        if name.startswith("Heading") and name[7:].isdigit():
            numbering = put(properties(style, "pPr"), "numPr")
            if name != "Heading1":
                put(numbering, "ilvl", val=int(name[7:]) - 1)
            put(numbering, "numId", val=number)
        elif name in (UNNUMBERED, "TOCHeading"):
            drop(properties(style, "pPr"), "numPr")
            put(put(properties(style, "pPr"), "numPr"), "numId", val=0)
