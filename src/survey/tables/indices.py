"""The means of the indices with their spread, or the bounds of these means where only margins are known."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_range, decimals_needed, number, number_range
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language
from survey.instrument.model import Index, IndexModel, Instrument
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text, capitalised
from survey.tables.table import Column, Table

SCORES = (IndexModel.REFLECTIVE, IndexModel.FORMATIVE)  # the models whose value is a mean score
FEWEST_OF_A_SCALE = 3  # questions; fewer give a share of answers


def is_share(index: Index) -> bool:
    """Whether an index is no scale but a share of affirmative answers: one or two questions, each answer scored 0 or 1.

    >>> from survey.i18n.text import Text
    >>> tea = Text(en="Tea")
    >>> is_share(Index("T", tea, tea, IndexModel.FORMATIVE, {"tea": {"yes": 1, "no": 0, "other": None}}, 1, tea))
    True
    """
    scores = {score for own in index.scores.values() for score in own.values() if score is not None}
    return index.model in SCORES and len(index.items) < FEWEST_OF_A_SCALE and scores <= {0, 1}


def part_of(index: Index, target: object, instrument: Instrument, language: Language) -> str:
    """What a row is about within its index: an answer that is counted, a class, a single indicator; nothing for a whole index.

    A whole index that is a share says so.
    """
    if target is None or pd.isna(target):  # type: ignore[call-overload]
        return say("tables.index_share", language) if is_share(index) else ""
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


def has_spread(summary: pd.DataFrame) -> bool:
    """Whether a summary of indices has standard deviations and medians, or hides them: the table then has a column for each."""
    return "sd" in summary and bool(summary["sd"].notna().any() or ("hidden" in summary and (summary["hidden"] != "").any()))


def _has_spread(index: Index) -> bool:
    """Whether values lie on enough steps for a standard deviation and a median to say more than the mean does."""
    return index.model is IndexModel.COUNT or (index.model in SCORES and not is_share(index))


def _row(row: Mapping[Hashable, Any], index: Index, language: Language) -> tuple[str, ...]:
    """The scale, how many people have a value, and the mean; a mean number of mentions is small and gets a second decimal."""
    scale = number_range(row["scale_low"], row["scale_high"], language)
    mean = DASH
    if row.get("hidden") == "all":
        mean = HIDDEN
    elif pd.notna(row["mean_low"]):
        mean = number_range(row["mean_low"], row["mean_high"], language, index_decimals(index))
    people = HIDDEN if pd.isna(row["n_low"]) else count_range(int(row["n_low"]), int(row["n_high"]), language)
    return scale, people, mean


def index_decimals(index: Index) -> int:
    """The decimals of a mean and of a standard deviation: a mean number of mentions is small and gets a second one."""
    return 2 if index.model is IndexModel.COUNT else 1


def _spread(row: Mapping[Hashable, Any], index: Index, language: Language) -> tuple[str, ...]:
    """The standard deviation and the median; dashes where they would say no more than the mean."""
    if not _has_spread(index):
        return DASH, DASH
    if row.get("hidden"):
        return HIDDEN, HIDDEN
    median = number(row["median"], language, decimals_needed([row["median"]], 1))
    return number(row["sd"], language, index_decimals(index)), median


def indices_table(summary: pd.DataFrame, instrument: Instrument, language: Language, *, caption: str) -> Table:
    """One row per index, or per answer, class or indicator of an index that has several.

    Parameters
    ----------
    summary : result of `survey.index_summary` with `index`, `target` (None for a whole index), `n_low`, `n_high` (people with a
        value; NA where hidden), `mean_low`, `mean_high`, `scale_low`, `scale_high`, `exact`, and from rows `sd` and `median`.
    instrument : the questionnaire that defines the indices.
    language : the language of the words and of the numbers.
    caption : what stands above the table.

    Returns
    -------
    Table `indices`; the title of an index stands in its first row only, and the column of parts is there where an
    index has any. A mean between bounds is printed as 33.9–66.1. From rows
    also the standard deviation and the median of scores of three or more questions and of counts.

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
    (('T. Tea', 'Share of affirmative answers', '0–100', '96', '33.9–66.1'),)
    """
    rows = []
    before = None
    spread = has_spread(summary)
    for row in summary.to_dict("records"):
        index = instrument.index(str(row["index"]))
        title = "" if index.id == before else f"{index.id}. {index.title[language]}"
        cells = (title, part_of(index, row["target"], instrument, language), *_row(row, index, language))
        rows.append((*cells, *_spread(row, index, language)) if spread else cells)
        before = index.id
    words = ("index", "index_part")
    figures = ("index_scale", "base", "index_mean", *(("standard_deviation", "median") if spread else ()))
    columns = (*(Column(say(f"tables.{word}", language), "left") for word in words), *_figures(figures, language))
    notes = [] if bool(summary["exact"].all()) else [say("tables.index_bounds_note", language)]
    if spread and any(row[-1] == DASH for row in rows):
        notes.append(say("tables.index_spread_note", language))
    if "hidden" in summary and (summary["hidden"] != "").any():
        notes.append(say("tables.index_hidden_note", language))
    if not any(part for _, part, *_ in rows):
        rows, columns = [(title, *cells) for title, _, *cells in rows], (columns[0], *columns[2:])
    return Table("report--indices", caption, columns, tuple(rows), None, tuple(notes))


def _figures(words: Iterable[str], language: Language) -> Iterator[Column]:
    return (Column(say(f"tables.{word}", language)) for word in words)
