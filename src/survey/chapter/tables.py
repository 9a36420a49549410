"""The tables of a chapter with the address of each of their numbers."""

from __future__ import annotations

from dataclasses import replace

from survey.analysis.open_answers import number_summary
from survey.chapter.address import NONE
from survey.chapter.chapter import Cells, Chapter
from survey.chapter.notes import sentences
from survey.chapter.values import INDEX, INDICES
from survey.i18n.signs import DASH
from survey.instrument.model import Item
from survey.report.parts.indices import means
from survey.tables.frequency import frequency_table
from survey.tables.number import number_table
from survey.tables.table import Table

_FORMS = {"n": "0", "percent": "1", "interval": "1", "weighted_n": "1", "weighted_percent": "1"}
_TOTAL = {"n": ("base", "0"), "percent": ("percent", "1"), "weighted_n": ("weighted_base", "1")}


def answers(chapter: Chapter, item: Item) -> tuple[Table, Cells]:
    """The table of a question with options, or of a row of a matrix: a row for each answer, then the base."""
    report = chapter.report
    frame = report.frequencies(item.id)
    table = frequency_table(frame, item, chapter.language, caption=report.say("table_of", label=item.label[chapter.language]))
    table = replace(table, notes=sentences(report, item))
    columns = chapter.values.columns(chapter.address(item.id, NONE, "table", NONE))
    cells = {}
    for row, code in enumerate(frame["code"]):
        for column, statistic in enumerate(columns, 1):
            cells[row, column] = chapter.address(item.id, str(code), statistic, _FORMS[statistic])
    for column, statistic in enumerate(columns, 1):
        if table.total is not None and table.total[column]:
            cells[len(table.rows), column] = chapter.address(item.id, NONE, *_TOTAL[statistic])
    return table, cells


def indices(chapter: Chapter) -> tuple[Table, Cells]:
    """The table of the indices as the report prints it; a dash, where a spread would say nothing, is no number."""
    values = chapter.values
    table = means(chapter.report)
    statistics = values.columns(chapter.address(INDICES, NONE, "table", NONE))
    first = len(table.columns) - len(statistics)
    cells = {}
    for row, name in enumerate(values.rows(chapter.address(INDICES, NONE, "table", NONE))):
        index, _, target = name.partition("/")
        for column, statistic in enumerate(statistics, first):
            if table.rows[row][column] != DASH:
                cells[row, column] = chapter.address(f"{INDEX}{index}", target, statistic, "0" if statistic == "n" else NONE)
    return table, cells


def numbers(chapter: Chapter, item: Item) -> tuple[Table, Cells]:
    """The table of a question of numbers: one row for each statistic, without the reasons why answers are missing."""
    report = chapter.report
    caption = report.say("number_table_of", label=item.label[chapter.language])
    summary = number_summary(report.wave, item.id)
    shown, hidden = report.guard.numbers(summary, item.id), report.guard.left_out(summary, item.id)
    table = number_table(shown, item, chapter.language, caption=caption, hidden=hidden)
    statistics = chapter.values.rows(chapter.address(item.id, NONE, "table", NONE))
    table = replace(table, rows=table.rows[: len(statistics)])
    return table, {(row, 1): chapter.address(item.id, NONE, statistic, NONE) for row, statistic in enumerate(statistics)}
