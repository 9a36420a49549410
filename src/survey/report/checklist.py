"""What a publication tells of how its survey was made, as a table: every point, with the words or that there are none."""

from __future__ import annotations

from survey.audit.reporting import reporting
from survey.i18n.catalogue import say
from survey.i18n.dates import date_range
from survey.i18n.numbers import number
from survey.report.report import Report
from survey.tables.table import Column, Table


def told(report: Report) -> list[str]:
    """The section of a wave of margins; nothing of a wave whose author can still tell everything."""
    if report.wave.margins is None:
        return []
    found, language = reporting(report.wave), report.language
    rows = tuple(
        (row["standard"], say(f"reporting.{row['topic']}", language), _words(report, row["facts"]))
        for row in found.to_dict("records")
    )
    headings = ("standard", "topic", "told")
    columns = tuple(Column(say(f"reporting.{name}", language), "left", whole=name == "standard") for name in headings)
    caption = say("reporting.caption", language)
    missing, points = (number(count, language) for count in ((~found["told"]).sum(), len(found)))
    summary = say("reporting.summary", language, missing=missing, points=points)
    return [f"## {say('reporting.title', language)}", summary, report.table(Table("report--reporting", caption, columns, rows))]


def _words(report: Report, facts: tuple[str, ...]) -> str:
    """What is told: the facts as the section on method has them."""
    settings, language = report.wave.settings, report.language
    others = {
        "sample_size": f"n = {number(settings.n, language)}",
        "fieldwork": "" if settings.fieldwork is None else date_range(*settings.fieldwork, language),
        "wording": say("reporting.wording_printed", language),
    }
    words = [settings.method[fact][language] if fact in settings.method else others[fact] for fact in facts]
    return "; ".join(words) or say("reporting.not_told", language)
