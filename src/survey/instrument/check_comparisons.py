"""A comparison names questions with answers that exist, and no more of them than a figure can tell apart."""

from __future__ import annotations

from survey.errors import COMPARISON_TOO_LARGE, COMPARISON_WITHOUT_OPTIONS
from survey.instrument.check_items import WITHOUT_OPTIONS
from survey.instrument.check_references import known_item
from survey.instrument.draft import Draft
from survey.instrument.shapes import Reading

MOST = 4
"""Questions in one comparison: bars of more colours could not be told apart."""


def check_comparisons(draft: Draft, reading: Reading) -> None:
    """Items, or rows of a matrix, that have answers; at most `MOST`."""
    kinds = {reference: question.record.get("kind") for question in draft.questions for reference in question.references}
    for comparison in draft.blocks("comparisons"):
        name, items = comparison.get("id", "?"), comparison.get("items", ())
        for item in items:
            if known_item(name, item, draft, reading) and kinds[item] in WITHOUT_OPTIONS:
                reading.report(COMPARISON_WITHOUT_OPTIONS, item.place, comparison=name, item=item, kind=kinds[item])
        if len(items) > MOST:
            reading.report(COMPARISON_TOO_LARGE, comparison.at("items"), comparison=name, items=len(items), most=MOST)
