"""Where the note of a figure stands, and that it never parts from it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree
from tests.chapter.word_files import SPACE

from survey.chapter.finish_notes import notes
from survey.chapter.profile import read_profile
from survey.chapter.word_xml import style_of
from survey.render.opc import w

STYLES = ("CaptionedFigure", "ImageCaption", "TableNote", "TableCaption", "TableNote")


def finished(note: str, *, template: bool = False) -> list[tuple[str, bool]]:
    """Each paragraph with its style, and whether it is kept with the next one by itself."""
    lines = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>' for style in STYLES)
    document = etree.fromstring(f"<w:document {SPACE}><w:body>{lines}</w:body></w:document>")
    rules = read_profile("gost-kz")
    notes(document, replace(rules, figure=replace(rules.figure, note=note)), template=template)
    return [(style_of(one), one.find(f"{w('pPr')}/{w('keepNext')}") is not None) for one in document.iter(w("p"))]


def test_the_standard_puts_it_between_picture_and_caption() -> None:
    assert read_profile("gost-kz").figure.note == "above_caption"
    assert finished("above_caption")[:3] == [("CaptionedFigure", False), ("TableNote", True), ("ImageCaption", False)]


@pytest.mark.parametrize(("note", "template"), [("below_caption", False), ("above_caption", True)])
def test_below_the_caption_it_stays_with_it(note: str, template: bool) -> None:
    assert finished(note, template=template)[:3] == [("CaptionedFigure", False), ("ImageCaption", True), ("TableNote", False)]
    assert finished(note, template=template)[3:] == [("TableCaption", False), ("TableNote", False)]


def test_other_profiles_leave_it_below() -> None:
    assert read_profile("plain").figure.note == "below_caption"
