"""The defined name that a mistyped one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `name`, or None where none is alike.

    >>> nearest("agree7", ["agree5", "yes_no"]), nearest("zebra", ["yes_no"])
    ('agree5', None)
    """
    found = get_close_matches(name, list(candidates), n=1)
    return found[0] if found else None
