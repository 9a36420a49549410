"""What is known of each wave, side by side, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Callable

from survey.analysis.trend_breaks import Break, of_waves
from survey.i18n.catalogue import say
from survey.i18n.dates import date_range
from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.report.layout import bullets
from survey.report.trend.trend_report import TrendReport
from survey.tables.table import Column, Table
from survey.tables.trend import reasons
from survey.wave.wave import Wave

METHOD = ("mode", "platform", "survey_languages", "target_population", "expert_frame", "recruitment")


def write(report: TrendReport) -> str:
    """The table of facts, and the breaks that concern every question."""
    parts = [f"# {report.say('waves')}", report.table(_table(report))]
    lines = []
    for place, (before, after) in enumerate(zip(report.printed, report.printed[1:], strict=False)):
        found = of_waves(before, after, report.persons(place))
        if found:
            why = reasons([str(one) for one in Break if one in found], report.language)
            names = {"before": report.names[before.id], "after": report.names[after.id]}
            lines.append(escape(report.say("break_since", **names, reasons=why)))
    return "\n\n".join([*parts, bullets(lines)] if lines else parts)


def _table(report: TrendReport) -> Table:
    language = report.language
    facts: list[tuple[str, Callable[[Wave], str]]] = [
        (report.say("name"), lambda wave: wave.settings.title[language]),
        (
            say("report.fieldwork", language),
            lambda wave: date_range(*wave.settings.fieldwork, language) if wave.settings.fieldwork else report.say("unrecorded"),
        ),
        (say("report.sample_size", language), lambda wave: number(wave.n, language)),
        (report.say("kind"), lambda wave: report.say(f"kind_{wave.kind}")),
        (say("report.design", language), lambda wave: say(f"report.design_{wave.settings.design}", language)),
    ]
    facts += [(say(f"method.{key}", language), lambda wave, key=key: _method(report, wave, key)) for key in METHOD]  # type: ignore[misc]
    facts.append((say("report.source", language), lambda wave: wave.settings.source[language]))
    columns = (Column(say("report.fact", language), "left"), *(Column(report.names[wave.id], "left") for wave in report.waves))
    rows = tuple((title, *(fact(wave) for wave in report.waves)) for title, fact in facts)
    return Table("trend--waves", report.say("waves_table"), columns, rows)


def _method(report: TrendReport, wave: Wave, key: str) -> str:
    text = wave.settings.method.get(key)
    return report.say("unrecorded") if text is None else text[report.language]
