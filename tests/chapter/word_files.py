"""Word files with living numbers, made for tests, and a source of numbers that is a mapping."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from survey.chapter.address import Address, digest
from survey.errors import FILE_NOT_FOUND, error
from survey.i18n.text import Language
from survey.office import read_parts, written
from survey.render.opc import W, w

SPACE = f'xmlns:w="{W}"'
_NUMBERS = count(1)


def address(
    item: str = "cups", code: str = "two", statistic: str = "percent", form: str = "1", wave: str = "tea-2026"
) -> Address:
    return Address(wave, item, code, statistic, form)


def control(at: Address, text: str, inside: str | None = None, properties: str = "", number: int | None = None) -> str:
    """A number as it was written by us; `inside`: what a person made of it."""
    runs = f"<w:r><w:t>{text}</w:t></w:r>" if inside is None else inside
    return (
        f'<w:sdt {SPACE}><w:sdtPr><w:alias w:val="{at.title}"/><w:tag w:val="{at.tag(digest(text))}"/>'
        f'<w:id w:val="{number or next(_NUMBERS)}"/>{properties}<w:text/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>'
    )


def paragraph(*parts: str) -> str:
    """Words and controls of one paragraph; what begins with `<` is XML."""
    runs = (part if part.startswith("<") else f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in parts)
    return f"<w:p {SPACE}>{''.join(runs)}</w:p>"


def word_file(path: Path, *blocks: str, notes: str = "", head: str = "") -> Path:
    """A file with these paragraphs or tables; `notes`: of a footnote, `head`: of the head of its pages."""
    document = docx.Document()
    for block in blocks:
        document.element.body.insert(len(document.element.body) - 1, etree.fromstring(block))
    if head:
        document.sections[0].header._element.append(etree.fromstring(head))
    document.save(str(path))
    if notes:
        _with_notes(path, notes)
    return path


def _with_notes(path: Path, block: str) -> None:
    parts = read_parts(path.read_bytes())
    parts["word/footnotes.xml"] = f'<w:footnotes {SPACE}><w:footnote w:id="1">{block}</w:footnote></w:footnotes>'.encode()
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = b'<Override PartName="/word/footnotes.xml" ContentType="' + kind + b'"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    path.write_bytes(written(parts))


@dataclass
class Numbers:
    """A source: title and tag without digest -> text."""

    now: Mapping[str, str]
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    figures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: Language = "kk"

    def text(self, at: Address) -> str:
        return str(self._of(self.now, f"{at.item} {at.code} {at.statistic}"))

    def rows(self, at: Address) -> tuple[str, ...]:
        return tuple(self._of(self.tables, at.item))

    def columns(self, at: Address) -> tuple[str, ...]:
        return self.heads.get(at.item, ())

    def data(self, at: Address) -> tuple[str, ...]:
        return tuple(self._of(self.figures, at.item))

    @staticmethod
    def _of(known: Mapping[str, Any], key: str) -> Any:
        if key not in known:
            raise error(FILE_NOT_FOUND, path=key)
        return known[key]


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def root(path: Path, part: str = "word/document.xml") -> Any:
    return etree.fromstring(parts_of(path)[part])


def words(path: Path, part: str = "word/document.xml") -> str:
    """All visible text, paragraphs on lines of their own."""
    return "\n".join("".join(node.text or "" for node in one.iter(w("t"))) for one in root(path, part).iter(w("p")))
