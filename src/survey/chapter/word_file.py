"""A Word file whose parts can be changed one by one: what is not touched stays as it is, byte for byte."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from survey.errors import (
    DOCUMENT_FOLDER,
    FILE_NOT_FOUND,
    NOT_A_WORD_FILE,
    WORD_FILE_HUGE,
    WORD_FILE_IN_USE,
    WORD_FILE_LOCKED,
    WORD_FILE_OLD,
    WORD_FILE_OPEN,
    WORD_FILE_PDF,
    WORD_FILE_READ_ONLY,
    WORD_FILE_SIGNED,
    WORD_FILE_STRICT,
    WORD_PART_DOCTYPE,
    Place,
    Problem,
    error,
    problem,
)
from survey.office import BROKEN_ARCHIVE
from survey.render.opc import DoctypeError, W, parsed, xml_bytes
from survey.wave.whole_files import replacing

CONTENT_TYPES = "[Content_Types].xml"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # files of Word before 2007, and newer ones that are locked by a password
_PDF = b"%PDF"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WITH_TEXT = (".main+xml", ".footnotes+xml", ".endnotes+xml", ".header+xml", ".footer+xml", ".comments+xml")
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MOST_MB = 500
"""Of a file when it is unpacked; a chapter with hundreds of pictures of 600 dots per inch takes a tenth of it."""
_MB = 1_000_000
_XML = (".xml", ".rels")
_BROKEN = (*BROKEN_ARCHIVE, KeyError, etree.XMLSyntaxError)


@dataclass
class WordFile:
    """path: of the file. data: its bytes as they were read. roots: name -> XML of each part with text, the main one first.

    Who changes a root says so in `touched`; whole parts are put into `replaced`, and those that go into `gone`.
    """

    path: Path
    data: bytes
    roots: dict[str, Any]
    touched: set[str] = field(default_factory=set)
    replaced: dict[str, bytes] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def names(self) -> list[str]:
        """The parts of the file, in its order, as they will be written."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            there = [name for name in archive.namelist() if name not in self.gone]
        return there + [name for name in self.replaced if name not in there]

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, as they will be written; None where there is none."""
        if name in self.touched:
            return xml_bytes(self.roots[name])
        if name in self.replaced:
            return self.replaced[name]
        if name in self.gone:
            return None
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.read(name) if name in archive.namelist() else None

    def xml(self, name: str) -> Any:
        """The root of a part, as it will be written; None where there is none. That it is XML was seen when it was read."""
        data = self.part(name)
        return None if data is None else parsed(data)

    def bytes(self) -> bytes:
        """The file with its changes; parts that were not changed keep their bytes, their place, date and compression."""
        if not (self.touched or self.replaced or self.gone):
            return self.data
        made = {**self.replaced, **{name: xml_bytes(self.roots[name]) for name in self.touched}}
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                if entry.filename not in self.gone:
                    new.writestr(_like(entry), made.pop(entry.filename) if entry.filename in made else old.read(entry))
            for name, data in made.items():
                new.writestr(_like(zipfile.ZipInfo(name)), data)
        return out.getvalue()

    def write(self) -> None:
        """Put the changed file in the place of the old one, whole or not at all, with its rights; a link goes on pointing to it.

        Raises ReportError where it cannot be written; the old one is still there.
        """
        data = self.bytes()
        if data != self.data:
            path = self.path.resolve()
            rights = stat.S_IMODE(path.stat().st_mode)
            with replacing(path) as beside:
                beside.write_bytes(data)
                beside.chmod(rights)


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The entry of a part with the date and rights of another, without what its old bytes needed."""
    made = zipfile.ZipInfo(entry.filename, entry.date_time)
    made.compress_type = (
        zipfile.ZIP_STORED if entry.file_size and entry.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    )
    made.external_attr, made.create_system = entry.external_attr, entry.create_system
    return made


def read_word_file(path: Path, *, to_write: bool = False) -> WordFile:
    """Open a .docx or .docm.

    Parameters
    ----------
    path
        The file.
    to_write
        Whether it is to be changed: a file with a digital signature is refused then, because the signature would no longer hold.

    Raises
    ------
    ChapterError, ReportError, DataError
        It is not there, no Word file, one of before 2007, locked by a password, or of the strict kind.
    """
    if path.is_dir():
        raise error(DOCUMENT_FOLDER, path=path)
    if not path.is_file():
        raise error(FILE_NOT_FOUND, path=path)
    if to_write:
        _refuse_to_write(path)
    data = path.read_bytes()
    if data.startswith(_PDF):
        raise error(WORD_FILE_PDF, Place(path))
    if data.startswith(_COMPOUND):
        raise error(WORD_FILE_LOCKED if _ENCRYPTED in data else WORD_FILE_OLD, Place(path))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            roots, signed = _read(archive, path)
    except _BROKEN:
        raise error(NOT_A_WORD_FILE, Place(path)) from None
    main = next(iter(roots.values()), None)
    if main is None or etree.QName(main).namespace not in (W, _STRICT):
        raise error(NOT_A_WORD_FILE, Place(path))
    if etree.QName(main).namespace == _STRICT:
        raise error(WORD_FILE_STRICT, Place(path))
    if signed and to_write:
        raise error(WORD_FILE_SIGNED, Place(path))
    return WordFile(path, data, roots)


def _refuse_to_write(path: Path) -> None:
    """A file that another program has open, or that nobody may write."""
    lock = _lock(path) or _lock(path.resolve())
    if lock is not None:
        raise error(WORD_FILE_IN_USE, Place(path), lock=lock.name)
    if not path.stat().st_mode & stat.S_IWUSR or not os.access(path, os.W_OK):
        raise error(WORD_FILE_READ_ONLY, Place(path))


def _read(archive: zipfile.ZipFile, path: Path) -> tuple[dict[str, Any], bool]:
    """The roots of the parts with text, and whether the file is signed; every other part of XML is looked at, too."""
    size = sum(entry.file_size for entry in archive.infolist())
    if size > MOST_MB * _MB:
        raise error(WORD_FILE_HUGE, Place(path), size=size // _MB, most=MOST_MB)
    roots = {}
    for name in archive.namelist():
        if name.lower().endswith(_XML):
            try:
                roots[name] = parsed(archive.read(name))
            except DoctypeError:
                raise error(WORD_PART_DOCTYPE, Place(path), part=name) from None
    signed = any(name.startswith("_xmlsignatures/") for name in archive.namelist())
    return {name: roots[name] if name in roots else parsed(archive.read(name)) for name in _texts(roots[CONTENT_TYPES])}, signed


def opened_elsewhere(path: Path) -> Problem | None:
    """A warning where Word or LibreOffice left the file beside it that says that it is open."""
    found = _lock(path) or _lock(path.resolve())
    return None if found is None else problem(WORD_FILE_OPEN, Place(path), lock=found.name)


def _lock(path: Path) -> Path | None:
    """The file that Word or LibreOffice puts beside one that is open."""
    stem = len(path.stem)
    cut = 2 if stem >= 8 else 1 if stem == 7 else 0  # Word writes ~$ over the first letters of a long name
    beside = (path.with_name(f"~${path.name[cut:]}"), path.with_name(f".~lock.{path.name}#"))
    return next((lock for lock in beside if lock.exists()), None)


def _texts(types: Any) -> list[str]:
    """The parts that hold text, the main one first."""
    found = []
    for entry in types:
        kind = str(entry.get("ContentType", ""))
        if entry.get("PartName") and kind.startswith("application/vnd.") and kind.endswith(_WITH_TEXT) and "word" in kind:
            found.append((kind.endswith(".main+xml"), str(entry.get("PartName")).lstrip("/")))
    return [name for _, name in sorted(found, key=lambda one: (not one[0], one[1]))]
