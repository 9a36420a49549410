"""Answers of one person by column, and what follows from them: which questions are asked, what is cleared, what is lacking."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from survey.instrument.model import Instrument, Item, ItemKind, Option, OptionKind
from survey.instrument.show_if import Answer, met

Values = Mapping[str, Any]
"""Column (`item`, `item.option` with True or False, `item.row`, `item.other.text`) -> code, number or text."""

EXCLUSIVE = (OptionKind.DONT_KNOW, OptionKind.REFUSED)


@dataclass(frozen=True)
class Lack:
    """Why an item keeps the answers from being sent: a key of the catalogue `web` with what its phrase names, and the field."""

    item: str
    key: str
    field: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


def columns(item: Item) -> tuple[str, ...]:
    """Every column that the answer to an item may fill, those of written texts as well."""
    ticks = tuple(f"{item.id}.{option.code}" for option in item.offered) if item.kind is ItemKind.MULTIPLE else item.columns
    others = () if item.kind is ItemKind.MATRIX else tuple(text_column(item, option) for option in item.offered if writes(option))
    return (*ticks, *others)


def writes(option: Option) -> bool:
    """Whether an option has a field to write in."""
    return option.kind is OptionKind.OTHER


def text_column(item: Item, option: Option) -> str:
    """The column of what was written to an option."""
    return f"{item.id}.{option.code}.text"


def asked(instrument: Instrument, values: Values) -> frozenset[str]:
    """The ids of the items that are asked. An answer to an item that is not asked meets no condition.

    Parameters
    ----------
    instrument
        The questionnaire; conditions name items that stand before.
    values
        The answers so far.
    """
    ids: set[str] = set()
    counted: dict[str, Answer] = {}
    for item in instrument.items:
        if met(item.show_if, counted):
            ids.add(item.id)
            counted.update(for_conditions(item, values))
    return frozenset(ids)


def cleared(instrument: Instrument, values: Values) -> dict[str, None]:
    """The columns that hold an answer to an item that is not asked any more, each with None."""
    shown = asked(instrument, values)
    gone = (column for item in instrument.items if item.id not in shown for column in columns(item))
    return {column: None for column in gone if values.get(column) is not None}


def lacks(item: Item, values: Values) -> Iterator[Lack]:
    """What is wrong with the answer to an item that is asked: nothing where it is required, or two that exclude each other."""
    if item.kind is ItemKind.MULTIPLE:
        ticked = [option for option in item.offered if values.get(f"{item.id}.{option.code}")]
        alone = [option for option in ticked if option.kind in EXCLUSIVE]
        if alone and len(ticked) > 1:
            yield Lack(item.id, "exclusive", item.id, {"option": alone[0].text})
    if not item.required:
        return
    if item.kind is ItemKind.MATRIX:
        for row in item.rows:
            if values.get(f"{item.id}.{row.code}") is None:
                yield Lack(item.id, "required_row", f"{item.id}.{row.code}", {"row": row.text})
    elif not answered(item, values):
        yield Lack(item.id, _REQUIRED[item.kind], item.id)


_REQUIRED = {
    ItemKind.SINGLE: "required_one",
    ItemKind.SCALE: "required_one",
    ItemKind.MULTIPLE: "required_some",
    ItemKind.NUMBER: "required_number",
    ItemKind.TEXT: "required_text",
}


def answered(item: Item, values: Values) -> bool:
    """Whether an item has any answer."""
    return any(values.get(column) is not None and values[column] is not False for column in item.columns)


def for_conditions(item: Item, values: Values) -> Iterator[tuple[str, Answer]]:
    """The answer to an item as conditions read it."""
    if item.kind is ItemKind.MULTIPLE:
        yield item.id, {option.code for option in item.options if values.get(f"{item.id}.{option.code}")}
    else:
        for column in item.columns:
            value = values.get(column)
            yield column, None if value is None else str(value)
