"""The author's prose of a wave, and the check of every number in it against the counts.

`commentary/<language>.md` holds a section for each item under `## <item id>`, and `## summary` where the author wants one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from survey.analysis.disclosure import Guard
from survey.audit.facts import Count, Fact, Facts, facts
from survey.audit.judge import closest, fits
from survey.audit.marks import Mark, broken, without_comments
from survey.audit.numbers import Kind, Number, numbers
from survey.errors import (
    BAD_MARK,
    COMMENTARY_NOT_UTF8,
    DUPLICATE_SECTION,
    FILE_NOT_FOUND,
    NUMBER_HIDDEN,
    NUMBER_NOT_IN_COUNTS,
    TEXT_OUTSIDE_SECTION,
    UNKNOWN_SECTION,
    Place,
    Problem,
    SurveyError,
    error,
    problem,
    raise_all,
)
from survey.i18n.text import Language
from survey.instrument.model import Item
from survey.instrument.nearest import nearest
from survey.stats.suppression import Bools

if TYPE_CHECKING:
    from survey.instrument.model import Instrument
    from survey.wave.wave import Wave

SUMMARY = "summary"
_HEADING = re.compile(r"##\s+(\S+)\s*")

Sections = dict[str, tuple[int, str]]


def commentary_path(folder: Path, language: Language) -> Path:
    """Where the commentary of the wave in `folder` is, or would be, in a language."""
    return folder / "commentary" / f"{language}.md"


def read_commentary(path: Path) -> Sections:
    """The sections of a commentary: section -> (the line on which its text begins, counted from 1; its text with the marks).

    Raises ReportError where a section stands twice or a text before the first heading would be lost, and DataError where there
    is no such file. `survey.audit.marks.unmarked` gives the text as a reader sees it.
    """
    found: dict[str, tuple[int, list[str]]] = {}
    problems: list[Problem] = []
    current: tuple[int, list[str]] = (0, [])
    for line, text in enumerate(without_comments(_text(path)).splitlines(), start=1):
        heading = _HEADING.fullmatch(text)
        if heading:
            if heading[1] in found:
                problems.append(problem(DUPLICATE_SECTION, Place(path, line), section=heading[1]))
            current = found.setdefault(heading[1], (line + 1, []))
        elif found:
            current[1].append(text)
        elif text.strip():
            problems.append(problem(TEXT_OUTSIDE_SECTION, Place(path, line)))
    raise_all(problems)
    return {section: _trimmed(first, lines) for section, (first, lines) in found.items()}


def _text(path: Path) -> str:
    if not path.is_file():
        raise error(FILE_NOT_FOUND, path=path)
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise error(COMMENTARY_NOT_UTF8, Place(path)) from None


def _trimmed(first: int, lines: list[str]) -> tuple[int, str]:
    blank = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    return first + blank, "\n".join(lines[blank:]).rstrip()


def check(wave: Wave, language: Language) -> list[Problem]:
    """Every number of the wave's commentary in a language that its counts do not bear out, and every mark that names nothing.

    A number without a mark has to be a count, percent, interval, ratio or base of the item of its section, or the number of its
    figure; a question number that of an item whose counts the section names. A marked number has to be what the mark names
    (`survey.audit.facts`). Years, and numbers marked with `source` or `waived`, are taken as they are; `waivers` lists the
    latter.

    Each finding has file, line, the number as printed and the nearest true one; an empty list means that the commentary holds.
    A number that only a hidden count bears out is a finding too: a report of a protected wave must not print it.
    """
    folder = wave.folder or Path()
    path = commentary_path(folder, language)
    counts = wave.counts([item.id for item in wave.instrument.items])
    known = facts(wave.instrument, wave.n, counts, folder / "published.csv")
    sections = read_commentary(path)
    found = check_sections(sections, known, language, path)
    hidden = Guard(wave).hidden
    if found or not any(mask.any() for mask in hidden.values()):
        return found
    shown = replace(known, counts={column: _shown(own, hidden.get(column)) for column, own in known.counts.items()})
    given_away = check_sections(sections, shown, language, path)
    return [problem(NUMBER_HIDDEN, one.place, section=_section(sections, one.place.line)) for one in given_away]


def _shown(counts: Mapping[str, Count], hidden: Bools | None) -> dict[str, Count]:
    """The counts of a question that a report prints."""
    return {code: n for place, (code, n) in enumerate(counts.items()) if hidden is None or not hidden[place]}


def _section(sections: Sections, line: int | None) -> str:
    """The section that a line stands in."""
    return max((first, name) for name, (first, _) in sections.items() if first <= (line or 0))[1]


def check_sections(sections: Sections, known: Facts, language: Language, path: Path) -> list[Problem]:
    """`check` for sections and facts at hand."""
    lost = unknown_sections(sections, known.instrument, path)
    names = {found.params["section"] for found in lost}
    for section, (line, text) in sections.items():
        lost += [problem(BAD_MARK, Place(path, line + down), mark=mark) for down, mark in broken(text)]
        if section not in names:
            lost += _check_section(section, numbers(text, language), known, language, Place(path, line))
    return lost


@dataclass(frozen=True)
class Waiver:
    """A number that stands although the counts do not bear it out, and the author's reason, or its source.

    key: that of its mark, `waived` or `source`.
    """

    place: Place
    printed: str
    reason: str
    key: str = "waived"


def waivers(path: Path, language: Language, keys: Sequence[str] = ("waived",)) -> tuple[Waiver, ...]:
    """The waived numbers of a commentary, in their order; with `source` among the keys also those said to have another source,
    of which in a protected wave nobody has checked that they are not hidden ones.

    Raises what `read_commentary` raises.
    """
    return tuple(
        Waiver(Place(path, line + number.line), number.printed, number.mark.value, number.mark.key)
        for line, text in read_commentary(path).values()
        for number in numbers(text, language)
        if number.mark is not None and number.mark.key in keys
    )


def unknown_sections(sections: Sections, instrument: Instrument, path: Path) -> list[Problem]:
    """The sections that belong to no item, so that their text would not reach a report."""
    names = [*(item.id for item in instrument.items), SUMMARY]
    return [
        problem(UNKNOWN_SECTION, Place(path, line), section=section, nearest=nearest(section, names))
        for section, (line, _) in sections.items()
        if section not in names
    ]


def _check_section(section: str, found: tuple[Number, ...], known: Facts, language: Language, place: Place) -> list[Problem]:
    mentioned = tuple(item for number in found if number.mark for item in known.items(number.mark.value, section))
    problems: list[Problem] = []
    for number in found:
        here = Place(place.file, (place.line or 1) + number.line)
        try:
            parts = _named(number.mark, section, known) if number.mark else _unnamed(number, section, known, mentioned)
        except SurveyError as wrong:
            again = [Problem(one.code, one.params, here) for one in wrong.problems]
            problems += [one for one in again if one not in problems]  # a mark with two numbers is told once
            continue
        if not all(fits(number, part) for part in parts):
            true = closest(number, [fact for part in parts for fact in part], language)
            problems.append(problem(NUMBER_NOT_IN_COUNTS, here, section=section, printed=number.printed, nearest=true))
    return problems


Parts = tuple[tuple[Fact, ...], ...]


def _named(mark: Mark, section: str, known: Facts) -> Parts:
    """What a mark names; nothing, so that nothing is checked, where it names a source outside the wave."""
    if mark.key in ("source", "waived"):
        if not mark.value.strip():  # a reason is what makes it one
            raise error(BAD_MARK, mark=str(mark))
        return ()
    return known.named(mark.value, section) if mark.key == "of" else known.percents(mark.value, section)


def _unnamed(number: Number, section: str, known: Facts, mentioned: tuple[Item, ...]) -> Parts:
    """What a number without a mark may be."""
    own = known.whole() if section == SUMMARY else known.own(section)
    return ((*own, *mentioned) if number.kind is Kind.QUESTION else own,)
