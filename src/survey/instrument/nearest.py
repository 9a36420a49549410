"""The defined name that a mistyped one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from survey.instrument.model import Item


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `name`, or None where none is alike.

    >>> nearest("agree7", ["agree5", "yes_no"]), nearest("zebra", ["yes_no"])
    ('agree5', None)
    """
    found = get_close_matches(name, list(candidates), n=1)
    return found[0] if found else None


def like_items(name: str, items: Iterable[Item], n: int = 5) -> list[str]:
    """The questions that a name may mean, the likeliest first, each as `id (number)`: by id, or by number.

    >>> from survey.instrument.model import ItemKind, Level, Item
    >>> from survey.i18n.text import Text
    >>> tea = [Item(id, n, "s", ItemKind.TEXT, Level.NOMINAL, Text(), Text()) for id, n in (("cups", "1.1"), ("sugar", "1.2"))]
    >>> like_items("1.2", tea), like_items("cup", tea, n=1)
    (['sugar (1.2)'], ['cups (1.1)'])
    """
    items = tuple(items)
    names = {item.id: f"{item.id} ({item.number})" for item in items if item.number != name}
    same = [f"{item.id} ({item.number})" for item in items if item.number == name]
    return same or [names[one] for one in get_close_matches(name, list(names), n=n, cutoff=0)]
