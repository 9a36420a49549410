"""Paper, margins and page numbers against a profile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from survey.chapter.effective import Looks
from survey.chapter.main_part import related
from survey.chapter.roles import instructions
from survey.chapter.rules import Page, Profile
from survey.chapter.spoken import alignment, spoken
from survey.chapter.word_file import WordFile
from survey.chapter.word_xml import measure, text_of
from survey.errors import DISTANCE_IS, MARGIN_IS, PAGE_NUMBER_IS, PAGE_SIZE_IS, RUNNING_TITLE_IS, Place, Problem, problem
from survey.render.opc import w

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TWIPS_IN_MM = 1440 / 25.4
_SIDES = ("left", "right", "top", "bottom")
_TOLERANCE = 0.5  # mm: Word rounds, and a hundredth of a centimetre is no deviation


def check(file: WordFile, document: etree._Element, looks: Looks, profile: Profile, path: Path) -> Iterator[Problem]:
    """Each section of the document."""
    page, place = profile.page, Place(path)
    used: dict[tuple[str, str], str] = {}
    for number, section in enumerate(document.iter(w("sectPr")), 1):
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        width, height = _mm(size, "w"), _mm(size, "h")
        wide = max(page.width, page.height), min(page.width, page.height)
        landscape = size is not None and size.get(w("orient")) == "landscape"
        expected = wide if landscape else (page.width, page.height)
        if abs(width - expected[0]) > _TOLERANCE or abs(height - expected[1]) > _TOLERANCE:
            sizes = {"found": f"{width:.0f} × {height:.0f}", "expected": f"{expected[0]:g} × {expected[1]:g}"}
            yield problem(PAGE_SIZE_IS, place, section=number, **sizes)
        for kind in ("header", "footer"):
            for reference in section.findall(w(f"{kind}Reference")):
                used[kind, str(reference.get(w("type"), "default"))] = str(reference.get(f"{{{_R}}}id"))
        for side, found, rule in _wrong_margins(margins, page, landscape):
            yield problem(MARGIN_IS, place, section=number, side=spoken(f"side_{side}"), **_told(found, rule))
        yield from _page_number(file, section, number, used, looks, profile, place)
        yield from _distances(margins, number, used, page, place)
        yield from _running_title(file, document, number, used, looks, profile, place)


def _wrong_margins(margins: etree._Element | None, page: Page, landscape: bool) -> list[tuple[str, float, float]]:
    """Side, margin and rule where they differ. A page that is turned may keep its margins, or turn them with it as Word does."""
    upright = {side: getattr(page, side) for side in _SIDES}
    rules = [upright]
    if landscape:
        turned = ("bottom", "top", "left", "right"), ("top", "bottom", "right", "left")
        rules = [*(dict(zip(_SIDES, (upright[side] for side in sides), strict=True)) for sides in turned), upright]
    found = {side: _mm(margins, side) + (_mm(margins, "gutter") if side == "left" else 0) for side in _SIDES}
    wrong = [[(side, found[side], rule[side]) for side in _SIDES if abs(found[side] - rule[side]) > _TOLERANCE] for rule in rules]
    return min(wrong, key=len)


def _told(found: float, rule: float) -> dict[str, str]:
    return {"found": f"{found:.1f}".removesuffix(".0"), "expected": f"{rule:g}"}


def _distances(
    margins: etree._Element | None, number: int, used: dict[tuple[str, str], str], page: Page, place: Place
) -> Iterator[Problem]:
    """How far headers and footers, where there are any, stand from the edge of the paper."""
    for kind in ("header", "footer"):
        there = margins is not None and margins.get(w(kind)) is not None and any(one == kind for one, _ in used)
        if there and abs(_mm(margins, kind) - getattr(page, kind)) > _TOLERANCE:
            values = _told(_mm(margins, kind), getattr(page, kind))
            yield problem(DISTANCE_IS, place, section=number, side=spoken(f"distance_{kind}"), **values)


def _running_title(
    file: WordFile,
    document: etree._Element,
    number: int,
    used: dict[tuple[str, str], str],
    looks: Looks,
    profile: Profile,
    place: Place,
) -> Iterator[Problem]:
    """A line of words in the header, where the profile wants one; not the title of the document, where it wants none."""
    header = related(file, used.get(("header", "default"), ""))
    lines = [
        " ".join(text_of(line).split())
        for line in (() if header is None else header.iter(w("p")))
        if looks.name(line) != "Notice" and not any(code.split()[:1] == ["PAGE"] for code in instructions(line))
    ]
    if profile.running_title and not any(lines):
        yield problem(RUNNING_TITLE_IS, place, section=number, expected=spoken("title_on"))
    titles = {" ".join(text_of(one).split()) for one in document.iter(w("p")) if looks.name(one) == "Title"} - {""}
    if not profile.running_title and titles & set(lines):
        yield problem(RUNNING_TITLE_IS, place, section=number, expected=spoken("title_off"))


def _mm(element: etree._Element | None, name: str) -> float:
    return 0.0 if element is None else measure(element.get(w(name))) / _TWIPS_IN_MM


def _page_number(
    file: WordFile,
    section: etree._Element,
    number: int,
    used: dict[tuple[str, str], str],
    looks: Looks,
    profile: Profile,
    place: Place,
) -> Iterator[Problem]:
    """The field of the page in the right header or footer; a section without its own has those of the section before."""
    where, align, first = profile.page_number
    kind = {"top": "header", "bottom": "footer"}[where]
    wanted = ["default", *(["first"] if first and section.find(w("titlePg")) is not None else [])]
    for pages in wanted:
        root = related(file, used.get((kind, pages), ""))
        if root is None or not any(_is_right(line, align, looks) for line in root.iter(w("p"))):
            yield problem(
                PAGE_NUMBER_IS, place, section=number, expected=spoken(f"page_number_{where}", alignment=alignment(align))
            )
            return


def _is_right(line: etree._Element, align: str, looks: Looks) -> bool:
    if not any(instruction.split()[:1] == ["PAGE"] for instruction in instructions(line)):
        return False
    # Word's own galleries put the number into a frame of its own, which has an alignment instead of the paragraph.
    frame = line.find(f"{w('pPr')}/{w('framePr')}")
    found = frame.get(w("xAlign")) if frame is not None else None
    return (found or looks.shape(line).align) == align
