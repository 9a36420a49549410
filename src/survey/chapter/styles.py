"""The styles of a chapter: a reference document for Pandoc made from a profile, or from the template of a university."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from survey import shipped
from survey.chapter.rules import Look, Page, Profile, twips
from survey.chapter.template import template_docx
from survey.chapter.word_xml import drop, drop_lost_bases, properties, put
from survey.i18n.text import Language
from survey.office import read_parts, written
from survey.render.docx import LOCALES
from survey.render.opc import w, xml_bytes

JUSTIFIED: Mapping[str, str] = {"left": "left", "center": "center", "right": "right", "justify": "both"}
UNNUMBERED = "HeadingUnnumbered"
_STYLES = "word/styles.xml"


def reference_docx(profile: Profile, language: Language, template: Path | None = None) -> bytes:
    """The document whose styles, margins and headers Pandoc takes over.

    Parameters
    ----------
    profile
        The rules.
    language
        The language of the text.
    template
        A .docx or .dotx of a university: its own styles, margins, headers and footers stay; what the chapter needs and it lacks
        is added, in its own font and size.

    Returns
    -------
    The bytes of a .docx.

    Raises
    ------
    ChapterError
        The template cannot be used, for instance a .doc of before 2007.

    Examples
    --------
    >>> from survey.chapter.profile import read_profile
    >>> reference_docx(read_profile("plain"), "en")[:2]
    b'PK'
    """
    ours = _of_profile(profile, language)
    return ours if template is None else template_docx(template, read_parts(ours)[_STYLES])


def _of_profile(profile: Profile, language: Language) -> bytes:
    parts = read_parts((shipped.root() / "reports" / "templates" / "reference.docx").read_bytes())
    styles = etree.fromstring(parts[_STYLES])
    _defaults(styles, profile, LOCALES[language])
    for made in _looks(profile):
        _style(styles, **made)
    _contents(styles, profile)
    _table(styles, profile)
    _links(styles)
    drop_lost_bases(styles)
    parts[_STYLES] = xml_bytes(styles)
    document = etree.fromstring(parts["word/document.xml"])
    page(document.find(f"{w('body')}/{w('sectPr')}"), profile.page)
    parts["word/document.xml"] = xml_bytes(document)
    return written(parts)


def page(section: etree._Element, rules: Page) -> None:
    """Give a section its paper and margins."""
    put(section, "pgSz", w=twips(rules.width), h=twips(rules.height))
    sides = {side: twips(getattr(rules, side)) for side in ("top", "right", "bottom", "left", "header", "footer")}
    put(section, "pgMar", **sides, gutter=0)


def _defaults(styles: etree._Element, profile: Profile, locale: str) -> None:
    runs = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    put(runs, "rFonts", **dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), profile.font))
    size = round(profile.text.size * 2)
    put(runs, "sz", val=size)
    put(runs, "szCs", val=size)
    put(runs, "lang", val=locale, eastAsia=locale, bidi="ar-SA")
    paragraphs = styles.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}")
    put(paragraphs, "spacing", before=0, after=0, line=240, lineRule="auto")


def _looks(profile: Profile) -> list[dict[str, Any]]:
    """Each style: id, name, the style that it is based on, its look and what else it has."""
    text, small = profile.text, profile.notes.size
    lines = {"align": text.align, "indent": 0.0, "spacing": 1.0}
    plain = _changed(text, indent=0.0, before=0.0, after=0.0)
    centred = _changed(profile.structural, new_page=False)
    figure = _changed(plain, align=profile.figure.look.align, spacing=1.0, before=profile.figure.look.before)
    made = [
        {"style_id": "Normal", "look": _changed(plain, align="left")},
        {"style_id": "BodyText", "look": text},
        {"style_id": "FirstParagraph", "look": text},
        {"style_id": "Compact", "look": profile.cells},
        {"style_id": "Title", "look": _changed(centred, align="center", after=12.0), "keep": True},
        {"style_id": "Subtitle", "look": _changed(plain, align="center", after=6.0)},
        {"style_id": "Author", "look": _changed(plain, align="center")},
        {"style_id": "Date", "look": _changed(plain, align="center", after=12.0)},
        {"style_id": "ArticleCode", "name": "Article Code", "based": "Normal", "look": _changed(plain, align="left", after=6.0)},
        {"style_id": "AbstractTitle", "look": _changed(plain, bold=True), "keep": True},
        {"style_id": "Abstract", "look": _changed(text)},
        {"style_id": "Bibliography", "look": profile.references},
        {"style_id": "BlockText", "look": _changed(text, **lines, before=4.0, after=4.0), "left": 10, "keep": True},
        {"style_id": "FootnoteText", "look": _changed(plain, size=small, spacing=1.0, align=text.align)},
        {"style_id": "Caption", "look": profile.figure.look},
        {"style_id": "ImageCaption", "look": profile.figure.look, "keep": profile.figure.place == "above"},
        {"style_id": "TableCaption", "look": profile.table.look, "keep": profile.table.place == "above"},
        {"style_id": "Figure", "look": figure, "keep": profile.figure.place == "below"},
        {"style_id": "CaptionedFigure", "look": figure, "keep": profile.figure.place == "below"},
        {"style_id": "TableNote", "look": profile.notes},
        {"style_id": "Callout", "look": _changed(plain, align=text.align, spacing=1.0), "left": 4},
        {"style_id": "CalloutTitle", "look": _changed(plain, bold=True, spacing=1.0, before=6.0), "left": 4, "keep": True},
        {"style_id": "Slot", "name": "Slot", "based": "BodyText", "look": text},
        {
            "style_id": "Question",
            "look": _changed(plain, bold=True, size=small, spacing=1.0, before=10.0, after=3.0),
            "keep": True,
        },
        {"style_id": "Hint", "look": _changed(plain, italic=True, size=small, spacing=1.0, after=3.0), "keep": True},
        {"style_id": "Header", "look": _changed(plain, size=min(small, 10.0), spacing=1.0)},
        {"style_id": "Notice", "look": _changed(plain, size=min(small, 10.0), spacing=1.0, bold=True, align="center")},
        {"style_id": "Footer", "look": _changed(plain, spacing=1.0, align=profile.page_number[1])},
        {"style_id": "TOCHeading", "look": _changed(centred, before=12.0), "keep": True},
        {
            "style_id": "TableofFigures",
            "name": "table of figures",
            "based": "Normal",
            "look": _changed(plain, spacing=1.0, after=3.0),
        },
    ]
    deepest = profile.headings[-1]
    for level in range(1, 10):
        look = profile.headings[level - 1] if level <= len(profile.headings) else deepest
        made.append({"style_id": f"Heading{level}", "look": look, "keep": True, "outline": level - 1})
    unnumbered = {"style_id": UNNUMBERED, "name": "Heading Unnumbered", "based": "Heading1", "look": profile.structural}
    return [*made, {**unnumbered, "keep": True, "outline": 0}]


def _changed(look: Look, **values: Any) -> Look:
    from dataclasses import replace

    return replace(look, **values)


def _style(
    styles: etree._Element,
    *,
    style_id: str,
    look: Look,
    name: str | None = None,
    based: str = "Normal",
    keep: bool = False,
    outline: int | None = None,
    left: float = 0,
) -> None:
    """Put a look into a style, which is made if it is not there."""
    style = next((found for found in styles.iter(w("style")) if found.get(w("styleId")) == style_id), None)
    if style is None:
        style = etree.SubElement(styles, w("style"))
        for key, value in (("type", "paragraph"), ("styleId", style_id)):
            style.set(w(key), value)
        if name not in _BUILT_IN:
            style.set(w("customStyle"), "1")
        put(style, "name", val=name)
        put(style, "basedOn", val=based)
        put(style, "qFormat")
    drop(style, "rPr")
    paragraphs, runs = properties(style, "pPr"), properties(style, "rPr")
    drop(paragraphs, "keepNext", "keepLines", "pageBreakBefore", "spacing", "ind", "jc", "outlineLvl")
    write_look(paragraphs, runs, look, left)
    if style_id in ("Header", "Notice"):
        drop(paragraphs, "pBdr")
    if style_id == "Compact":
        drop(runs, "b", "bCs", "i", "iCs", "caps")  # so that the head of a table can be bold
        drop(paragraphs, "jc")
    if keep:
        put(paragraphs, "keepNext")
        put(paragraphs, "keepLines")
    if outline is not None:
        put(paragraphs, "outlineLvl", val=outline)
        put(paragraphs, "suppressAutoHyphens")


_BUILT_IN = ("table of figures", "caption")


def write_look(paragraphs: etree._Element, runs: etree._Element, look: Look, left: float = 0) -> None:
    """Write a look into properties of paragraphs and of runs, everything that it says and nothing that is inherited."""
    put(paragraphs, "pageBreakBefore", val=None if look.new_page else "0")
    spacing = {"before": round(look.before * 20), "after": round(look.after * 20), "line": round(look.spacing * 240)}
    put(paragraphs, "spacing", **spacing, lineRule="auto")
    put(paragraphs, "ind", left=twips(left), right=0, firstLine=twips(look.indent))
    put(paragraphs, "jc", val=JUSTIFIED[look.align])
    for tag, wanted in (("b", look.bold), ("bCs", look.bold), ("i", look.italic), ("iCs", look.italic), ("caps", look.capitals)):
        put(runs, tag, val=None if wanted else "0")
    put(runs, "color", val="auto")
    for tag in ("sz", "szCs"):
        put(runs, tag, val=round(look.size * 2))


def _contents(styles: etree._Element, profile: Profile) -> None:
    """Lines of contents and of lists end with their page at the right edge of the text."""
    measure = twips(profile.page.measure)
    ids = {"TOC1": 0.0, "TOC2": 5.0, "TOC3": 10.0, "TableofFigures": 0.0}
    for style in styles.iter(w("style")):
        if style.get(w("styleId")) not in ids:
            continue
        drop(style, "rPr")
        paragraphs, runs = properties(style, "pPr"), properties(style, "rPr")
        drop(paragraphs, "tabs", "spacing", "ind")
        write_look(paragraphs, runs, _changed(profile.text, indent=0.0, spacing=1.0, before=0.0, after=3.0, align="left"))
        put(paragraphs, "ind", left=twips(ids[style.get(w("styleId"))]), right=567)
        tab = etree.SubElement(put(paragraphs, "tabs"), w("tab"))
        for key, value in (("val", "right"), ("leader", "dot"), ("pos", measure)):
            tab.set(w(key), str(value))
    for tab in styles.iter(w("tab")):
        if tab.get(w("leader")) == "underscore":
            tab.set(w("pos"), str(measure))


def _table(styles: etree._Element, profile: Profile) -> None:
    """Tables in the size of their cells; a grid of lines where the profile wants one."""
    style = next(found for found in styles.iter(w("style")) if found.get(w("styleId")) == "Table")
    runs = properties(style, "rPr")
    for tag in ("sz", "szCs"):
        put(runs, tag, val=round(profile.cells.size * 2))
    if profile.table_lines == "grid":
        borders = style.find(f"{w('tblPr')}/{w('tblBorders')}")
        for old in list(borders):
            borders.remove(old)
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            line = etree.SubElement(borders, w(side))
            for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
                line.set(w(key), value)


def _links(styles: etree._Element) -> None:
    """Cross-references and addresses are printed: they look as the text around them."""
    for style in styles.iter(w("style")):
        if style.get(w("styleId")) in ("Hyperlink", "SectionNumber"):
            drop(style.find(w("rPr")), "color", "u", "sz", "szCs")
