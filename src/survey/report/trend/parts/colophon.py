"""What the report was built from: files with their sums, software, renderer."""

from __future__ import annotations

import os

from survey.analysis.trend_chain import as_fielded
from survey.i18n.catalogue import say
from survey.instrument.links_file import links_of
from survey.report.parts.colophon import SHOWN
from survey.report.trend.trend_report import TrendReport
from survey.tables.table import Column, Table
from survey.wave.provenance import sha256


def write(report: TrendReport) -> str:
    """The files of each wave and the decisions about their questions, with their sums."""
    language = report.language
    rows = [(f"{wave.id}/{name}", digest[:SHOWN]) for wave in report.waves for name, digest in wave.provenance.files.items()]
    for before, after in zip(report.waves, report.waves[1:], strict=False):
        path = links_of(as_fielded(before), as_fielded(after)).path
        rows += [] if path is None else [(f"{path.parent.name}/{path.name}", sha256(path)[:SHOWN])]
    columns = (Column(say("report.colophon_file", language), "left"), Column(say("report.colophon_sum", language), "left"))
    table = Table("trend--colophon", say("report.colophon_table", language), columns, tuple(dict.fromkeys(rows)))
    software = (
        say("report.colophon_version", language, version=report.waves[-1].provenance.version)
        + " "
        + say("report.colophon_renderer", language, renderer=os.environ.get("SURVEY_RENDERER", "Quarto"))
    )
    return "\n\n".join(
        [f"# {say('report.colophon', language)}", say("report.colophon_intro", language), report.table(table), software]
    )
