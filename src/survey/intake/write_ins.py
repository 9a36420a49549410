"""Which texts people wrote to "other", and which are an option in other words or by its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from survey.i18n.kazakh import fold
from survey.instrument.model import Item, OptionKind
from survey.intake.matching import wordings

_CLOSE = 0.85
_NUMBER = re.compile(r"\d+(\.0)?")
_NUMBERS = re.compile(r"\s*\d+(\s*[;,]\s*\d+)+\s*")


class _Wording(NamedTuple):
    """The wording of an option: folded, as words between blanks, and as it is shown."""

    folded: str
    words: str
    shown: str


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


def reworded(item: Item, text: str) -> str | None:
    """The wording of an option that is not "other" where a text is very close to it, or where options make up half of the text.

    Such a text is rather an option in other words ("in the city of Almaty"), or several options at once, than an answer of one's
    own: nobody may take it for "other" unasked. A longer text that only mentions an option ("neither the city nor a village, we
    move with the herd") is an answer of its own.
    """
    written = fold(text)
    own, others = _worded(item)
    return None if written in others else _close_to(written, own) or _made_of(written, own)


def _close_to(written: str, options: Sequence[_Wording]) -> str | None:
    match = SequenceMatcher(autojunk=False)
    match.set_seq2(written)  # what is known of the second text is kept from one comparison to the next
    for option in options:
        if 2 * min(len(option.folded), len(written)) >= _CLOSE * (len(option.folded) + len(written)):
            match.set_seq1(option.folded)
            if match.quick_ratio() >= _CLOSE and match.ratio() >= _CLOSE:
                return option.shown
    return None


def _made_of(written: str, options: Sequence[_Wording]) -> str | None:
    """The longest option of those that make up half of a text or more, by letters and as whole words."""
    spaced = f" {_words(written)} "
    found = [option for option in options if option.words in spaced]
    if not found:
        return None
    covered = [sign == " " for sign in spaced]
    for option in found:
        start = spaced.find(option.words)
        while start >= 0:
            covered[start : start + len(option.words)] = [True] * len(option.words)
            start = spaced.find(option.words, start + 1)
    blanks = spaced.count(" ")
    if 2 * (sum(covered) - blanks) < len(spaced) - blanks:
        return None
    return max(found, key=lambda option: len(option.words)).shown


def _words(folded: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded))


@cache
def _values(item: Item) -> dict[str, str]:
    return {str(option.value): option.code for option in item.options}


@cache
def _worded(item: Item) -> tuple[Sequence[_Wording], frozenset[str]]:
    """The wordings of the options; and those of "other", folded."""
    own: dict[str, _Wording] = {}
    others: set[str] = set()
    for option in item.options:
        texts = [option.text, *([option.label] if option.label else [])]
        for wording, _ in wordings(option.code, texts, option.verbatim):
            key = fold(wording)
            if option.kind is OptionKind.OTHER:
                others.add(key)
            elif words := _words(key):
                own.setdefault(key, _Wording(key, f" {words} ", wording))
    return tuple(own.values()), frozenset(others)
