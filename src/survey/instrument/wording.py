"""How an answer is called where people read it."""

from __future__ import annotations

from survey.i18n.text import Language
from survey.instrument.model import Item


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
