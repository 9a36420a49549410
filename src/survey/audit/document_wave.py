"""What a text says of a wave against the counts of that wave: which question a passage speaks of, and what is true of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from survey.audit import document_words as words
from survey.audit.document_arithmetic import decimals
from survey.audit.document_checks import Finding, Linked, Said
from survey.audit.document_links import NO, YES, Ref
from survey.audit.facts import Count, Facts
from survey.audit.judge import percent_of
from survey.audit.numbers import Kind
from survey.errors import DOCUMENT_AGAINST_WAVE, NONE_OF_WAVE, problem
from survey.i18n.kazakh import fold
from survey.instrument.model import Item, ItemKind, Option

_YES_NO = {YES: {"yes", "да", "иә"}, NO: {"no", "нет", "жоқ"}}
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_SURE, _ALIKE, _FEW = 0.62, 0.6, 3


@dataclass(frozen=True)
class WaveText:
    """The facts of a wave, and the words by which a text may speak of its questions and answers."""

    facts: Facts

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The questions that have counts."""
        kinds = (ItemKind.TEXT, ItemKind.NUMBER, ItemKind.MATRIX)
        return tuple(item for item in self.facts.instrument.items if item.kind not in kinds and item.id in self.facts.counts)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Question numbers that need no word "question" beside them."""
        return frozenset(item.number for item in self.items if "." in item.number)

    def named(self, refs: Sequence[Ref]) -> tuple[Item, ...]:
        """The items that figures and question numbers stand for."""
        return tuple(
            item
            for ref in refs
            for item in self.items
            if (item.figure == ref.value if ref.kind is Kind.FIGURE else item.number == ref.value)
        )

    def worded(self, text: str) -> tuple[Item, ...]:
        """The item whose short name or wording the text holds, with those that it may as well speak of; none where that is
        unclear.
        """
        said = {word[:_STEM] for word in _WORD.findall(fold(text))}
        scored = sorted(((self._likeness(item, said), at) for at, item in enumerate(self.items)), reverse=True)
        if not scored or scored[0][0] < _SURE:
            return ()
        found = tuple(self.items[at] for score, at in scored if score > _ALIKE * scored[0][0])
        return found if len(found) <= _FEW else ()

    def headed(self, text: str) -> tuple[Item, ...]:
        """The item that a heading names by its id or its words."""
        return tuple(item for item in self.items if item.id == text.strip()) or self.worded(text)

    def _likeness(self, item: Item, said: set[str]) -> float:
        """The largest share, over languages, of the telling words of the item's name or wording that the text has."""
        best = 0.0
        for stems in self._stems[item.id]:
            weight = sum(self._weights.get(stem, 1.0) for stem in stems)
            if weight:
                best = max(best, sum(self._weights.get(stem, 1.0) for stem in stems & said) / weight)
        return best

    @cached_property
    def _stems(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        return {
            item.id: tuple(
                stems
                for wording in (item.label, item.text)
                for _, words in wording
                if len(stems := frozenset(word[:_STEM] for word in _WORD.findall(fold(words)))) > 1
            )
            for item in self.items
        }

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """Rare words tell more: log(1 + questions / questions with the word)."""
        having: dict[str, int] = {}
        for sets in self._stems.values():
            for stem in frozenset().union(*sets):
                having[stem] = having.get(stem, 0) + 1
        return {stem: math.log(1 + len(self.items) / count) for stem, count in having.items()}

    def options(self, items: Sequence[Item]) -> dict[str, re.Pattern[str]]:
        """Patterns of the answers of some questions by code; yes and no are left to the words that every text has."""
        return {
            option.code: pattern for item in items for option in item.options if (pattern := option_pattern(option)) is not None
        }

    def code(self, item: Item, key: str | None) -> str | None:
        """The code of an answer of an item: the key itself, or the answer that says yes or no."""
        if key is None:
            return None
        for option in item.options:
            if option.code == key and option_pattern(option) is not None:
                return option.code
            texts = {fold(text) for _, text in option.text}
            if key in texts or texts & _YES_NO.get(key, set()):
                return option.code
        return None


def option_pattern(option: Option) -> re.Pattern[str] | None:
    """The words of an answer with any ending; None for yes and no, and for an answer of too many words to be named in passing."""
    texts = [text for _, text in option.text]
    if any(fold(text) in words for text in texts for words in _YES_NO.values()):
        return None
    forms = []
    for text in texts:
        stems = [_stem(word) for word in re.findall(r"[^\W_]+", text)]
        if 0 < len(stems) <= 5:
            forms.append(r"\W+".join(stems))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})", re.IGNORECASE) if forms else None


def _stem(word: str) -> str:
    """A word without its last letters, which cases change, and any ending behind it."""
    if word.isupper():
        return re.escape(word) + r"(?:-\w+)?(?!\w)"
    cut = 2 if len(word) > 6 else 1 if len(word) > 3 else 0
    return re.escape(word[: len(word) - cut]) + r"\w*"


def check_wave(said: Said, wave: WaveText, strong: Mapping[int, tuple[Item, ...]], *, weak: bool) -> Iterator[Finding]:
    """Every share that is none of its question.

    strong: the start of a share -> the questions that the text names for it. weak: whether the passage speaks of the wave at
    all, so
    that a share without a question has to be one of some question.
    """
    for one in said.linked:
        share = one.share
        if share.about or (share.percent is None and share.base is None and one.option is None):
            continue
        items = strong.get(share.start, ())
        if not items and (not weak or share.percent is None or share.together or share.rest):
            continue
        truths = [truth for item in items or wave.items for truth in _truths(item, one, wave, said, named=bool(items))]
        if not truths or any(_is(one, truth) for truth in truths):
            continue
        nearest = min(truths, key=lambda truth: _far(one, truth))
        printed, possible = said.printed(share), said.write(_written(one, nearest))
        names = ", ".join(item.number for item in items)
        if names:
            yield share.start, problem(DOCUMENT_AGAINST_WAVE, printed=printed, items=names, possible=possible)
        else:
            yield share.start, problem(NONE_OF_WAVE, printed=printed, possible=possible)


def _truths(item: Item, one: Linked, wave: WaveText, said: Said, *, named: bool) -> list[Count]:
    """The counts of an item that a share may stand for: that of its answer, else any answer, the others of one, or some
    together.
    """
    counts = wave.facts.counts[item.id]
    code = wave.code(item, one.option) if named else None
    summed = one.share.together or one.share.rest or words.SUMMED.search(said.reading.text[: one.share.start]) is not None
    if code is not None and code in counts and not summed:
        return [counts[code]]
    found = list(counts.values())
    base = found[0].base
    bases = {base, wave.facts.n}
    found += [Count(base - count.high, base - count.low, base) for count in counts.values()]
    several = list(counts.values())
    if item.kind is ItemKind.SINGLE:
        exact = [count.low for count in several if count.low == count.high]
        most = len(exact) if summed else 3
        sums = {sum(chosen) for size in range(2, min(most, 6) + 1) for chosen in combinations(exact, size)}
        found += [Count(base - total, base - total, base) for total in sums]
        if summed or not named:
            found += [Count(total, total, base) for total in sums]
    if one.share.percent is None or wave.facts.n != base:
        found += [Count(one_base, one_base, wave.facts.n) for one_base in bases]
    return found


def _is(one: Linked, truth: Count) -> bool:
    """Whether a share is what a count gives, for some value between its bounds."""
    share = one.share
    if share.count is not None and not truth.low <= share.count <= truth.high:
        return False
    if share.base is not None and share.base != truth.base:
        return False
    if share.percent is None:
        return True
    values = [share.count] if share.count is not None else range(truth.low, truth.high + 1)
    return any(float(percent_of(value, truth.base, decimals(share.percent))) == float(share.percent) for value in values)


def _far(one: Linked, truth: Count) -> float:
    if one.share.count is not None:
        return abs(one.share.count - (truth.low + truth.high) / 2) + (one.share.base not in (None, truth.base))
    return abs(float(one.share.percent or 0) - 50 * (truth.low + truth.high) / truth.base)


def _written(one: Linked, truth: Count) -> str:
    places = decimals(one.share.percent) if one.share.percent else 1
    if truth.low == truth.high:
        return f"{truth.low}/{truth.base} = {percent_of(truth.low, truth.base, places)}%"
    first, last = (percent_of(end, truth.base, places) for end in (truth.low, truth.high))
    return f"{truth.low}–{truth.high}/{truth.base} = {first}–{last}%"
