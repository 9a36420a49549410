"""Shares against a claimed one, and which of two answers was given more often."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import isnan
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_and_percent, count_range, decimals_needed, number, number_range
from survey.i18n.text import Language
from survey.instrument.model import Instrument
from survey.tables.bounds import answer_words
from survey.tables.crosstab import Side
from survey.tables.intervals import interval
from survey.tables.p_value import p_range
from survey.tables.table import Column, Table

MOST_DECIMALS = 1


def share_words(percent: float, language: Language) -> str:
    """A claimed share as people write it: `50%`, or `2/3` where the percent does not come out even.

    >>> share_words(50, "en"), share_words(200 / 3, "kk"), share_words(62.5, "ru").replace("\\N{NO-BREAK SPACE}", " ")
    ('50%', '2/3', '62,5 %')
    """
    decimals = decimals_needed([percent], MOST_DECIMALS)
    if round(percent, decimals) == percent:
        return say("tables.percent", language, value=number(percent, language, decimals))
    written = Fraction(percent / 100).limit_denominator(1000)
    return f"{written.numerator}/{written.denominator}"


def shares_table(
    found: pd.DataFrame,
    instrument: Instrument,
    language: Language,
    *,
    table_id: str,
    caption: str,
    tests: int,
    correction: str = "holm",
    model: bool = False,
) -> Table:
    """One row per answer: how many people gave it and whether that is more (or less) than the claimed share.

    Parameters
    ----------
    found : `table` of the result of `survey.proportions`.
    instrument : the questionnaire that names questions and answers.
    language, table_id, caption : as elsewhere.
    tests : how many tests the p-values are adjusted for.
    correction : `holm` or `bh`, of the adjusted p that is shown.
    model : whether interval and tests are shown; what they assume must then stand above the table.
    """
    first = found.iloc[0]
    heading = say(f"shares.against_{first['alternative']}", language, share=share_words(float(first["against"]), language))
    figures = [_word("gave", language), heading]
    if model:
        figures += [say(f"tables.{name}", language) for name in ("interval_heading", "p_exact", f"p_{correction}")]
    columns = (Column(_word("answer", language), "left"), *(Column(figure) for figure in figures))
    rows = tuple(_share(row, instrument, language, correction, model) for row in found.to_dict("records"))
    notes = [say("shares.fact_note", language, heading=heading)]
    if (found["low"] < found["high"]).any():
        notes.append(_word("bounds_note" if model else "bounds_facts_note", language))
    if model:
        notes += [_word("shares_model_note", language), _family(tests, language)]
    return Table(table_id, caption, columns, rows, notes=tuple(notes))


def _share(row: Mapping[Any, Any], instrument: Instrument, language: Language, correction: str, model: bool) -> tuple[str, ...]:
    cells = [
        answer_words(instrument, row["item"], row["code"].split("+"), language),
        count_and_percent(row["low"], row["high"], row["base"], language),
        _word(row["holds"], language),
    ]
    if model:
        cells += [_percents(row["model_low"], row["model_high"], language), *_tests(row, correction, language)]
    return tuple(cells)


def _percents(low: float, high: float, language: Language) -> str:
    """`46,8–65,4%`, which does not break."""
    if isnan(low) or isnan(high):
        return DASH
    return say("tables.percent", language, value=number_range(low, high, language, 1))


def _tests(row: Mapping[Any, Any], correction: str, language: Language) -> list[str]:
    names = ("model_p", f"model_p_{correction}")
    return [p_range(row[f"{name}_low"], row[f"{name}_high"], language) for name in names]


def differences_table(
    found: pd.DataFrame,
    side: Side,
    language: Language,
    *,
    table_id: str,
    caption: str,
    correction: str = "holm",
    model: bool = False,
) -> Table:
    """One row per pair of answers to one question: which was given more often, and by how much.

    Parameters
    ----------
    found : `table` of the result of `survey.differences`.
    side : what the question and its answers are called.
    language, table_id, caption, correction, model : as for `shares_table`.
    """
    figures = ["counts", "difference", *(["difference_interval"] if model else [])]
    columns = [Column(say("repeated.ordered_pair", language), "left")]
    columns += [Column(say(f"repeated.{name}", language)) for name in figures]
    if model:
        columns += [Column(say(f"tables.{name}", language)) for name in ("p_exact", f"p_{correction}")]
    rows = tuple(_difference(row, side, language, correction, model) for row in found.to_dict("records"))
    notes = [say("shares.order_note", language, base=number(int(found["base"].iloc[0]), language))]
    if (found["difference_low"] < found["difference_high"]).any():
        notes.append(_word("bounds_note" if model else "bounds_facts_note", language))
    if model:
        notes += [_word("differences_model_note", language), _family(int(found["model_p_low"].notna().sum()), language)]
    return Table(table_id, caption, tuple(columns), rows, notes=tuple(notes))


ORDER = {"holds": "first", "never": "tie", "open": "open"}
"""The first of a pair is the one that leads, so it never has fewer people than the second."""


def _difference(row: Mapping[Any, Any], side: Side, language: Language, correction: str, model: bool) -> tuple[str, ...]:
    names = {end: side.answers[row[end]] for end in ("first", "second")}
    counts = {end: count_range(row[f"{end}_low"], row[f"{end}_high"], language) for end in ("first", "second")}
    cells = [
        say(f"repeated.order_{ORDER[row['more']]}", language, first=names["first"], second=names["second"]),
        say("repeated.count_pair", language, first=counts["first"], second=counts["second"]),
        DASH if isnan(row["difference_low"]) else number_range(row["difference_low"], row["difference_high"], language, 1),
    ]
    if model:
        cells += [interval(row["model_low"], row["model_high"], language, 1), *_tests(row, correction, language)]
    return tuple(cells)


def _family(tests: int, language: Language) -> str:
    return say("tables.association_family_note", language, tests=number(tests, language))


def _word(key: str, language: Language) -> str:
    return say(f"shares.{key}", language)
