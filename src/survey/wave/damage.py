"""Signs that a text lost its Kazakh letters before it reached us.

Windows-1251 has no Ә Ғ Қ Ң Ө Ұ Ү Һ: Excel's plain "CSV" puts `?` in their place and nothing can bring them back. Other texts were
saved in one encoding and read in another, so that every Kazakh letter became a foreign one. Both are refused, never repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

KAZAKH_LETTERS = frozenset("ӘәҒғҚқҢңӨөҰұҮүҺһ")
"""The letters that Windows-1251 does not have (it does have І)."""

_LOST = re.compile(r"\?+(?=[а-яёі])|(?<!\w)\?+(?=[А-ЯЁІ]{2})")
"""A question mark inside or in front of a word; behind a word it is a question."""

_INSIDE = re.compile(r"(?<=[А-Яа-яЁёІі])\?+(?=[А-Яа-яЁёІі])")
_RUSSIAN = "cp1251"

_FOREIGN = re.compile(r"[ЈЌЅЋЃЊјќѕћѓњ¤¦±µ‡‰](?=[а-яёі])|(?<=[а-яёі])[јќѕћѓњ¤¦±µ‡‰]")
"""What қ, ң, ә, ғ, һ of KZ-1048 or PTCP-154 look like when they are read as Windows-1251: `Ґѕіріѕіз` for `Өңіріңіз`. Letters that
Ukrainian and Belarusian use are left out."""


_WORD = re.compile(r"[\w?¤¦±‡‰]+")
_TELLING = 4  # letters of a word that is no chance
_SEVERAL = 2


def misread(text: str) -> bool:
    """Whether a text is UTF-8 that was read as Windows-1251 or Windows-1252, such as `Т›Р°Р·Р°Т›`.

    >>> misread("Т›Р°Р·Р°Т›"), misread("қазақ"), misread("Kazakh")
    (True, False, False)
    """
    return not text.isascii() and not _read_again(text).isascii()


def _read_again(text: str) -> str:
    """What a text is if it is UTF-8 that was read wrongly; empty where it is none."""
    for codec in ("cp1251", "cp1252"):
        try:
            found = text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        if not found.isascii():
            return found
    return ""


def suspicious(text: str) -> bool:
    """Whether a text shows `?` or a foreign letter where a Kazakh letter should be.

    One such cell proves nothing (`Неге?себебі` was typed in haste): `damaged` also looks at the other cells.

    >>> suspicious("??ірі?із"), suspicious("Ґѕіріѕіз"), suspicious("Келісесіз бе?")
    (True, True, False)
    """
    return bool(_LOST.search(text) or _FOREIGN.search(text)) or misread(text)


def damaged(headers: Iterable[str], cells: Iterable[str], encoding: str = "") -> frozenset[str]:
    """Which of the different texts of a file are damaged.

    encoding: of the file. One in Windows-1251 can hold no Kazakh letter at all, so there a mark between two letters of a word, or
    two different suspicious texts, are damage: who typed in haste loses nothing by a download in UTF-8.

    A file that was saved whole in Windows-1251 has not one Kazakh letter left but і, so there every suspicious text is damage.
    Where Kazakh letters are left, cells may have been pasted from such a file; and in a Russian file nothing can be lost. There
    a text needs a proof, because `да?нет` is also typed in haste: a word that stands elsewhere unharmed (`?ала?а` beside
    `қалаға`), or several losses in one text. One proof is enough to suspect the others.

    >>> sorted(damaged(["Сұрақ"], ["Мүлде келіспеймін", "М?лде келіспеймін", "Неге?солай"]))
    ['М?лде келіспеймін', 'Неге?солай']
    >>> sorted(damaged(["Сұрақ"], ["Мүлде келіспеймін", "Неге?солай"]))
    []
    >>> sorted(damaged(["Ваш ответ"], ["?леуметтану", "Ша?ырмады"], "cp1251"))
    ['?леуметтану', 'Ша?ырмады']
    """
    names = [text for text in headers if not text.isascii()]
    seen = [*names, *(text for text in cells if not text.isascii())]
    suspects = [text for text in seen if suspicious(text) and KAZAKH_LETTERS.isdisjoint(text)]
    if not suspects:
        return frozenset()
    if encoding == _RUSSIAN and (any(map(_INSIDE.search, suspects)) or len({*filter(_LOST.search, suspects)}) >= _SEVERAL):
        return frozenset(suspects)
    sound = [text for text in seen if not KAZAKH_LETTERS.isdisjoint(text)]
    if not sound and (_kazakh_once(seen) or not set(names).isdisjoint(suspects) or _OFTEN * len(suspects) >= len(seen)):
        return frozenset(suspects)
    twins = {_lossy(word) for text in sound for word in _WORD.findall(text) if not KAZAKH_LETTERS.isdisjoint(word)}
    return frozenset(suspects) if any(_proven(text, twins) for text in suspects) else frozenset()


def _kazakh_once(texts: Iterable[str]) -> bool:
    """Whether texts that have lost their Kazakh letters were Kazakh: Windows-1251 keeps і, which Russian does not have."""
    return any("і" in text or "І" in text for text in texts)


def _lossy(word: str) -> str:
    """What Windows-1251 leaves of a word, in small letters."""
    return word.lower().encode("cp1251", errors="replace").decode("cp1251")


def _proven(text: str, twins: set[str]) -> bool:
    words = [word for word in _WORD.findall(text) if _LOST.search(word) or _FOREIGN.search(word)]
    if any(len(word) >= _TELLING and word.lower() in twins for word in words):
        return True
    losses = sum(len(_FOREIGN.findall(word)) + (word[0] == "?" and len(_LOST.findall(word))) for word in words)
    return losses >= _SEVERAL or len(_CYRILLIC.findall(_read_again(text))) >= _TELLING


_WORD = re.compile(r"[\w?¤¦±‡‰]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_TELLING = 4
"""Letters that are no chance."""
_SEVERAL = 2
_OFTEN = 20
"""One text of so many is more than haste."""
