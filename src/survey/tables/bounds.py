"""What margins force about joint answers, as tables."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_range, number, number_range
from survey.i18n.text import Language
from survey.instrument.model import Instrument
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text
from survey.tables.table import Column, Table


def answer_words(instrument: Instrument, name: str, codes: str | Sequence[str], language: Language) -> str:
    """`1.8. Can secure its territory: “No”`; several codes side by side, any of which counts."""
    item = item_or_row(instrument, name)
    chosen = (codes,) if isinstance(codes, str) else codes
    answers = " / ".join(answer_text(item, code, language) for code in chosen)
    return say("bounds.answer_of", language, number=item.number, label=item.label[language].rstrip(".?!"), answer=answers)


def assumption_words(found: pd.DataFrame, language: Language) -> str:
    """What is taken for granted of who answered."""
    people = found["base"]
    if (found["answered_low"] == people).all():
        return say("bounds.assumes_all", language, n=number(int(people.iloc[0]) if len(people) else 0, language))
    return say("bounds.assumes_some", language)


def forced_table(found: pd.DataFrame, instrument: Instrument, language: Language, *, caption: str) -> Table:
    """One row for each pair of answers: how many people at the least gave both.

    Parameters
    ----------
    found : rows of `survey.bounds`, in the order in which they are to stand.
    instrument : the questionnaire that names the questions.
    language : the language of the words and of the numbers.
    caption : what stands above the table.

    Returns
    -------
    Table `report--bounds`, with the assumption about who answered below it.

    Raises
    ------
    KeyError if `found` holds a question or an answer that the questionnaire does not have.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import Item, ItemKind, Level, Option
    >>> yes = Option("yes", 1, Text(en="yes"))
    >>> tea, milk = (
    ...     Item(name, number, "s", ItemKind.SINGLE, Level.BINARY, Text(en=name), Text(en=name), (yes,))
    ...     for name, number in (("tea", "1"), ("milk", "2"))
    ... )
    >>> house = Instrument("house", "1", ("en",), Text(en="x"), (), (tea, milk), ())
    >>> names = {"first": "tea", "first_code": "yes", "second": "milk", "second_code": "yes"}
    >>> row = names | {"low": 62, "sturdy_low": 60, "base": 96, "answered_low": 96, "answered_high": 96}
    >>> forced_table(pd.DataFrame([row]), house, "en", caption="Forced").rows
    (('1. tea: “Yes”', '2. milk: “Yes”', '62', '96', '60'),)
    """
    columns = (
        Column(say("bounds.first", language), "left"),
        Column(say("bounds.second", language), "left"),
        Column(say("bounds.low", language)),
        Column(say("tables.base", language)),
        Column(say("bounds.sturdy", language)),
    )
    rows = tuple(
        (
            answer_words(instrument, row["first"], row["first_code"], language),
            answer_words(instrument, row["second"], row["second_code"], language),
            number(row["low"], language),
            count_range(row["answered_low"], row["answered_high"], language),
            number(row["sturdy_low"], language),
        )
        for row in found.to_dict("records")
    )
    notes = (assumption_words(found, language), say("bounds.sturdy_note", language))
    return Table("report--bounds", caption, columns, rows, notes=notes)


def same_answers_table(found: pd.DataFrame, instrument: Instrument, language: Language, *, caption: str) -> Table:
    """One row for each two or three questions: how many people can have given them the same answer, and the range of kappa.

    Parameters
    ----------
    found : columns items (tuples of ids), low, high, answered_low, answered_high, base, kappa_low, kappa_high (None or NaN where
        there is none), as `survey.analysis.same_answers` has them.
    instrument, language, caption : as for `forced_table`.

    Returns
    -------
    Table `report--same-answers`.
    """
    columns = (
        Column(say("bounds.questions", language), "left"),
        Column(say("bounds.same_count", language)),
        Column(say("tables.base", language)),
        Column(say("bounds.kappa", language)),
    )
    rows = tuple(
        (
            "; ".join(item_or_row(instrument, name).number for name in row["items"]),
            count_range(row["low"], row["high"], language),
            count_range(row["answered_low"], row["answered_high"], language),
            DASH if pd.isna(row["kappa_low"]) else number_range(row["kappa_low"], row["kappa_high"], language, 2),
        )
        for row in found.to_dict("records")
    )
    kappa = (say("bounds.kappa_note", language),) if bool(found["kappa_low"].isna().any()) else ()
    return Table("report--same-answers", caption, columns, rows, notes=(assumption_words(found, language), *kappa))
