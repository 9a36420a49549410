"""The answers to a question of numbers: their ends, quartiles, mean and spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import decimals_needed, number, number_range
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language
from survey.instrument.model import Item
from survey.tables.table import Column, Table, table_id

FIGURES = ("minimum", "lower_quartile", "median", "mean", "upper_quartile", "maximum", "standard_deviation")
MISSING = ("not_asked", "skipped", "refused", "dont_know", "not_recorded")
COMPUTED = ("mean", "standard_deviation")
DECIMALS = 2  # of what is computed; the others are answers, or lie between two, and have as many as they need up to this
GROUPED = 10_000  # numbers that stay below are not set apart by thousands, because they may be years


def number_table(
    summary: pd.DataFrame, item: Item, language: Language, *, caption: str | None = None, hidden: Sequence[str] = ()
) -> Table:
    """The table of one question of numbers, with the reasons why answers are missing as far as there are any.

    Parameters
    ----------
    summary : result of `survey.analysis.open_answers.number_summary`: one row with n, the figures and a count for each kind of
        missing answer.
    item : the question that was answered.
    language : the language of the words and of the numbers.
    caption : the caption; the short label of the question if none is given.
    hidden : figures that are hidden, so that nobody is recognised.

    Returns
    -------
    Table with the `table_id` of the question; a dash where a figure does not exist.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import ItemKind, Level
    >>> item = Item("age", "1", "s", ItemKind.NUMBER, Level.INTERVAL, Text(en="Age?"), Text(en="Age"))
    >>> figures = dict(zip(FIGURES, (18, 18.75, 21, 22.0, 24.25, 28, 4.5461), strict=True))
    >>> missing = dict.fromkeys(MISSING, 0) | {"skipped": 2}
    >>> number_table(pd.DataFrame([{"n": 4, **figures, **missing}]), item, "en").rows[:3]
    (('Count', '4'), ('Minimum', '18'), ('Lower quartile', '18.75'))
    """
    row: Mapping[str, float] = {str(name): value for name, value in summary.to_dict("records")[0].items()}
    rows = [(say("tables.count", language), HIDDEN if isnan(row["n"]) else number(row["n"], language))]
    rows += [
        (say(f"tables.{name}", language), HIDDEN if name in hidden else figure_text(name, row, language)) for name in FIGURES
    ]
    rows += [(say(f"tables.{name}", language), number(row[name], language)) for name in MISSING if row[name] and row[name] > 0]
    columns = (Column(say("tables.statistic", language), "left"), Column(say("tables.value", language)))
    return Table(table_id(item.id), caption or item.label[language], columns, tuple(rows), notes=number_notes(hidden, language))


def number_notes(hidden: Sequence[str], language: Language) -> tuple[str, ...]:
    """The sentences below the table of a question of numbers, of which these figures are hidden."""
    return (say("tables.hidden_note", language),) if hidden else ()


def class_frame(classes: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The classes of `survey.analysis.open_answers.classes` as a frame of answers, which charts and their descriptions take.

    >>> ages = pd.DataFrame({"first": [18.0, 20.0], "last": [19.0, 21.0], "low": [3, 1], "high": [3, 1], "base": [4, 4]})
    >>> class_frame(ages, "kk")["code"].tolist()
    ['18–19', '20–21']

    Between decimal numbers there are others, so a class of several reaches to the beginning of the next and without it.

    >>> hours = pd.DataFrame({"first": [0.0, 2.0], "last": [1.9, 3.9], "low": [3, 1], "high": [3, 1], "base": [4, 4]})
    >>> class_frame(hours, "kk")["code"].tolist()
    ['0–<2', '2–<4']
    """
    ends = [*classes["first"], *classes["last"]]
    decimals, grouped = decimals_needed(ends, 6), _grouped(ends)
    pairs = list(zip(classes["first"], classes["last"], strict=True))
    if decimals and any(first < last for first, last in pairs):
        starts = [first for first, _ in pairs]
        width = starts[1] - starts[0] if len(starts) > 1 else pairs[0][1] + 10**-decimals - starts[0]
        codes = _half_open([(first, first + width) for first in starts], language, grouped=grouped)
    else:
        codes = [number_range(first, last, language, decimals, grouped=grouped) for first, last in pairs]
    return classes[["low", "high", "base", *(["hidden"] if "hidden" in classes else [])]].assign(code=codes)


def _half_open(pairs: list[tuple[float, float]], language: Language, *, grouped: bool) -> list[str]:
    """`0–<2`: from a number on, below the other."""
    decimals = decimals_needed([round(end, 6) for pair in pairs for end in pair], 6)
    told = [[number(end, language, decimals, grouped=grouped) for end in pair] for pair in pairs]
    return [f"{first}{'–' if pair[0] >= 0 else '…'}<{below}" for pair, (first, below) in zip(pairs, told, strict=True)]


def figure_text(name: str, row: Mapping[str, float], language: Language) -> str:
    """One of FIGURES as the table writes it, of a row with all of them."""
    decimals = DECIMALS if name in COMPUTED else decimals_needed([row[name]], DECIMALS)
    return number(row[name], language, decimals, grouped=_grouped([row["minimum"], row["maximum"]]))


def _grouped(values: list[float]) -> bool:
    return any(abs(value) >= GROUPED for value in values)
