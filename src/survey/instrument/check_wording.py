"""A text that was copied from one language to another and forgotten.

Only running text is compared. Answers, labels, and texts of a single word are left alone: names of places, organisations and
professions are often written alike in two languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from survey.errors import EQUAL_WORDING
from survey.instrument.draft import Draft
from survey.instrument.nodes import Record
from survey.instrument.shapes import Reading

_KEYS = ("title", "introduction", "consent", "contact", "thanks", "text", "description", "justification", "note", "reason")
_WORD = re.compile(r"[^\W\d_]{2,}")


def check_wording(draft: Draft, reading: Reading) -> None:
    """Running texts that read the same in two languages."""
    for key, text in _prose(draft):
        for first, second in combinations(text, 2):
            if text[first].casefold() == text[second].casefold() and len(_WORD.findall(text[first])) > 1:
                reading.report(EQUAL_WORDING, text[second].place, key=key, first=first, second=second)


def _prose(draft: Draft) -> Iterator[tuple[str, Record]]:
    """Every running text with the key it stands under."""
    blocks = [draft.root]
    for key in ("sections", "items", "indices", "comparisons", "measures", "inconsistent"):
        blocks += draft.blocks(key)
    for block in blocks:
        for key in _KEYS:
            if key in block:
                yield key, block[key]
        for note in block.get("notes", ()):
            yield "notes", note
