"""A number with its interval in one cell."""

from __future__ import annotations

from math import isnan

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, decimals_needed, number
from survey.i18n.text import Language

DECIMALS = 2
MOST_OF_A_LEVEL = 3


def level_words(level: float, language: Language) -> str:
    """A confidence level, or a share that somebody chose, in percent without the sign, with as many decimals as it has.

    >>> level_words(0.95, "en"), level_words(0.975, "kk"), level_words(0.999, "ru")
    ('95', '97,5', '99,9')
    """
    value = round(100 * level, 9)
    return number(value, language, decimals_needed([value], MOST_OF_A_LEVEL))


def interval(low: float, high: float, language: Language, decimals: int = DECIMALS) -> str:
    """`[0,31; 0,84]`, in English `[0.31, 0.84]`; a dash where an end is not known.

    >>> interval(0.31, 0.84, "kk").replace("\\N{NO-BREAK SPACE}", " "), interval(float("nan"), 0.8, "ru")
    ('[0,31; 0,84]', '–')
    """
    if isnan(low) or isnan(high):
        return DASH
    first, last = number(low, language, decimals), number(high, language, decimals)
    return say("tables.interval", language, low=first, high=last)


def with_interval(value: float, low: float, high: float, language: Language, decimals: int = DECIMALS) -> str:
    """`0,62 [0,31; 0,84]`, which may break before the bracket only; the number alone where the interval is not known.

    >>> with_interval(0.62, 0.31, 0.84, "en").replace("\\N{NO-BREAK SPACE}", " ")
    '0.62 [0.31, 0.84]'
    """
    written = number(value, language, decimals)
    if isnan(value) or isnan(low) or isnan(high):
        return written
    return f"{written} {interval(low, high, language, decimals)}"
