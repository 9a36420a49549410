"""Whether the answers behind a chapter were invented: written into the file, so that real and invented ones never change places.

It stands among the properties of the document (docProps/custom.xml), which Word keeps, one for each wave:

    <property name="saualnama tea-2026"><vt:lpwstr>synthetic</vt:lpwstr></property>
"""

from __future__ import annotations

import posixpath
from typing import Any

from lxml import etree

from survey.chapter.word_file import CONTENT_TYPES, WordFile
from survey.errors import BUILT_FROM_INVENTED, BUILT_FROM_REAL, Place, Problem, problem
from survey.office import read_parts, written
from survey.render.opc import KINDS, RELATIONS, parsed, xml_bytes

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PART, _OF_FILE = "docProps/custom.xml", "_rels/.rels"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of every property of one's own, as Office writes it
_PREFIX = "saualnama "
_INVENTED, _REAL = "synthetic", "observed"


def with_origin(data: bytes, wave: str, *, synthetic: bool) -> bytes:
    """A Word file that says of a wave whether its answers were invented; one with the same wave says it anew."""
    parts = read_parts(data)
    relations, kinds = parsed(parts[_OF_FILE]), parsed(parts[CONTENT_TYPES])
    name = _part(relations)
    if name is None or name not in parts:
        name = _PART
        _add(relations, f"{{{RELATIONS}}}Relationship", Id="rIdSqOrigin", Type=_RELATION, Target=name)
        _add(kinds, f"{{{KINDS}}}Override", PartName=f"/{name}", ContentType=_KIND)
        parts[_OF_FILE], parts[CONTENT_TYPES] = xml_bytes(relations), xml_bytes(kinds)
        parts[name] = xml_bytes(etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={None: _PROPERTIES, "vt": _VALUES}))
    root = parsed(parts[name])
    for old in [one for one in root if one.get("name") == _PREFIX + wave]:
        root.remove(old)
    number = max((int(one.get("pid", "1")) for one in root), default=1) + 1  # the first is 2
    own = _add(root, f"{{{_PROPERTIES}}}property", fmtid=_FORMAT_ID, pid=str(number), name=_PREFIX + wave)
    _add(own, f"{{{_VALUES}}}lpwstr").text = _INVENTED if synthetic else _REAL
    parts[name] = xml_bytes(root)
    return written(parts)


def other_origin(file: WordFile, wave: str, *, synthetic: bool) -> Problem | None:
    """What is wrong where a file was built from invented answers of a wave that is real now, or the other way round.

    A file that says nothing of the wave, such as one into which its numbers were pasted, is taken as it is.
    """
    relations = file.xml(_OF_FILE)
    name = None if relations is None else _part(relations)
    root = None if name is None else file.xml(name)
    own = () if root is None else (one for one in root if one.get("name") == _PREFIX + wave)
    told = next(("".join(one.itertext()).strip() for one in own), "")
    if told == (_REAL if synthetic else _INVENTED):
        return problem(BUILT_FROM_REAL if synthetic else BUILT_FROM_INVENTED, Place(file.path), wave=wave)
    return None


def _part(relations: Any) -> str | None:
    """The part with the properties of a document's own."""
    found = next((one for one in relations if one.get("Type") == _RELATION), None)
    return None if found is None else posixpath.normpath(str(found.get("Target"))).lstrip("/")


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, tag, attributes)
