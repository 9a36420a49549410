"""Which words of a text were left out and which were put in."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal

Change = tuple[Literal["kept", "gone", "new"], str]


def word_changes(before: str, after: str) -> tuple[Change, ...]:
    """The two texts as one row of runs of words.

    >>> word_changes("Do you trust the courts?", "How far do you trust the courts?")[:2]
    (('gone', 'Do'), ('new', 'How far do'))
    """
    old, new = before.split(), after.split()
    found: list[Change] = []
    for what, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("kept", " ".join(old[first:last])))
            continue
        if first < last:
            found.append(("gone", " ".join(old[first:last])))
        if begin < end:
            found.append(("new", " ".join(new[begin:end])))
    return tuple(found)


def marked(before: str, after: str) -> str:
    """The same on one line, for a terminal and a table: `[-gone-]` and `{+new+}`.

    >>> marked("Do you trust the courts?", "How far do you trust the courts?")
    '[-Do-] {+How far do+} you trust the courts?'
    """
    signs = {"kept": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return " ".join(signs[what].format(words) for what, words in word_changes(before, after))


def likeness(before: str, after: str) -> float:
    """The share of words that two texts have in common, from 0 to 1.

    >>> likeness("Do you trust the courts?", "Do you trust the police?")
    0.8
    """
    return SequenceMatcher(None, before.casefold().split(), after.casefold().split(), autojunk=False).ratio()
