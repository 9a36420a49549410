"""The template of a university as a reference document: its styles under the ids that Pandoc writes, and those that it lacks."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml
from lxml import etree

from survey.chapter.word_file import read_word_file
from survey.chapter.word_xml import drop, drop_lost_bases, properties, put
from survey.errors import NOT_A_WORD_FILE, Place, error
from survey.office import read_parts, written
from survey.render.opc import w, xml_bytes

_STYLES, _TYPES = "word/styles.xml", "[Content_Types].xml"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_KINDS = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_POINTS_TO_STYLE = (
    "pStyle",
    "rStyle",
    "tblStyle",
    "basedOn",
    "link",
    "next",
    "styleLink",
    "numStyleLink",
    "clickAndTypeStyle",
    "defaultTableStyle",
)
# Added styles that look as the one of the template that they are based on.
_THIN: Mapping[str, str] = {
    "BodyText": "Normal",
    "FirstParagraph": "BodyText",
    "Slot": "BodyText",
    "Abstract": "BodyText",
    "ArticleCode": "Normal",
    "Bibliography": "BodyText",
    "ImageCaption": "Caption",
    "TableCaption": "Caption",
    "HeadingUnnumbered": "Heading1",
    "TOCHeading": "Heading1",
}


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    loaded = yaml.safe_load((files("survey.chapter") / "style_names.yaml").read_text("utf-8"))
    return {style: tuple(names) for style, names in loaded.items()}


@cache
def style_id(name: str) -> str | None:
    """The id under which a style is known here, by any of its names; None for another one.

    >>> style_id("Заголовок 2"), style_id("heading 2"), style_id("Цитата")
    ('Heading2', 'Heading2', None)
    """
    wanted = name.strip().casefold()
    return next((style for style, names in _names().items() if wanted in (known.casefold() for known in names)), None)


def template_docx(path: Path, ours: bytes) -> bytes:
    """The template at `path` with the styles that Pandoc looks for; `ours` are the styles of the profile, for what it lacks."""
    parts = read_parts(read_word_file(path).data)
    for kind in _OTHER_KINDS:
        parts[_TYPES] = parts[_TYPES].replace(kind, _DOCUMENT)
    roots = {name: etree.fromstring(data) for name, data in parts.items() if name.startswith("word/") and name.endswith(".xml")}
    if _STYLES not in roots:
        raise error(NOT_A_WORD_FILE, Place(path))
    styles = roots[_STYLES]
    renamed = _renamed(styles)
    for root in roots.values():
        for element in root.iter(*(w(tag) for tag in _POINTS_TO_STYLE)):
            value = element.get(w("val"))
            if value in renamed:
                element.set(w("val"), renamed[value])
    _add(styles, etree.fromstring(ours))
    drop_lost_bases(styles)
    return written({name: xml_bytes(roots[name]) if name in roots else data for name, data in parts.items()})


def name_of(style: etree._Element) -> str:
    """The name of a style; its id where the file gives it none, as Word itself shows it then."""
    name = style.find(w("name"))
    return str(style.get(w("styleId"), "") if name is None else name.get(w("val"), "")).strip()


def _renamed(styles: etree._Element) -> dict[str, str]:
    """Give the styles of the template the ids and names that are known here; old id -> new id."""
    renamed: dict[str, str] = {}
    there = [style for style in styles.iter(w("style")) if style.get(w("type")) == "paragraph"]
    taken = {str(style.get(w("styleId"))) for style in styles.iter(w("style"))}
    for wanted, names in _names().items():
        found = _found(there, names)
        if found is None:
            continue
        old = str(found.get(w("styleId")))
        if old != wanted and wanted in taken:
            # Another style has this id: Word does not mind what an id is called.
            other = next(style for style in styles.iter(w("style")) if style.get(w("styleId")) == wanted)
            other.set(w("styleId"), f"{wanted}Other")
            renamed[wanted] = f"{wanted}Other"
        name = name_of(found)
        if name.casefold() != names[0].casefold():
            aliases = found.find(w("aliases"))
            also = "" if aliases is None else f",{aliases.get(w('val'))}"
            put(found, "name", val=names[0])
            put(found, "aliases", val=name + also)
            found.attrib.pop(w("customStyle"), None)
        if old != wanted:
            found.set(w("styleId"), wanted)
            renamed[old] = wanted
            taken = (taken - {old}) | {wanted}
    return renamed


def _found(there: list[etree._Element], names: tuple[str, ...]) -> etree._Element | None:
    """The style with one of these names, the earlier name first; then with one as its alias."""
    for name in names:
        for style in there:
            if name_of(style).casefold() == name.casefold():
                return style
    for style in there:
        aliases = style.find(w("aliases"))
        others = [] if aliases is None else [alias.strip().casefold() for alias in str(aliases.get(w("val"))).split(",")]
        if any(name.casefold() in others for name in names):
            return style
    if names[0] == "Normal":
        return next((style for style in there if style.get(w("default")) == "1"), None)
    return None


def _add(styles: etree._Element, ours: etree._Element) -> None:
    """What the template lacks, based on what it has."""
    there = {str(style.get(w("styleId"))) for style in styles.iter(w("style"))}
    named = {name_of(style).casefold() for style in styles.iter(w("style"))}
    has_caption = "Caption" in there
    for style in ours.iter(w("style")):
        name = str(style.get(w("styleId")))
        if name in there or name_of(style).casefold() in named:
            continue
        made = copy.deepcopy(style)
        made.attrib.pop(w("default"), None)
        base = _THIN.get(name)
        if base is not None and (base != "Caption" or has_caption):
            _thin(made, base)
        styles.append(made)


def _thin(style: etree._Element, base: str) -> None:
    """Leave of a style only what keeps it together with its neighbour."""
    put(style, "basedOn", val=base)
    drop(style, "rPr")
    paragraphs = properties(style, "pPr")
    for old in list(paragraphs):
        if old.tag not in (w("keepNext"), w("keepLines")):
            paragraphs.remove(old)
    if base == "Heading1":
        put(put(paragraphs, "numPr"), "numId", val=0)
        if style.get(w("styleId")) == "TOCHeading":
            put(paragraphs, "outlineLvl", val=9)
