"""Texts that are no option of their question and were let through by name: answers that no code tells."""

from __future__ import annotations

import pandas as pd

from survey.instrument.model import Item, ItemKind
from survey.wave.missing import Missing
from survey.wave.responses import LOOSE, Responses


def uncoded(responses: Responses) -> dict[str, pd.Series[str]]:
    """Item, or row of a matrix, -> the texts without a code, in the order of the respondents; only those that have any.

    Of a multiple choice these are the pieces of a cell that are no option, together.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> uncoded(load_wave(max((root() / "data").iterdir())).needs_rows("uncoded"))
    {}
    """
    items = (item for item in responses.instrument.items if item.id in responses.let_through)
    return {name: texts for item in items for name, texts in _texts(item, responses).items() if len(texts)}


def _texts(item: Item, responses: Responses) -> dict[str, pd.Series[str]]:
    if item.kind is ItemKind.MULTIPLE:
        name = f"{item.id}{LOOSE}"
        return {item.id: responses.received[name].dropna()} if name in responses.received else {}
    found = {}
    for name in item.columns:
        lost = responses.missing[name].eq(Missing.NOT_RECORDED.value).fillna(value=False)
        found[name] = responses.text[name][lost].dropna()
    return found
