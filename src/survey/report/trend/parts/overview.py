"""Whom a difference is about, what a break is, and the largest difference in each question."""

from __future__ import annotations

from survey.i18n.catalogue import say
from survey.i18n.numbers import number, percent_range
from survey.report.layout import callout
from survey.report.trend.question import TrendQuestion
from survey.report.trend.trend_report import TrendReport
from survey.tables.table import Column, Table
from survey.tables.trend import change
from survey.wave.questions import questions


def write(report: TrendReport) -> str:
    """The cautions first, then the table."""
    language = report.language
    parts = [f"# {report.say('overview')}"]
    if report.synthetic:
        parts.append(callout("important", report.say("neutral_title"), report.say("neutral")))
    parts += [report.say(str(kind)) for kind in report.kinds]
    parts.append(report.say("breaks_intro"))
    if not report.questions:
        return "\n\n".join([*parts, report.say("nothing_compared")])
    used = {
        step.question.item.id for question in report.questions for step in question.steps if step.wave.id == report.waves[-1].id
    }
    others = len({question.item.id for question in questions(report.waves[-1].instrument).values()} - used)
    compared = number(len(report.questions), language)
    parts.append(report.say("compared_count", n=compared, others=number(others, language)))
    parts += [
        report.say("hidden_withheld", wave=report.names[guard.wave.id])
        for guard in report.guards
        if any(mask.any() for mask in guard.hidden.values())
    ]
    return "\n\n".join([*parts, report.table(_table(report))])


def _table(report: TrendReport) -> Table:
    columns = (
        Column(say("report.question", report.language), "left"),
        Column(report.say("answer_most"), "left"),
        Column("%"),
        Column(report.say("difference")),
        Column(report.say("breaks"), "left"),
    )
    rows = tuple(_row(report, question) for question in report.questions)
    return Table("trend--overview", report.say("overview_table"), columns, rows, notes=(report.say("points_note"),))


def _row(report: TrendReport, question: TrendQuestion) -> tuple[str, ...]:
    """The answer whose difference since the wave before is largest, by the middle of its bounds, in the last such wave."""
    language = report.language
    changes = question.changes
    last = changes[changes["wave"] == changes["wave"].iloc[-1]].reset_index(drop=True)
    row = last.loc[(last["change_low"] + last["change_high"]).abs().idxmax()]
    order = [step.wave.id for step in question.steps]
    before = question.frame[
        (question.frame["wave"] == order[order.index(str(row["wave"])) - 1]) & (question.frame["code"] == row["code"])
    ].iloc[0]
    shares = (percent_range(int(one["low"]), int(one["high"]), int(one["base"]), language) for one in (before, row))
    return (
        question.title,
        question.answers[str(row["code"])],
        " → ".join(shares),
        change(row["change_low"], row["change_high"], language),
        question.breaks.get(str(row["wave"]), report.say("no_break")),
    )
