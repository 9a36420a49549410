"""`reports/templates/reference.docx`, the styles of our Word files: Pandoc's own, changed by the files in `word/`.

    python -m survey.render.reference reports/templates/reference.docx

writes it again; a test holds that the file in the repository is what this module makes. Times New Roman is named, not embedded:
every machine with Word has it, with all Kazakh letters. LibreOffice takes Liberation Serif in its place and another font for the
letters which that lacks.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lxml import etree

from survey.office import read_parts, written
from survey.render.opc import W, w, xml_bytes
from survey.render.pandoc import HERE, program

FONT = "Times New Roman"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = (("rId101", "header", "header1.xml"), ("rId102", "header", "header2.xml"), ("rId103", "footer", "footer1.xml"))
_PROPERTIES = ("pPr", "rPr", "tblPr", "tblStylePr")


def make_reference() -> bytes:
    """The bytes of `reference.docx`."""
    made = subprocess.run([program(), "--print-default-data-file=reference.docx"], capture_output=True, check=True).stdout
    parts = read_parts(made)
    parts["word/styles.xml"] = _styles(parts["word/styles.xml"])
    parts["word/document.xml"] = _document(parts["word/document.xml"])
    for _, kind, name in _PARTS:
        parts[f"word/{name}"] = xml_bytes(_ours(kind))
    links = "".join(f'<Relationship Type="{_RELATION}/{kind}" Id="{number}" Target="{name}"/>' for number, kind, name in _PARTS)
    types = "".join(f'<Override PartName="/word/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for _, kind, name in _PARTS)
    _insert(parts, "word/_rels/document.xml.rels", "</Relationships>", links)
    _insert(parts, "[Content_Types].xml", "</Types>", types)
    return written(parts)


def _ours(name: str) -> etree._Element:
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    return etree.fromstring((HERE / "word" / f"{name}.xml").read_bytes(), parser)


def _insert(parts: dict[str, bytes], name: str, before: str, text: str) -> None:
    parts[name] = parts[name].decode().replace(before, text + before).encode()


def _document(data: bytes) -> bytes:
    root = etree.fromstring(data)
    body = root.find(w("body"))
    for old in body.findall(w("sectPr")):
        body.remove(old)
    body.append(_ours("section"))
    return xml_bytes(root)


def _styles(data: bytes) -> bytes:
    root = etree.fromstring(data)
    _one_font(root)
    styles = {style.get(w("styleId")): style for style in root.iter(w("style"))}
    for ours in list(_ours("styles")):
        theirs = styles.get(ours.get(w("styleId")))
        if theirs is None:
            root.append(ours)
        else:
            _replace(theirs, ours)
    etree.cleanup_namespaces(root, top_nsmap={"w": W})
    return xml_bytes(root)


def _one_font(root: etree._Element) -> None:
    """One font for everything: no style takes another from the theme."""
    for fonts in list(root.iter(w("rFonts"))):
        if fonts.getparent().getparent().tag == w("rPrDefault"):
            fonts.attrib.clear()
            for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(w(kind), FONT)
        elif any("Theme" in key or "theme" in key for key in fonts.attrib):
            fonts.getparent().remove(fonts)


def _replace(theirs: etree._Element, ours: etree._Element) -> None:
    for tag in _PROPERTIES:
        for old in theirs.findall(w(tag)):
            theirs.remove(old)
    theirs.extend(list(ours))


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(make_reference())
