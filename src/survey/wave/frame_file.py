"""The frame of weights in a file: the population by question, or by several questions together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from survey.errors import FRAME_FILE_COLUMNS, FRAME_ROW_TWICE, NOT_A_FRAME_NUMBER, Problem, error, problem, raise_all
from survey.wave.tablefile import Table, read_table

N = "n"
MARGINS = ("item", "code", N)
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True)
class Frame:
    """margins: question -> code -> people, or shares. cells: the same by answers to all questions in their order; None where the
    file has the margins alone."""

    margins: dict[str, dict[str, float]]
    cells: dict[tuple[str, ...], float] | None = None


def read_frame(path: Path) -> Frame:
    """Read a table of the population.

    path: a file with the columns item, code, n and a row for each answer; or with a column per question and n, and a row for each
    combination of answers.

    Raises DataError with all problems: other columns, a number that is none, a row that stands twice.
    """
    table = read_table(path)
    header = [name.strip() for name in table.header]
    names = [name for name in header if name != N]
    if header.count(N) != 1 or not names or len(set(names)) < len(names):
        raise error(FRAME_FILE_COLUMNS, table.place(), found=table.header)
    places = [header.index(name) for name in (MARGINS[:2] if set(header) == set(MARGINS) else names)]
    rows = _rows(table, places, header.index(N))
    margins: dict[str, dict[str, float]] = {}
    if set(header) == set(MARGINS):
        for (item, code), n in rows.items():
            margins.setdefault(item, {})[code] = n
        return Frame(margins)
    for codes, n in rows.items():
        for name, code in zip(names, codes, strict=True):
            own = margins.setdefault(name, {})
            own[code] = own.get(code, 0) + n
    return Frame(margins, rows)


def _rows(table: Table, places: list[int], n: int) -> dict[tuple[str, ...], float]:
    problems: list[Problem] = []
    found: dict[tuple[str, ...], float] = {}
    first: dict[tuple[str, ...], int | None] = {}
    for row in range(len(table)):
        key = tuple(table.cell(row, place).strip() for place in places)
        value = _number(table.cell(row, n))
        if value is None:
            problems.append(problem(NOT_A_FRAME_NUMBER, table.place(row, n), value=table.cell(row, n)))
        elif key in found:
            problems.append(problem(FRAME_ROW_TWICE, table.place(row), answers=key, first=first[key]))
        else:
            found[key], first[key] = value, table.place(row).row
    raise_all(problems)
    return found


def _number(text: str) -> float | None:
    """People or a share, not below 0, with a point or a comma; none where `1,200` may be a thousand or a little more than one."""
    plain = text.strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if _THOUSANDS.fullmatch(plain):
        return None
    plain = plain.replace(",", ".")
    return float(plain) if plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdigit() else None
