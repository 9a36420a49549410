"""The means of the indices under every reading of their doubtful questions."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_range, number_range
from survey.i18n.text import Language
from survey.instrument.model import IndexModel, Instrument
from survey.instrument.rows import item_or_row
from survey.tables.indices import part_of
from survey.tables.table import Column, Table

MAIN = "main"
EXACT = 1e-9  # means closer than this are one mean: bounds come from two programs


def _reading(row: Mapping[Hashable, Any], instrument: Instrument, language: Language) -> str:
    if row["reading"] == MAIN:
        return say("tables.index_reading_main", language)
    return say(f"tables.index_reading_{row['reading']}", language, item=item_or_row(instrument, str(row["item"])).number)


def _numbers(row: Mapping[Hashable, Any], decimals: int, language: Language) -> tuple[str, str, str]:
    """How many people have a value, the mean, and how far it lies from that of the main reading."""
    n = count_range(int(row["n_low"]), int(row["n_high"]), language)
    mean, shift = (number_range(row[f"{name}_low"], row[f"{name}_high"], language, decimals) for name in ("mean", "shift"))
    return n, mean, DASH if row["reading"] == MAIN else shift


def sensitivity_table(found: pd.DataFrame, instrument: Instrument, language: Language, *, caption: str) -> Table:
    """One row per index, or part of one, and reading.

    Parameters
    ----------
    found : result of `survey.index_sensitivity`.
    instrument : the questionnaire that defines the indices.
    language : the language of the words and of the numbers.
    caption : what stands above the table.

    Returns
    -------
    Table `index-sensitivity`; an index is named in its first row only.

    Raises
    ------
    KeyError if `found` holds an index that the questionnaire does not have.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import Index
    >>> tea = Text(en="Tea")
    >>> index = Index("T", tea, tea, IndexModel.FORMATIVE, {"tea": {"yes": 1, "no": 0}}, 1, tea)
    >>> house = Instrument("house", "1", ("en",), tea, (), (), (index,))
    >>> row = {"index": "T", "target": None, "reading": "main", "item": None, "n_low": 96, "n_high": 96}
    >>> found = pd.DataFrame([row | {"mean_low": 33.9, "mean_high": 66.1, "shift_low": 0, "shift_high": 0}])
    >>> sensitivity_table(found, house, "en", caption="Means").rows
    (('T. Tea', 'main', '96', '33.9–66.1', '–'),)
    """
    rows = []
    before = None
    for row in found.to_dict("records"):
        index = instrument.index(str(row["index"]))
        target = "" if pd.isna(row["target"]) else part_of(index, row["target"], instrument, language)
        name = f"{index.id}. {target or index.title[language]}"
        decimals = 2 if index.model is IndexModel.COUNT else 1
        rows.append(("" if name == before else name, _reading(row, instrument, language), *_numbers(row, decimals, language)))
        before = name
    words = (Column(say(f"tables.{word}", language), "left") for word in ("index", "index_reading"))
    figures = (Column(say(f"tables.{word}", language)) for word in ("base", "index_mean", "index_shift"))
    open_ends = bool((found["mean_high"] - found["mean_low"] > EXACT).any() or (found["n_high"] > found["n_low"]).any())
    notes = (say("tables.index_bounds_note", language),) if open_ends else ()
    return Table("report--index-sensitivity", caption, (*words, *figures), tuple(rows), None, notes)
