"""The rows of a frame in the order in which a picture shows them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from survey.i18n.numbers import count_and_percent
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language
from survey.instrument.model import Item, Level, OptionKind
from survey.instrument.wording import answer_text

_LAST = (OptionKind.OTHER, OptionKind.DONT_KNOW, OptionKind.REFUSED)


@dataclass(frozen=True)
class Answer:
    """A row of a frame: what was answered, by how many of how many, and the confidence limits where there are any (percent)."""

    code: str
    text: str
    low: int
    high: int
    base: int
    ci: tuple[float, float] | None
    hidden: bool = False

    @property
    def known(self) -> bool:
        return self.low == self.high

    def share(self, count: int) -> float:
        """A count as a part of the base, 0 to 1; 0 where nobody was asked."""
        return count / self.base if self.base else 0.0

    def value(self, language: Language) -> str:
        """`54 (56.3%)`, `1–10 (1.0–10.4%)`, `x` where the count is hidden."""
        if self.hidden:
            return HIDDEN
        return count_and_percent(self.low, self.high, self.base, language)


def _counts(row: Mapping[Hashable, Any]) -> tuple[int, int, int]:
    """Low, high and base; 0 for what is hidden."""
    low, high, base = (0 if pd.isna(row[name]) else int(row[name]) for name in ("low", "high", "base"))
    return low, high, base


def _limits(row: Mapping[Hashable, Any]) -> tuple[float, float] | None:
    low, high = row.get("ci_low"), row.get("ci_high")
    return None if pd.isna(low) or pd.isna(high) else (float(low), float(high))


def place_in_list(item: Item, code: str) -> int:
    """0 for an answer that goes by its count; 1 to 3 for "other", "don't know", "refused", which close a list without order."""
    return _LAST.index(item.option(code).kind) + 1 if item.options and item.option(code).kind in _LAST else 0


def answers(frame: pd.DataFrame, item: Item, language: Language) -> tuple[Answer, ...]:
    """The answers as a frame has them, in the order of the options."""
    return tuple(
        Answer(code, answer_text(item, code, language), *_counts(row), _limits(row), bool(row.get("hidden")))
        for row in frame.to_dict("records")
        for code in [str(row["code"])]
    )


def in_picture_order(frame: pd.DataFrame, item: Item, language: Language) -> tuple[Answer, ...]:
    """Options without an order of their own by their counts, largest first; scales and yes / no as they were asked.

    Among equal low ends the larger high end comes first. Hidden counts follow the others, as they were asked.
    "Other", "don't know" and "refused" close a list without order.
    """
    found = answers(frame, item, language)
    if item.level is not Level.NOMINAL:
        return found
    return tuple(sorted(found, key=lambda answer: (place_in_list(item, answer.code), answer.hidden, -answer.low, -answer.high)))
