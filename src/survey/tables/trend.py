"""Waves side by side: answers, indices, readings."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, MINUS, count_and_percent, number, number_range
from survey.i18n.text import Language
from survey.tables.intervals import interval, level_words
from survey.tables.p_value import p_value
from survey.tables.table import Column, Table

Row = Mapping[Hashable, Any]
Names = Mapping[str, str]
TESTED = {"frame": 3, "persons": 4}
"""How many columns the test of a difference takes, by who is compared with whom."""


def change(low: float, high: float, language: Language) -> str:
    """A difference in points with its sign, or the two ends between which it lies; a dash where there is none.

    >>> change(3.125, 3.125, "en"), change(-38.0, 10.96, "kk"), change(float("nan"), 1.0, "en")
    ('+3.1', '−38,0…+11,0', '–')
    """
    if pd.isna(low) or pd.isna(high):
        return DASH
    first, last = (_signed(end, language) for end in (low, high))
    return first if first == last else f"{first}…{last}"


def _signed(value: float, language: Language) -> str:
    text = number(value, language, 1)
    return text if value <= 0 or text.startswith(MINUS) or not text.strip("0.,") else f"+{text}"


def trend_table(
    frame: pd.DataFrame,
    waves: Names,
    answers: Names,
    language: Language,
    *,
    table_id: str,
    caption: str,
    notes: Sequence[str] = (),
    level: float = 0.95,
) -> Table:
    """The answers to one question: a column for each wave, and the difference since the wave before.

    Parameters
    ----------
    frame : result of `survey.trend` for a question.
    waves : id of each wave -> what it is called, in the order of the columns.
    answers : code of each answer -> its text.
    language, table_id, caption : as elsewhere.
    notes : sentences below the table.
    level : the confidence level that `survey.trend` was asked for.

    Returns
    -------
    Table. A dash stands where a wave did not offer an answer; where a test applies there are also the interval of the difference,
    p, and p adjusted; where the same people are known, their difference stands before its interval.

    Examples
    --------
    >>> rows = [("w1", "yes", 29, 96, None), ("w1", "no", 67, 96, None)]
    >>> rows += [("w2", "yes", 50, 150, 3.1), ("w2", "no", 100, 150, -3.1)]
    >>> frame = pd.DataFrame(rows, columns=["wave", "code", "low", "base", "change_low"])
    >>> frame = frame.assign(high=frame["low"], change_high=frame["change_low"], compared="groups")
    >>> trend_table(frame, {"w1": "2022", "w2": "2026"}, {"yes": "Yes", "no": "No"}, "en", table_id="x", caption="x").rows[0]
    ('Yes', '29\\xa0(30.2%)', '50\\xa0(33.3%)', '+3.1')
    """
    order = [wave for wave in waves if wave in set(frame["wave"])]
    tables = {wave: {str(row["code"]): row for row in own.to_dict("records")} for wave, own in frame.groupby("wave", sort=False)}
    kinds = {wave: str(next(iter(tables[wave].values()))["compared"]) for wave in order[1:]}
    columns = [Column(say("tables.answer", language), "left")]
    for place, wave in enumerate(order):
        columns.append(Column(waves[wave]))
        if place:
            columns.append(Column(say("trend.difference", language)))
            columns += _headings(kinds[wave], level, language)
    rows = []
    for code in tables[order[0]]:
        cells = [answers[code]]
        for place, wave in enumerate(order):
            row = tables[wave][code]
            cells.append(_count(row, language))
            if place:
                cells.append(change(row["change_low"], row["change_high"], language))
                cells += _tests(row, kinds[wave], language)
        rows.append(tuple(cells))
    total = [say("tables.base", language)]
    for place, wave in enumerate(order):
        total.append(number(int(next(iter(tables[wave].values()))["base"]), language))
        total += [""] * (1 + TESTED.get(kinds[wave], 0) if place else 0)
    told = [say("trend.points_note", language)]
    told += [say("trend.not_offered_note", language)] if frame["low"].isna().any() else []
    if "people" in frame and frame["people"].notna().any():
        told.append(say("trend.people_note", language, people=number(int(frame["people"].max()), language)))
    return Table(table_id, caption, tuple(columns), tuple(rows), tuple(total), (*told, *notes))


def _headings(kind: str, level: float, language: Language) -> list[Column]:
    """What stands above the test of a difference."""
    if kind not in TESTED:
        return []
    whose = "linked_interval" if kind == "persons" else "interval"
    words = [say("trend.linked_difference", language)] if kind == "persons" else []
    words.append(say(f"trend.{whose}", language, level=level_words(level, language)))
    return [Column(heading) for heading in (*words, say("tables.p", language), say("tables.p_holm", language))]


def _tests(row: Row, kind: str, language: Language) -> list[str]:
    """The test of a difference: that of the same people after their own difference."""
    if kind not in TESTED:
        return []
    own = [change(row["linked_change"], row["linked_change"], language)] if kind == "persons" else []
    limits = interval(row["change_ci_low"], row["change_ci_high"], language, 1)
    return [*own, limits, *(p_value(row[name], language) for name in ("p", "p_holm"))]


def _count(row: Row, language: Language) -> str:
    if pd.isna(row["low"]):
        return DASH
    return count_and_percent(int(row["low"]), int(row["high"]), int(row["base"]), language)


def index_trend_table(
    frame: pd.DataFrame,
    waves: Names,
    indices: Mapping[tuple[str, str | None], str],
    language: Language,
    *,
    table_id: str,
    caption: str,
    notes: Sequence[str] = (),
) -> Table:
    """The means of indices: a column for each wave, the difference, and what broke the series.

    frame: results of `survey.trend` for indices, below each other. indices: (index, target or None) -> what it is called.

    >>> rows = [("w1", "T", 28.6, None, ()), ("w2", "T", 34.3, 5.7, ("mode",))]
    >>> frame = pd.DataFrame(rows, columns=["wave", "index", "mean_low", "change_low", "reasons"]).assign(target=None)
    >>> frame = frame.assign(mean_high=frame["mean_low"], change_high=frame["change_low"])
    >>> index_trend_table(frame, {"w1": "2022", "w2": "2026"}, {("T", None): "T. Trust"}, "en", table_id="x", caption="x").rows
    (('T. Trust', '28.6', '34.3', '+5.7', 'mode'),)
    """
    order = [wave for wave in waves if wave in set(frame["wave"])]
    found = {(row["wave"], row["index"], _target(row)): row for row in frame.to_dict("records")}
    columns = [Column(say("trend.index", language), "left")]
    for place, wave in enumerate(order):
        columns.append(Column(waves[wave]))
        columns += [Column(say("trend.difference", language)), Column(say("trend.breaks", language), "left")] if place else []
    rows = []
    for (index, target), name in indices.items():
        cells = [name]
        for place, wave in enumerate(order):
            row = found.get((wave, index, target))
            cells.append(DASH if row is None else number_range(row["mean_low"], row["mean_high"], language, 1))
            if place:
                cells += (
                    [DASH, DASH]
                    if row is None
                    else [
                        change(row["change_low"], row["change_high"], language),
                        reasons(row["reasons"], language),
                    ]
                )
        rows.append(tuple(cells))
    return Table(table_id, caption, tuple(columns), tuple(rows), None, (say("trend.points_note", language), *notes))


def _target(row: Row) -> str | None:
    return None if row["target"] is None or pd.isna(row["target"]) else str(row["target"])


def reasons(why: Sequence[str], language: Language) -> str:
    """What broke a series, in words.

    >>> reasons(("wording", "mode"), "en"), reasons((), "en")
    ('wording, mode', 'none')
    """
    return ", ".join(say(f"trend.break_{one}", language) for one in why) or say("trend.no_break", language)


def sensitivity_table(
    rows: Sequence[tuple[str, str, str, float, float, str | None]], language: Language, *, table_id: str, caption: str
) -> Table:
    """Differences under different readings.

    rows: (question, answer, reading in words, change_low, change_high, direction or None), those of one answer after each other.

    >>> row = ("A", "Yes", "main", 3.1, 3.1, "up")
    >>> sensitivity_table([row, ("A", "Yes", "valid", 1.0, 1.0, "up")], "en", table_id="x", caption="x").rows[1]
    ('', '', 'valid', '+1.0', 'up')
    """
    words = ("question", "answer", "reading", "difference", "direction")
    headings = [
        say("report.question", language),
        say("tables.answer", language),
        *(say(f"trend.{word}", language) for word in words[2:]),
    ]
    columns = tuple(
        Column(heading, "right" if word == "difference" else "left") for heading, word in zip(headings, words, strict=True)
    )
    cells = []
    before: tuple[str, str] = ("", "")
    for question, answer, reading, low, high, direction in rows:
        same = question == before[0]
        cells.append(
            (
                "" if same else question,
                "" if same and answer == before[1] else answer,
                reading,
                change(low, high, language),
                say(f"trend.direction_{direction or 'nothing'}", language),
            )
        )
        before = question, answer
    return Table(table_id, caption, columns, tuple(cells))
