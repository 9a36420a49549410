"""How answers and conditions are called where people read them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.instrument.model import Condition, Instrument, Item, ShowIf
from survey.instrument.rows import item_or_row


def capitalised(text: str) -> str:
    """The text with its first letter as a capital and the rest untouched.

    >>> capitalised("иә"), capitalised("ЕАЭО шеңберінде")
    ('Иә', 'ЕАЭО шеңберінде')
    """
    return text[:1].upper() + text[1:]


def answer_text(item: Item, code: str, language: Language) -> str:
    """The text of an option with a capital letter; the code itself where the answers are numbers and not options."""
    if item.options:
        return capitalised(item.option(code).text[language])
    return code


def asked_if(instrument: Instrument, show_if: ShowIf, language: Language) -> str:
    """The condition of a question in words; plain text."""
    if show_if.mode == "all":
        return all_of(instrument, show_if.conditions, language)
    return _joined("either", (_condition(instrument, one, language) for one in show_if.conditions), language)


def all_of(instrument: Instrument, conditions: Iterable[Condition], language: Language) -> str:
    """Several conditions that hold together, in words; plain text."""
    return _joined("both", (_condition(instrument, one, language) for one in conditions), language)


def _condition(instrument: Instrument, one: Condition, language: Language) -> str:
    """A single condition: which question was answered how."""
    item = item_or_row(instrument, one.item) if "." in one.item else instrument.item(one.item)
    answers = (say("codebook.quoted", language, text=answer_text(item, code, language)) for code in one.codes)
    return say("codebook.condition", language, number=item.number, answers=_joined("either", answers, language))


def _joined(key: str, texts: Iterable[str], language: Language) -> str:
    return reduce(lambda first, second: say(f"codebook.{key}", language, first=first, second=second), texts)
