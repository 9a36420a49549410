"""The XML of Word files."""

from __future__ import annotations

from typing import Any

from lxml import etree

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/package/2006/content-types"
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


class DoctypeError(ValueError):
    """A part has a DOCTYPE: Office files have none, and one may hold entities that grow without end or name other files."""


def parsed(data: bytes) -> Any:
    """The root of a part of somebody else's file, read without entities, other files and the network.

    Raises etree.XMLSyntaxError where it is no XML, DoctypeError where it has a DOCTYPE.

    >>> parsed(b"<a/>").tag
    'a'
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise DoctypeError
    return root
