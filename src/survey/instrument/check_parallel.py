"""A parallel form names another question, and not one that is a parallel form of this one."""

from __future__ import annotations

from survey.errors import PARALLEL_CIRCLE, UNKNOWN_ITEM
from survey.instrument.draft import Draft
from survey.instrument.nearest import nearest
from survey.instrument.shapes import Reading


def check_parallel(draft: Draft, reading: Reading) -> None:
    """Only the later of two forms says of which it is a form."""
    forms = {str(question.id): question.record.get("parallel") for question in draft.questions}
    for question in draft.questions:
        other = question.record.get("parallel")
        if other is None:
            continue
        if other not in forms:
            reading.report(UNKNOWN_ITEM, other.place, owner=question.id, item=other, nearest=nearest(other, forms))
        elif other == question.id or forms[other] is not None:
            reading.report(PARALLEL_CIRCLE, other.place, item=question.id, other=other)
