"""Distances, forecasts and risks as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_and_percent, decimals_needed, number, number_range
from survey.i18n.text import Language
from survey.tables.table import Column, Table

FIGURES = ("n", "mean", "sd", "median")


def distances_table(frame: pd.DataFrame, labels: Sequence[str], language: Language, *, table_id: str, caption: str) -> Table:
    """The distance of each partner.

    Parameters
    ----------
    frame : `distances` of the result of `survey.equidistance`.
    labels : what the partners are called, in the same order.
    language, table_id, caption : as elsewhere.

    Returns
    -------
    Table: a row for each partner with how many rated it, mean, standard deviation, median and quartiles.

    Examples
    --------
    >>> row = {"n": 3, "mean": 2.0, "sd": 1.0, "q1": 1.5, "median": 2.0, "q3": 2.5}
    >>> distances_table(pd.DataFrame([row]), ["Norway"], "en", table_id="x", caption="x").rows
    (('Norway', '3', '2.00', '1.00', '2', '1.5–2.5'),)
    """
    rows = _described(frame, labels, language)
    return Table(table_id, caption, _columns(say("measures.partner", language), language), rows)


def spread_table(frame: pd.DataFrame, language: Language, *, table_id: str, caption: str, at_least: int, left_out: int) -> Table:
    """How far the ratings of one person lie apart: the summary over people.

    Parameters
    ----------
    frame : `summary` of the result of `survey.equidistance`.
    language, table_id, caption : as elsewhere.
    at_least : ratings that a person needed. left_out : people with fewer.

    Returns
    -------
    Table: a row for each measure with how many people have it, mean, standard deviation, median and quartiles; notes say what is
    measured and whom it leaves out.

    Examples
    --------
    >>> row = {"measure": "range", "n": 3, "mean": 2.0, "sd": 1.0, "q1": 1.0, "median": 2.0, "q3": 3.0}
    >>> spread_table(pd.DataFrame([row]), "en", table_id="x", caption="x", at_least=2, left_out=1).rows[0][1:]
    ('3', '2.00', '1.00', '2', '1–3')
    """
    labels = [say(f"measures.spread_{name}", language) for name in frame["measure"]]
    needed, fewer = number(at_least, language), number(left_out, language)
    notes = (
        say("measures.spread_note", language),
        say("measures.spread_people_note", language, at_least=needed, left_out=fewer),
    )
    columns = _columns(say("tables.statistic", language), language)
    return Table(table_id, caption, columns, _described(frame, labels, language), notes=notes)


def _columns(heading: str, language: Language) -> tuple[Column, ...]:
    figures = ("base", "mean", "standard_deviation", "median")
    columns = [Column(say(f"tables.{name}", language)) for name in figures]
    return (Column(heading, "left"), *columns, Column(say("measures.quartiles", language)))


def _described(frame: pd.DataFrame, labels: Sequence[str], language: Language) -> tuple[tuple[str, ...], ...]:
    return tuple((label, *_figures(row, language)) for label, row in zip(labels, frame.to_dict("records"), strict=True))


def _figures(row: Mapping[Any, Any], language: Language) -> tuple[str, ...]:
    computed = (number(row[name], language, 2) for name in ("mean", "sd"))
    low, high = float(row["q1"]), float(row["q3"])
    told = DASH if isnan(low) else number_range(low, high, language, decimals_needed([low, high], 2))
    median = number(row["median"], language, decimals_needed([row["median"]], 2))
    return (number(int(row["n"]), language), *computed, median, told)


def forecasts_table(frame: pd.DataFrame, labels: Sequence[str], language: Language, *, table_id: str, caption: str) -> Table:
    """The probabilities given to each event, in percent.

    Parameters
    ----------
    frame : `table` of the result of `survey.forecasts`.
    labels : what the events are called, in the same order.
    language, table_id, caption : as elsewhere.

    Returns
    -------
    Table: a row for each event with how many gave a probability, mean, standard deviation, median and quartiles.

    Examples
    --------
    >>> row = {"n": 2, "mean": 50.0, "sd": 42.426, "q1": 35.0, "median": 50.0, "q3": 65.0}
    >>> forecasts_table(pd.DataFrame([row]), ["Rain"], "ru", table_id="x", caption="x").rows
    (('Rain', '2', '50,00', '42,43', '50', '35–65'),)
    """
    columns = _columns(say("measures.event", language), language)
    return Table(table_id, caption, columns, _described(frame, labels, language), notes=(say("measures.percent_note", language),))


def scores_table(
    frame: pd.DataFrame, labels: Sequence[str], language: Language, *, table_id: str, caption: str, sources: Sequence[str]
) -> Table:
    """What happened, and the Brier scores of people and of the group; of events that are not decided, dashes.

    Parameters
    ----------
    frame, labels, language, table_id, caption : as for `forecasts_table`.
    sources : how the outcomes are known, a sentence for each event that is decided.

    Returns
    -------
    Table: a row for each event with what happened, the mean score of the people, and those of their mean and their median.

    Examples
    --------
    >>> row = {"happened": True, "brier": 0.34, "brier_mean": 0.25, "brier_median": 0.25}
    >>> scores_table(pd.DataFrame([row]), ["Rain"], "en", table_id="x", caption="x", sources=["Seen."]).rows
    (('Rain', 'happened', '0.340', '0.250', '0.250'),)
    """
    headings = ("outcome", "brier", "brier_mean", "brier_median")
    columns = (
        Column(say("measures.event", language), "left"),
        *(Column(say(f"measures.{name}", language), "left" if name == "outcome" else "right") for name in headings),
    )
    rows = tuple(
        (label, _outcome(row["happened"], language), *(number(row[name], language, 3) for name in headings[1:]))
        for label, row in zip(labels, frame.to_dict("records"), strict=True)
    )
    return Table(table_id, caption, columns, rows, notes=(say("measures.brier_note", language), *sources))


def _outcome(happened: Any, language: Language) -> str:
    if pd.isna(happened):
        return say("measures.undecided", language)
    return say("measures.happened" if happened else "measures.not_happened", language)


def calibration_table(frame: pd.DataFrame, language: Language, *, table_id: str, caption: str) -> Table:
    """How often that came true which was given about the same probability; classes without forecasts are left out.

    Parameters
    ----------
    frame : `calibration` of the result of `survey.forecasts`.
    language, table_id, caption : as elsewhere.

    Returns
    -------
    Table: a row for each class of probabilities with the mean of its forecasts, in percent, and how many came true.

    Examples
    --------
    >>> from survey.stats.brier import calibration
    >>> calibration_table(calibration([0.9, 0.95, 0.1], [1, 0, 0]), "en", table_id="x", caption="x").rows
    (('10–<20', '10.0', '0\xa0(0.0%)'), ('90–100', '92.5', '1\xa0(50.0%)'))
    """
    headings = ("class", "mean_forecast", "came_true")
    columns = tuple(Column(say(f"measures.{name}", language)) for name in headings)
    rows = tuple(
        (
            _class(row["low"], row["high"], language),
            number(100 * row["mean_probability"], language, 1),
            count_and_percent(row["happened"], row["happened"], row["forecasts"], language),
        )
        for row in frame[frame["forecasts"] > 0].to_dict("records")
    )
    total = (int(frame["happened"].sum()), int(frame["forecasts"].sum()))
    note = say("measures.calibration_note", language, n=number(total[1], language))
    return Table(table_id, caption, columns, rows, notes=(note,))


def _class(low: float, high: float, language: Language) -> str:
    """`10–<20`; the last class holds both of its ends."""
    first, last = number(100 * low, language), number(100 * high, language)
    return f"{first}–{'' if high == 1 else '<'}{last}"


def risks_table(frame: pd.DataFrame, labels: Sequence[str], language: Language, *, table_id: str, caption: str) -> Table:
    """Risks from the largest product to the smallest, with the ranks that they have when any one person is left out.

    Parameters
    ----------
    frame : `table` of the result of `survey.risks`.
    labels : what the risks are called, in the same order; each keeps its number.
    language, table_id, caption : as elsewhere.

    Returns
    -------
    Table: a row for each risk with how many rated it, means of likelihood, impact and product, its rank, and the ranks that it
    takes when one person is left out.

    Examples
    --------
    >>> row = {"n": 4, "likelihood": 3.5, "impact": 2.0, "product": 7.25, "rank": 1.0, "rank_low": 1.0, "rank_high": 2.0}
    >>> risks_table(pd.DataFrame([row]), ["Flood"], "en", table_id="x", caption="x").rows
    (('1. Flood', '4', '3.50', '2.00', '7.25', '1', '1–2'),)
    """
    headings = ("likelihood", "impact", "product", "rank", "rank_range")
    columns = (
        Column(say("measures.risk", language), "left"),
        Column(say("tables.base", language)),
        *(Column(say(f"measures.{name}", language)) for name in headings),
    )
    numbered = [f"{place}. {label}" for place, label in enumerate(labels, 1)]
    found = sorted(zip(numbered, frame.to_dict("records"), strict=True), key=lambda pair: _place(pair[1]["rank"]))
    rows = tuple(
        (
            label,
            number(int(row["n"]), language),
            *(number(row[name], language, 2) for name in headings[:3]),
            _rank(row["rank"], language),
            _ranks(row["rank_low"], row["rank_high"], language),
        )
        for label, row in found
    )
    notes = tuple(say(f"measures.{name}", language) for name in ("product_note", "rank_note"))
    return Table(table_id, caption, columns, rows, notes=notes)


def _place(rank: float) -> float:
    return float("inf") if isnan(rank) else rank


def _rank(rank: float, language: Language) -> str:
    return number(rank, language, decimals_needed([rank], 1))


def _ranks(low: float, high: float, language: Language) -> str:
    return DASH if isnan(low) else number_range(low, high, language, decimals_needed([low, high], 1))


def cells_table(frame: pd.DataFrame, language: Language, *, table_id: str, caption: str) -> Table:
    """How many ratings, over all risks, were which two answers: likelihood down, impact across.

    Parameters
    ----------
    frame : `cells` of the result of `survey.risks`.
    language, table_id, caption : as elsewhere.

    Returns
    -------
    Table: a row for each likelihood, a column for each impact.

    Examples
    --------
    >>> frame = pd.DataFrame({"likelihood": [1, 1, 2, 2], "impact": [1, 2, 1, 2], "n": [5, 0, 3, 9]})
    >>> cells_table(frame, "en", table_id="x", caption="x").rows
    (('1', '5', '0'), ('2', '3', '9'))
    """
    counts = frame.pivot_table(index="likelihood", columns="impact", values="n", aggfunc="sum")
    across = [say("measures.impact_value", language, value=number(int(value), language)) for value in counts.columns.to_numpy()]
    columns = (Column(say("measures.likelihood", language), "left"), *(Column(heading) for heading in across))
    rows = tuple(
        (number(int(value), language), *(number(int(n), language) for n in line))
        for value, line in zip(counts.index.to_numpy(), counts.to_numpy(), strict=True)
    )
    return Table(table_id, caption, columns, rows, notes=(say("measures.cells_note", language),))
