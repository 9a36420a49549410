"""What is true: the counts that a mark names, and what follows from them by arithmetic alone.

The language of `of`, in which a name is `code` (of the section's own item), `item.code`, or `item` for the item itself:

    strengthen                     one answer
    mostly_yes + mostly_no         answers of one item taken together
    not strengthen + weaken        all other answers of that item
    yes & other_item.no            people who gave both answers: the bounds that the two counts force
    no - other_item.no             by how many the two differ, both known exactly
    no / yes                       a ratio to one, both known exactly
    politics, finance              each of them, for a number said of several
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from pathlib import Path

import pandas as pd

from survey.errors import BAD_MARK, UNKNOWN_NAME, error
from survey.instrument.model import Instrument, Item, ItemKind
from survey.instrument.nearest import nearest


@dataclass(frozen=True)
class Count:
    """People out of `base`, known exactly or as an interval; a difference has no base and no percent."""

    low: int
    high: int
    base: int = 0


@dataclass(frozen=True)
class Quotient:
    over: int
    under: int


@dataclass(frozen=True)
class Printed:
    """A percent that the publication printed, right or wrong, with its decimals."""

    percent: str


Fact = Count | Quotient | Printed | Item


@dataclass(frozen=True)
class Facts:
    """The counts of a wave by data column and code, and the percents of its publication by item and answer."""

    instrument: Instrument
    n: int
    counts: Mapping[str, Mapping[str, Count]]
    printed: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def whole(self) -> tuple[Fact, ...]:
        """What an unmarked number of a text about the whole wave may be: how many took part."""
        return (Count(self.n, self.n),)

    def own(self, item_id: str) -> tuple[Fact, ...]:
        """What an unmarked number in the section of an item may be: a count of its answers, a ratio, its base, the blanks."""
        item = self.instrument.item(item_id)
        found: list[Fact] = [item, *self.whole()]
        for column in _columns(item):
            counts = tuple(self.counts.get(column, {}).values())
            found += counts
            found += [Quotient(a.low, b.low) for a in counts for b in counts if a.low == a.high > b.low == b.high > 0]
        for base in self.base_of(item) - {self.n}:
            found += [Count(base, base, self.n), Count(self.n - base, self.n - base, self.n)]
        return tuple(found)

    def named(self, expression: str, section: str) -> tuple[tuple[Fact, ...], ...]:
        """The facts that `of` names, one tuple for each part between commas: a number has to be true of every part.

        Raises SurveyError where a name is not in the instrument or the parts do not go together.
        """
        return tuple(self._part(part.strip(), section) for part in expression.split(","))

    def percents(self, expression: str, section: str) -> tuple[tuple[Fact, ...], ...]:
        """The printed percents that `printed` names; several answers joined by + are added up."""
        item, codes = self._answers(expression, section)
        columns = [self.printed.get((item.id, code), ()) for code in codes]
        if not all(columns):
            raise error(BAD_MARK, mark=expression)
        return (tuple(Printed(_total(choice)) for choice in product(*columns)),)

    def items(self, expression: str, section: str) -> tuple[Item, ...]:
        """The items that an `of` speaks of; a wrong name is left to `named`."""
        names = [name.removeprefix("not ").strip() for name in _names(expression)]
        known = {column: item for item in self.instrument.items for column in _columns(item)}
        found = (known.get(name) or known.get(name.rpartition(".")[0]) for name in names)
        return tuple(item for item in found if item is not None)

    def _part(self, part: str, section: str) -> tuple[Fact, ...]:
        if part in {item.id for item in self.instrument.items}:
            item = self.instrument.item(part)
            return (item, *(Count(base, base) for base in self.base_of(item)))
        for sign, combine in ((" & ", self._both), (" - ", _difference), (" / ", _quotient)):
            if sign in part:
                return (combine([self._count(side.strip(), section) for side in part.split(sign)], part),)
        return (self._count(part, section),)

    def base_of(self, item: Item) -> set[int]:
        """How many answered an item; several numbers where its rows or columns differ."""
        return {count.base for column in _columns(item) for count in self.counts.get(column, {}).values()}

    def _both(self, sides: list[Count], _: str) -> Count:
        """At least as many gave all answers as do not fit beside each other among n people; at most as many as the rarest."""
        low = sum(side.low for side in sides) - (len(sides) - 1) * self.n
        return Count(max(0, low), min(side.high for side in sides), self.n)

    def _count(self, side: str, section: str) -> Count:
        inverted = side.startswith("not ")
        column, codes = self._column(side.removeprefix("not "), section)
        counts = self.counts[column]
        if len(codes) == 1 and not inverted:
            return counts[codes[0]]
        if self._item_of(column).kind is ItemKind.MULTIPLE:  # one person may have given several: nothing adds up
            raise error(BAD_MARK, mark=side)
        chosen = [counts[code] for code in counts if (code in codes) != inverted]
        others = [counts[code] for code in counts if (code in codes) == inverted]
        base = chosen[0].base
        low = max(sum(count.low for count in chosen), base - sum(count.high for count in others))
        high = min(sum(count.high for count in chosen), base - sum(count.low for count in others))
        return Count(low, high, base)

    def _answers(self, side: str, section: str) -> tuple[Item, tuple[str, ...]]:
        column, codes = self._column(side, section)
        return self._item_of(column), codes

    def _item_of(self, column: str) -> Item:
        return next(item for item in self.instrument.items if column in _columns(item))

    def _column(self, side: str, section: str) -> tuple[str, tuple[str, ...]]:
        """The data column and the codes of answers joined by +."""
        found = [self._answer(name.strip(), section) for name in side.split(" + ")]
        if len({column for column, _ in found}) > 1:
            raise error(BAD_MARK, mark=side)
        return found[0][0], tuple(code for _, code in found)

    def _answer(self, name: str, section: str) -> tuple[str, str]:
        place, _, code = name.rpartition(".")
        for column in (place, f"{section}.{place}") if place else (section,):
            if code in self.counts.get(column, ()):
                return column, code
        raise error(UNKNOWN_NAME, name=name, nearest=self._nearest(name, section))

    def _nearest(self, name: str, section: str) -> str | None:
        known = [*self.counts.get(section, ()), *(f"{column}.{code}" for column, codes in self.counts.items() for code in codes)]
        return nearest(name, known)


def _columns(item: Item) -> tuple[str, ...]:
    """The names under which `Wave.counts` files the answers of an item."""
    return item.columns if item.kind is ItemKind.MATRIX else (item.id,)


def _names(expression: str) -> list[str]:
    for sign in (" + ", " & ", " - ", " / "):
        expression = expression.replace(sign, ",")
    return [name.strip() for name in expression.split(",")]


def _difference(sides: list[Count], part: str) -> Count:
    first, second = _two_exact(sides, part)
    return Count(abs(first - second), abs(first - second))


def _quotient(sides: list[Count], part: str) -> Quotient:
    over, under = _two_exact(sides, part)
    if not under:
        raise error(BAD_MARK, mark=part)
    return Quotient(over, under)


def _two_exact(sides: list[Count], part: str) -> tuple[int, int]:
    if len(sides) != 2 or any(side.low != side.high for side in sides):
        raise error(BAD_MARK, mark=part)
    return sides[0].low, sides[1].low


def _total(percents: Iterable[str]) -> str:
    return str(sum(Decimal(percent) for percent in percents))


def facts(instrument: Instrument, n: int, counts: pd.DataFrame, published: Path | None = None) -> Facts:
    """The facts of a wave.

    counts: columns item, code, low, high, base, as `Wave.counts` gives them. published: the wave's `published.csv` with the
    columns item, answer, percent, where there is one.
    """
    by_column: dict[str, dict[str, Count]] = {}
    for column, code, low, high, base in counts[["item", "code", "low", "high", "base"]].itertuples(index=False, name=None):
        by_column.setdefault(column, {})[code] = Count(int(low), int(high), int(base))
    return Facts(instrument, n, by_column, _published(published) if published is not None and published.is_file() else {})


def _published(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row.get("percent"):
                key = (row.get("item", ""), row.get("answer", ""))
                found[key] = (*found.get(key, ()), row["percent"])
    return found
