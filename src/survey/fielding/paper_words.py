"""When a question on paper is to be answered, in words: there is no program that hides it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.instrument.model import Condition, Instrument, ShowIf
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text


def skip_instruction(instrument: Instrument, show_if: ShowIf, language: Language) -> str:
    """`Answer only if you chose “No” in question 1.1.`; plain text.

    Several conditions are joined by `and` or `or` as the questionnaire has them, several answers to one question by `or`.
    """
    key = "both" if show_if.mode == "all" else "either"
    conditions = [_condition(instrument, one, language) for one in show_if.conditions]
    return say("paper.answer_only_if", language, conditions=_joined(key, conditions, language))


def _condition(instrument: Instrument, one: Condition, language: Language) -> str:
    item = item_or_row(instrument, one.item) if "." in one.item else instrument.item(one.item)
    quoted = (say("codebook.quoted", language, text=answer_text(item, code, language)) for code in one.codes)
    answers = _joined("either", quoted, language)
    if "." not in one.item:
        return say("paper.condition", language, number=item.number, answers=answers)
    matrix, _, code = one.item.partition(".")
    row = next(row for row in instrument.item(matrix).rows if row.code == code)
    return say("paper.condition_row", language, number=instrument.item(matrix).number, row=row.text[language], answers=answers)


def _joined(key: str, texts: Iterable[str], language: Language) -> str:
    return reduce(lambda first, second: say(f"codebook.{key}", language, first=first, second=second), texts)
