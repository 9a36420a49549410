"""Decimal signs of living numbers against the language, numbers of headings against a profile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from survey.chapter.address import read_address
from survey.chapter.effective import Looks
from survey.chapter.roles import Paragraph
from survey.chapter.rules import Profile
from survey.chapter.spoken import spoken
from survey.chapter.word_xml import text_of
from survey.errors import DECIMAL_IS, HEADING_NUMBERED, HEADING_POINT, HEADING_TYPED, Place, Problem, problem
from survey.i18n.signs import DECIMAL_SIGN
from survey.i18n.text import Language
from survey.render.opc import w

# `3 Шай`, `3.2. Шай`. A year, a date or a count begins otherwise: 2022 жылғы, 01.09.2022, 12 сарапшы, 2.5 млн.
_NUMBER = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*\.?[\s\u00a0]+(?![a-zа-яёәғқңөұүһі])\S")
_DATES = ("fieldwork",)  # statistics that are no numbers


def check(
    document: etree._Element, found: Sequence[Paragraph], looks: Looks, profile: Profile, language: Language, path: Path
) -> Iterator[Problem]:
    """Each living number and each heading."""
    places = {one.element: one for one in found}
    for control in document.iter(w("sdt")):
        yield from _decimal(control, places, language, path)
    for one in found:
        if one.role == "heading":
            yield from _heading(one, looks, profile, Place(path, paragraph=one.number))


def _decimal(
    control: etree._Element, places: dict[etree._Element, Paragraph], language: Language, path: Path
) -> Iterator[Problem]:
    properties = control.find(w("sdtPr"))
    alias, tag = (None if properties is None else properties.find(w(name)) for name in ("alias", "tag"))
    read = None if alias is None or tag is None else read_address(str(alias.get(w("val"))), str(tag.get(w("val"))))
    paragraph = next(control.iterancestors(w("p")), None)
    if read is None or paragraph is None or read[0].statistic in _DATES:
        return
    text, sign = text_of(control), DECIMAL_SIGN[language]
    other = "." if sign == "," else ","
    # Groups of three digits behind a comma are thousands.
    wrong = re.search(rf"\d{re.escape(other)}\d" if other == "." else r"\d,(?!\d{3}(?!\d))\d", text)
    if wrong is not None:
        yield problem(DECIMAL_IS, Place(path, paragraph=places[paragraph].number), words=text.strip(), expected=sign)


def _heading(one: Paragraph, looks: Looks, profile: Profile, place: Place) -> Iterator[Problem]:
    """Numbers by Word's own numbering, where the profile wants numbers; no full stop at the end."""
    typed = _NUMBER.match(one.text) is not None
    if typed:
        yield problem(HEADING_TYPED, place, words=one.words)
    elif profile.numbered != bool(one.shape.number) and not (profile.numbered and looks.unnumbered(one.element)):
        yield problem(
            HEADING_NUMBERED, place, words=one.words, expected=spoken("with_number" if profile.numbered else "without_number")
        )
    point = one.shape.number and looks.label(one.shape).endswith(".") != profile.point
    if point or (one.text.rstrip().endswith(".") and not one.text.rstrip().endswith("..")):
        yield problem(HEADING_POINT, place, words=one.words)
