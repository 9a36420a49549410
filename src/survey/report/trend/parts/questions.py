"""Every question that can be compared: a figure with the breaks marked, and a table."""

from __future__ import annotations

from survey.i18n.markdown import escape
from survey.plots.trend import MOST, trend_alt_text, trend_figure
from survey.report.trend.question import TrendQuestion
from survey.report.trend.trend_report import TrendReport
from survey.tables.table import table_id
from survey.tables.trend import trend_table


def write(report: TrendReport) -> str:
    """The questions in the order of the last wave; nothing where none can be compared."""
    if not report.questions:
        return ""
    return "\n\n".join([f"# {report.say('questions')}", *(_question(report, question) for question in report.questions)])


def _question(report: TrendReport, question: TrendQuestion) -> str:
    language = report.language
    name = f"trend-{table_id(question.name)}" if not report.synthetic else f"trend-{report.questions.index(question) + 1}"
    items, frames = question.items[-MOST:], question.offered
    figure = report.figure(
        trend_figure({item.id: frames[item.id] for item in items}, items, language, breaks=question.breaks),
        name,
        report.say("figure_caption", title=question.title),
        trend_alt_text({item.id: frames[item.id] for item in items}, items, question.title, language),
    )
    table = trend_table(
        question.frame,
        report.names,
        question.answers,
        language,
        table_id=name,
        caption=report.say("table_caption", title=question.title),
    )
    parts = [f"## {escape(question.title)}", figure, *_about(report, question), report.table(table)]
    return "\n\n".join(parts)


def _about(report: TrendReport, question: TrendQuestion) -> list[str]:
    """Where the question stood in each questionnaire, and why its answers are taken for one; nothing of invented answers."""
    if report.synthetic:
        return []
    places = ", ".join(
        report.say("number_in", wave=report.names[wave], number=number) for wave, number in question.numbers.items()
    )
    links = [step.pair.link for step in question.steps if step.pair is not None and step.pair.link is not None]
    reasons = [report.say("decided", reason=link.reason[report.language]) for link in links]
    return [escape(" ".join([report.say("question_numbers", numbers=places), *reasons]))]
