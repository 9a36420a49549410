"""published.csv: what a publication printed of the answers to its questions, row by row and as it was printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from survey.audit import document_words as words
from survey.errors import (
    MISSING_COLUMNS,
    NOT_A_BASE,
    NOT_A_COUNT,
    NOT_A_PERCENT,
    NOT_A_RATIO,
    Place,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.wave.tablefile import read_table

NEEDED = ("item", "answer", "percent")
COLUMNS = ("figure", *NEEDED, "n", "base", "qualifier", "text", "note")

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*%?")
_COUNT = re.compile(r"\d{1,9}")
_RATIO = re.compile(r"(\d+(?:[.,]\d+)?)\s*:\s*(\d+(?:[.,]\d+)?)")
_SEVERAL = re.compile(r"\bmultiple\b|several answers|нескольк\w+ ответ|бірнеше жауап", re.IGNORECASE)


@dataclass(frozen=True)
class Printed:
    """A row: one number, ratio or word that was printed about one answer.

    percent: as printed, with a decimal point; None where there is none. n: the count, where it was printed. base: how many
    answered, where it was printed. about: `over`, `under` or `about` where the percent is not exact, else empty. ratio: as
    printed. several: one person could give several answers.
    """

    figure: str
    item: str
    answer: str
    percent: str | None
    n: int | None
    base: int | None
    qualifier: str
    text: str
    place: Place
    about: str = ""
    ratio: tuple[str, str] | None = None
    several: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is a number and not a bound, a ratio or a word."""
        return self.n is not None or (self.percent is not None and not self.about)


def read_published(source: Path | pd.DataFrame) -> tuple[Printed, ...]:
    """The rows of a publication.

    Parameters
    ----------
    source
        A table file or a frame with the columns item, answer, percent and, where there are any, figure (the item, where it is
        left out), n, base, qualifier, text, note. Decimals with a point or a comma; encoding and separator are found out.

    Returns
    -------
    The rows in the order of the file.

    Raises
    ------
    DataError
        A missing column, and all cells that are neither a percent from 0 to 100 nor a count, and ratios with a 0, at once.
    """
    header, rows = _from_frame(source) if isinstance(source, pd.DataFrame) else _from_file(source)
    missing = [name for name in NEEDED if name not in header]
    if missing:
        place = Place() if isinstance(source, pd.DataFrame) else Place(file=source, row=1)
        raise error(MISSING_COLUMNS, place, missing=missing, found=header)
    problems: list[Problem] = []
    read = tuple(_row(dict(zip(header, values, strict=True)), at, problems) for values, at in rows if any(values))
    raise_all(problems)
    return read


Rows = list[tuple[tuple[str, ...], Callable[[str | None], Place]]]


def _from_file(path: Path) -> tuple[list[str], Rows]:
    table = read_table(path)
    header = [name.strip().lower() for name in table.header]

    def placed(row: int) -> Callable[[str | None], Place]:
        return lambda column: Place(file=path, row=row, column=column, sheet=table.sheet)

    numbers = table.numbers.tolist()
    return header, [(tuple(map(str.strip, row)), placed(number)) for row, number in zip(table.rows(), numbers, strict=True)]


def _from_frame(frame: pd.DataFrame) -> tuple[list[str], Rows]:
    header = [str(name).strip().lower() for name in frame.columns]

    def placed(row: int) -> Callable[[str | None], Place]:
        return lambda column: Place(row=row, column=column)

    rows = frame.itertuples(index=False, name=None)
    return header, [(tuple(_cell(value) for value in row), placed(number)) for number, row in enumerate(rows, 2)]


def _cell(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() and value > 100 else str(value).strip()


def _row(cells: dict[str, str], at: Callable[[str | None], Place], problems: list[Problem]) -> Printed:
    percent, qualifier = cells["percent"], cells.get("qualifier", "")
    found = _PERCENT.fullmatch(percent)
    value = found[1].replace(",", ".") if found else None
    if percent and (value is None or float(value) > 100):
        problems.append(problem(NOT_A_PERCENT, at("percent"), value=percent))
        value = None
    counts = {name: _count(cells.get(name, ""), at(name), problems) for name in ("n", "base")}
    if counts["base"] == 0:
        problems.append(problem(NOT_A_BASE, at("base"), value=0))
    ratio = _ratio(qualifier, at("qualifier"), problems)
    return Printed(
        figure=cells.get("figure", "") or cells["item"],
        item=cells["item"],
        answer=cells["answer"],
        percent=value,
        n=counts["n"],
        base=counts["base"] or None,
        qualifier=qualifier,
        text=cells.get("text", ""),
        place=at(None),
        about=words.about(qualifier, qualifier) if value else "",
        ratio=ratio,
        several=bool(_SEVERAL.search(qualifier)),
    )


def _count(text: str, place: Place, problems: list[Problem]) -> int | None:
    whole = text.removesuffix(".0")
    if not whole:
        return None
    if not _COUNT.fullmatch(whole):
        problems.append(problem(NOT_A_COUNT, place, value=text))
        return None
    return int(whole)


def _ratio(qualifier: str, place: Place, problems: list[Problem]) -> tuple[str, str] | None:
    found = _RATIO.search(qualifier)
    if found is None:
        return None
    first, second = (side.replace(",", ".") for side in found.groups())
    if not (float(first) and float(second)):
        problems.append(problem(NOT_A_RATIO, place, value=found[0]))
        return None
    return first, second
