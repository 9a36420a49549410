"""Two questions crossed, with the counts that are hidden marked by an x."""

from __future__ import annotations

from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import count_and_percent, number
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language
from survey.tables.crosstab import Side, across_note
from survey.tables.table import Column, Table


def hidden_crosstab_table(
    cells: pd.DataFrame, row: Side, column: Side, language: Language, *, table_id: str, caption: str, left_out: int = 0
) -> Table:
    """As `crosstab_table`, of cells of which some are hidden.

    Parameters
    ----------
    cells : `Hidden.frame` of `survey.analysis.disclosure_crossed`: row, column, n, row_n, column_n, base; NA where hidden.
    row, column, language, table_id, caption, left_out : as of `crosstab_table`.

    Returns
    -------
    Table whose cells have a percentage of the column only where the size of the column is printed. An answer that nobody gave has
    no row or column.

    Examples
    --------
    >>> numbers = {"n": [9, None, 7, None], "row_n": [12, 12, 15, 15], "column_n": [16, 11, 16, 11], "base": 27}
    >>> frame = pd.DataFrame({"row": ["a", "a", "b", "b"], "column": ["x", "y", "x", "y"], **numbers}).convert_dtypes()
    >>> side = Side("Tea", {"a": "Yes", "b": "No"}), Side("Milk", {"x": "With", "y": "Without"})
    >>> [cell.replace("\\xa0", " ") for cell in hidden_crosstab_table(frame, *side, "en", table_id="x", caption="x").rows[0]]
    ['Yes', '9 (56.3%)', 'x', '12 (44.4%)']
    """
    given = cells[(cells["row_n"].isna() | (cells["row_n"] > 0)) & (cells["column_n"].isna() | (cells["column_n"] > 0))]
    base = int(given["base"].iloc[0])
    rows = []
    for code, own in given.groupby("row", sort=False):
        counted = [_cell(one["n"], one["column_n"], language) for one in own.to_dict("records")]
        rows.append((row.answers[str(code)], *counted, _cell(own["row_n"].iloc[0], base, language)))
    across = given.drop_duplicates("column")
    sizes = [HIDDEN if pd.isna(size) else number(int(size), language) for size in across["column_n"]]
    headings = (*(column.answers[code] for code in across["column"]), say("tables.crosstab_all", language))
    notes = [across_note(column, language), say("tables.crosstab_percent_note", language)]
    if left_out:
        notes.append(say("tables.crosstab_missing_note", language, n=number(base, language), missing=number(left_out, language)))
    return Table(
        table_id,
        caption,
        (Column(row.title, "left"), *(Column(heading) for heading in headings)),
        tuple(rows),
        (say("tables.base", language), *sizes, number(base, language)),
        (*notes, say("tables.hidden_note", language)),
    )


def _cell(n: Any, size: Any, language: Language) -> str:
    if pd.isna(n):
        return HIDDEN
    return number(int(n), language) if pd.isna(size) else count_and_percent(int(n), int(n), int(size), language)
