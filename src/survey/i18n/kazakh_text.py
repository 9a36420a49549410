"""Kazakh text as it comes: repaired with a receipt, compared and sorted.

Text typed or copied by people mixes look-alike letters of two alphabets, carries traces of broken hyphenation and spaces of every
width. `normalise` repairs what is safe to repair, for matching; the raw text is always kept beside it. `changes` tells every
repair with its place and code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

Step = Literal["nfc", "breve", "invisible", "space", "schwa", "look_alike", "fold"]

_BREVE = re.compile("(?<=[йЙ])\N{COMBINING BREVE}+")
# A not sign stands where a program lost a soft hyphen; the zero-width characters come along when text is copied from a page.
_INVISIBLE = re.compile("[\N{NOT SIGN}\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}]+")
_SPACE = re.compile(r"[^\S ]")
_FOLD = re.compile(r"^ +| +$|(?<= ) +")
_SCHWA = str.maketrans("əƏ", "әӘ")
# Latin -> Cyrillic of the same shape. Latin Y is left out: it may stand for У or for Ү.
_LOOK_ALIKES = str.maketrans("aceiopxyhABCEHIKMOPTX", "асеіорхуһАВСЕНІКМОРТХ")

_URL = re.compile(r"((?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u052F]")
# An acronym or a Roman numeral with a case ending written to it: NATOға, XXIғасыр. Alone it has no Cyrillic letter at all.
_ACRONYM = re.compile(r"[A-Z]{2,}")
# A Roman numeral, whichever alphabet each of its letters is from, and its letters as Latin ones.
_NUMERAL = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMERAL_LATIN = str.maketrans("ІХСМіхсм", "IXCMixcm")
# What no step touches: letters of one alphabet in each word, ASCII, usual punctuation, single spaces.
_LETTER = r"\u0400-\u0482\u048A-\u052F"
_SUSPECT = re.compile(rf"[^ -~{_LETTER}«»“”„‘’–—…№₸]|  |\A | \Z|[{_LETTER}][A-Za-z]|[A-Za-z][{_LETTER}]")

_QUOTES = str.maketrans({**dict.fromkeys('«»“”„‟"', ""), **dict.fromkeys("‘’`ʼ", "'"), **dict.fromkeys("‐‑‒–—−", "-"), "ё": "е"})
_END = " .,:;!?…'"


@dataclass(frozen=True)
class Change:
    """A stretch of a text that `normalise` replaces.

    position: its first character in the raw text, counted from 0. before, after: what stood there and what stands there now, of
    which one may be empty. steps: what did it, in the order of the steps; `str` gives the code points with their names.
    """

    position: int
    before: str
    after: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return f"{_named(self.before)} → {_named(self.after)}"


def _named(text: str) -> str:
    return " + ".join(f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip() for sign in text) or "–"


# -- the steps: what each replaces in a text, as (start, end, replacement) in order ------------------------------------
Edits = Iterator[tuple[int, int, str]]


def _nfc(text: str) -> Edits:
    """Letter by letter with the marks behind each; as a whole where signs compose that are no marks (Hangul)."""
    composed = unicodedata.normalize("NFC", text)
    if composed == text:
        return
    starts = [place for place, sign in enumerate(text) if not place or not unicodedata.combining(sign)]
    ends = [*starts[1:], len(text)]
    pieces = [(start, end, unicodedata.normalize("NFC", text[start:end])) for start, end in zip(starts, ends, strict=True)]
    if "".join(piece for _, _, piece in pieces) != composed:
        pieces = [(0, len(text), composed)]
    yield from (piece for piece in pieces if piece[2] != text[piece[0] : piece[1]])


def _drop(pattern: re.Pattern[str]) -> Callable[[str], Edits]:
    return lambda text: ((found.start(), found.end(), "") for found in pattern.finditer(text))


def _spaces(text: str) -> Edits:
    return ((found.start(), found.end(), " ") for found in _SPACE.finditer(text))


def _schwa(text: str) -> Edits:
    """In words that have a Cyrillic letter: ə is also a letter of Latin alphabets."""
    if "ə" in text or "Ə" in text:
        for word in _WORD.finditer(text):
            if _CYRILLIC.search(word[0]):
                yield from _translated(word[0], word.start(), _SCHWA)


def _look_alikes(text: str) -> Edits:
    """In words of mostly Cyrillic letters, behind an acronym that has an ending written to it; a Roman numeral becomes Latin.

    In a word of as many Latin letters (iс, Cу) all of them have to be look-alikes; in capitals it may be an acronym and is left.
    """
    for found in _WORD.finditer(text):
        word = found[0]
        cyrillic = len(_CYRILLIC.findall(word))
        if not 0 < cyrillic < len(word):
            continue
        if word.isupper() and _is_numeral(word):
            yield from _translated(word, found.start(), _NUMERAL_LATIN)
        elif len(word) < 2 * cyrillic or (len(word) == 2 * cyrillic and _is_all_alike(word)):
            acronym = _ACRONYM.match(word)
            # Capitals on both sides are one word in capitals (ACТАНА), not an acronym with an ending.
            start = acronym.end() if acronym and word[acronym.end() :].islower() else 0
            yield from _translated(word[start:], found.start() + start, _LOOK_ALIKES)


def _is_numeral(word: str) -> bool:
    """Whether a word of two or more letters is a Roman numeral, in either case and alphabet."""
    return len(word) > 1 and _NUMERAL.fullmatch(word.translate(_NUMERAL_LATIN).upper()) is not None


def _is_all_alike(word: str) -> bool:
    """Whether no letter of a word stays Latin, and it is not in capitals."""
    return not word.isupper() and len(_CYRILLIC.findall(word.translate(_LOOK_ALIKES))) == len(word)


def _translated(word: str, start: int, table: dict[int, int]) -> Edits:
    for place, (old, new) in enumerate(zip(word, word.translate(table), strict=True), start):
        if old != new:
            yield place, place + 1, new


_LETTER_STEPS: tuple[tuple[Step, Callable[[str], Edits]], ...] = (
    ("nfc", _nfc),
    ("breve", _drop(_BREVE)),
    ("invisible", _drop(_INVISIBLE)),
    ("space", _spaces),
    ("schwa", _schwa),
    ("look_alike", _look_alikes),
)
_fold_spaces = _drop(_FOLD)


def _edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    pieces, end = [], 0
    for start, stop, new in edits:
        pieces += [text[end:start], new]
        end = stop
    return "".join([*pieces, text[end:]]) if pieces else text


# -- all steps ---------------------------------------------------------------------------------------------------------
def normalise(text: str) -> str:
    """Kazakh text with letters, hyphens and spaces repaired; applied twice it gives the same.

    Addresses, acronyms and Roman numerals are protected; then NFC; a breve after й, not signs and soft hyphens go; Latin
    schwa becomes ә in a word with Cyrillic letters; look-alike Latin letters become Cyrillic in a word of mostly Cyrillic
    letters, or of as many where none is in doubt, and a Roman numeral of two alphabets becomes Latin; white space is folded to
    single spaces. Text without Cyrillic letters keeps its letters.

    >>> normalise("Қaзaқ\\N{NO-BREAK SPACE} тәуел\\N{NOT SIGN}сiздiгi"), normalise("NATO, XXI ғасыр, https://қaз.kz")
    ('Қазақ тәуелсіздігі', 'NATO, XXI ғасыр, https://қaз.kz')
    """
    # Removing one character can bring two others together (и + soft hyphen + breve), so the steps run until nothing changes.
    while _SUSPECT.search(text):
        before = text
        parts = _URL.split(text)
        for place in range(0, len(parts), 2):
            for _, step in _LETTER_STEPS:
                parts[place] = _edited(parts[place], step(parts[place]))
        text = "".join(parts)
        text = _edited(text, _fold_spaces(text))
        if text == before:
            break
    return text


class _Tracked:
    """A text under repair: for each of its characters the stretch of the raw text it came from, and what was done where."""

    def __init__(self, raw: str) -> None:
        self.raw, self.text = raw, raw
        self.origins = [(place, place + 1) for place in range(len(raw))]
        self.done: dict[int, list[Step]] = {}

    def edit(self, step: Step, edits: Iterable[tuple[int, int, str]], offset: int = 0) -> int:
        """Make the edits of a step, in places counted from `offset`; by how much the text grew."""
        length = len(self.text)
        for start, end, new in reversed([(start + offset, end + offset, new) for start, end, new in edits]):
            touched = self.origins[start:end]
            first, last = min(one for one, _ in touched), max(one for _, one in touched)
            for place in range(first, last):
                steps = self.done.setdefault(place, [])
                if step not in steps:
                    steps.append(step)
            self.text = self.text[:start] + new + self.text[end:]
            self.origins[start:end] = [(first, last)] * len(new)
        return len(self.text) - length

    def changes(self) -> Iterator[Change]:
        """What differs from the raw text, each stretch as short as its origins allow."""
        end = at = 0
        while at < len(self.text):
            start, stop = self.origins[at]
            after = at + 1
            while after < len(self.text) and self.origins[after][0] < stop:
                stop = max(stop, self.origins[after][1])
                after += 1
            yield from self._change(end, start, "")
            yield from self._change(start, stop, self.text[at:after])
            end, at = stop, after
        yield from self._change(end, len(self.raw), "")

    def _change(self, start: int, stop: int, after: str) -> Iterator[Change]:
        before = self.raw[start:stop]
        if before != after:
            steps = dict.fromkeys(step for place in range(start, stop) for step in self.done[place])
            yield Change(start, before, after, tuple(steps))


def changes(text: str) -> tuple[Change, ...]:
    """Every repair that `normalise` makes, in the order of the raw text; none where the text is as it should be.

    The stretches do not overlap, and `repaired` makes the same text of them that `normalise` gives.

    >>> [found] = changes("мəселе")
    >>> found.position, str(found), found.steps
    (1, 'U+0259 LATIN SMALL LETTER SCHWA → U+04D9 CYRILLIC SMALL LETTER SCHWA', ('schwa',))
    """
    tracked, before = _Tracked(text), None
    while before != tracked.text and _SUSPECT.search(tracked.text):
        before = tracked.text
        offset = 0
        for place, part in enumerate(_URL.split(before)):
            length = len(part)
            for name, step in () if place % 2 else _LETTER_STEPS:
                length += tracked.edit(name, step(tracked.text[offset : offset + length]), offset)
            offset += length
        tracked.edit("fold", _fold_spaces(tracked.text))
    return tuple(tracked.changes())


def repaired(text: str, found: Iterable[Change]) -> str:
    """The text after the changes that were found in it.

    >>> repaired("мəселе", changes("мəселе"))
    'мәселе'
    """
    return _edited(text, ((one.position, one.position + len(one.before), one.after) for one in found))


# -- comparing and sorting ---------------------------------------------------------------------------------------------
def fold(text: str) -> str:
    """The form in which two texts are compared: normalised, without case, quotes, kinds of dash and final punctuation; ё is е,
    and a Roman numeral is Latin.

    A text of nothing but punctuation keeps it. Folded twice it gives the same.

    >>> fold("  «Иə»! "), fold("Сіздің мамандығыңыз:") == fold("Сіздің мамандығыңыз?")
    ('иә', True)
    """
    folded = _folded(text)
    # In small letters an acronym with an ending (ITмамандар) is a word like others and may be repaired again.
    while _SUSPECT.search(folded) and (again := _folded(folded)) != folded:
        folded = again
    return folded


def _folded(text: str) -> str:
    folded = _WORD.sub(_numeral, normalise(text).casefold().translate(_QUOTES))
    return folded.strip(_END) or folded.strip()


def _numeral(word: re.Match[str]) -> str:
    return word[0].translate(_NUMERAL_LATIN) if _is_numeral(word[0]) else word[0]


def sort_key(text: str) -> tuple[tuple[int, int], ...]:
    """A key that sorts by the Kazakh alphabet: other signs and Latin letters first, then Cyrillic.

    >>> sorted(["Атырау", "Ақтөбе", "Әулиекөл", "Өскемен", "Орал"], key=sort_key)
    ['Ақтөбе', 'Атырау', 'Әулиекөл', 'Орал', 'Өскемен']
    """
    return tuple(_rank(letter) for letter in normalise(text).casefold())


def _rank(letter: str) -> tuple[int, int]:
    place = ALPHABET.find(letter)
    return (1, place) if place >= 0 else (0 if letter < "Ѐ" else 2, ord(letter))
