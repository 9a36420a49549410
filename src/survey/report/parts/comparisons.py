"""Questions about the same matter, side by side: one figure and one table for each comparison set."""

from __future__ import annotations

from survey.i18n.markdown import escape
from survey.instrument.model import Comparison
from survey.instrument.rows import item_or_row
from survey.plots.alt import comparison_alt_text
from survey.plots.comparison import comparison as draw
from survey.report.order import order
from survey.report.report import Report
from survey.tables.comparison import comparison_table


def write(report: Report) -> str:
    """The comparison sets in the order of the questionnaire; nothing where it declares none."""
    if not report.instrument.comparisons:
        return ""
    parts = [f"# {report.say('comparisons')}", report.say("comparisons_intro")]
    parts += [_set(report, comparison) for comparison in report.instrument.comparisons]
    return "\n\n".join(parts)


def _set(report: Report, comparison: Comparison) -> str:
    language = report.language
    title = comparison.title[language]
    items = [item_or_row(report.instrument, name) for name in comparison.items]
    frames = {item.id: report.frequencies(item.id) for item in items}
    name = f"set-{comparison.id.replace('_', '-')}"
    figure = report.figure(
        draw(frames, items, language),
        name,
        report.say("figure_of", label=title),
        comparison_alt_text(frames, items, title, language),
    )
    table = comparison_table(frames, items, language, table_id=name, caption=report.say("table_of", label=title))
    note = [] if comparison.note is None else [escape(comparison.note[language])]
    # An order of invented answers is told in the part `repeated`, where questions have no names.
    ordered = [] if report.wave.synthetic else order(report, comparison)
    return "\n\n".join([f"## {escape(title)}", figure, report.table(table), *note, *ordered])
