"""Texts that are no option of their question and were let through by name: answers that no code tells."""

from __future__ import annotations

import pandas as pd

from survey.instrument.model import Item, ItemKind
from survey.wave.missing import Missing
from survey.wave.responses import LOOSE, Responses

_EMPTIED = tuple(f"<{kind.value}>" for kind in Missing)
"""How the log of cleaning writes a missing answer."""


def uncoded(responses: Responses, audit: pd.DataFrame | None = None) -> dict[str, pd.Series[str]]:
    """Item, or row of a matrix, -> the texts without a code, in the order of the respondents; only those that have any.

    Of a multiple choice these are the pieces of a cell that are no option, together. audit: the log of a wave; a cell that
    cleaning emptied is not among them, whatever its text was.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> uncoded(load_wave(max((root() / "data").glob("*-2022-demo"))).needs_rows("uncoded"))
    {}
    """
    items = (item for item in responses.instrument.items if item.id in responses.let_through)
    emptied = None if audit is None else audit[audit["after"].isin(_EMPTIED)]
    found = {}
    for item in items:
        for name, texts in _texts(item, responses).items():
            left = texts if emptied is None else texts[~texts.index.astype(str).isin(_people(emptied, item, name))]
            if len(left):
                found[name] = left
    return found


def _people(emptied: pd.DataFrame, item: Item, name: str) -> set[str]:
    """Who lost an answer to an item, or to the row of a matrix; the log names each option of a multiple choice."""
    columns = item.columns if item.kind is ItemKind.MULTIPLE else (name,)
    return set(emptied["respondent"][emptied["item"].isin(columns)].astype(str))


def _texts(item: Item, responses: Responses) -> dict[str, pd.Series[str]]:
    if item.kind is ItemKind.MULTIPLE:
        name = f"{item.id}{LOOSE}"
        return {item.id: responses.received[name].dropna()} if name in responses.received else {}
    found = {}
    for name in item.columns:
        lost = responses.missing[name].eq(Missing.NOT_RECORDED.value).fillna(value=False)
        found[name] = responses.text[name][lost].dropna()
    return found
