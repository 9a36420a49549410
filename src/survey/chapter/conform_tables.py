"""Lines of tables against a profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from survey.chapter.effective import Looks
from survey.chapter.roles import Paragraph, has_picture
from survey.chapter.rules import Profile
from survey.chapter.spoken import spoken
from survey.errors import TABLE_LINES_ARE, Place, Problem, problem
from survey.render.opc import w

_BESIDE = {"insideV": ("left", "right"), "insideH": ("top", "bottom")}


def check(document: etree._Element, found: Sequence[Paragraph], looks: Looks, profile: Profile, path: Path) -> Iterator[Problem]:
    """Every table of two rows or more; pictures side by side and tables in tables are none."""
    places = {one.element: one for one in found}
    for table in document.iter(w("tbl")):
        nested = next(table.iterancestors(w("tbl")), None) is not None
        if nested or has_picture(table) or len(table.findall(f".//{w('tr')}")) < 2:
            continue
        across, down = (_has(table, looks, line) for line in ("insideH", "insideV"))
        wrong = not (across and down) if profile.table_lines == "grid" else down
        first = next((places[one] for one in table.iter(w("p")) if places[one].text.strip()), None)
        if wrong and first is not None:
            place = Place(path, paragraph=first.number)
            yield problem(TABLE_LINES_ARE, place, words=first.words, expected=spoken(f"lines_{profile.table_lines}"))


def _has(table: etree._Element, looks: Looks, line: str) -> bool:
    """Whether there are lines between rows or columns: those of the table, or those of more than half of its cells."""
    cells = list(table.iter(w("tc")))
    own = [cell.find(f"{w('tcPr')}/{w('tcBorders')}") for cell in cells]
    drawn = sum(any(_is_drawn(borders, side) for side in _BESIDE[line]) for borders in own if borders is not None)
    # Lines that cells take away: only those that are between cells say something of the table.
    taken = sum(all(_is_taken(borders, side) for side in _BESIDE[line]) for borders in own if borders is not None)
    if looks.lines(table).get(line, False):
        return 2 * taken <= len(cells)
    return 2 * drawn > len(cells)


def _is_drawn(borders: etree._Element, side: str) -> bool:
    found = borders.find(w(side))
    return found is not None and found.get(w("val")) not in ("nil", "none")


def _is_taken(borders: etree._Element, side: str) -> bool:
    found = borders.find(w(side))
    return found is not None and found.get(w("val")) in ("nil", "none")
