"""How far the direction of each difference depends on decisions, on the base and on bounds."""

from __future__ import annotations

import pandas as pd

from survey.analysis.trend_sensitivity import trend_sensitivity
from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.report.layout import bullets
from survey.report.trend.question import TrendQuestion
from survey.report.trend.trend_report import TrendReport
from survey.tables.trend import sensitivity_table

NAMED = ("main", "valid", "codes")
Rows = list[tuple[str, str, str, float, float, str | None]]


def write(report: TrendReport) -> str:
    """The counts of firm and of loose directions, the table of readings, and the reasons of alternative maps."""
    if not report.questions:
        return ""
    found = [(question, trend_sensitivity(report.printed, question.name)) for question in report.questions]
    counts = _counts([table for _, table in found])
    parts = [f"# {report.say('sensitivity')}", report.say("sensitivity_intro")]
    parts.append(report.say("sensitivity_counts", **{name: number(n, report.language) for name, n in counts.items()}))
    rows = [row for question, table in found for row in _rows(report, question, table)]
    if not rows:
        return "\n\n".join([*parts, report.say("sensitivity_none")])
    caption = report.say("sensitivity_table")
    parts.append(report.table(sensitivity_table(rows, report.language, table_id="trend--sensitivity", caption=caption)))
    reasons = [line for question, _ in found for line in _reasons(report, question)]
    return "\n\n".join([*parts, bullets(reasons)] if reasons and not report.synthetic else parts)


def _counts(tables: list[pd.DataFrame]) -> dict[str, int]:
    """Differences in all, with one direction, with several, and left open by bounds in the main reading."""
    found = {"all": 0, "firm": 0, "loose": 0, "open": 0}
    for table in tables:
        for _, own in table.groupby(["later", "code"], sort=False):
            found["all"] += 1
            if own["direction"].iloc[0] == "open":
                found["open"] += 1
            else:
                found["firm" if own["agrees"].fillna(False).all() else "loose"] += 1
    return found


def _rows(report: TrendReport, question: TrendQuestion, table: pd.DataFrame) -> Rows:
    """The readings of each answer; nothing of a question that has one reading only."""
    if table["reading"].nunique() < 2:
        return []
    rows: Rows = []
    several = table["later"].nunique() > 1
    for (later, code), own in table.groupby(["later", "code"], sort=False):
        answer = question.answers[str(code)]
        if several:
            answer = report.say("number_in", wave=report.names[str(later)], number=answer)
        for row in own.to_dict("records"):
            direction = None if pd.isna(row["direction"]) else str(row["direction"])
            words = _reading(report, question, str(row["reading"]))
            rows.append((question.title, answer, words, row["change_low"], row["change_high"], direction))
    return rows


def _reading(report: TrendReport, question: TrendQuestion, name: str) -> str:
    if name in NAMED:
        return report.say(f"reading_{name}")
    others = list(dict.fromkeys(other.id for step in question.steps for other in step.alternatives))
    return report.say("reading_other", number=others.index(name) + 1)


def _reasons(report: TrendReport, question: TrendQuestion) -> list[str]:
    """Why somebody could have mapped the answers in another way."""
    found = []
    for step in question.steps:
        for other in step.alternatives:
            reading, reason = _reading(report, question, other.id), other.reason[report.language]
            found.append(escape(report.say("alternative_reason", title=question.title, reading=reading, reason=reason)))
    return found
