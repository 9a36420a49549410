"""The summary in numbers: the facts, the author's paragraph, and the most frequent answer to each question."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.dates import date_range
from survey.i18n.numbers import count_range, number, percent_range
from survey.i18n.signs import HIDDEN
from survey.instrument.model import Item
from survey.instrument.rows import unfolded
from survey.instrument.wording import answer_text
from survey.report import caution
from survey.report.layout import callout
from survey.report.report import Report
from survey.tables.notes import has_hidden
from survey.tables.table import Column, Table


def write(report: Report) -> str:
    """The facts in a sentence, the author's paragraph, whom the results describe, and the table of leading answers."""
    wave, language = report.wave, report.language
    parts = [f"# {report.say('summary')}"]
    if wave.synthetic:
        parts.append(callout("important", report.say("synthetic"), report.say("synthetic_long")))
    if wave.settings.fieldwork is not None:
        dates = date_range(*wave.settings.fieldwork, language)
        questions = number(len(report.instrument.items), language)
        parts.append(report.say("summary_facts", dates=dates, n=number(wave.n, language), questions=questions))
    if "summary" in report.commentary:
        parts.append(report.commentary["summary"])
    parts.append(" ".join(caution.design(report)))
    parts.append(report.table(_table(report)))
    return "\n\n".join(parts)


def _table(report: Report) -> Table:
    language = report.language
    columns = (
        Column(report.say("number_short"), "left"),
        Column(report.say("question"), "left"),
        Column(report.say("leading_answer"), "left"),
        Column("n"),
        Column("%"),
    )
    items = [question for item in report.instrument.items if item.options for question in unfolded(item)]
    notes = [caution.note(report)] if caution.doubtful(items) else []
    hidden = any(leading(frame) is None and has_hidden(frame) for frame in (report.frequencies(item.id) for item in items))
    notes += [say("tables.hidden_note", language)] if hidden else []
    return Table(
        "report--summary", report.say("summary_table"), columns, tuple(_row(report, item) for item in items), notes=tuple(notes)
    )


def _row(report: Report, item: Item) -> tuple[str, ...]:
    language = report.language
    leader = leading(report.frequencies(item.id))
    question = (caution.marked(item.number, [item]), item.label[language])
    if leader is None and has_hidden(report.frequencies(item.id)):
        return (*question, HIDDEN, HIDDEN, HIDDEN)
    if leader is None:
        return (*question, report.say("summary_tie" if report.wave.margins is None else "summary_open"), "", "")
    low, high, base = (int(leader[name]) for name in ("low", "high", "base"))
    return (
        *question,
        answer_text(item, str(leader["code"]), language),
        count_range(low, high, language),
        percent_range(low, high, base, language),
    )


def leading(frame: pd.DataFrame) -> Mapping[Hashable, Any] | None:
    """The answer that was given more often than any other whatever the unknown counts are; None where that is open.

    `frame` is a result of `survey.frequencies`.
    """
    shown = frame[~frame["hidden"]] if "hidden" in frame else frame
    if shown.empty:
        return None
    first, *others = sorted(shown.to_dict("records"), key=lambda answer: -int(answer["low"]))
    if len(shown) < len(frame) and int(first["base"]) - int(shown["low"].sum()) >= int(first["low"]):
        return None
    return first if all(int(other["high"]) < int(first["low"]) for other in others) else None
