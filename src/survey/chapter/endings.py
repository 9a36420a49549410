"""What an author wrote behind a living number and a new one may not take: `54-і` becomes `57-сі`, `3 ответа` `13 ответов`."""

from __future__ import annotations

import re
from typing import Any

from babel import Locale

from survey.i18n.kazakh_cases import CASES, Case, with_case
from survey.i18n.text import Language
from survey.render.opc import w

_WORD = re.compile(r"\s+(?P<word>[^\W\d_]+)")
_WHOLE = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f,]\d{3})+|\d+")
# Words that agree with no number before them.
_APART = (
    " и а но да или из до от на в во с со у к ко о об по за не ни как что это для при без над под "
    " of and or to in on at by from with for as but than not out per the a an "
)
_ENDING = re.compile(r"[-\u2010\u2011](?P<letters>[а-яәғқңөұүһі]+)")
_GONE = (w("del"), w("moveFrom"))


def ending_behind(element: Any) -> str:
    """The letters behind a control and a hyphen, without a blank; empty where there are none."""
    found = _ENDING.match(_behind(element))
    return found["letters"] if found else ""


def word_behind(element: Any) -> str:
    """The word behind a control and a blank; empty where something else follows."""
    found = _WORD.match(_behind(element))
    return found["word"] if found else ""


def other_form(old: str, new: str, word: str, language: Language) -> bool:
    """Whether the word behind a count may have another form with the new one, by the plural categories of CLDR.

    Kazakh has one form with every number. Only whole numbers count; what word it is, is not known.

    >>> other_form("3", "13", "ответа", "ru"), other_form("3", "4", "ответа", "ru"), other_form("3", "13", "из", "ru")
    (True, False, False)
    """
    if language == "kk" or not word or f" {word.lower()} " in _APART or not (_WHOLE.fullmatch(old) and _WHOLE.fullmatch(new)):
        return False
    forms = Locale(language).plural_form
    return bool(forms(_whole(old)) != forms(_whole(new)))


def _whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _behind(element: Any) -> str:
    """The text of its paragraph behind a control."""
    paragraph = next(element.iterancestors(w("p")), None)
    if paragraph is None:
        return ""
    inside, text, seen = set(element.iter(w("t"))), "", False
    for node in paragraph.iter(w("t"), w("noBreakHyphen"), w("tab"), w("br")):
        if node in inside:
            seen = True
        elif seen and not any(one.tag in _GONE for one in node.iterancestors()):
            text += (node.text or "") if node.tag == w("t") else "\u2011" if node.tag == w("noBreakHyphen") else " "
    return text


def is_ending(number: str, letters: str) -> bool:
    """Whether letters behind a number and a hyphen are the ending of one of its cases.

    >>> is_ending("54", "і"), is_ending("54", "летие")
    (True, False)
    """
    return any(_inflected(number, case) == f"{number}-{letters}" for case in CASES)


def _inflected(number: str, case: Case) -> str:
    """A number with the ending of a case; empty of what is no number, or has no words."""
    try:
        return with_case(number, case)
    except ValueError:
        return ""


def right_ending(old: str, new: str, ending: str) -> str | None:
    """The ending that a new number takes in place of an old one; None where the same stays right, or is no case at all.

    >>> right_ending("54", "57", "і"), right_ending("54,2%", "57,3%", "ы"), right_ending("54", "57", "летие")
    ('сі', None, None)
    """
    for case in CASES:
        if _inflected(old, case) == f"{old}-{ending}":
            right = _inflected(new, case).removeprefix(f"{new}-")
            return None if right in (ending, "") else right
    return None
