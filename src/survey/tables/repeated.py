"""Repeated questions and how far their answers agree, as tables."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_and_percent, number
from survey.i18n.text import Language
from survey.tables.crosstab import Side
from survey.tables.intervals import interval, with_interval
from survey.tables.p_value import p_value
from survey.tables.table import Column, Table

Row = Mapping[Hashable, Any]
Sides = Mapping[str, Side]
COUNTS = ("both", "first_only", "second_only", "neither")


def changes_table(
    changes: pd.DataFrame,
    sides: Sides,
    language: Language,
    *,
    table_id: str,
    caption: str,
    tests: int = 0,
    correction: str = "holm",
    model: bool = False,
    notes: Sequence[str] = (),
) -> Table:
    """One row per pair of questions and answer: who gave it in both questions, in one of them, in neither.

    Parameters
    ----------
    changes : `changes` of the result of `survey.repeated`.
    sides : question id to what it and its answers are called.
    language, table_id, caption : as elsewhere.
    tests, correction : how many tests the p-values are adjusted for, and how: `holm` or `bh`.
    model : whether the interval of the difference and p are shown.
    notes : sentences put last, e.g. what a model assumes.

    Returns
    -------
    Table; a pair of questions is named in its first row only.

    Examples
    --------
    >>> row = {"first": "tea", "second": "milk", "code": "yes", "both": 3, "first_only": 1, "second_only": 2, "neither": 4}
    >>> sides = {name: Side(name.title(), {"yes": "Yes", "no": "No"}) for name in ("tea", "milk")}
    >>> changes_table(pd.DataFrame([row | {"base": 10, "difference": 10.0}]), sides, "en", table_id="x", caption="x").rows
    (('Tea → Milk', 'Yes', '3', '1', '2', '4', '10', '10.0'),)
    """
    rows = []
    before = None
    for row in changes.to_dict("records"):
        pair = _pair(row, sides, language)
        answer = sides[row["first"]].answers[row["code"]]
        cells = [*(number(row[name], language) for name in (*COUNTS, "base")), number(row["difference"], language, 1)]
        if model:
            cells += [interval(row["model_low"], row["model_high"], language, 1), p_value(row[f"model_p_{correction}"], language)]
        rows.append(("" if pair == before else pair, answer, *cells))
        before = pair
    figures = [*(_word(name, language) for name in COUNTS), say("tables.base", language), _word("difference", language)]
    if model:
        figures += [_word("difference_interval", language), say(f"tables.p_{correction}", language)]
    words = _word("questions", language), say("tables.answer", language)
    told = [_word("changes_note", language)]
    if any(changes.groupby(["first", "second"]).size() == 1):
        told.append(_word("mirror_note", language))
    if model:
        told += [_word("exact_note", language), say("tables.association_family_note", language, tests=number(tests, language))]
    return Table(table_id, caption, _columns(words, figures), tuple(rows), None, (*told, *notes))


def kappa_table(
    found: pd.DataFrame,
    sides: Sides,
    language: Language,
    *,
    table_id: str,
    caption: str,
    correction: str = "holm",
    model: bool = False,
    notes: Sequence[str] = (),
) -> Table:
    """One row per pair of questions, and one for all of them: how many people gave the same answer, and kappa.

    Parameters
    ----------
    found : `agreement` of the result of `survey.repeated`.
    sides : question id to what it and its answers are called.
    language, table_id, caption : as elsewhere.
    correction : how the p-values are adjusted: `holm` or `bh`; the rows are a family of their own.
    model : whether kappa has its interval and p is shown.
    notes : sentences put last.

    Returns
    -------
    Table with cells such as `75 (78.1%)`.

    Examples
    --------
    >>> row = {"first": "tea", "second": "milk", "code": None, "same": 8, "base": 10, "kappa": 0.6}
    >>> model = {"model_low": 0.1, "model_high": 1.0, "model_p": 0.05, "model_p_holm": 0.05}
    >>> sides = {name: Side(name.title(), {"yes": "Yes", "no": "No"}) for name in ("tea", "milk")}
    >>> table = kappa_table(pd.DataFrame([row | model]), sides, "en", table_id="x", caption="x", model=True)
    >>> [cell.replace("\\xa0", " ") for cell in table.rows[0]]
    ['Tea → Milk', '8 (80.0%)', '10', '0.60 [0.10, 1.00]', '0.050']
    """
    by_answer = bool(found["code"].notna().any())
    rows = []
    for row in found.to_dict("records"):
        pair = say("repeated.all_questions", language) if pd.isna(row["first"]) else _pair(row, sides, language)
        kappa = float(row["kappa"])
        cell = DASH if pd.isna(kappa) else number(kappa, language, 2)
        if model and not pd.isna(kappa):
            cell = with_interval(kappa, float(row["model_low"]), float(row["model_high"]), language)
        answer = [any_answer(sides, row["code"])] if by_answer else []
        same = int(row["same"])
        tested = [p_value(row[f"model_p_{correction}"], language)] if model else []
        shares = count_and_percent(same, same, int(row["base"]), language), number(row["base"], language)
        rows.append((pair, *answer, *shares, cell, *tested))
    words = [_word("questions", language), *([say("tables.answer", language)] if by_answer else [])]
    figures = [_word("same", language), say("tables.base", language), _word("kappa", language)]
    told = [_word("kappa_note", language)]
    if model:
        figures.append(say(f"tables.p_{correction}", language))
        tests = number(int(found["model_p"].notna().sum()), language)
        told += [_word("kappa_p_note", language), say("tables.association_family_note", language, tests=tests)]
    return Table(table_id, caption, _columns(words, figures), tuple(rows), None, (*told, *notes))


def _word(key: str, language: Language) -> str:
    return say(f"repeated.{key}", language)


def _pair(row: Row, sides: Sides, language: Language) -> str:
    return say("repeated.pair", language, first=sides[row["first"]].title, second=sides[row["second"]].title)


def any_answer(sides: Sides, code: str) -> str:
    """What an answer that all questions offer is called."""
    return next(side.answers[code] for side in sides.values() if code in side.answers)


def _columns(words: Sequence[str], figures: Sequence[str]) -> tuple[Column, ...]:
    return (*(Column(word, "left") for word in words), *(Column(figure) for figure in figures))
