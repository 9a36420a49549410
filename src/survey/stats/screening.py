"""What is settled before anything is correlated: which items can be, and which correlation fits their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from survey.errors import (
    NOT_TWO_ANSWERS,
    PAIR_CONSTANT,
    PAIR_EMPTY,
    TOO_FEW_ITEMS,
    TOO_MANY_CATEGORIES,
    error,
    problem,
    raise_all,
)
from survey.stats.evidence import Evidence
from survey.stats.intervals import Floats
from survey.stats.pair_counts import MOST_CATEGORIES

Estimated = Literal["pearson", "tetrachoric", "polychoric"]
Reason = Literal["constant", "near_constant"]

AUTO_CATEGORIES = 10
"""Up to so many categories answers are taken for ordered categories, above for numbers, if nobody says which."""


@dataclass(frozen=True)
class LeftOut:
    """An item that was left out. outside: share of its answers outside the most frequent one, NaN where nobody answered."""

    item: str
    reason: Reason
    outside: float


def varying(evidence: Evidence, least_share: float) -> tuple[Evidence, tuple[LeftOut, ...]]:
    """The items whose answers vary, and what was left out.

    An item is near-constant if less than `least_share` of its answers lie outside the most frequent one; with 0 only constant
    items are left out.

    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> from survey.stats.evidence import gather
    >>> rows = from_frame(pd.DataFrame({"a": [0, 1] * 50, "b": [1] * 4 + [0] * 96, "c": [1, 1, 0, 0] * 25}))
    >>> varying(gather(rows), 0.05)[1]
    (LeftOut(item='b', reason='near_constant', outside=0.04),)
    """
    kept, left_out = [], []
    for position, (item, margin) in enumerate(zip(evidence.items, evidence.margins, strict=True)):
        people = float(margin.sum())
        outside = (people - float(margin.max(initial=0))) / people if people else float("nan")
        if len(evidence.values[position]) < 2:
            left_out.append(LeftOut(item, "constant", outside))
        elif outside < least_share:
            left_out.append(LeftOut(item, "near_constant", outside))
        else:
            kept.append(position)
    if len(kept) < 2:
        raise error(TOO_FEW_ITEMS, left=len(kept), left_out=tuple(one.item for one in left_out) or "–")
    return (evidence.select(kept) if left_out else evidence), tuple(left_out)


def fitting_kind(evidence: Evidence, kind: str) -> Estimated:
    """The correlation that `auto` stands for; a refusal where the answers do not fit the one that was asked for."""
    sizes = {item: len(levels) for item, levels in zip(evidence.items, evidence.values, strict=True)}
    most = max(sizes.values())
    if kind == "auto":
        if most == 2:
            return "tetrachoric"
        return "polychoric" if most <= AUTO_CATEGORIES else "pearson"
    if kind == "pearson":
        return "pearson"
    if kind == "tetrachoric":
        raise_all(problem(NOT_TWO_ANSWERS, item=item, found=size) for item, size in sizes.items() if size > 2)
        return "tetrachoric"
    raise_all(
        problem(TOO_MANY_CATEGORIES, item=item, found=size, most=MOST_CATEGORIES)
        for item, size in sizes.items()
        if size > MOST_CATEGORIES
    )
    return "polychoric"


def check_pairs(items: tuple[str, ...], n: Floats, pearson: Floats) -> None:
    """Refuse pairs that nobody answered, and pairs in which an item has only one answer left."""
    if n.all() and not np.isnan(pearson).any():
        return
    pairs = [(i, j) for i in range(len(items)) for j in range(i + 1, len(items))]
    raise_all(problem(PAIR_EMPTY, first=items[i], second=items[j]) for i, j in pairs if not n[i, j])
    raise_all(
        problem(PAIR_CONSTANT, first=items[i], second=items[j], n=f"{n[i, j]:g}") for i, j in pairs if np.isnan(pearson[i, j])
    )
