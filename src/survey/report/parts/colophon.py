"""What the report was built from: files with their sums, software, renderer."""

from __future__ import annotations

import os

from survey.report import quotes
from survey.report.report import Report
from survey.tables.table import Column, Table
from survey.wave.provenance import sha256

SHOWN = 16  # characters of a sum: enough to tell two files apart, short enough to be compared by eye


def write(report: Report) -> str:
    """The files with their sums, the version of the package and the renderer."""
    renderer = os.environ.get("SURVEY_RENDERER", "Quarto")
    columns = (Column(report.say("colophon_file"), "left"), Column(report.say("colophon_sum"), "left"))
    rows = tuple((name, digest[:SHOWN]) for name, digest in _files(report).items())
    table = Table("report--colophon", report.say("colophon_table"), columns, rows)
    software = (
        report.say("colophon_version", version=report.wave.provenance.version)
        + " "
        + report.say("colophon_renderer", renderer=renderer)
    )
    return "\n\n".join([f"# {report.say('colophon')}", report.say("colophon_intro"), report.table(table), software])


def _files(report: Report) -> dict[str, str]:
    """The files of the wave, the list of answers that may be quoted, and the author's prose in this language."""
    files = dict(report.wave.provenance.files)
    listed, path = quotes.list_of(report), report.commentary_path
    files |= {} if listed is None else {listed.name: sha256(listed)}
    return {**files, f"{path.parent.name}/{path.name}": sha256(path)} if path is not None else files
