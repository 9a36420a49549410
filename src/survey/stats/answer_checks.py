"""What the answers themselves warn of before they are correlated."""

from __future__ import annotations

from typing import Any

import numpy as np

from survey.errors import (
    INCOMPLETE_ROWS,
    LOOKS_IMPUTED,
    NEAR_CONSTANT_KEPT,
    PEARSON_OF_FEW_ANSWERS,
    WEIGHTS_ARE_NOT_PEOPLE,
    Problem,
    problem,
)
from survey.stats.codes import Codes
from survey.stats.evidence import Evidence
from survey.stats.intervals import Floats
from survey.stats.screening import Estimated

NEAR_CONSTANT = 0.05
"""The smallest share of answers outside the most frequent one that a loading can be estimated from."""
FEW_ANSWERS = 4
"""Up to so many ordered answers Pearson's correlation depends on their shares (Rhemtulla and others 2012)."""
WIDEST_SCALE = 11


def warn(evidence: Evidence, kind: Estimated) -> tuple[Problem, ...]:
    """Warnings about the items that are kept, before their correlations are known.

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
    if kind == "pearson":
        few = tuple(item for item, levels in zip(evidence.items, evidence.values, strict=True) if len(levels) <= FEW_ANSWERS)
        found += [problem(PEARSON_OF_FEW_ANSWERS, items=few)] if few else []
    codes = evidence.codes
    if codes is not None and codes.weights is not None and (codes.weights % 1).any():
        found.append(problem(WEIGHTS_ARE_NOT_PEOPLE))
    return (*found, *(_incomplete(codes) if codes is not None else ()))


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
