"""How the settings of a rule are read from wave.yaml, or from a mapping made in memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from survey.cleaning.found import Parameter


def number(default: float, low: float, high: float = math.inf, *, whole: bool = False) -> Parameter:
    """A number between two bounds."""

    def read(value: Any) -> float:
        given = float(str(value))
        if isinstance(value, bool) or not low <= given <= high or (whole and not given.is_integer()):
            raise ValueError(value)
        return int(given) if whole else given

    return Parameter(default, f"{default:g}", read)


def seconds() -> Parameter:
    """A number of seconds, or none."""
    return Parameter(None, "120", number(120, 0).read)


def words(default: tuple[str, ...] = (), example: str = "[…]") -> Parameter:
    """A list of words; a single word counts as a list of one."""
    return Parameter(default, example, _words)


def word(example: str) -> Parameter:
    """A word, or none."""
    return Parameter(None, example, _word)


def named(example: str, of: Callable[[Any], Any]) -> Parameter:
    """A block of names that the author chooses."""

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping) or not value:
            raise ValueError(value)
        return {str(name): of(entry) for name, entry in value.items()}

    return Parameter({}, example, read)


def _word(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not str(value).strip():
        raise ValueError(value)
    return str(value)


def _words(value: Any) -> tuple[str, ...]:
    entries = value if isinstance(value, list | tuple) else [value]
    if not entries:
        raise ValueError(value)
    return tuple(_word(entry) for entry in entries)


def word_list(value: Any) -> tuple[str, ...]:
    """The words of a list; ValueError where it is none."""
    return _words(value)
