"""Texts that people wrote to an option which they did not choose: `almaty` ticked, and `Kokshetau` written beside "other"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from survey.instrument.model import Item, ItemKind
from survey.wave.responses import LOOSE, Responses


def texts_beside(responses: Responses) -> Iterator[tuple[Item, str, pd.Series[str]]]:
    """(item, code of the option, texts of those who wrote one to it and whose answer is another), in the questionnaire's order.

    The answer counts; the texts stand in `Responses.received` as `item.option.text`.
    """
    for item in responses.instrument.items:
        for option in item.options:
            name = f"{item.id}.{option.code}{LOOSE}"
            if name in responses.received:
                yield item, option.code, responses.received[name].dropna().astype("string")


def answer_column(item: Item, code: str) -> str:
    """The column of the answers that a text written to an option is about."""
    return f"{item.id}.{code}" if item.kind is ItemKind.MULTIPLE else item.id


def given_instead(responses: Responses, item: Item, respondent: Any) -> str:
    """The codes that a respondent chose, joined by commas; empty where there are none."""
    row = responses.answers.loc[respondent]
    if item.kind is ItemKind.MULTIPLE:
        ticks = {code: row[f"{item.id}.{code}"] for code in item.codes}
        return ", ".join(code for code, tick in ticks.items() if not pd.isna(tick) and bool(tick))
    return "" if pd.isna(row[item.id]) else str(row[item.id])
