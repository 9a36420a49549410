"""Texts to codes: an answer is matched against the options of its item, never guessed.

Every text is looked at once, however many rows hold it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey.errors import LABEL_NEAR_OTHER, LABEL_UNMATCHED, NOT_A_NUMBER, Problem, problem
from survey.instrument.model import Item, ItemKind
from survey.intake.columns import cell_place
from survey.intake.headers import written_option
from survey.intake.layout import Layout
from survey.intake.matching import Lookup, lookup, wordings
from survey.intake.options import IntakeOptions
from survey.intake.write_ins import is_number, reworded, value_of
from survey.wave.missing import Missing
from survey.wave.table import Column, Table

_ROWS_NAMED = 10
_NEAREST_SOUGHT = 100
_NUMERAL = re.compile(r"[+-]?(?:(?:\d{1,3}(?:\s\d{3})+|\d+)(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")

KINDS = tuple(Missing)
"""A kind of missing answer is a number in `Cells.kinds`: its place here, -1 for none."""


@dataclass(frozen=True)
class Cells:
    """What the cells of one column, or of the ticks of one item, say.

    answers: column of the frame -> codes (or numbers, texts, ticks), NA where there is no answer.
    text: the same columns -> what was received.
    kinds: the same columns -> for each row the kind of missing that the file itself tells, a place in KINDS or -1.
    loose: row by row, pieces that are no option and were allowed (`IntakeOptions.allow_unmatched`); None where there are none.
    denied: columns of ticks -> the rows where the file says in so many signs (`0`) that the option was not ticked.
    """

    answers: dict[str, pd.Series]
    text: dict[str, pd.Series]
    kinds: dict[str, npt.NDArray[np.int8]] = field(default_factory=dict)
    loose: pd.Series | None = None
    problems: tuple[Problem, ...] = ()
    denied: dict[str, npt.NDArray[np.bool_]] = field(default_factory=dict)


@dataclass(frozen=True)
class Unmatched:
    """A piece of a cell that is no answer of the item."""

    text: str


@dataclass(frozen=True)
class SourceColumn:
    """A column of a file on its way to an item: all that reading it needs."""

    table: Table
    position: int
    item: Item
    layout: Layout
    options: IntakeOptions

    @property
    def column(self) -> Column:
        return self.table.columns[self.position]

    @property
    def allowed(self) -> bool:
        """Whether texts that are no option are kept without a code."""
        return self.item.id in self.options.allow_unmatched

    def marker(self, text: str) -> Missing | None:
        """The kind of missing that a text means in this file; empty cells are none."""
        return self.column.missing.get(text) or self.layout.markers.get(text.strip())

    def kinds(self) -> npt.NDArray[np.int8]:
        """For each row the kind of missing that its cell means."""
        known = [KINDS.index(kind) if (kind := self.marker(text)) else -1 for text in self.column.values]
        return np.array(known or [-1], dtype=np.int8)[self.column.codes] if len(self.column.codes) else np.empty(0, np.int8)


def spread(values: Sequence[Any], codes: npt.NDArray[np.int32], dtype: str) -> pd.Series:
    """Values of the different texts to all rows."""
    return pd.Series(values, dtype=dtype).take(codes).reset_index(drop=True)


def read_cells(source: SourceColumn, target: str) -> Cells:
    """The answers of one column of a file to one item, or to one row of a grid.

    Raises nothing: what cannot be matched is in `problems`, one for each different text, naming its rows.
    """
    column, item = source.column, source.item
    read = _reading(source)
    values = [pd.NA if not text.strip() or source.marker(text) else read(text) for text in column.values]
    lost = {n: value.text for n, value in enumerate(values) if isinstance(value, Unmatched)}
    known = [pd.NA if n in lost else value for n, value in enumerate(values)] if lost else values
    text = [text if text.strip() else pd.NA for text in column.values]
    kinds = source.kinds()
    if lost and source.allowed:
        kinds[np.isin(column.codes, list(lost))] = KINDS.index(Missing.NOT_RECORDED)
        lost = {}
    dtype = "Float64" if item.kind is ItemKind.NUMBER else "string"
    answers = {target: spread(known, column.codes, dtype)}
    return Cells(answers, {target: spread(text, column.codes, "string")}, {target: kinds}, None, tuple(unmatched(source, lost)))


def _reading(source: SourceColumn) -> Callable[[str], object]:
    """How one text that is neither empty nor a marker is read."""
    item = source.item
    if item.kind is ItemKind.TEXT:
        return lambda text: text
    if item.kind is ItemKind.NUMBER:
        return lambda text: number(text, source.options.decimal)
    return _choice(source)


def _choice(source: SourceColumn) -> Callable[[str], object]:
    """How the text of a closed question is read: by its label in the file, wording or code, by value, else as an "other".

    A value does not count where the file gives it a label of its own, unless no text of the column is known by words. Nor is a
    number written to "other" beside answers by value, nor a text that is an option in other words.
    """
    column, item = source.column, source.item
    known, labels, other = answer_lookup(item), column.labels, written_option(item)

    def by_words(text: str) -> tuple[str, ...]:
        label = labels.get(text)
        found = known.find(label) if label is not None else ()
        return found or known.find(text)

    worded = any(by_words(text) for text in column.values if text.strip())
    valued = any(not by_words(text) and value_of(item, text) for text in column.values)

    def choice(text: str) -> object:
        found = by_words(text)
        if found:
            return found[0] if len(found) == 1 else Unmatched(text)
        value = value_of(item, text)
        if value is not None:
            return Unmatched(text) if worded and text in labels else value
        if other is None or (valued and is_number(text)):
            return Unmatched(text)
        return Unmatched(text) if not source.allowed and reworded(item, labels.get(text, text)) else other

    return choice


@cache
def answer_lookup(item: Item) -> Lookup:
    """The wordings of an item's options in all languages, as corrected and as printed; the codes; the values of a scale."""
    worded = [pair for option in item.options for pair in wordings(option.code, [option.text], option.verbatim)]
    short = [pair for option in item.options if option.label for pair in wordings(option.code, [option.label])]
    coded = [*short, *((option.code, option.code) for option in item.options)]
    valued = [(str(option.value), option.code) for option in item.options] if item.kind is ItemKind.SCALE else []
    return lookup([worded, coded, valued])


def nearest_option(item: Item, text: str) -> str | None:
    """The wording of an option that a text most looks like, or that it mostly consists of; None where there is none."""
    return answer_lookup(item).nearest(text) or reworded(item, text)


def number(text: str, decimal: str | None) -> object:
    """A number; spaces may group its digits by three. Without a declared decimal sign, point and comma are both one, but `1,200`,
    which may as well be 1200, is none.

    >>> number("1 200,5", None), number("1.5", "."), number("1,5", ".")
    (1200.5, 1.5, Unmatched(text='1,5'))
    """
    digits = text.strip()
    wrong = decimal is not None and (set(digits) & {".", ","}) - {decimal}
    if wrong or not _NUMERAL.fullmatch(digits) or (decimal is None and _THOUSANDS.fullmatch(digits)):
        return Unmatched(text)
    value = float("".join(digits.split()).replace(",", "."))
    return value if math.isfinite(value) else Unmatched(text)


def unmatched(source: SourceColumn, texts: Mapping[int, str], pieces: Sequence[tuple[int, str]] = ()) -> Iterator[Problem]:
    """One problem for each text, or piece of a text, that is no answer; both by their place in the column's values.

    Comparing with every option is slow, so only the first many get a nearest one.
    """
    lost = [*texts.items(), *pieces]
    if not lost:
        return
    codes = source.column.codes
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(source.column.values) + 1))
    for sought, (place, text) in enumerate(lost):
        rows = order[starts[place] : starts[place + 1]]
        if len(rows):
            yield _problem(source, text, rows, sought=sought < _NEAREST_SOUGHT)


def _problem(source: SourceColumn, text: str, rows: npt.NDArray[np.int64], *, sought: bool) -> Problem:
    """One problem for a text, however many rows hold it."""
    item, table = source.item, source.table
    place = cell_place(table, source.position, int(rows[0]))
    numbers = [str(table.numbers[row]) for row in rows[:_ROWS_NAMED]] + (["…"] if len(rows) > _ROWS_NAMED else [])
    if item.kind is ItemKind.NUMBER:
        return problem(NOT_A_NUMBER, place, item=item.id, text=text, rows=numbers)
    nearest = nearest_option(item, text) if sought else None
    code = LABEL_UNMATCHED if nearest is None or written_option(item) is None else LABEL_NEAR_OTHER
    return problem(code, place, item=item.id, text=text, rows=numbers, nearest=nearest)
