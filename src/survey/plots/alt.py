"""What a figure shows, in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import number, percent_range
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language
from survey.instrument.model import Item
from survey.plots.answers import Answer, in_picture_order


def _spoken(answer: Answer, language: Language) -> str:
    if answer.hidden:
        return say("plots.hidden_alt", language, answer=answer.text)
    percent = percent_range(answer.low, answer.high, answer.base, language)
    low, high = number(answer.low, language), number(answer.high, language)
    if answer.known:
        return say("plots.known_alt", language, answer=answer.text, n=low, percent=percent)
    return say("plots.interval_alt", language, answer=answer.text, low=low, high=high, percent=percent)


def _values(frame: pd.DataFrame, item: Item, language: Language) -> str:
    return "; ".join(_spoken(answer, language) for answer in in_picture_order(frame, item, language))


def _base(frame: pd.DataFrame, language: Language) -> str:
    base = frame["base"].iloc[0]
    return HIDDEN if pd.isna(base) else number(int(base), language)


def alt_text(frame: pd.DataFrame, item: Item, language: Language) -> str:
    """The chart of one question in words: its title, its base, every answer in the order of the bars.

    Parameters
    ----------
    frame : result of `survey.frequencies`.
    item : the question that was answered.
    language : the language of the words and of the numbers.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import Item, ItemKind, Level, Option
    >>> yes, no = Option("yes", 1, Text(en="yes")), Option("no", 0, Text(en="no"))
    >>> item = Item("tea", "1", "s", ItemKind.SINGLE, Level.BINARY, Text(en="Tea?"), Text(en="Drinks tea"), (yes, no))
    >>> alt_text(pd.DataFrame({"code": ["yes", "no"], "low": [54, 32], "high": [54, 42], "base": 96}), item, "en")
    'Drinks tea. Bar chart. Base (n): 96. Yes: 54 (56.3%); No: between 32 and 42 (33.3–43.8%).'
    """
    return say(
        "plots.chart_alt",
        language,
        title=item.label[language].rstrip(".?!"),
        base=say("tables.base", language),
        n=_base(frame, language),
        values=_values(frame, item, language),
    )


def comparison_alt_text(frames: Mapping[str, pd.DataFrame], items: Sequence[Item], title: str, language: Language) -> str:
    """The chart of several questions in words, question by question.

    Parameters
    ----------
    frames : question id to the result of `survey.frequencies`.
    items : the questions, in the order of the bars.
    title : what the comparison is about.
    language : the language of the words and of the numbers.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import Item, ItemKind, Level, Option
    >>> yes, tea = Option("yes", 1, Text(en="yes")), Text(en="Tea")
    >>> item = Item("tea", "1.1", "s", ItemKind.SINGLE, Level.BINARY, tea, tea, (yes,))
    >>> frame = pd.DataFrame({"code": ["yes"], "low": [96], "high": [96], "base": 96})
    >>> comparison_alt_text({"tea": frame}, [item], "Drinks", "en")
    'Drinks. Bar chart. 1.1. Tea (Base (n): 96): Yes: 96 (100.0%).'
    """
    questions = (
        say(
            "plots.question_alt",
            language,
            number=item.number,
            title=item.label[language].rstrip(".?!"),
            base=say("tables.base", language),
            n=_base(frames[item.id], language),
            values=_values(frames[item.id], item, language),
        )
        for item in items
    )
    return say("plots.comparison_alt", language, title=title.rstrip(".?!"), questions=" ".join(questions))
