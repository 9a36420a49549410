"""Notes of a finished chapter: that of a figure stands where the profile wants it, and never on another page than its caption."""

from __future__ import annotations

from lxml import etree

from survey.chapter.rules import ABOVE_CAPTION, Profile
from survey.chapter.word_xml import properties, put, style_of
from survey.render.opc import w


def notes(document: etree._Element, profile: Profile, *, template: bool) -> None:
    """Put the notes of figures above their captions where the profile says so, and keep each with what it explains."""
    for caption in [one for one in document.iter(w("p")) if style_of(one) == "ImageCaption"]:
        note = _behind(caption)
        if style_of(note) != "TableNote":
            continue
        first = caption
        if profile.figure.note == ABOVE_CAPTION and profile.figure.place == "below" and not template:
            caption.addprevious(note)
            first = note
        put(properties(first, "pPr"), "keepNext")


def _behind(block: etree._Element) -> etree._Element | None:
    """The next block; bookmarks between do not count."""
    beside = block.getnext()
    while beside is not None and beside.tag in {w("bookmarkStart"), w("bookmarkEnd")}:
        beside = beside.getnext()
    return beside
