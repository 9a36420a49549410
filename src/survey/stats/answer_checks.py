"""What the answers themselves warn of before they are correlated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from survey.errors import (
    INCOMPLETE_ROWS,
    LOOKS_IMPUTED,
    LOOKS_LIKE_MISSING_CODE,
    NEAR_CONSTANT_KEPT,
    ONE_VALUE_EACH,
    PEARSON_OF_FEW_ANSWERS,
    WEIGHTS_ARE_NOT_PEOPLE,
    Problem,
    problem,
)
from survey.stats.codes import Codes
from survey.stats.evidence import Evidence
from survey.stats.intervals import Floats
from survey.stats.screening import AUTO_CATEGORIES, Estimated

Limits = Mapping[str, tuple[float, float]]

NEAR_CONSTANT = 0.05
"""The smallest share of answers outside the most frequent one that a loading can be estimated from."""
FEW_ANSWERS = 4
"""Up to so many ordered answers Pearson's correlation depends on their shares (Rhemtulla and others 2012)."""
WIDEST_SCALE = 11
FAR = 2
"""So many times as far from the others as these from each other a value is no step of their scale."""


def warn(evidence: Evidence, kind: Estimated, limits: Limits | None = None) -> tuple[Problem, ...]:
    """Warnings about the items that are kept, before their correlations are known.

    limits: item -> least and greatest number that a questionnaire allows.

    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> from survey.stats.evidence import gather
    >>> rows = from_frame(pd.DataFrame({"a": [0, 1, 1, 0, 1, 0.5], "b": [0, 1, 0, 1, 0, 1]}))
    >>> [found.code for found in warn(gather(rows), "polychoric")]
    ['SQ-S45']
    """
    found = []
    rare = tuple(
        item
        for item, margin in zip(evidence.items, evidence.margins, strict=True)
        if 1 - margin.max() / margin.sum() < NEAR_CONSTANT
    )
    if rare:
        found.append(problem(NEAR_CONSTANT_KEPT, items=rare, percent=f"{100 * NEAR_CONSTANT:g}"))
    imputed = tuple(
        item
        for item, levels, margin in zip(evidence.items, evidence.values, evidence.margins, strict=True)
        if _looks_imputed(levels, margin[: len(levels)])
    )
    if imputed:
        found.append(problem(LOOKS_IMPUTED, items=imputed))
    found += [problem(LOOKS_LIKE_MISSING_CODE, columns=told)] if (told := _missing_codes(evidence, limits or {})) else []
    sizes = {item: len(levels) for item, levels in zip(evidence.items, evidence.values, strict=True)}
    if each := tuple(item for item, size in sizes.items() if size > AUTO_CATEGORIES and size == _people(evidence)):
        found.append(problem(ONE_VALUE_EACH, items=each))
    if kind == "pearson" and (few := tuple(item for item, size in sizes.items() if size <= FEW_ANSWERS)):
        many = tuple(item for item, size in sizes.items() if size > AUTO_CATEGORIES)
        found.append(problem(PEARSON_OF_FEW_ANSWERS, items=few, many=many or "–"))
    codes = evidence.codes
    if codes is not None and codes.weights is not None and (codes.weights % 1).any():
        found.append(problem(WEIGHTS_ARE_NOT_PEOPLE))
    return (*found, *(_incomplete(codes) if codes is not None else ()))


def _people(evidence: Evidence) -> int:
    """How many rows there are; -1 where there are only counts."""
    return -1 if evidence.codes is None else evidence.codes.numbers.shape[1]


def _missing_codes(evidence: Evidence, limits: Limits) -> tuple[str, ...]:
    """Items with a value far from all others that nobody allows, as codes of missing answers are: 1, 2, 99 or -9, 1, 2, 3."""
    found = []
    for item, levels in zip(evidence.items, evidence.values, strict=True):
        if not 3 <= len(levels) <= AUTO_CATEGORIES:
            continue
        low, high = limits.get(item, (np.inf, -np.inf))
        for value, gap, others in (
            (levels[-1], levels[-1] - levels[-2], levels[-2] - levels[0]),
            (levels[0], levels[1] - levels[0], levels[-1] - levels[1]),
        ):
            if gap > FAR * others and not low <= value <= high:
                found.append(f"{item} ({value:g})")
    return tuple(found)


def _looks_imputed(levels: Floats, margin: Floats) -> bool:
    """Whether at most a fifth of the answers lie between the whole numbers of a scale that the others keep to."""
    whole = levels == np.round(levels)
    return bool(2 <= whole.sum() <= WIDEST_SCALE and not whole.all() and margin[~whole].sum() < margin[whole].sum() / 4)


def _incomplete(codes: Codes) -> tuple[Problem, ...]:
    """How many people answered everything, where some did not: what listwise deletion would leave."""
    given: np.ndarray[Any, np.dtype[np.bool_]] = codes.numbers >= 0
    if given.all():
        return ()
    return (problem(INCOMPLETE_ROWS, complete=int(given.all(axis=0).sum()), people=int(given.any(axis=0).sum())),)
