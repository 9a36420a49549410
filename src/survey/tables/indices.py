"""The means of the indices, or the bounds of these means where only margins are known."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_range, number_range
from survey.i18n.text import Language
from survey.instrument.model import Index, IndexModel, Instrument
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text, capitalised
from survey.tables.table import Column, Table


def _part(index: Index, target: object, instrument: Instrument, language: Language) -> str:
    """What a row is about within its index: an answer that is counted, a class, a single indicator; nothing for a whole index."""
    if target is None or pd.isna(target):  # type: ignore[call-overload]
        return ""
    code = str(target)
    for found in index.classes:
        if found.code == code:
            return capitalised(found.text[language])
    if code in index.items:
        return item_or_row(instrument, code).label[language]
    if code in instrument.groups and code not in index.targets:
        return instrument.groups[code][language]
    offering = next(item for item in (item_or_row(instrument, name) for name in index.items) if code in item.codes)
    return answer_text(offering, code, language)


def _row(row: Mapping[Hashable, Any], index: Index, language: Language) -> tuple[str, str, str]:
    """The scale, how many people have a value, and the mean; a mean number of mentions is small and gets a second decimal."""
    scale = number_range(row["scale_low"], row["scale_high"], language)
    mean = DASH
    if pd.notna(row["mean_low"]):
        mean = number_range(row["mean_low"], row["mean_high"], language, 2 if index.model is IndexModel.COUNT else 1)
    return scale, count_range(int(row["n_low"]), int(row["n_high"]), language), mean


def indices_table(summary: pd.DataFrame, instrument: Instrument, language: Language, *, caption: str) -> Table:
    """One row per index, or per answer, class or indicator of an index that has several.

    Parameters
    ----------
    summary : result of `survey.index_summary` with `index`, `target` (None for a whole index), `n_low`, `n_high` (people with a
        value), `mean_low`, `mean_high`, `scale_low`, `scale_high`, `exact`.
    instrument : the questionnaire that defines the indices.
    language : the language of the words and of the numbers.
    caption : what stands above the table.

    Returns
    -------
    Table `indices`; the title of an index stands in its first row only. A mean between bounds is printed as 33.9–66.1.

    Raises
    ------
    KeyError if the summary holds an index that the questionnaire does not have.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> tea = Text(en="Tea")
    >>> index = Index("T", tea, tea, IndexModel.FORMATIVE, {"tea": {"yes": 1, "no": 0}}, 1, tea)
    >>> house = Instrument("house", "1", ("en",), tea, (), (), (index,))
    >>> row = {"index": "T", "target": None, "n_low": 96, "n_high": 96, "mean_low": 33.9, "mean_high": 66.1}
    >>> summary = pd.DataFrame([row | {"scale_low": 0, "scale_high": 100, "exact": False}])
    >>> indices_table(summary, house, "en", caption="Means").rows
    (('T. Tea', '', '0–100', '96', '33.9–66.1'),)
    """
    rows = []
    before = None
    for row in summary.to_dict("records"):
        index = instrument.index(str(row["index"]))
        title = "" if index.id == before else f"{index.id}. {index.title[language]}"
        rows.append((title, _part(index, row["target"], instrument, language), *_row(row, index, language)))
        before = index.id
    words = (say("tables.index", language), say("tables.index_part", language))
    figures = (say("tables.index_scale", language), say("tables.base", language), say("tables.index_mean", language))
    columns = (*(Column(word, "left") for word in words), *(Column(figure) for figure in figures))
    notes = () if bool(summary["exact"].all()) else (say("tables.index_bounds_note", language),)
    return Table("report--indices", caption, columns, tuple(rows), None, notes)
