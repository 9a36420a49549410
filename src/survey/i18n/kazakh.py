"""Kazakh text as it comes: repaired, compared and sorted.

Text typed or copied by people mixes look-alike letters of two alphabets, carries traces of broken hyphenation and spaces of every
width. `normalise` repairs what is safe to repair, for matching; the raw text is always kept beside it.
"""

from __future__ import annotations

import re
import unicodedata

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

_BREVE = "\N{COMBINING BREVE}"
# A not sign stands where a program lost a soft hyphen; the zero-width characters come along when text is copied from a page.
_INVISIBLE = str.maketrans("", "", "\N{NOT SIGN}\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}")
_SCHWA = str.maketrans("əƏ", "әӘ")
# Latin -> Cyrillic of the same shape. Latin Y is left out: it may stand for У or for Ү.
_LOOK_ALIKES = str.maketrans("aceiopxyhABCEHIKMOPTX", "асеіорхуһАВСЕНІКМОРТХ")

_URL = re.compile(r"((?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u052F]")
# An acronym or a Roman numeral with a case ending written to it: NATOға, XXIғасыр. Alone it has no Cyrillic letter at all.
_ACRONYM = re.compile(r"[A-Z]{2,}")
_SPACES = re.compile(r"\s+")

_QUOTES = str.maketrans({**dict.fromkeys('«»“”„‟"', ""), **dict.fromkeys("‘’`ʼ", "'"), **dict.fromkeys("‐‑‒–—−", "-"), "ё": "е"})
_END = " .,:;!?…'"


def _repaired_word(match: re.Match[str]) -> str:
    word = match[0]
    if not _CYRILLIC.search(word):
        return word
    word = word.translate(_SCHWA)
    acronym = _ACRONYM.match(word)
    # Capitals on both sides are one word in capitals (ACТАНА), not an acronym with an ending.
    start = acronym.end() if acronym and word[acronym.end() :].islower() else 0
    cyrillic = len(_CYRILLIC.findall(word))
    return word[:start] + word[start:].translate(_LOOK_ALIKES) if 2 * cyrillic > len(word) else word


def _repaired(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = text.replace("й" + _BREVE, "й").replace("Й" + _BREVE, "Й")
    return _WORD.sub(_repaired_word, text)


def normalise(text: str) -> str:
    """Kazakh text with letters, hyphens and spaces repaired; applied twice it gives the same.

    Addresses, acronyms and Roman numerals are protected; then NFC; a breve after й, not signs and soft hyphens go; Latin
    schwa becomes ә in a word with Cyrillic letters; look-alike Latin letters become Cyrillic in a word of mostly Cyrillic
    letters; white space is folded to single spaces. Text without Cyrillic letters keeps its letters.

    >>> normalise("Қaзaқ\\N{NO-BREAK SPACE} тәуел\\N{NOT SIGN}сiздiгi"), normalise("NATO, XXI ғасыр, https://қaз.kz")
    ('Қазақ тәуелсіздігі', 'NATO, XXI ғасыр, https://қaз.kz')
    """
    before = None
    # Removing one character can bring two others together (и + soft hyphen + breve), so the steps run until nothing changes.
    while before != text:
        before = text
        parts = _URL.split(text)
        text = "".join(part if n % 2 else _repaired(part) for n, part in enumerate(parts))
        text = _SPACES.sub(" ", text).strip()
    return text


def fold(text: str) -> str:
    """The form in which two texts are compared: normalised, without case, quotes, kinds of dash and final punctuation; ё is е.

    A text of nothing but punctuation keeps it.

    >>> fold("  «Иə»! "), fold("Сіздің мамандығыңыз:") == fold("Сіздің мамандығыңыз?")
    ('иә', True)
    """
    folded = normalise(text).casefold().translate(_QUOTES)
    return folded.strip(_END) or folded.strip()


def sort_key(text: str) -> tuple[tuple[int, int], ...]:
    """A key that sorts by the Kazakh alphabet: other signs and Latin letters first, then Cyrillic.

    >>> sorted(["Атырау", "Ақтөбе", "Әулиекөл", "Өскемен", "Орал"], key=sort_key)
    ['Ақтөбе', 'Атырау', 'Әулиекөл', 'Орал', 'Өскемен']
    """
    return tuple(_rank(letter) for letter in normalise(text).casefold())


def _rank(letter: str) -> tuple[int, int]:
    place = ALPHABET.find(letter)
    return (1, place) if place >= 0 else (0 if letter < "Ѐ" else 2, ord(letter))
