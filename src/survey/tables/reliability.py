"""How reliable an index is, and what each of its questions adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.text import Language
from survey.tables.intervals import DECIMALS, interval
from survey.tables.table import Column, Table


@dataclass(frozen=True)
class Coefficient:
    """A coefficient with the ends of its interval, NaN where there is none. name: a key of the catalogue, e.g. `alpha`."""

    name: str
    value: float
    low: float = float("nan")
    high: float = float("nan")


def reliability_table(
    coefficients: Mapping[str, Sequence[Coefficient]], language: Language, *, caption: str, notes: Sequence[str] = ()
) -> Table:
    """The coefficients of each index; the title of an index stands in its first row only, its headline coefficient first.

    Parameters
    ----------
    coefficients : title of an index to its coefficients.
    language : the language of the words and of the numbers.
    caption, notes : what stands above the table, and sentences below it.

    Examples
    --------
    >>> table = reliability_table({"T. Tea": [Coefficient("alpha", 0.71, 0.6, 0.8)]}, "en", caption="x")
    >>> [cell.replace("\\xa0", " ") for cell in table.rows[0]]
    ['T. Tea', "Cronbach's alpha", '0.71', '[0.60, 0.80]']
    """
    words = [Column(say(f"tables.{name}", language), "left") for name in ("index", "coefficient")]
    columns = (*words, Column(say("tables.value", language)), Column(say("tables.interval_heading", language)))
    rows = [
        (
            "" if place else title,
            say(f"tables.coefficient_{found.name}", language),
            number(found.value, language, DECIMALS),
            interval(found.low, found.high, language),
        )
        for title, several in coefficients.items()
        for place, found in enumerate(several)
    ]
    return Table("report--reliability", caption, columns, tuple(rows), notes=tuple(notes))


def items_table(
    items: pd.DataFrame,
    labels: Mapping[str, str],
    language: Language,
    *,
    table_id: str,
    caption: str,
    notes: Sequence[str] = (),
) -> Table:
    """One row per question of an index.

    Parameters
    ----------
    items : index question ids; columns `mean`, `item_rest` (correlation with the sum of the others), `alpha_dropped` (alpha
        without it), `h` (Mokken's).
    labels : question id to what it is called.
    language, table_id, caption, notes : as elsewhere.

    Examples
    --------
    >>> items = pd.DataFrame({"mean": [0.5], "item_rest": [0.4], "alpha_dropped": [0.6], "h": [0.35]}, index=["a"])
    >>> items_table(items, {"a": "1.1"}, "en", table_id="x", caption="x").rows
    (('1.1', '0.50', '0.40', '0.60', '0.35'),)
    """
    names = ("mean", "item_rest", "alpha_dropped", "h")
    columns = (Column(say("tables.item", language), "left"), *(Column(say(f"tables.{name}", language)) for name in names))
    rows = tuple(
        (labels[str(item)], *(number(float(found[name]), language, DECIMALS) for name in names))
        for item, found in items.iterrows()
    )
    return Table(table_id, caption, columns, rows, notes=tuple(notes))
