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

_FOREIGN = re.compile(r"[ЈЌЅЋЃЊјќѕћѓњ¤¦±µ‡‰](?=[а-яёі])|(?<=[а-яёі])[јќѕћѓњ¤¦±µ‡‰]")
"""What қ, ң, ә, ғ, һ of KZ-1048 or PTCP-154 look like when they are read as Windows-1251: `Ґѕіріѕіз` for `Өңіріңіз`. Letters that
Ukrainian and Belarusian use are left out."""


def misread(text: str) -> bool:
    """Whether a text is UTF-8 that was read as Windows-1251 or Windows-1252, such as `Т›Р°Р·Р°Т›`.

    >>> misread("Т›Р°Р·Р°Т›"), misread("қазақ"), misread("Kazakh")
    (True, False, False)
    """
    if text.isascii():
        return False
    for codec in ("cp1251", "cp1252"):
        try:
            if not text.encode(codec).decode("utf-8").isascii():
                return True
        except UnicodeError:
            continue
    return False


def suspicious(text: str) -> bool:
    """Whether a text shows `?` or a foreign letter where a Kazakh letter should be.

    One such cell proves nothing (`Неге?себебі` was typed in haste): `first_damaged` also asks whether any Kazakh letter is left.

    >>> suspicious("??ірі?із"), suspicious("Ґѕіріѕіз"), suspicious("Келісесіз бе?")
    (True, True, False)
    """
    return bool(_LOST.search(text) or _FOREIGN.search(text)) or misread(text)


def first_damaged(cells: Iterable[tuple[int, int, str]]) -> tuple[int, int, str] | None:
    """The first damaged cell of (row, column, text) triples, or None.

    A damaged file has lost every letter that Windows-1251 lacks, so a single one that is left clears the file.
    """
    found = None
    for cell in cells:
        text = cell[2]
        if text.isascii() and "?" not in text:
            continue
        if not KAZAKH_LETTERS.isdisjoint(text):
            return None
        if found is None and suspicious(text):
            found = cell
    return found
