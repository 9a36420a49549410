"""What stands under a table because of its data: on how many answers it rests, and the sentences that its numbers need."""

from __future__ import annotations

from survey.analysis.open_answers import number_summary
from survey.i18n.catalogue import say
from survey.instrument.model import Item
from survey.report.parts.questions import merged_notes
from survey.report.report import Report
from survey.tables.notes import notes
from survey.tables.number import number_notes


def sentences(report: Report, item: Item) -> tuple[str, ...]:
    """What a reader of the numbers of a question has to know: ranges, hidden counts, rounding, answers counted together."""
    if item.options:
        frame = report.frequencies(item.id)
        weighted = (say("tables.weighted_note", report.language),) if "weighted_n" in frame else ()
        return (*notes([(item, frame)], report.language), *weighted, *merged_notes(report, item))
    summary = number_summary(report.wave, item.id)
    return number_notes(report.guard.left_out(summary, item.id), report.language)


def note(report: Report, item: Item, base: str) -> str:
    """Base and sentences in one text, which is written anew as a whole where the data change.

    base: how many answered, as it is printed.
    """
    return " ".join((say("chapter.base", report.language, n=base), *sentences(report, item)))
