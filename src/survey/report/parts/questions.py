"""Every question: its wording, figure, table and commentary, section by section."""

from __future__ import annotations

from survey.i18n.markdown import escape
from survey.instrument.model import Item, Section
from survey.plots.alt import alt_text
from survey.plots.bars import bars
from survey.report.layout import callout, quote, section_id
from survey.report.report import Report
from survey.tables.frequency import frequency_table


def write(report: Report) -> str:
    """The questions in the order of the questionnaire under the headings of its sections."""
    parts = [f"# {report.say('results')}", report.say("results_intro")]
    sections = {section.id: section for section in report.instrument.sections}
    before = None
    for item in report.instrument.items:
        if item.section != before and item.section in sections:
            parts.append(_heading(report, sections[item.section]))
        before = item.section
        parts.append(_question(report, item))
    return "\n\n".join(parts)


def _heading(report: Report, section: Section) -> str:
    return f"## {escape(section.title[report.language])}"


def _question(report: Report, item: Item) -> str:
    language = report.language
    label = item.label[language]
    parts = [f"### {item.number}. {escape(label)} {{#{section_id(item.id)}}}", quote(escape(item.text[language]))]
    if item.options:
        frame = report.frequencies(item.id)
        name = item.id.replace("_", "-")
        caption = report.say("figure_of", label=label)
        parts.append(report.figure(bars(frame, item, language), name, caption, alt_text(frame, item, language)))
        parts.append(report.table(frequency_table(frame, item, language, caption=report.say("table_of", label=label))))
    if "doubtful" in item.flags:
        parts.append(callout("warning", report.say("doubtful"), " ".join(escape(note[language]) for note in item.notes)))
    if item.id in report.commentary:
        parts.append(report.commentary[item.id])
    return "\n\n".join(parts)
