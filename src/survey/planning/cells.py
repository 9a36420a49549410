"""Answers as codes: what layouts of platforms have in common that give out codes and not wordings."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from survey.instrument.model import Item, ItemKind, OptionKind
from survey.wave.responses import Responses

Cells = tuple[str, list[str]]
"""A header and the cells below it."""


def plain(value: object) -> str:
    """A number without the `.0` that a form does not show; a code or text as it is; nothing for a missing answer.

    >>> plain(4.0), plain(2.5), plain("yes"), plain(None)
    ('4', '2.5', 'yes', '')
    """
    if value is None or value is pd.NA or value != value:  # NaN
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def ticked(responses: Responses, item: Item) -> list[list[str]]:
    """For each respondent the codes that were ticked."""
    marks = [responses.answers[column].fillna(False).tolist() for column in item.columns]
    return [[code for code, mark in zip(item.codes, row, strict=True) if mark] for row in zip(*marks, strict=True)]


def written(responses: Responses, item: Item) -> Iterator[tuple[str, list[str]]]:
    """Option of the kind `other` -> for each respondent what was written to it."""
    for option in item.offered if item.kind is not ItemKind.MATRIX else ():
        if option.kind is OptionKind.OTHER:
            column = f"{item.id}.{option.code}" if item.kind is ItemKind.MULTIPLE else item.id
            texts = responses.text[column]
            chosen = responses.answers[column] == (True if item.kind is ItemKind.MULTIPLE else option.code)
            yield option.code, texts.where(chosen.fillna(False).astype(bool)).fillna("").tolist()
