"""Font, size, spacing, indent and alignment of paragraphs against a profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from survey.chapter.effective import Looks
from survey.chapter.roles import Paragraph
from survey.chapter.rules import Look, Profile
from survey.chapter.spoken import alignment, spoken
from survey.errors import ALIGNMENT_IS, FONT_IS, INDENT_IS, SIZE_IS, SPACING_IS, Figures, Place, Problem, problem
from survey.render.opc import w

_MM, _LINES = 0.5, 0.02
"""How far an indent in mm and a spacing in lines may be from the rule: Word rounds both."""
_STRUCTURAL = "Heading Unnumbered"
_ANY_ALIGNMENT = ("cell",)  # columns of numbers stand at the right, those of words at the left


def check(found: Sequence[Paragraph], looks: Looks, profile: Profile, path: Path) -> Iterator[Problem]:
    """Every paragraph that has words."""
    for one in found:
        if one.role in ("empty", "figure", "line"):
            continue
        place = Place(path, paragraph=one.number)
        look = look_of(one, looks, profile)
        yield from _letters(one, looks, profile, look, place)
        if look is not None:
            yield from _shape(one, look, place)


def look_of(one: Paragraph, looks: Looks, profile: Profile) -> Look | None:
    """What the profile says of a paragraph; None where it says nothing but the font."""
    if one.role == "heading":
        if one.style == _STRUCTURAL or (one.level == 1 and profile.numbered and looks.unnumbered(one.element)):
            return profile.structural
        return profile.headings[min(one.level, len(profile.headings)) - 1]
    if one.role == "caption":
        return profile.caption(one.kind).look
    return {"text": profile.text, "cell": profile.cells, "note": profile.notes, "reference": profile.references}.get(one.role)


def _letters(one: Paragraph, looks: Looks, profile: Profile, look: Look | None, place: Place) -> Iterator[Problem]:
    """The first run in another font, and the first in another size."""
    fonts, sizes = [], []
    for run in one.element.iter(w("r")):
        text = "".join(part.text or "" for part in run.findall(w("t")))
        if not text.strip() or next(run.iterancestors(w("p"))) is not one.element or _is_special(run):
            continue
        font, size = looks.font(run, one.element, text), looks.size(run, one.element)
        if font.casefold() != profile.font.casefold():
            fonts.append((text, font))
        if look is not None and size != look.size:
            sizes.append((text, size))
    if fonts:
        yield problem(FONT_IS, place, words=_around(one, fonts[0][0]), found=fonts[0][1] or "–", expected=profile.font)
    if sizes and look is not None:
        values = {"found": Figures(f"{sizes[0][1]:g}"), "expected": Figures(f"{look.size:g}")}
        yield problem(SIZE_IS, place, words=_around(one, sizes[0][0]), **values)


def _is_special(run: etree._Element) -> bool:
    """Signs of notes, raised and lowered letters, code: they may have a font and a size of their own."""
    properties = run.find(w("rPr"))
    if properties is None:
        return False
    style = properties.find(w("rStyle"))
    code = style is not None and "Verbatim" in str(style.get(w("val")))
    return code or properties.find(w("vertAlign")) is not None or properties.find(w("vanish")) is not None


def _around(one: Paragraph, text: str) -> str:
    """The words of a run, those of its paragraph where it has only a few letters."""
    shown = " ".join(text.split())
    return one.words if len(shown) < 12 else shown if len(shown) <= 60 else shown[:57].rsplit(" ", 1)[0] + " …"


def _shape(one: Paragraph, look: Look, place: Place) -> Iterator[Problem]:
    shape = one.shape
    if shape.spacing is None or abs(shape.spacing - look.spacing) > _LINES:
        found = spoken("in_points") if shape.spacing is None else Figures(f"{shape.spacing:.2f}".rstrip("0").rstrip("."))
        yield problem(SPACING_IS, place, words=one.words, found=found, expected=Figures(f"{look.spacing:g}"))
    listed = one.role == "text" and shape.number
    if one.role in ("text", "heading", "caption", "reference") and not listed and abs(shape.indent - look.indent) > _MM:
        values = {"found": Figures(f"{shape.indent:.1f}".removesuffix(".0")), "expected": Figures(f"{look.indent:g}")}
        yield problem(INDENT_IS, place, words=one.words, **values)
    if one.role not in _ANY_ALIGNMENT and shape.align != look.align:
        yield problem(ALIGNMENT_IS, place, words=one.words, found=alignment(shape.align), expected=alignment(look.align))
