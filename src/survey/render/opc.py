"""The XML of Word files."""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(tag: str) -> str:
    """The full name of an element or attribute of WordprocessingML.

    >>> w("p") == "{" + W + "}p"
    True
    """
    return f"{{{W}}}{tag}"


def xml_bytes(root: etree._Element) -> bytes:
    """A part of XML as it stands in an Office file."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
