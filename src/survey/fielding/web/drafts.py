"""What was typed and cannot be kept as an answer, until the page is shown again: in memory, a few, never written."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from survey.fielding.web.values import Lack

LONGEST = 20_000
"""Characters of a draft: more than this nobody typed, and memory is for all."""


@dataclass(frozen=True)
class Draft:
    """raw: field -> what was typed. misfits: why it cannot be kept. opened: since when the page is open, as it told itself."""

    raw: Mapping[str, str] = field(default_factory=dict)
    misfits: tuple[Lack, ...] = ()
    opened: str = ""


class Drafts:
    """Drafts by (record, page); the oldest go beyond `size`."""

    def __init__(self, size: int = 1000) -> None:
        self._kept: OrderedDict[tuple[str, str], Draft] = OrderedDict()
        self._size, self._lock = size, threading.Lock()

    def put(self, record: str, page: str, draft: Draft) -> None:
        """Keep a draft; an empty one takes away the one before."""
        with self._lock:
            self._kept.pop((record, page), None)
            if draft != Draft() and sum(map(len, draft.raw.values())) <= LONGEST:
                self._kept[record, page] = draft
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def forget(self, record: str) -> None:
        """Drop everything that was typed for a record."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == record]:
                del self._kept[key]

    def get(self, record: str, page: str) -> Draft:
        """The draft of a page, an empty one where there is none."""
        with self._lock:
            return self._kept.get((record, page), Draft())
