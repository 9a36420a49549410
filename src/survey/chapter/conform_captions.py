"""Captions and what refers to them against a profile: form, place, numbers without a gap, fields where there should be fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from survey.chapter.roles import Paragraph, has_picture, instructions
from survey.chapter.rules import Profile
from survey.chapter.spoken import spoken
from survey.chapter.word_xml import blocks
from survey.errors import (
    CAPTION_GAP,
    CAPTION_IS,
    CAPTION_MISSING,
    CAPTION_ORDER,
    CAPTION_PLACE_IS,
    CAPTION_TYPED,
    CAPTION_UNMENTIONED,
    REFERENCE_LOST,
    REFERENCE_TYPED,
    Place,
    Problem,
    problem,
)
from survey.i18n.text import Language
from survey.render.opc import w

_REFERENCE = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+\"?([^\s\"\\]+)")
_STARTS = re.compile(r"\\r\s*(\d+)")
# A figure or table that a text names by its number, in the words of the three languages and their cases.
_TYPED = re.compile(
    r"(?P<a>\d+)[\s\u00a0]?[-–][\s\u00a0]?(?:сурет|кесте)\w*"
    r"|\b(?:сурет|кесте|рис\.|рисун\w+|табл\.|таблиц\w+|figures?|fig\.|tables?)[\s\u00a0]+(?P<b>\d+)",
    re.IGNORECASE,
)


def check(
    document: etree._Element, found: Sequence[Paragraph], profile: Profile, language: Language, path: Path
) -> Iterator[Problem]:
    """Each caption, each figure and table without one, each reference."""
    captions = [one for one in found if one.role == "caption"]
    for one in captions:
        place = Place(path, paragraph=one.number)
        if not one.sequence:
            yield problem(CAPTION_TYPED, place, words=one.words)
        yield from _form(one, profile, language, place)
    for kind in ("fig", "tbl"):
        yield from _order([one for one in captions if one.kind == kind], path)
    yield from _places(document, found, profile, path)
    yield from _references(document, found, path)
    yield from _unmentioned(found, path)


def _form(one: Paragraph, profile: Profile, language: Language, place: Place) -> Iterator[Problem]:
    form = profile.caption(one.kind).form[language]
    pattern = re.escape(form).replace(r"\{n\}", r"\d+(?:\.\d+)*").replace(r"\{title\}", r"\S.*?").replace(r"\ ", " ")
    text = " ".join(one.text.split())
    point = not form.endswith(".") and text.endswith(".") and not text.endswith("…")
    if point or not re.fullmatch(pattern, text):
        yield problem(CAPTION_IS, place, words=one.words, expected=form.replace("{n}", "1").replace("{title}", "…"))


def _order(captions: Sequence[Paragraph], path: Path) -> Iterator[Problem]:
    """The numbers that captions of one kind show, against those by their place in the document.

    A field may begin to count anew (`\\r 13`). Where only one does, its number is that of the first caption, wherever it went.
    """
    shown = [re.search(r"\d+(?:\.\d+)*", one.text) for one in captions]
    if not captions or any(number is None or "." in number[0] for number in shown):
        return  # numbers with those of their section are not counted here
    numbers = [int(number[0]) for number in shown if number is not None]
    starts = [_start(one) for one in captions]
    given = [start for start in starts if start is not None]
    expected = counted = 0
    for place, (one, number, start) in enumerate(zip(captions, numbers, starts, strict=True)):
        anew = start if len(given) > 1 else None
        first = given[0] if len(given) == 1 else min(numbers)
        expected = anew if anew is not None else expected + 1 if place else first
        counted = start if start is not None else counted + one.sequence
        if number != expected:
            mended = one.sequence and counted == expected
            values = {"found": str(number), "expected": str(expected)}
            yield problem(CAPTION_GAP if mended else CAPTION_ORDER, Place(path, paragraph=one.number), words=one.words, **values)


def _start(one: Paragraph) -> int | None:
    """The number with which the field of a caption begins to count anew."""
    return next((int(found[1]) for text in instructions(one.element) if (found := _STARTS.search(text))), None)


def _places(document: etree._Element, found: Sequence[Paragraph], profile: Profile, path: Path) -> Iterator[Problem]:
    """Captions on the right side of what they name, and figures and tables without any."""
    by_element = {one.element: one for one in found}
    found_blocks = blocks(document.find(w("body")))
    body = [block for block in found_blocks if block.tag == w("tbl") or by_element[block].role not in ("empty", "note")]
    named: set[int] = set()
    for place, block in enumerate(body):
        one = by_element.get(block)
        if one is None or one.role != "caption":
            continue
        wanted = profile.caption(one.kind).place
        sides = (place + 1, place - 1) if wanted == "above" else (place - 1, place + 1)
        things = [side for side in sides if 0 <= side < len(body) and _is_thing(body[side], one.kind)]
        named.update(things[:1])
        if things[:1] != [sides[0]]:
            where = spoken(f"place_{wanted}_{one.kind}")
            yield problem(CAPTION_PLACE_IS, Place(path, paragraph=one.number), words=one.words, expected=where)
    for place, block in enumerate(body):
        one = by_element.get(block)
        kind = "tbl" if _is_thing(block, "tbl") else "fig" if one is not None and one.role == "figure" else ""
        if kind and place not in named:
            first = one or next((by_element[p] for p in block.iter(w("p"))), None)
            yield problem(CAPTION_MISSING, Place(path, paragraph=first.number if first else None), kind=spoken(f"kind_{kind}"))


def _is_thing(block: etree._Element, kind: str) -> bool:
    """Whether a block is a figure or a table; a table may also hold pictures side by side."""
    if kind == "tbl":
        return bool(block.tag == w("tbl")) and not has_picture(block)
    return has_picture(block)


def _references(document: etree._Element, found: Sequence[Paragraph], path: Path) -> Iterator[Problem]:
    marks = {str(mark.get(w("name"))).casefold() for mark in document.iter(w("bookmarkStart"))}
    for one in found:
        place = Place(path, paragraph=one.number)
        targets = [match[1] for text in instructions(one.element) if (match := _REFERENCE.match(text))]
        lost = [target for target in targets if target.casefold() not in marks]
        if lost:
            yield problem(REFERENCE_LOST, place, words=one.words, target=lost[0])
        if one.role in ("text", "note"):
            typed = _typed(one)
            if typed:
                yield problem(REFERENCE_TYPED, place, words=one.words, typed=typed)


def _unmentioned(found: Sequence[Paragraph], path: Path) -> Iterator[Problem]:
    """Figures and tables that no text refers to: by a field, or by a typed number, which is told by itself."""
    targets = {
        match[1].casefold()
        for one in found
        if one.role not in ("caption", "line")
        for text in instructions(one.element)
        if (match := _REFERENCE.match(text))
    }
    typed = {(kind, number) for one in found if one.role in ("text", "note", "other") for kind, number in _named(one.text)}
    for one in found:
        if one.role != "caption" or not one.sequence:
            continue
        marks = {str(mark.get(w("name"))).casefold() for mark in one.element.iter(w("bookmarkStart"))}
        number = re.search(r"\d+", one.text)
        if not marks & targets and (one.kind, number[0] if number else "") not in typed:
            yield problem(CAPTION_UNMENTIONED, Place(path, paragraph=one.number), words=one.words)


def _named(text: str) -> Iterator[tuple[str, str]]:
    """What a text names by its number: `fig` or `tbl`, and the number."""
    for found in _TYPED.finditer(text):
        table = re.search(r"кесте|табл|table", found[0], re.IGNORECASE)
        yield "tbl" if table else "fig", found["a"] or found["b"]


def _typed(one: Paragraph) -> str:
    """The first number of a figure or table that was typed, not put in as a field; empty where there is none."""
    text, in_field = "", []
    depth = 0
    for part in one.element.iter(w("fldChar"), w("t"), w("fldSimple")):
        if part.tag == w("fldChar"):
            kind = part.get(w("fldCharType"))
            depth += {"begin": 1, "end": -1}.get(str(kind), 0)
        elif part.tag == w("t"):
            simple = any(parent.tag == w("fldSimple") for parent in part.iterancestors())
            text += part.text or ""
            in_field += [depth > 0 or simple] * len(part.text or "")
    for found in _TYPED.finditer(text):
        start = found.start("a") if found["a"] else found.start("b")
        if not in_field[start]:
            return found[0]
    return ""
