"""Names on platforms that allow no full stop: `item_row` for `item.row`. Intake knows them without being told."""

from __future__ import annotations

from collections.abc import Iterator

from survey.errors import NAMES_COLLIDE, Place, Problem, problem
from survey.instrument.model import Instrument, Item, ItemKind, OptionKind


def flat_name(column: str) -> str:
    """
    >>> flat_name("trust.court"), flat_name("region.other.text")
    ('trust_court', 'region_other_text')
    """
    return column.replace(".", "_")


def columns(item: Item) -> tuple[str, ...]:
    """The columns of an item that get a name of their own: one for ticked answers together, one for each row and each text."""
    if item.kind is ItemKind.MATRIX:
        return item.columns
    return (item.id, *(f"{item.id}.{option.code}.text" for option in item.offered if option.kind is OptionKind.OTHER))


def collisions(instrument: Instrument, platform: str) -> Iterator[Problem]:
    """A problem for each column whose name is already that of another one, the names of matrices included."""
    taken: dict[str, str] = {item.id: item.id for item in instrument.items}
    for item in instrument.items:
        for column in columns(item):
            name = flat_name(column)
            first = taken.setdefault(name, column)
            if first != column:
                yield problem(
                    NAMES_COLLIDE, Place(file=instrument.path), platform=platform, name=name, first=first, second=column
                )
