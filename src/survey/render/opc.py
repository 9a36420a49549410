"""The parts of an Office file: a zip archive of XML, written the same way every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)


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


def read_parts(data: bytes) -> dict[str, bytes]:
    """Name -> bytes of every part, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(parts: Mapping[str, bytes]) -> bytes:
    """An archive of the parts, without the date of the day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # as on Unix, on every system
            archive.writestr(entry, data)
    return out.getvalue()
