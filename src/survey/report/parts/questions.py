"""Every question: its wording, figures, tables and commentary, section by section."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from survey.analysis.cleaning_receipt import merges
from survey.analysis.open_answers import answered, classes, number_summary
from survey.i18n.markdown import escape
from survey.i18n.numbers import count_range, number
from survey.instrument.model import Item, ItemKind, Section
from survey.instrument.rows import item_or_row, unfolded
from survey.instrument.wording import answer_text
from survey.plots.alt import alt_text
from survey.plots.bars import bars
from survey.report.layout import callout, quote, section_id
from survey.report.quotes import approved
from survey.report.report import Report
from survey.tables.frequency import frequency_table
from survey.tables.number import class_frame, number_table
from survey.tables.table import table_id


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
    parts = [
        f"### {escape(item.number)}. {escape(item.label[language])} {{#{section_id(item.id)}}}",
        quote(escape(item.text[language])),
    ]
    parts += _answers(report, item)
    if "doubtful" in item.flags:
        parts.append(callout("warning", report.say("doubtful"), " ".join(escape(note[language]) for note in item.notes)))
    if item.id in report.commentary:
        parts.append(report.commentary[item.id])
    return "\n\n".join(parts)


def _answers(report: Report, item: Item) -> list[str]:
    """What was answered: options counted, in a matrix row by row; numbers summarised; texts only counted, never printed."""
    if item.options:
        return [part for question in unfolded(item) for part in _counted(report, question)]
    if report.wave.margins is not None:
        return [report.say("needs_rows")]
    return _numbers(report, item) if item.kind is ItemKind.NUMBER else [_texts(report, item), *approved(report, item.id)]


def _counted(report: Report, item: Item) -> list[str]:
    """A question with options, or a row of a matrix."""
    frame = report.frequencies(item.id)
    caption = report.say("table_of", label=item.label[report.language])
    table = frequency_table(frame, item, report.language, caption=caption)
    table = replace(table, notes=(*table.notes, *merged_notes(report, item)))
    return [_figure(report, item, frame), report.table(table)]


def merged_notes(report: Report, item: Item) -> list[str]:
    """For each answer that is counted together with another one, the two counts as they were published."""
    found = [merge for merge in merges(report.wave) if merge.item == item.id]
    if not found:
        return []
    printed = report.wave.as_printed()
    counts: Any = printed.counts(item.id).set_index("code")
    fielded = item_or_row(printed.instrument, item.id)
    notes = []
    for merge in found:
        words = {}
        for name, code in (("source", merge.source), ("target", merge.target)):
            words[name] = answer_text(fielded, code, report.language)
            words[f"{name}_n"] = count_range(int(counts.at[code, "low"]), int(counts.at[code, "high"]), report.language)
        notes.append(report.say("merged_note", **words))
    return notes


def _numbers(report: Report, item: Item) -> list[str]:
    """A histogram, unless nobody answered, and the figures that describe the numbers."""
    found = report.guard.classes(classes(report.wave, item.id), item.id)
    caption = report.say("number_table_of", label=item.label[report.language])
    summary = number_summary(report.wave, item.id)
    shown = report.guard.numbers(summary, item.id)
    hidden = report.guard.left_out(summary, item.id)
    table = report.table(number_table(shown, item, report.language, caption=caption, hidden=hidden))
    return [table] if found.empty else [_figure(report, item, class_frame(found, report.language)), table]


def _figure(report: Report, item: Item, frame: pd.DataFrame) -> str:
    language = report.language
    caption = report.say("figure_of", label=item.label[language])
    return report.figure(bars(frame, item, language), table_id(item.id), caption, alt_text(frame, item, language))


def _texts(report: Report, item: Item) -> str:
    if report.guard.without_base(item.id):
        return report.say("text_hidden")
    counts = answered(report.wave, item.id).to_dict("records")[0]
    asked = report.wave.n - counts["not_asked"]
    return report.say("text_answered", n=number(counts["n"], report.language), asked=number(asked, report.language))
