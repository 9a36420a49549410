"""Texts that are no option and were allowed by name: they stay in the answers as texts without a code, and are told."""

from __future__ import annotations

from survey.instrument.model import Item, ItemKind
from survey.intake.headers import TEXT
from survey.intake.read import Prepared
from survey.wave.missing import Missing
from survey.wave.responses import Responses


def let_through(prepared: Prepared, responses: Responses) -> dict[str, dict[str, list[int]]]:
    """Item or row of a grid -> text that has no code -> the rows of the file that hold it, in their order."""
    found: dict[str, dict[str, list[int]]] = {}
    for item in prepared.instrument.items:
        if item.id not in prepared.options.allow_unmatched:
            continue
        found |= {name: texts for name, texts in _texts(item, prepared, responses).items() if texts}
    return found


def _texts(item: Item, prepared: Prepared, responses: Responses) -> dict[str, dict[str, list[int]]]:
    """For each column of an item, or the pieces of its ticked answers, the texts and their rows."""
    numbers = prepared.table.numbers
    if item.kind is ItemKind.MULTIPLE:
        name = f"{item.id}.{TEXT}"
        loose = responses.received.get(name)
        return {} if loose is None else {item.id: _rows(loose.tolist(), loose.notna().tolist(), numbers.tolist())}
    found = {}
    for name in item.columns:
        text, why = responses.text[name], responses.missing[name]
        lost = why.eq(Missing.NOT_RECORDED.value).fillna(value=False) & text.notna()
        found[name] = _rows(text.tolist(), lost.tolist(), numbers.tolist())
    return found


def _rows(texts: list[str], marked: list[bool], numbers: list[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for text, mark, number in zip(texts, marked, numbers, strict=True):
        if mark:
            found.setdefault(text, []).append(number)
    return found
