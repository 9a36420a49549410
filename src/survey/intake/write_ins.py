"""Which texts people wrote to "other", and which are an option in other words or by its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from survey.i18n.kazakh import fold
from survey.instrument.model import Item, OptionKind
from survey.intake.matching import wordings

_CLOSE = 0.85
_LONG = 4
_NUMBER = re.compile(r"\d+(\.0)?")
_NUMBERS = re.compile(r"\s*\d+(\s*[;,]\s*\d+)+\s*")


def value_of(item: Item, text: str) -> str | None:
    """The code of the option whose value a text is: `1`, ` 1 ` and `1.0`, as programs write it; None where it is none."""
    return _values(item).get(text.strip().removesuffix(".0"))


def is_number(text: str) -> bool:
    """Whether a text is a bare whole number, such as the value of an option."""
    return _NUMBER.fullmatch(text.strip()) is not None


def joined_values(item: Item, text: str) -> list[tuple[str, str]] | None:
    """(code, piece) of each answer where a cell holds nothing but values of options, joined: `1;2`; None otherwise."""
    if not _NUMBERS.fullmatch(text):
        return None
    pieces = [piece.strip() for piece in re.split("[;,]", text)]
    found = [(code, piece) for piece in pieces if (code := _values(item).get(piece)) is not None]
    return found if len(found) == len(pieces) else None


def reworded(item: Item, text: str) -> bool:
    """Whether a text is very close to the wording of an option that is not "other", or holds the whole of it.

    Such a text is rather an option in other words than an answer of one's own: nobody may take it for "other" unasked.
    """
    written = fold(text)
    own, others = _worded(item)
    if written in others:
        return False
    spaced = f" {_words(written)} "
    for wording, words in own:
        if 2 * min(len(wording), len(written)) >= _CLOSE * (len(wording) + len(written)):
            match = SequenceMatcher(None, written, wording, autojunk=False)
            if match.quick_ratio() >= _CLOSE and match.ratio() >= _CLOSE:
                return True
        if words in spaced and (len(wording) >= _LONG or 2 * len(wording) >= len(written)):
            return True
    return False


def _words(folded: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded))


@cache
def _values(item: Item) -> dict[str, str]:
    return {str(option.value): option.code for option in item.options}


@cache
def _worded(item: Item) -> tuple[Sequence[tuple[str, str]], frozenset[str]]:
    """The folded wordings of the options, each also as words between spaces; and those of "other"."""
    own: dict[str, str] = {}
    others: set[str] = set()
    for option in item.options:
        texts = [option.text, *([option.label] if option.label else [])]
        for wording, _ in wordings(option.code, texts, option.verbatim):
            key = fold(wording)
            if option.kind is OptionKind.OTHER:
                others.add(key)
            elif words := _words(key):
                own[key] = f" {words} "
    return tuple(own.items()), frozenset(others)
