"""Headers, footers and page numbers of a finished chapter."""

from __future__ import annotations

import posixpath

from lxml import etree

from survey.chapter.rules import Profile
from survey.chapter.styles import page
from survey.chapter.word_xml import field, paragraph, put, text_run
from survey.render.opc import W, w, xml_bytes

_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def pages(
    document: etree._Element, parts: dict[str, bytes], profile: Profile, *, notice: str, title: str, template: bool
) -> None:
    """Give every section the page of the profile, its page number and the notice; a template keeps its own, with the notice."""
    for section in document.iter(w("sectPr")):
        if not template:
            page(section, profile.page)
            _ours(section, parts, profile, title)
        if notice:
            _notice(section, parts, notice)


def _ours(section: etree._Element, parts: dict[str, bytes], profile: Profile, title: str) -> None:
    """Headers and footers made anew: running title and page number."""
    place, _, first = profile.page_number
    for old in [child for child in section if child.tag in (w("headerReference"), w("footerReference"), w("titlePg"))]:
        section.remove(old)
        _forget(parts, old.get(f"{{{_R}}}id"))
    number = {"top": "header", "bottom": "footer"}[place]
    for kind in ("header", "footer"):
        runs = [paragraph("Header", text_run(title))] if kind == "header" and title and profile.running_title else []
        if kind == number:
            runs.append(paragraph("Footer", *field("PAGE", "1")))
        if runs:
            _new(section, parts, kind, "default", runs)
        if runs and not first:
            _new(section, parts, kind, "first", [])
    if not first:
        put(section, "titlePg")


def _notice(section: etree._Element, parts: dict[str, bytes], notice: str) -> None:
    """Put the notice at the top of each header of a section; a kind of page without a header gets one."""
    kinds = ["default"]
    if section.find(w("titlePg")) is not None:
        kinds.append("first")
    if b"<w:evenAndOddHeaders" in parts.get("word/settings.xml", b""):
        kinds.append("even")
    targets = _targets(parts)
    for kind in kinds:
        found = [r for r in section.findall(w("headerReference")) if r.get(w("type"), "default") == kind]
        if not found:
            _new(section, parts, "header", kind, [paragraph("Notice", text_run(notice))])
            continue
        name = targets[found[0].get(f"{{{_R}}}id")]
        root = etree.fromstring(parts[name])
        lines = root.findall(w("p"))
        if any("".join(text.text or "" for text in line.iter(w("t"))) == notice for line in lines):
            continue
        if (
            len(root) == 1
            and lines
            and not "".join(lines[0].itertext()).strip()
            and not list(lines[0].iter(w("drawing"), w("fldChar")))
        ):
            root.remove(lines[0])
        root.insert(0, paragraph("Notice", text_run(notice)))
        parts[name] = xml_bytes(root)


def _forget(parts: dict[str, bytes], identifier: str | None) -> None:
    """Remove a header or footer that nothing refers to any more."""
    name = _targets(parts).get(str(identifier))
    if name is None:
        return
    relations, types = etree.fromstring(parts[_RELATIONS]), etree.fromstring(parts[_TYPES])
    for relation in [relation for relation in relations if relation.get("Id") == identifier]:
        relations.remove(relation)
    for override in [override for override in types if override.get("PartName") == f"/{name}"]:
        types.remove(override)
    parts[_RELATIONS], parts[_TYPES] = xml_bytes(relations), xml_bytes(types)
    parts.pop(name, None)


def _targets(parts: dict[str, bytes]) -> dict[str, str]:
    """Relation -> part of the file."""
    root = etree.fromstring(parts[_RELATIONS])
    return {str(r.get("Id")): posixpath.normpath(posixpath.join("word", str(r.get("Target")))).lstrip("/") for r in root}


def _new(section: etree._Element, parts: dict[str, bytes], kind: str, pages_of: str, lines: list[etree._Element]) -> None:
    """A header or footer of its own for one kind of page of a section."""
    number = 1
    while f"word/{kind}{number}.xml" in parts:
        number += 1
    name = f"{kind}{number}.xml"
    root = etree.Element(w("hdr" if kind == "header" else "ftr"), nsmap={"w": W})
    root.extend(lines or [paragraph("Header" if kind == "header" else "Footer")])
    parts[f"word/{name}"] = xml_bytes(root)
    relations = etree.fromstring(parts[_RELATIONS])
    taken = {relation.get("Id") for relation in relations}
    identifier = next(f"rIdH{count}" for count in range(1, len(taken) + 2) if f"rIdH{count}" not in taken)
    relation = etree.SubElement(relations, f"{{{_PACKAGE}}}Relationship")
    for key, value in (("Id", identifier), ("Type", f"{_R}/{kind}"), ("Target", name)):
        relation.set(key, value)
    parts[_RELATIONS] = xml_bytes(relations)
    types = etree.fromstring(parts[_TYPES])
    override = etree.SubElement(types, f"{{{_CONTENT}}}Override")
    override.set("PartName", f"/word/{name}")
    override.set("ContentType", f"{_MIME}.{kind}+xml")
    parts[_TYPES] = xml_bytes(types)
    reference = etree.Element(w(f"{kind}Reference"))
    reference.set(w("type"), pages_of)
    reference.set(f"{{{_R}}}id", identifier)
    # All references stand first in a section.
    section.insert(len(section.findall(w("headerReference")) + section.findall(w("footerReference"))), reference)
