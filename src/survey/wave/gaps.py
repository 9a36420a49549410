"""Gaps of wave.yaml that nobody has filled in: lines `#? key: …`, and dots in place of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from survey.errors import DOTS_FOR_TEXT, GAP_KEY, MISSING_KEY, Place, Problem, problem
from survey.instrument.nodes import Record, Word

TEXTS = ("title", "source", "method", "unknown", "notes", "readings")
"""Keys of wave.yaml that hold nothing but texts."""
_LINE = re.compile(r"#\?\s*([a-z_]+)\s*:")
_DOTS = re.compile(r"[\s.…]+")


def at_their_lines(problems: list[Problem], record: Record, path: Path) -> list[Problem]:
    """The problems of a file; a missing key that waits in a line `#? key: …` is told with that line and its cure."""
    waiting: dict[str, int] = {}
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if (gap := _LINE.match(line)) is not None:
            waiting.setdefault(gap.group(1), number)

    def told(one: Problem) -> Problem:
        key = one.params.get("key")
        if one.code != MISSING_KEY or one.place != record.place or key not in waiting:
            return one
        return problem(GAP_KEY, Place(path, waiting[key]), key=key)

    return [told(one) for one in problems]


def dots(record: Record) -> Iterator[Problem]:
    """A problem for each text of wave.yaml that consists of dots alone."""
    for key in TEXTS:
        yield from _dots(record.get(key), key)


def _dots(value: Any, key: str) -> Iterator[Problem]:
    if isinstance(value, Record):
        words = [word for word in value.values() if isinstance(word, Word)]
        if words and len(words) == len(value) and all(map(_DOTS.fullmatch, words)):
            yield problem(DOTS_FOR_TEXT, words[0].place, key=key)  # once for all languages
            return
        for name, inside in value.items():
            yield from _dots(inside, f"{key}.{name}")
    elif isinstance(value, list):
        for inside in value:
            yield from _dots(inside, key)
    elif isinstance(value, Word) and _DOTS.fullmatch(value):
        yield problem(DOTS_FOR_TEXT, value.place, key=key)
