"""How many factors each rule suggests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, number, percent
from survey.i18n.text import Language
from survey.tables.table import Column, Table


def retention_table(
    suggested: pd.Series[Any] | Mapping[str, float],
    again: Mapping[str, float],
    language: Language,
    *,
    caption: str,
    notes: Sequence[str] = (),
) -> Table:
    """One row per rule with the number of factors it suggests, and how often it does so again; a dash where it could not be used.

    Parameters
    ----------
    suggested : rule (`parallel_pearson`, `parallel_polychoric`, `map`, `ekc`) to a number of factors.
    again : rule to the share of redrawn samples in which it suggests the same number.
    language : the language of the words.
    caption, notes : what stands above the table, and sentences below it.

    Examples
    --------
    >>> retention_table({"map": 2, "ekc": float("nan")}, {"map": 0.57}, "en", caption="x").rows
    (("Velicer's minimum average partial (MAP)", '2', '57%'), ('Empirical Kaiser criterion (EKC)', '–', '–'))
    """
    names = (Column(say("tables.rule", language), "left"), Column(say("tables.n_factors", language)))
    rows = tuple(
        (
            say(f"tables.rule_{rule}", language),
            number(float("nan") if pd.isna(count) else float(count), language),
            percent(round(1000 * again[str(rule)]), 1000, language, 0) if str(rule) in again else DASH,
        )
        for rule, count in suggested.items()
    )
    columns = (*names, Column(say("tables.same_number", language)))
    return Table("report--retention", caption, columns, rows, notes=tuple(notes))
