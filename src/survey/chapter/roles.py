"""The paragraphs of a document, each with what it is: text, heading, caption, cell, note, line of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from survey.chapter.effective import Looks, Shape
from survey.chapter.rules import Profile
from survey.chapter.word_xml import text_of
from survey.render.opc import w

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_SEQ = re.compile(r"\s*SEQ\s+(\"[^\"]+\"|\S+)")
_FRONT = frozenset({"Title", "Subtitle", "Author", "Date", "Abstract Title", "Abstract", "Article Code", "TOCHeading"})
_LINES = frozenset({"TOC1", "TOC2", "TOC3", "TableofFigures"})
_OTHER = frozenset({"Block Text", "Callout", "Callout Title", "Question", "Hint", "Answer", "Last Answer", "Write Line"})
_NAMED: Mapping[str, str] = {
    **dict.fromkeys(_FRONT, "front"),
    **dict.fromkeys(_LINES, "line"),
    **dict.fromkeys(_OTHER, "other"),
    "TableNote": "note",
    "Bibliography": "reference",
}
_CAPTIONS = frozenset({"Caption", "ImageCaption", "TableCaption"})
# The English words stand in files of other programs, and of authors whose Word is English.
_WORDS: Mapping[str, frozenset[str]] = {
    "fig": frozenset({"figure", "сурет", "рисунок", "рис."}),
    "tbl": frozenset({"table", "кесте", "таблица", "табл."}),
}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a document.

    number: its place among all paragraphs, from 1. role: `text`, `heading`, `caption`, `cell`, `note`, `reference`, `figure`,
    `line` of a list, `front` (title, contents), `other`, `empty`. kind: `fig` or `tbl` of a caption. level: of a heading, from 1.
    """

    element: etree._Element
    number: int
    role: str
    style: str
    shape: Shape
    text: str
    kind: str = ""
    level: int = 0
    sequence: bool = False

    @property
    def words(self) -> str:
        """The first words, by which an author finds the paragraph."""
        text = " ".join(self.text.split())
        return text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + " …"


def paragraphs(document: etree._Element, looks: Looks, profile: Profile) -> tuple[Paragraph, ...]:
    """Every paragraph of a document with its role."""
    return tuple(_paragraph(element, place, looks, profile) for place, element in enumerate(document.iter(w("p")), 1))


def _paragraph(element: etree._Element, number: int, looks: Looks, profile: Profile) -> Paragraph:
    shape, style, text = looks.shape(element), looks.name(element), text_of(element)
    sequence = kind_of_sequence(element, profile)
    kind = sequence or (typed_caption(text, profile) if style in _CAPTIONS or shape.outline is None else "")
    level = int(style[7:]) if style.startswith("Heading") and style[7:].isdigit() else 0
    if not level and shape.outline is not None and shape.outline < 9 and style not in _FRONT:
        level = shape.outline + 1
    role = _role(element, style, text, kind, level)
    return Paragraph(element, number, role, style, shape, text, kind if role == "caption" else "", level, bool(sequence))


def _role(element: etree._Element, style: str, text: str, kind: str, level: int) -> str:
    named = _NAMED.get(style)
    if named in ("front", "line"):
        return named
    if any(parent.tag == w("txbxContent") for parent in element.iterancestors()):
        return "other"
    if any(parent.tag == w("tc") for parent in element.iterancestors()):
        return "cell"
    if kind:
        return "caption"
    if has_picture(element) and not text.strip():
        return "figure"
    if not text.strip():
        return "empty"
    return "heading" if level else named or "text"


def has_picture(element: etree._Element) -> bool:
    """Whether a paragraph shows a picture or a chart."""
    return next(element.iter(w("drawing"), w("pict"), w("object")), None) is not None


def kind_of_sequence(element: etree._Element, profile: Profile) -> str:
    """`fig` or `tbl` where a paragraph counts with the field of a sequence; empty otherwise."""
    for instruction in _instructions(element):
        found = _SEQ.match(instruction)
        if found is not None:
            return _kind(found[1].strip('"'), profile)
    return ""


def _instructions(element: etree._Element) -> Iterator[str]:
    """The instructions of the fields of a paragraph, whole where Word has cut them into several runs."""
    pieces: list[str] = []
    for part in element.iter(w("fldChar"), w("instrText"), w("fldSimple")):
        if part.tag == w("fldSimple"):
            yield str(part.get(w("instr"), ""))
        elif part.tag == w("instrText"):
            pieces.append(part.text or "")
        elif pieces:
            yield "".join(pieces)
            pieces = []


def instructions(element: etree._Element) -> tuple[str, ...]:
    """The instructions of all fields of an element."""
    return tuple(_instructions(element))


def _kind(word: str, profile: Profile) -> str:
    for kind, words in _WORDS.items():
        known = words | {text.casefold() for _, text in profile.caption(kind).word}
        if word.casefold() in known:
            return kind
    return ""


def typed_caption(text: str, profile: Profile) -> str:
    """`fig` or `tbl` where a text reads as a caption, in any form, such as `Сурет 3 – ...`, `3-сурет. ...`, `Figure 3: ...`."""
    for kind, words in _WORDS.items():
        known = "|".join(sorted(re.escape(word) for word in words | {word.casefold() for _, word in profile.caption(kind).word}))
        first = rf"(?:{known})[\s\u00a0]*\d+(?:\.\d+)*[\s\u00a0]*[.:–—-][\s\u00a0]"
        second = rf"\d+[\s\u00a0]*[-–]?[\s\u00a0]*(?:{known})[\s\u00a0]*[.:–—-][\s\u00a0]"
        if re.match(rf"\s*(?:{first}|{second})", text, re.IGNORECASE):
            return kind
    return ""
