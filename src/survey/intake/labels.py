"""Cells to codes: an answer is matched against the options of its item, never guessed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from survey.errors import LABEL_UNMATCHED, NOT_A_NUMBER, Problem, problem
from survey.i18n.text import LANGUAGES
from survey.instrument.model import Item, ItemKind, OptionKind
from survey.intake.columns import cell_place
from survey.intake.matching import Lookup, lookup, wordings
from survey.wave.tablefile import Table

SEPARATORS = (";", ", ")
"""How ticked answers are joined in one cell: by Forms, and by Sheets and workbooks."""

_ROWS_NAMED = 10
_NEAREST_SOUGHT = 100


@dataclass(frozen=True)
class Cells:
    """What the cells of one column say.

    answers: column of the frame -> codes (or numbers, texts, ticks), NA where the cell is empty.
    text: the same columns -> what was received.
    """

    answers: dict[str, pd.Series]
    text: dict[str, pd.Series]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Unmatched:
    """A piece of a cell that is no answer of the item."""

    text: str


def read_cells(table: Table, column: int, cells: Sequence[str], item: Item, target: str) -> Cells:
    """The answers of one column of a file to one item, or to one row of a grid.

    Raises nothing: what cannot be matched is in `problems`, one for each different text, naming its rows.
    """
    places, texts = pd.factorize(np.array(cells, dtype=object))
    if item.kind is ItemKind.MULTIPLE:
        return _ticks(table, column, item, places, list(texts))
    read = _reading(item)
    values = [pd.NA if not text.strip() else read(text) for text in texts]
    problems = [
        _problem(table, column, item, value.text, np.flatnonzero(places == n), sought=n < _NEAREST_SOUGHT)
        for n, value in enumerate(values)
        if isinstance(value, Unmatched)
    ]
    known = [pd.NA if isinstance(value, Unmatched) else value for value in values]
    dtype = "Float64" if item.kind is ItemKind.NUMBER else "string"
    text = [text if text.strip() else pd.NA for text in texts]
    return Cells({target: _spread(known, places, dtype)}, {target: _spread(text, places, "string")}, tuple(problems))


def _spread(values: Sequence[Any], places: np.ndarray, dtype: str) -> pd.Series:
    """Values of the different texts to all rows."""
    return pd.Series(values, dtype=dtype).take(places).reset_index(drop=True)


def _reading(item: Item) -> Callable[[str], object]:
    """How one text that is not empty is read."""
    if item.kind is ItemKind.TEXT:
        return lambda text: text
    if item.kind is ItemKind.NUMBER:
        return _number
    known, other = answer_lookup(item), _other(item)

    def choice(text: str) -> object:
        found = known.find(text)
        return found[0] if len(found) == 1 else other or Unmatched(text)

    return choice


@cache
def answer_lookup(item: Item) -> Lookup:
    """The wordings of an item's options in all languages, as corrected and as printed; the codes; the values of a scale."""
    worded = [pair for option in item.options for pair in wordings(option.code, [option.text], option.verbatim)]
    coded = [(option.code, option.code) for option in item.options]
    valued = [(str(option.value), option.code) for option in item.options] if item.kind is ItemKind.SCALE else []
    return lookup([worded, coded, valued])


def _other(item: Item) -> str | None:
    """The option that takes what people write in; None where the item has none."""
    return next((option.code for option in item.options if option.kind is OptionKind.OTHER), None)


def _number(text: str) -> object:
    """A number with a point or a comma; spaces group its digits."""
    try:
        value = float("".join(text.split()).replace(",", "."))
    except ValueError:
        return Unmatched(text)
    return value if math.isfinite(value) else Unmatched(text)


def _ticks(table: Table, column: int, item: Item, places: np.ndarray, texts: list[str]) -> Cells:
    """A column of ticked answers: true, false or NA for each option, and the piece of the cell that ticked it."""
    known, other = answer_lookup(item), _other(item)
    ticked: list[dict[str, str]] = []
    problems: list[Problem] = []
    for n, text in enumerate(texts):
        chosen: dict[str, str] = {}
        for code, piece in split_ticks(text, known) if text.strip() else ():
            code = code or other
            if code is None:
                sought = len(problems) < _NEAREST_SOUGHT
                problems.append(_problem(table, column, item, piece, np.flatnonzero(places == n), sought=sought))
            else:
                chosen[code] = f"{chosen[code]}; {piece}" if code in chosen else piece
        ticked.append(chosen)
    answers, received = {}, {}
    for option in item.options:
        name = f"{item.id}.{option.code}"
        answers[name] = _spread([option.code in chosen if chosen else pd.NA for chosen in ticked], places, "boolean")
        received[name] = _spread([chosen.get(option.code, pd.NA) for chosen in ticked], places, "string")
    return Cells(answers, received, tuple(problems))


def split_ticks(cell: str, known: Lookup) -> list[tuple[str | None, str]]:
    """(code, piece) of each answer in a cell of ticked answers; code None where a piece is no option.

    Options may contain the separator themselves, so pieces are put together again and the reading with the fewest unknown pieces,
    then the longest options, wins; of the two separators the one with the better reading.

    >>> from survey.intake.matching import lookup
    >>> known = lookup([[("Radio, TV", "air"), ("TV", "tv"), ("Press", "press")]])
    >>> split_ticks("Radio, TV, Press", known), split_ticks("Press;a friend, at home", known)
    ([('air', 'Radio, TV'), ('press', 'Press')], [('press', 'Press'), (None, 'a friend, at home')])
    """
    readings = [_split_by(separator, cell, known) for separator in SEPARATORS]
    return min(readings, key=lambda pieces: (_matched(pieces) == 0, len(pieces) - _matched(pieces), len(pieces)))


def _matched(pieces: list[tuple[str | None, str]]) -> int:
    return sum(code is not None for code, _ in pieces)


def _split_by(separator: str, cell: str, known: Lookup) -> list[tuple[str | None, str]]:
    """The best reading under one separator, found from the end of the cell backwards."""
    parts = cell.split(separator)
    # A form in several languages repeats the separators of an option in each of them.
    longest = 1 + len(LANGUAGES) * max((key.count(separator.strip()) for key in known.targets), default=0)
    # For each part: (unknown parts, pieces, end of the first piece, its code) of the best reading from there on.
    best: list[tuple[int, int, int, str | None]] = [(0, 0, len(parts), None)] * (len(parts) + 1)
    for start in reversed(range(len(parts))):
        after = best[start + 1]
        choices: list[tuple[int, int, int, str | None]] = [(after[0] + 1, after[1] + 1, start + 1, None)]
        for end in range(start + 1, min(start + longest, len(parts)) + 1):
            found = known.find(separator.join(parts[start:end]))
            if len(found) == 1:
                choices.append((best[end][0], best[end][1] + 1, end, found[0]))
        best[start] = min(choices, key=lambda choice: choice[:2])
    return _pieces(parts, best, separator)


def _pieces(parts: list[str], best: list[tuple[int, int, int, str | None]], separator: str) -> list[tuple[str | None, str]]:
    """The pieces of a reading; unknown parts side by side are one text that holds the separator."""
    pieces: list[tuple[str | None, str]] = []
    start, unknown = 0, 0
    while start < len(parts):
        _, _, end, code = best[start]
        if code is not None:
            pieces.append((code, separator.join(parts[start:end]).strip()))
            unknown = end
        elif end == len(parts) or best[end][3] is not None:
            pieces.append((None, separator.join(parts[unknown:end]).strip()))
        start = end
    return [(code, piece) for code, piece in pieces if code or piece]


def _problem(table: Table, column: int, item: Item, text: str, rows: np.ndarray, *, sought: bool) -> Problem:
    """One problem for a text, however many rows hold it. Comparing with every option is slow, so only the first many get it."""
    place = cell_place(table, column, int(rows[0]))
    numbers = [str(table.numbers[row]) for row in rows[:_ROWS_NAMED]] + (["…"] if len(rows) > _ROWS_NAMED else [])
    if item.kind is ItemKind.NUMBER:
        return problem(NOT_A_NUMBER, place, item=item.id, text=text, rows=numbers)
    nearest = answer_lookup(item).nearest(text) if sought else None
    return problem(LABEL_UNMATCHED, place, item=item.id, text=text, rows=numbers, nearest=nearest)
