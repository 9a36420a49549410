"""Bold, italic, capitals, gaps and page breaks of paragraphs against a profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from survey.chapter.conform_text import look_of
from survey.chapter.effective import Looks
from survey.chapter.roles import Paragraph
from survey.chapter.rules import Look, Profile
from survey.chapter.spoken import spoken
from survey.errors import EMPHASIS_IS, GAP_IS, NEW_PAGE_IS, Figures, Place, Problem, problem
from survey.render.opc import w

_POINTS = 0.5
"""How far a gap may be from the rule in points: Word rounds it."""
_EMPHASIS = {"bold": "b", "italic": "i", "capitals": "caps"}
_WHOLE = ("heading", "caption", "note", "reference")  # words of a text may be bold; heads of tables are
_ENDS = ("nextPage", "oddPage", "evenPage")


def check(found: Sequence[Paragraph], looks: Looks, profile: Profile, path: Path) -> Iterator[Problem]:
    """Every paragraph that the profile says something of."""
    for place, one in enumerate(found):
        look = None if one.role in ("empty", "figure", "line") else look_of(one, looks, profile)
        if look is None:
            continue
        where = Place(path, paragraph=one.number)
        if one.role in _WHOLE:
            yield from _emphasis(one, looks, look, where)
        if one.role == "heading":
            yield from _new_page(found, place, look, where)
        if not (one.role == "text" and one.shape.number):
            yield from _gaps(one, look, where)


def _emphasis(one: Paragraph, looks: Looks, look: Look, place: Place) -> Iterator[Problem]:
    """What more than half of the letters are: a word in italics within a heading is its author's."""
    runs = [(run, "".join(part.text or "" for part in run.findall(w("t")))) for run in one.element.iter(w("r"))]
    # Behind a break of the line stands the title of an appendix, which ГОСТ 7.32 does not set in capitals.
    broken = next((place for place, (run, _) in enumerate(runs) if run.find(w("br")) is not None), len(runs))
    runs = runs[: broken or len(runs)]
    letters = [(run, text, sum(letter.isalpha() for letter in text)) for run, text in runs]
    total = sum(weight for *_, weight in letters)
    for name, tag in _EMPHASIS.items():
        wanted = bool(getattr(look, name))
        # Capitals that were typed are capitals where they are asked for; where not, they may be an abbreviation.
        shown = sum(
            weight
            for run, text, weight in letters
            if weight and (looks.is_on(run, one.element, tag) or (name == "capitals" and wanted and text.isupper()))
        )
        if total and (2 * shown > total) != wanted:
            yield problem(EMPHASIS_IS, place, words=one.words, expected=spoken(f"look_{name}_{'on' if wanted else 'off'}"))


def _new_page(found: Sequence[Paragraph], place: int, look: Look, where: Place) -> Iterator[Problem]:
    one = found[place]
    if look.new_page and not (one.shape.new_page or _breaks(found, place)):
        yield problem(NEW_PAGE_IS, where, words=one.words, expected=spoken("new_page_on"))
    elif one.shape.new_page and not look.new_page and not _after_contents(found, place):
        yield problem(NEW_PAGE_IS, where, words=one.words, expected=spoken("new_page_off"))


def _after_contents(found: Sequence[Paragraph], place: int) -> bool:
    """Whether only contents, lists or a title stand before a paragraph: the text may begin on a page of its own."""
    return {one.role for one in found[:place]} <= {"empty", "line", "front"}


def _breaks(found: Sequence[Paragraph], place: int) -> bool:
    """Whether a paragraph begins a page without a setting of its own: the first one, behind a break of page or section."""
    element = found[place].element
    if any(_is_break(mark) for mark in element.iter(w("br"))):
        return True
    for before in reversed(found[:place]):
        if any(_is_break(mark) for mark in before.element.iter(w("br"))):
            return True
        if before.element.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            return _begins_page(element)
        if before.role != "empty":
            return False
    return True


def _is_break(mark: etree._Element) -> bool:
    return bool(mark.get(w("type")) == "page")


def _begins_page(element: etree._Element) -> bool:
    """How the section of a paragraph begins stands in the next properties of a section."""
    section = next(iter(element.xpath(".//w:sectPr | following::w:sectPr", namespaces={"w": w("")[1:-1]})), None)
    kind = None if section is None else section.find(w("type"))
    return kind is None or str(kind.get(w("val"), _ENDS[0])) in _ENDS


def _gaps(one: Paragraph, look: Look, place: Place) -> Iterator[Problem]:
    for side in ("before", "after"):
        shown, wanted = getattr(one.shape, side), getattr(look, side)
        if shown is not None and abs(shown - wanted) > _POINTS:
            values = {"found": Figures(f"{shown:g}"), "expected": Figures(f"{wanted:g}")}
            yield problem(GAP_IS, place, words=one.words, side=spoken(f"gap_{side}"), **values)
