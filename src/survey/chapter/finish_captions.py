"""Captions of a finished chapter: sequences under the words of the language, their place, and the lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from survey.chapter.rules import Profile
from survey.chapter.word_xml import drop, field, paragraph, style_of, text_of, text_run
from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.render.opc import w

KINDS: Mapping[str, str] = {"fig": "Figure", "tbl": "Table"}
"""The kinds of captions, with the names that the filter of the renderer gives their sequences."""
_FIRST_ID = 810000
_HEAD = ("Title", "Subtitle", "Author", "Date", "ArticleCode", "AbstractTitle", "Abstract")


def captions(
    document: etree._Element, profile: Profile, language: Language, starts: Mapping[str, int], *, template: bool
) -> None:
    """Name the sequences, let the first caption of a kind begin with its number, and put captions where they belong."""
    for kind, name in KINDS.items():
        rules = profile.caption(kind)
        found = list(_captions(document, name))
        for place, (caption, instruction) in enumerate(found):
            start = f" \\r {starts[kind]}" if not place and starts[kind] != 1 else ""
            instruction.text = f" SEQ {rules.word[language]} \\* ARABIC{start} "
            for run in caption.iter(w("r")):
                drop(run.find(w("rPr")), "b", "bCs")
            if not template:
                _place(caption, kind, rules.place)


def _captions(document: etree._Element, name: str) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Each caption of a sequence, and the instruction of its field."""
    pattern = re.compile(rf"\s*SEQ\s+{re.escape(name)}(?!\S)")
    for caption in document.iter(w("p")):
        for instruction in caption.iter(w("instrText")):
            if pattern.match(instruction.text or ""):
                yield caption, instruction
                break


def _place(caption: etree._Element, kind: str, place: str) -> None:
    """Move a caption to the other side of its figure or table; Pandoc puts those of figures below, those of tables above."""
    made = "below" if kind == "fig" else "above"
    if place == made:
        return
    beside = caption.getprevious() if made == "below" else caption.getnext()
    if beside is None:
        return
    (beside.addprevious if place == "above" else beside.addnext)(caption)


def lists_of_captions(document: etree._Element, profile: Profile, language: Language) -> None:
    """Put the lists of figures and tables behind the contents, or where the text begins; each with its lines already in it."""
    spot = _spot(document)
    number = _FIRST_ID
    for kind, heading in (("fig", "profiles.list_of_figures"), ("tbl", "profiles.list_of_tables")):
        word = profile.caption(kind).word[language]
        entries = []
        for caption, _ in _captions(document, word):
            number += 1
            entries.append(_entry(caption, number))
        if not entries:
            continue
        _opened(entries[0], f'TOC \\h \\z \\c "{word}"')
        entries[-1].append(field("", "")[-1])
        for made in (paragraph("TOCHeading", text_run(say(heading, language))), *entries):
            spot.addprevious(made)


def _spot(document: etree._Element) -> etree._Element:
    """The first block after contents, title and what stands at the head of an article."""
    body = document.find(w("body"))
    there = [block for block in body if block.tag in (w("p"), w("tbl"), w("sdt"), w("sectPr"))]
    contents = [place for place, block in enumerate(there) if block.find(f".//{w('docPartGallery')}") is not None]
    behind = there[contents[0] + 1 :] if contents else there
    return next(block for block in behind if style_of(block) not in _HEAD)


def _entry(caption: etree._Element, number: int) -> etree._Element:
    """One line of a list, a link to its caption with the field of its page."""
    name = f"_Toc{number}"
    marks = {kind: etree.Element(w(f"bookmark{kind}")) for kind in ("Start", "End")}
    for mark in marks.values():
        mark.set(w("id"), str(number))
    marks["Start"].set(w("name"), name)
    caption.insert(1 if caption.find(w("pPr")) is not None else 0, marks["Start"])
    caption.append(marks["End"])
    made = paragraph("TableofFigures")
    link = etree.SubElement(made, w("hyperlink"))
    link.set(w("anchor"), name)
    link.set(w("history"), "1")
    tab = etree.Element(w("r"))
    etree.SubElement(tab, w("tab"))
    link.extend([text_run(text_of(caption)), tab, *field(f"PAGEREF {name} \\h", "", dirty=True)])
    return made


def _opened(first: etree._Element, instruction: str) -> None:
    """Let the field of a list begin in its first line."""
    for place, run in enumerate(field(instruction, "", dirty=True)[:3], 1):
        first.insert(place, run)
