"""The answers to one question with their counts and shares."""

from __future__ import annotations

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_range, number, number_range, percent, percent_range
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language
from survey.instrument.model import Item, ItemKind
from survey.instrument.wording import answer_text
from survey.tables.intervals import level_words
from survey.tables.notes import notes
from survey.tables.table import Column, Table, table_id


def _total(frame: pd.DataFrame, item: Item, language: Language) -> tuple[str, ...]:
    """Who answered; their share is 100 % only where each of them gave one answer."""
    if pd.isna(frame["base"].iloc[0]):
        return say("tables.base", language), HIDDEN, ""
    base = int(frame["base"].iloc[0])
    if item.kind is ItemKind.MULTIPLE:
        return say("tables.base", language), number(base, language), ""
    return say("tables.total", language), number(base, language), percent(base, base, language)


def frequency_table(
    frame: pd.DataFrame, item: Item, language: Language, *, caption: str | None = None, level: float = 0.95
) -> Table:
    """The table of one question: answer, count, share and, where the frame has them, confidence limits of the share.

    Parameters
    ----------
    frame : result of `survey.frequencies`: one row per answer with `code`, `low`, `high` (counts), `base` and, in percent,
        `ci_low`, `ci_high`. A count known only as an interval is printed as one: 1–10 and 1.0–10.4%. With a column `hidden`, an
        x stands for what is hidden; with `weighted_n`, weighted counts and shares stand beside the others, a dash
        for an answer that only people without a weight gave.
    item : the question that was answered; of a matrix one row, as `survey.instrument.rows` makes it.
    language : the language of the words and of the numbers.
    caption : the caption; the short label of the question if none is given.
    level : the confidence level that the limits were computed for.

    Returns
    -------
    Table whose id is the `table_id` of the question; `survey.tables.markdown.to_markdown` writes it.

    Raises
    ------
    KeyError if the frame holds a code that the question does not have.

    Notes
    -----
    In R: `addmargins(table(x))` and `round(100 * prop.table(table(x)), 1)`, which rounds half to even.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import Item, ItemKind, Level, Option
    >>> yes, no = Option("yes", 1, Text(en="yes")), Option("no", 0, Text(en="no"))
    >>> item = Item("tea", "1", "s", ItemKind.SINGLE, Level.BINARY, Text(en="Tea?"), Text(en="Drinks tea"), (yes, no))
    >>> frame = pd.DataFrame({"code": ["yes", "no"], "low": [54, 42], "high": [54, 42], "base": 96})
    >>> frequency_table(frame, item, "en").rows
    (('Yes', '54', '56.3%'), ('No', '42', '43.8%'))
    """
    columns = [Column(say("tables.answer", language), "left")]
    columns += [Column(say("tables.count", language)), Column(say("tables.share", language))]
    with_ci = "ci_low" in frame and bool(frame["ci_low"].notna().any())
    if with_ci:
        columns.append(
            Column(say("tables.ci", language, level=say("plan.percent", language, value=level_words(level, language))))
        )
    rows = []
    weighted = "weighted_n" in frame
    if weighted:
        columns += [Column(say("tables.weighted_count", language)), Column(say("tables.weighted_share", language))]
    for answer in frame.to_dict("records"):
        if answer.get("hidden"):
            rows.append((answer_text(item, answer["code"], language), *[HIDDEN] * (len(columns) - 1)))
            continue
        low, high, base = int(answer["low"]), int(answer["high"]), int(answer["base"])
        row = [answer_text(item, answer["code"], language), count_range(low, high, language)]
        row.append(percent_range(low, high, base, language))
        if with_ci:
            row.append(number_range(answer["ci_low"], answer["ci_high"], language, 1))
        if weighted:
            share = number(answer["weighted_percent"], language, 1)
            told = share if share == DASH else say("tables.percent", language, value=share)
            row += [number(answer["weighted_n"], language, 1), told]
        rows.append(tuple(row))
    total = None if frame.empty else _total(frame, item, language) + ("",) * with_ci
    if total is not None and weighted:
        total += (HIDDEN if total[1] == HIDDEN else number(frame["weighted_base"].iloc[0], language, 1), "")
    return Table(
        table_id(item.id),
        caption or item.label[language],
        tuple(columns),
        tuple(rows),
        total,
        notes([(item, frame)], language) + ((say("tables.weighted_note", language),) if weighted else ()),
    )
