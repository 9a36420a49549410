"""Published counts: margins.csv, one row for each answer of each question, with the bounds that the publication allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import pandas as pd

from survey.errors import (
    BASE_ABOVE_N,
    BASE_VARIES,
    HIGH_ABOVE_BASE,
    IMPOSSIBLE_SUM,
    LOW_ABOVE_HIGH,
    MARGIN_ABSENT,
    MARGIN_CODE,
    MARGIN_ITEM,
    MARGIN_TWICE,
    MISSING_COLUMNS,
    NOT_A_COUNT,
    UNKNOWN_BASIS,
    Place,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.wave.questions import Question, questions
from survey.wave.tablefile import Table, read_table

COLUMNS = ("item", "code", "low", "high", "base", "basis", "note")


class Basis(StrEnum):
    """What a count rests on."""

    PUBLISHED = "published"
    COMPLEMENT = "complement"  # the base without the other answer's published count
    REMAINDER = "remainder"  # what all other answers leave
    INEQUALITY = "inequality"  # "more than", "less than"
    INTERVAL = "interval"  # several answers share a remainder
    NOT_GIVEN = "not_given"


@dataclass(frozen=True)
class Margins:
    """How often each answer was given, where nothing else is left of the answers.

    table: columns item, code (text), low, high, base (int), basis, note (text), in the order of the questionnaire.

    printed: the same before recodes merged answers; None where none were merged.
    """

    table: pd.DataFrame
    sha256: str
    printed: pd.DataFrame | None = None

    @cached_property
    def by_item(self) -> Mapping[str, pd.DataFrame]:
        """The rows of each question, split once: a report asks for counts some hundred times."""
        return {str(item): rows for item, rows in self.table.groupby("item")}


@dataclass(frozen=True)
class _Cell:
    """A row of the file that could be read."""

    question: Question
    code: str
    low: int
    high: int
    base: int
    basis: str
    note: str
    place: Place


def read_margins(path: Path, instrument: Instrument, n: int, *, partial: bool = False) -> Margins:
    """Read and check the margins of a wave.

    path: a table with the columns of COLUMNS (`note` may be left out). n: people who answered at all. partial: whether
    questions may have no rows at all.

    Raises DataError with all problems, by row: an unknown question, answer or basis, a missing or repeated answer, a number that
    is none, low > high > base, a base that varies within a question or exceeds n, answers that cannot add up to the base.
    """
    table = read_table(path)
    columns = _columns(table)
    known = questions(instrument)
    problems: list[Problem] = []
    written = {tuple(table.cell(row, columns[name]).strip() for name in ("item", "code")) for row in range(len(table))}
    named = {item for item, _ in written}
    # A mistyped name is that of a question which lacks a row.
    absent = [name for name, question in known.items() if any((name, code) not in written for code in question.codes)]
    read = [_cell(table, columns, row, known, absent, problems) for row in range(len(table))]
    cells = [cell for cell in read if cell is not None]
    unread = {table.cell(row, columns["item"]).strip() for row, cell in enumerate(read) if cell is None}
    unique = _unique(cells, problems)
    asked = [question for question in known.values() if not partial or question.column in named]
    for question in asked:
        own = [unique[question.column, code] for code in question.codes if (question.column, code) in unique]
        problems += _question_problems(question, own, path, n, judge=question.column not in unread)
    raise_all(sorted(problems, key=lambda found: found.place.row or 0))
    rows = [unique[question.column, code] for question in asked for code in question.codes]
    frame = pd.DataFrame(
        [(cell.question.column, cell.code, cell.low, cell.high, cell.base, cell.basis, cell.note) for cell in rows],
        columns=list(COLUMNS),
    )
    return Margins(frame, table.sha256)


def _columns(table: Table) -> Mapping[str, int]:
    header = [name.strip().lower() for name in table.header]
    missing = [name for name in COLUMNS[:-1] if name not in header]
    if missing:
        raise error(MISSING_COLUMNS, table.place(), missing=missing, found=table.header)
    return {name: header.index(name) for name in COLUMNS if name in header}


def _cell(
    table: Table,
    columns: Mapping[str, int],
    row: int,
    known: Mapping[str, Question],
    absent: Sequence[str],
    problems: list[Problem],
) -> _Cell | None:
    """A row as numbers and names of the questionnaire; None, and problems, where it cannot be read."""
    values = {name: table.cell(row, column).strip() for name, column in columns.items()}
    before = len(problems)
    numbers = [_count(table, row, columns, name, problems) for name in ("low", "high", "base")]
    question = known.get(values["item"])
    if question is None:
        place = table.place(row, columns["item"])
        problems.append(problem(MARGIN_ITEM, place, item=values["item"], nearest=nearest(values["item"], absent)))
    elif values["code"] not in question.codes:
        place, near = table.place(row, columns["code"]), nearest(values["code"], question.codes)
        found = problem(MARGIN_CODE, place, item=question.column, answer=values["code"], known=question.codes, nearest=near)
        problems.append(found)
    if values["basis"] not in list(Basis):
        place, near = table.place(row, columns["basis"]), nearest(values["basis"], list(Basis))
        problems.append(problem(UNKNOWN_BASIS, place, basis=values["basis"], known=tuple(Basis), nearest=near))
    low, high, base = numbers
    if len(problems) > before or question is None or low is None or high is None or base is None:
        return None
    return _Cell(question, values["code"], low, high, base, values["basis"], values.get("note", ""), table.place(row))


def _count(table: Table, row: int, columns: Mapping[str, int], name: str, problems: list[Problem]) -> int | None:
    text = table.cell(row, columns[name]).strip()
    # The length is compared first: Python refuses to convert thousands of digits.
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    problems.append(problem(NOT_A_COUNT, table.place(row, columns[name]), value=text))
    return None


def _unique(cells: list[_Cell], problems: list[Problem]) -> dict[tuple[str, str], _Cell]:
    """The cells by column and code; a second one of the same answer is a problem."""
    unique: dict[tuple[str, str], _Cell] = {}
    for cell in cells:
        key = (cell.question.column, cell.code)
        if key in unique:
            first = unique[key].place.row
            problems.append(problem(MARGIN_TWICE, cell.place, item=key[0], answer=cell.code, first=first))
        else:
            unique[key] = cell
    return unique


def _question_problems(question: Question, cells: list[_Cell], path: Path, n: int, *, judge: bool) -> Iterator[Problem]:
    """What is wrong with the cells of a question; `judge` is False where some of its rows could not be read."""
    absent = [code for code in question.codes if code not in {cell.code for cell in cells}]
    if judge and absent:
        place = cells[-1].place if cells else Place(path)
        yield problem(MARGIN_ABSENT, place, item=question.column, codes=absent)
    for cell in cells:
        if cell.low > cell.high:
            yield problem(LOW_ABOVE_HIGH, cell.place, low=cell.low, high=cell.high)
        elif cell.high > cell.base:
            yield problem(HIGH_ABOVE_BASE, cell.place, high=cell.high, base=cell.base)
        if cell.base != cells[0].base:
            yield problem(BASE_VARIES, cell.place, item=question.column, base=cell.base, first=cells[0].base)
    if cells and cells[0].base > n:
        yield problem(BASE_ABOVE_N, cells[0].place, item=question.column, base=cells[0].base, n=n)
    if question.multiple or absent or any(cell.base != cells[0].base for cell in cells):
        return
    low, high, base = sum(cell.low for cell in cells), sum(cell.high for cell in cells), cells[0].base
    if not low <= base <= high:
        yield problem(IMPOSSIBLE_SUM, cells[0].place, item=question.column, low=low, high=high, base=base)
