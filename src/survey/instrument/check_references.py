"""Conditions name items and answers that exist, and a condition looks back, never ahead."""

from __future__ import annotations

from collections.abc import Iterable

from survey.errors import LATER_ITEM, UNKNOWN_CODE, UNKNOWN_ITEM
from survey.instrument.draft import Draft
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word
from survey.instrument.shapes import Reading


def check_references(draft: Draft, reading: Reading) -> None:
    """Show-ifs, contradictions and the classes of indices."""
    asked: set[str] = set()
    for question in draft.questions:
        show_if = question.record.get("show_if", Record(question.record.place))
        for condition in [*show_if.get("all", ()), *show_if.get("any", ())]:
            known = _condition(question.id, condition, draft, reading)
            if known and condition["item"] not in asked:
                reading.report(LATER_ITEM, condition["item"].place, item=question.id, later=condition["item"])
        asked.update(question.references)
    for inconsistent in draft.blocks("inconsistent"):
        for condition in inconsistent.get("all", ()):
            _condition(inconsistent.get("id", "?"), condition, draft, reading)
    for index in draft.blocks("indices"):
        for part in index.get("classes", ()):
            for condition in part.get("all", ()):
                _condition(index.get("id", "?"), condition, draft, reading)


def known_item(owner: str, item: Word, draft: Draft, reading: Reading) -> bool:
    """Whether an item exists; reported where it does not."""
    if item in draft.answers:
        return True
    rows = (reference for reference in draft.answers if reference.startswith(f"{item.split('.')[0]}."))
    closest = nearest(item, draft.answers) or next(rows, None)
    reading.report(UNKNOWN_ITEM, item.place, owner=owner, item=item, nearest=closest)
    return False


def known_codes(owner: str, item: str, codes: Iterable[Word], draft: Draft, reading: Reading) -> None:
    """Report the codes that an item does not have; nothing where its answers could not be read."""
    known = draft.answers[item]
    for code in codes:
        if known is not None and code not in known:
            closest = nearest(code, known)
            reading.report(UNKNOWN_CODE, code.place, owner=owner, item=item, answer=code, known=known or "–", nearest=closest)


def _condition(owner: str, condition: Record, draft: Draft, reading: Reading) -> bool:
    """Whether the item of a condition exists."""
    if "item" not in condition or not known_item(owner, condition["item"], draft, reading):
        return False
    known_codes(owner, condition["item"], condition.get("is", ()), draft, reading)
    return True
