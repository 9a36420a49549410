"""Open answers that the author has approved for print; without a list, and without a word that asks for them, there are none."""

from __future__ import annotations

from pathlib import Path

from survey.errors import APPROVED_LIST_UNUSABLE, TABLE_NO_ROWS, DataError, Place, error
from survey.i18n.markdown import escape
from survey.report.layout import bullets
from survey.report.report import Report
from survey.wave.settings import Quotes
from survey.wave.tablefile import read_table

COLUMNS = ("item", "text")


def list_of(report: Report) -> Path | None:
    """The file of the answers that may be quoted; None where the wave quotes none."""
    rules, path = report.guard.protection, report.wave.settings.path
    if rules is None or path is None or rules.free_text is None or rules.quotes is not Quotes.APPROVED:
        return None
    return path.parent / rules.free_text


def approved(report: Report, item_id: str) -> list[str]:
    """The approved answers to an open question that somebody gave, each once, in the order of the list.

    The list is a CSV file with the columns item and text beside wave.yaml. An answer is quoted only if it stands there letter by
    letter; nobody is told who gave it, or how many did.
    """
    place = list_of(report)
    if place is None:
        return []
    try:
        table = read_table(place)
    except DataError as wrong:
        if [one.code for one in wrong.problems] == [TABLE_NO_ROWS]:  # nothing is approved so far
            return []
        raise
    header = [name.strip() for name in table.header]
    if not set(COLUMNS) <= set(header):
        raise error(APPROVED_LIST_UNUSABLE, Place(place), reason=", ".join(header) or "–")
    item, text = map(header.index, COLUMNS)
    given = {str(text).strip() for text in report.wave.answers[item_id].dropna()}
    rows = (row for row in range(len(table)) if table.cell(row, item).strip() == item_id)
    texts = [answer for answer in dict.fromkeys(table.cell(row, text).strip() for row in rows) if answer in given]
    return [report.say("text_approved"), bullets(f"«{escape(answer)}»" for answer in texts)] if texts else []
