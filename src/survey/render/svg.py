"""A figure as a part of a web page: no ids shared with other figures, an accessible name, no fixed size."""

from __future__ import annotations

import re

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_DROPPED = (f"{_SVG}metadata", f"{_SVG}style", f"{_SVG}title", f"{_SVG}desc")
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_GEOMETRY = ("d", "x", "y", "width", "height", "transform", "points", "x1", "x2", "y1", "y2", "cx", "cy", "r")


def inline_svg(data: bytes, name: str, prefix: str) -> str:
    """An SVG file as an `<svg>` element for HTML.

    name: what a screen reader says, the alternative text; prefix: put before every id, so that figures of a page never collide.
    """
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True, remove_blank_text=True))
    # A style element would reach every other figure of the page; Matplotlib's only sets the joins of lines.
    root.set("stroke-linejoin", "round")
    root.set("stroke-linecap", "butt")
    for dropped in list(root.iter(*_DROPPED)):
        dropped.getparent().remove(dropped)
    used = {target for element in root.iter() for target in _targets(element)}
    for element in root.iter():
        _own_ids(element, prefix, used)
        _shorter(element)
    if "viewBox" not in root.attrib:
        size = (root.get(side, "100").removesuffix("pt").removesuffix("px") for side in ("width", "height"))
        root.set("viewBox", "0 0 " + " ".join(size))
    for side in ("width", "height", "version"):
        root.attrib.pop(side, None)
    root.set("role", "img")
    root.set("aria-label", name)
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def _targets(element: etree._Element) -> list[str]:
    """The ids that an element points to."""
    hrefs = [element.get(key, "") for key in (_HREF, "href")]
    pointed = [href[1:] for href in hrefs if href.startswith("#")]
    return pointed + [found for value in element.attrib.values() for found in re.findall(r"url\(#([^)]+)\)", value)]


def _own_ids(element: etree._Element, prefix: str, used: set[str]) -> None:
    identifier = element.get("id")
    if identifier in used:
        element.set("id", prefix + identifier)
    elif identifier is not None:
        del element.attrib["id"]
    if _HREF in element.attrib:
        element.set("href", element.attrib.pop(_HREF))
    if element.get("href", "").startswith("#"):
        element.set("href", f"#{prefix}{element.get('href')[1:]}")
    for key, value in element.attrib.items():
        if "url(#" in value:
            element.set(key, value.replace("url(#", f"url(#{prefix}"))


def _shorter(element: etree._Element) -> None:
    """Coordinates with two digits after the point: a hundredth of a point cannot be seen."""
    for key in _GEOMETRY:
        if key in element.attrib:
            element.set(key, _NUMBER.sub(lambda found: f"{float(found[0]):.2f}", element.get(key)))
