"""Whether a question was asked, from the answers to those before it: for one person, and for a frame of answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from survey.instrument.model import Condition, Instrument, Item, ShowIf

Answer = str | Collection[str] | None


def met(show_if: ShowIf | None, answers: Mapping[str, Answer]) -> bool:
    """Whether one person's answers meet a condition.

    Parameters
    ----------
    show_if
        The condition of an item; None for an item that everybody is asked.
    answers
        Item (or `item.row` of a matrix) -> code; a set of codes for a multiple choice; None or no entry where there is no answer.

    Returns
    -------
    True if all, or any, of the conditions hold. A missing answer meets no condition.

    Examples
    --------
    >>> trusts = ShowIf((Condition("trust", ("yes", "mostly")),))
    >>> met(trusts, {"trust": "mostly"}), met(trusts, {"trust": "no"}), met(trusts, {}), met(None, {})
    (True, False, False, True)
    """
    if show_if is None:
        return True
    quantifier = all if show_if.mode == "all" else any
    return quantifier(_holds(condition, answers.get(condition.item)) for condition in show_if.conditions)


def _holds(condition: Condition, answer: Answer) -> bool:
    if answer is None:
        return False
    given = {answer} if isinstance(answer, str) else set(answer)
    return not given.isdisjoint(condition.codes)


def shown(item: Item, answers: pd.DataFrame, open_answers: pd.DataFrame | None = None) -> pd.Series[bool]:
    """Who was shown an item.

    Parameters
    ----------
    item
        The item.
    answers
        n rows; `item` with codes, `item.option` with booleans for a multiple choice, `item.row` with codes for a matrix; NA where
        there is no answer. A column that is not there counts as unanswered.
    open_answers
        Booleans of the same rows: where an answer was given that nobody knows, so that it may have met any condition. A column
        that is not there is known; None where all are.

    Returns
    -------
    n booleans with the index of `answers`; True also for who may have been shown it.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import ItemKind, Level
    >>> why = Item("why", "2", "s", ItemKind.TEXT, Level.NOMINAL, Text(en="Why?"), Text(en="Why"),
    ...            show_if=ShowIf((Condition("trust", ("no",)),)))
    >>> shown(why, pd.DataFrame({"trust": ["yes", "no", pd.NA]})).tolist()
    [False, True, False]
    """
    if item.show_if is None:
        return pd.Series(True, index=answers.index)
    held = pd.DataFrame({n: _holds_in(condition, answers, open_answers) for n, condition in enumerate(item.show_if.conditions)})
    return held.all(axis=1) if item.show_if.mode == "all" else held.any(axis=1)


def _holds_in(condition: Condition, answers: pd.DataFrame, open_answers: pd.DataFrame | None) -> pd.Series[bool]:
    held = pd.Series(False, index=answers.index)
    if condition.item in answers:
        held |= answers[condition.item].isin(condition.codes)
    columns = [f"{condition.item}.{code}" for code in condition.codes]
    for column in columns:
        if column in answers:
            held |= answers[column].astype("boolean").fillna(False).astype(bool)
    for column in (condition.item, *columns):
        if open_answers is not None and column in open_answers:
            held |= open_answers[column]
    return held


def shown_frame(instrument: Instrument, answers: pd.DataFrame) -> pd.DataFrame:
    """Who was shown which question: `shown` for every column of every item, n rows of booleans."""
    columns = {name: asked for item in instrument.items for asked in [shown(item, answers)] for name in item.columns}
    return pd.DataFrame(columns, index=answers.index, dtype=bool)
