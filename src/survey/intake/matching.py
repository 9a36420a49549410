"""Finding what a wording in a file stands for: an item, a row of a grid, an answer option."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from survey.i18n.kazakh import fold
from survey.i18n.text import Text
from survey.instrument.model import Verbatim

_LANGUAGES_JOINED = re.compile(r"[|\n]")
_STEP = re.compile(r"\d+")
_SHORT, _CLOSE, _CLOSE_IF_SHORT = 3, 0.6, 0.5
_NUMBER = re.compile(r"^\s*\d+(\.\d+)*[.)]*\s+")

Wording = tuple[str, str]
"""A wording and the target that it stands for."""


@dataclass(frozen=True)
class Lookup:
    """Wordings by their folded form, each with the targets it can stand for, in the order of the questionnaire."""

    targets: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, str]

    def find(self, text: str, *, numbered: bool = False) -> tuple[str, ...]:
        """The targets of a text: as a whole, else of its languages joined by `|` or line breaks when all of them agree.

        numbered: the text may begin with a number such as `1.2.` that the questionnaire does not repeat in its wording.
        """
        whole = self._find_one(text, numbered)
        if whole:
            return whole
        parts = [part for part in _LANGUAGES_JOINED.split(text) if part.strip()]
        if len(parts) < 2:
            return ()
        found = [self._find_one(part, numbered) for part in parts]
        return tuple(target for target in found[0] if all(target in others for others in found))

    def most_often(self, separator: str) -> int:
        """How often at most the sign of a separator occurs in a known wording."""
        return self._signs.get((separator.strip() or separator)[:1], 0)

    @cached_property
    def _signs(self) -> dict[str, int]:
        signs: dict[str, int] = {}
        for key in self.targets:
            for sign in set(key):
                signs[sign] = max(signs.get(sign, 0), key.count(sign))
        return signs

    def _find_one(self, text: str, numbered: bool) -> tuple[str, ...]:
        found = self.targets.get(fold(text), ())
        if found or not numbered:
            return found
        return self.targets.get(fold(_NUMBER.sub("", text)), ())

    def nearest(self, text: str) -> str | None:
        """The known wording that looks most like a text, as it is written in the questionnaire; None if none is close.

        Of a very short text one letter of two may differ. A wording that begins with another number (`1 – poor` for `4 – superb`)
        is another step of a scale, however much alike it looks.
        """
        sought = fold(text)
        step = _STEP.match(sought)
        known = [key for key in self.targets if step is None or (own := _STEP.match(key)) is None or own[0] == step[0]]
        close = get_close_matches(sought, known, n=1, cutoff=_CLOSE if len(sought) > _SHORT else _CLOSE_IF_SHORT)
        return self.shown[close[0]] if close else None


def lookup(tiers: Sequence[Iterable[Wording]]) -> Lookup:
    """A lookup of wordings; those of a later tier count only where no earlier tier knows the same wording."""
    targets: dict[str, tuple[str, ...]] = {}
    shown: dict[str, str] = {}
    for tier in tiers:
        found: dict[str, dict[str, None]] = {}
        for wording, target in tier:
            key = fold(wording)
            found.setdefault(key, {})[target] = None
            shown.setdefault(key, wording)
        targets |= {key: tuple(names) for key, names in found.items() if key and key not in targets}
    return Lookup(targets, shown)


def wordings(target: str, texts: Iterable[Text], verbatim: Iterable[Verbatim] = ()) -> list[Wording]:
    """The wordings of texts in all their languages, and of what was printed, for one target."""
    written = [wording for text in texts for _, wording in text]
    return [(wording, target) for wording in (*written, *(printed.text for printed in verbatim))]
