"""What a report says about the counts that it hides."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.instrument.rows import item_or_row
from survey.report.layout import bullets
from survey.report.report import Report
from survey.wave.settings import Quotes


def told(report: Report) -> list[str]:
    """How people are protected, and the list of tables that were changed; nothing where every count may be printed."""
    rules = report.guard.protection
    if rules is None:
        return []
    quoted = report.say("protection_quoted" if rules.quotes is Quotes.APPROVED else "protection_unquoted")
    told = report.say("protection_rules", minimum=number(rules.minimum, report.language))
    parts = [f"## {report.say('protection')}", f"{told} {quoted}"]
    if rules.sensitive and rules.identifying:
        parts.append(report.say("protection_crossed", k=number(rules.k, report.language)))
    lines = list(changed(report))
    return [*parts, report.say("protection_changed"), bullets(lines)] if lines else [*parts, report.say("protection_unchanged")]


def changed(report: Report) -> Iterator[str]:
    """A line of Markdown for each table that differs from what it would be without protection."""
    for row in report.guard.changed.to_dict("records"):
        if row["kind"] == "index":
            index = report.instrument.index(str(row["first"]))
            names = [escape(f"{index.id}. {index.title[report.language]}")]
        else:
            names = [_name(report, str(row[place])) for place in ("first", "second") if isinstance(row[place], str)]
        yield report.say(f"protection_{change(row)}", table=" × ".join(names), n=number(int(row["hidden"]), report.language))


def change(row: Mapping[Hashable, Any]) -> str:
    """What was done to a table of `Guard.changed`, as the end of the key of its phrase."""
    if row["kind"] in ("weighted", "numbers"):
        return str(row["kind"])
    if row["kind"] == "index":
        return "whole_index" if row["whole"] else "spread_index"
    return "whole" if row["whole"] else "cells"


def _name(report: Report, name: str) -> str:
    try:
        item = item_or_row(report.instrument, name)
    except KeyError:
        item = report.instrument.item(name.partition(".")[0])
    return escape(f"{item.number}. {item.label[report.language]}")
