"""How the survey was made: the facts, and where the counts of a wave of margins come from."""

from __future__ import annotations

from survey.i18n.catalogue import say
from survey.i18n.dates import date_range
from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.report import weights
from survey.report.report import Report
from survey.tables.table import Column, Table
from survey.wave.margins import Basis


def write(report: Report) -> str:
    """The table of facts and, for a wave of margins, what its counts rest on."""
    parts = [f"# {report.say('method')}", report.table(facts(report))]
    parts += [escape(text[report.language]) for text in report.wave.settings.notes]
    parts += weights.told(report)
    if report.wave.margins is not None:
        parts += [f"## {report.say('basis')}", report.say("basis_intro"), report.table(_bases(report))]
    return "\n\n".join(parts)


def facts(report: Report) -> Table:
    """What is known of how the survey was made, a fact and what it says in each row."""
    settings, language = report.wave.settings, report.language
    rows = [(report.say("sample_size"), number(settings.n, language))]
    if settings.fieldwork is not None:
        rows.insert(0, (report.say("fieldwork"), date_range(*settings.fieldwork, language)))
    if settings.frame_size is not None:
        rows.append((report.say("frame_size"), number(settings.frame_size, language)))
    rows += [(say(f"method.{key}", language), text[language]) for key, text in settings.method.items()]
    rows.append((report.say("design"), report.say(f"design_{settings.design}")))
    rows.append((report.say("weighting"), weights.in_words(report)))
    rows.append((report.say("source"), settings.source[language]))
    columns = (Column(report.say("fact"), "left"), Column(report.say("value"), "left"))
    return Table("report--method", report.say("method_table"), columns, tuple(rows))


def _bases(report: Report) -> Table:
    """How many answer options rest on what."""
    margins = report.wave.as_printed().margins
    found = {} if margins is None else margins.table["basis"].value_counts().to_dict()
    columns = (Column(report.say("basis_how"), "left"), Column(report.say("basis_answers")))
    rows = tuple((report.say(f"basis_{basis}"), number(found[basis], report.language)) for basis in Basis if basis in found)
    total = (say("tables.total", report.language), number(sum(found.values()), report.language))
    return Table("report--basis", report.say("basis_table"), columns, rows, total)
