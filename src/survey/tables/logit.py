"""An outcome by the answers to other questions."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_and_percent, number
from survey.i18n.text import Language
from survey.tables.crosstab import Side
from survey.tables.intervals import with_interval
from survey.tables.p_value import p_relation, p_value
from survey.tables.table import Column, Table

FAR = 1000
"""An odds ratio beyond this, or below one in as many, is no number to print."""


def logit_table(
    found: pd.DataFrame,
    sides: Mapping[str, Side],
    event: str,
    language: Language,
    *,
    table_id: str,
    caption: str,
    base: int,
    events: int,
    missing: int = 0,
    method: str | None = None,
    p: float = float("nan"),
) -> Table:
    """One row per answer: how many people gave it and how many of these had the outcome; then odds ratio and average effect.

    Parameters
    ----------
    found : `table` of the result of `survey.logit`; of its columns only the facts where no model is shown.
    sides : question id to what it and its answers are called.
    event : what the answer that is explained is called.
    language, table_id, caption : as elsewhere.
    base, events, missing : who answered all questions, how many of these had the outcome, who left a question out.
    method : `ml` or `firth`; None where no model is shown. What it assumes must stand above the table.
    p : of the whole model.

    Returns
    -------
    Table with the reference answer of each question in its own row, before the others.

    Examples
    --------
    >>> row = {"item": "tea", "code": "no", "reference": "yes", "n": 4, "events": 1, "percent": 25.0, "reference_percent": 50.0}
    >>> sides = {"tea": Side("Tea", {"yes": "Yes", "no": "No"})}
    >>> table = logit_table(pd.DataFrame([row]), sides, "With", "en", table_id="x", caption="x", base=10, events=4)
    >>> [[cell.replace("\\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows]
    [['Tea: Yes (reference)', '6', '3 (50.0%)'], ['Tea: No', '4', '1 (25.0%)']]
    """
    figures = [say("tables.base", language), say("shares.chose", language, answer=event)]
    if method:
        figures += [say("tables.odds_ratio", language), say("tables.p", language), say("shares.effect", language)]
    columns = (Column(say("shares.term", language), "left"), *(Column(figure) for figure in figures))
    rows: list[tuple[str, ...]] = []
    for item, group in found.groupby("item", sort=False):
        side, first = sides[str(item)], group.iloc[0]
        if first["code"]:
            n, chosen = base - int(group["n"].sum()), events - int(group["events"].sum())
            label = say("shares.term_reference", language, item=side.title, answer=side.answers[first["reference"]])
            rows.append((label, *_counts(n, chosen, language), *(("1", DASH, DASH) if method else ())))
        for row in group.to_dict("records"):
            counts = _counts(int(row["n"]), int(row["events"]), language)
            rows.append((_label(row, side, language), *counts, *(_model(row, language) if method else ())))
    notes = [say("shares.base_note", language, answer=event, n=number(base, language), events=number(events, language))]
    if missing:
        notes.append(say("shares.missing_note", language, missing=number(missing, language)))
    if method:
        notes += [say("shares.odds_note", language), say(f"shares.method_{method}", language, p=p_relation(p, language))]
    return Table(table_id, caption, columns, tuple(rows), notes=tuple(notes))


def _label(row: Mapping[Any, Any], side: Side, language: Language) -> str:
    if not row["code"]:
        return say("shares.term_number", language, item=side.title)
    return say("shares.term_of", language, item=side.title, answer=side.answers[row["code"]])


def _counts(n: int, chosen: int, language: Language) -> tuple[str, str]:
    return number(n, language), count_and_percent(chosen, chosen, n, language)


def _model(row: Mapping[Any, Any], language: Language) -> tuple[str, str, str]:
    value, low, high = (_odds(row[name]) for name in ("model_odds_ratio", "model_low", "model_high"))
    odds = with_interval(value, low, high, language)
    effect = with_interval(row["model_effect"], row["model_effect_low"], row["model_effect_high"], language, 1)
    return odds, p_value(row["model_p"], language), effect


def _odds(value: float) -> float:
    """A number that a table can hold; NaN where the data give no limit."""
    return value if isnan(value) or 1 / FAR <= value <= FAR else float("nan")
