"""A p-value in a cell, and in a sentence."""

from __future__ import annotations

from math import isnan

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, number
from survey.i18n.text import Language

DECIMALS = 3
LEAST = 0.001
_SPACE = "\N{NO-BREAK SPACE}"


def p_value(p: float, language: Language) -> str:
    """Three decimals, `<0.001` below; a dash where there is none.

    >>> p_value(0.0254, "kk"), p_value(0.0002, "en"), p_value(float("nan"), "ru")
    ('0,025', '<0.001', '–')
    """
    if isnan(p):
        return DASH
    if p < LEAST:
        return say("tables.p_below", language, value=number(LEAST, language, DECIMALS))
    return number(p, language, DECIMALS)


def p_range(low: float, high: float, language: Language) -> str:
    """The ends of p where counts are known by bounds; one value where both are printed alike.

    >>> p_range(0.0002, 0.25, "en"), p_range(0.02541, 0.02542, "ru")
    ('<0.001–0.250', '0,025')
    """
    first, last = p_value(low, language), p_value(high, language)
    return first if first == last else f"{first}{DASH}{last}"


def p_relation(p: float, language: Language) -> str:
    """What follows the letter p in a sentence: `= 0,025`, `< 0,001`, with spaces that do not break.

    >>> [p_relation(p, "kk").replace("\\N{NO-BREAK SPACE}", " ") for p in (0.0254, 0.0002)]
    ['= 0,025', '< 0,001']
    """
    if p < LEAST:
        return f"<{_SPACE}{number(LEAST, language, DECIMALS)}"
    return f"={_SPACE}{number(p, language, DECIMALS)}"
