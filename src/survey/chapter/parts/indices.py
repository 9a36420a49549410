"""The indices of the questionnaire: one table with the number of people, the mean and the spread of each."""

from __future__ import annotations

from survey.chapter import tables
from survey.chapter.chapter import Chapter
from survey.i18n.markdown import escape


def write(chapter: Chapter) -> str:
    """The heading, the place for the author's text, the table; nothing without indices, or where questions were chosen."""
    if not chapter.instrument.indices or chapter.items is not None:
        return ""
    table, cells = tables.indices(chapter)
    if not table.rows:
        return ""
    slot = chapter.slot(escape(chapter.say("slot")), chapter.filled("shown_table", table=f"[-@{{tbl-{table.id}}}]"))
    return "\n\n".join((f"## {escape(chapter.report.say('indices'))}", slot, chapter.table(table, None, cells)))
