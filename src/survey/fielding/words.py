"""Sentences that an export adds to a questionnaire, in the languages of the questionnaire."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.text import Language, Text
from survey.instrument.model import Item, Option, OptionKind

ALONE = (OptionKind.DONT_KNOW, OptionKind.REFUSED)
"""Answers that go with no other where several may be ticked."""


def plain(bound: float) -> str:
    """A limit as expressions write it: the shortest decimal that is this number, never with an exponent.

    >>> plain(400.0), plain(0.5), plain(1234567.0), plain(1e-7), plain(1e22)
    ('400', '0.5', '1234567', '0.0000001', '10000000000000000000000')
    """
    digits = format(Decimal(repr(bound)), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def said(key: str, languages: Iterable[Language], **params: Any) -> Text:
    """A phrase of the catalogues in some languages; a parameter that is a Text, or numbers by language, is taken from each."""
    return Text(**{one: say(key, one, **{name: _in(value, one) for name, value in params.items()}) for one in languages})


def _in(value: Any, language: Language) -> Any:
    return value[language] if isinstance(value, Text | dict) else value


def written(option: Option, languages: Iterable[Language]) -> Text:
    """What stands over the field for one's own answer."""
    return said("fielding.written", languages, option=option.text)


def limits(item: Item, languages: tuple[Language, ...]) -> Text | None:
    """What is said when a number is out of its limits; None for an item without any."""

    def shown(bound: float | None) -> dict[Language, str]:
        if bound is None:
            return {}
        return {one: number(bound, one, len(plain(bound).partition(".")[2]), grouped=False) for one in languages}

    low, high = shown(item.minimum), shown(item.maximum)
    if low and high:
        return said("web.between", languages, low=low, high=high)
    if low or high:
        return said("web.at_least" if low else "web.at_most", languages, limit=low or high)
    return None


def alone(item: Item, languages: tuple[Language, ...]) -> tuple[tuple[Option, ...], Text] | None:
    """The answers to an item that go with no other, and what is said when they do; None where it has none."""
    found = tuple(option for option in item.offered if option.kind in ALONE)
    if not found or len(item.offered) == 1:
        return None
    named = {one: ", ".join(say("codebook.quoted", one, text=option.text[one]) for option in found) for one in languages}
    return found, said("fielding.alone", languages, options=named)
