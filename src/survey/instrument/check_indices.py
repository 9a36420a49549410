"""An index scores answers that exist, all of them, in the way its model needs."""

from __future__ import annotations

from survey.errors import (
    HELD_OUT_SCORED,
    MINIMUM_TOO_HIGH,
    MODEL_NEEDS,
    MODEL_REFUSES,
    SCORE_MISSING,
    SCORES_NEEDED,
    SCORES_UNEXPECTED,
    UNDEFINED_NAME,
)
from survey.instrument.check_references import known_codes, known_item
from survey.instrument.draft import Draft
from survey.instrument.model import IndexModel
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word
from survey.instrument.shapes import Reading

OWN_KEYS = {IndexModel.COUNT: "targets", IndexModel.TYPOLOGY: "classes"}
"""The key that one model needs and the others do not have."""


def check_indices(draft: Draft, reading: Reading) -> None:
    """Items, scores, targets and held-out items of every index."""
    for index in draft.blocks("indices"):
        _model(index, reading)
        items = index.get("items", ())
        if isinstance(items, Record):
            for item, scores in items.items():
                _scores(index, Word(item, items.at(item)), scores, draft, reading)
        else:
            for item in items:
                known_item(index.get("id", "?"), item, draft, reading)
        _targets(index, items, draft, reading)
        _held_out(index, items, draft, reading)
        if "minimum_answered" in index and items and index["minimum_answered"] > len(items):
            minimum = {"minimum": index["minimum_answered"], "items": len(items)}
            reading.report(MINIMUM_TOO_HIGH, index.at("minimum_answered"), index=index.get("id", "?"), **minimum)


def _model(index: Record, reading: Reading) -> None:
    model, name = index.get("model"), index.get("id", "?")
    if model is None:
        return
    for owner, key in OWN_KEYS.items():
        if model == owner and key not in index.places:
            reading.report(MODEL_NEEDS, index.at("model"), index=name, model=model, key=key)
        elif model != owner and key in index:
            reading.report(MODEL_REFUSES, index.at(key), index=name, model=model, key=key)
    if "items" in index and model == IndexModel.COUNT and isinstance(index["items"], Record):
        reading.report(SCORES_UNEXPECTED, index.at("items"), index=name)
    elif "items" in index and model != IndexModel.COUNT and not isinstance(index["items"], Record):
        reading.report(SCORES_NEEDED, index.at("items"), index=name, model=model)


def _scores(index: Record, item: Word, scores: Record, draft: Draft, reading: Reading) -> None:
    """An answer left without a score by oversight would silently count as missing, so each must be written."""
    name = index.get("id", "?")
    if not known_item(name, item, draft, reading):
        return
    known_codes(name, item, [Word(code, scores.at(code)) for code in scores.places], draft, reading)
    missing = [code for code in draft.answers[item] or () if code not in scores.places]
    if missing:
        reading.report(SCORE_MISSING, item.place, index=name, item=item, codes=missing)


def _targets(index: Record, items: Record | list[Word], draft: Draft, reading: Reading) -> None:
    answers = [draft.answers.get(item) for item in items]
    if any(codes is None for codes in answers):
        return
    codes = tuple(dict.fromkeys(code for known in answers for code in known or ()))
    for target in index.get("targets", ()):
        if target not in codes:
            closest = nearest(target, codes)
            reading.report(UNDEFINED_NAME, target.place, key="targets", name=target, defined=codes or "–", nearest=closest)


def _held_out(index: Record, items: Record | list[Word], draft: Draft, reading: Reading) -> None:
    for item in index.get("held_out", ()):
        if known_item(index.get("id", "?"), item, draft, reading) and item in items:
            reading.report(HELD_OUT_SCORED, item.place, index=index.get("id", "?"), item=item)
