"""The ratings in a matrix as numbers: a row per person, a column per thing that was rated."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.errors import ITEM_UNKNOWN, RATINGS_NEEDED, error
from survey.instrument.model import Item, ItemKind, Level, OptionKind
from survey.instrument.nearest import nearest
from survey.wave.wave import Wave

ORDERED = (Level.ORDINAL, Level.INTERVAL)
QUANTILES = (0, 0.25, 0.5, 0.75, 1)


def matrix(wave: Wave, name: str) -> Item:
    """The matrix of ordered answers of an id; ITEM_UNKNOWN, or RATINGS_NEEDED for a question of another kind."""
    known = {item.id: item for item in wave.instrument.items}
    if name not in known:
        raise error(ITEM_UNKNOWN, item=name, nearest=nearest(name, known))
    item = known[name]
    if item.kind is not ItemKind.MATRIX or item.level not in ORDERED:
        raise error(RATINGS_NEEDED, item=name)
    return item


def points(item: Item) -> dict[str, int]:
    """Answer to the number that it stands for; "don't know", refusals and "other" have none."""
    return {option.code: option.value for option in item.options if option.kind is OptionKind.SUBSTANTIVE}


def ratings(wave: Wave, item: Item, what: str) -> pd.DataFrame:
    """The numbers by respondent and code of the row, NaN where there is none; NEEDS_ROWS, naming `what`, for margins."""
    answers = wave.needs_rows(what).answers
    given = points(item)
    return pd.DataFrame(
        {
            row.code: answers[column].astype("object").map(given).astype(float)
            for row, column in zip(item.rows, item.columns, strict=True)
        },
        index=answers.index,
    )


def figures(values: NDArray[np.float64]) -> dict[str, float]:
    """n, mean, standard deviation (divided by n - 1), extremes, and quartiles by definition 7 of Hyndman and Fan (1996).

    >>> figures(np.array([1.0, 2.0, np.nan, 6.0]))["n"], figures(np.array([1.0, 2.0, 6.0]))["median"]
    (3, 2.0)
    """
    known = values[~np.isnan(values)]
    cuts = np.quantile(known, QUANTILES) if len(known) else np.full(len(QUANTILES), np.nan)
    return {
        "n": len(known),
        "mean": float(known.mean()) if len(known) else float("nan"),
        "sd": float(known.std(ddof=1)) if len(known) > 1 else float("nan"),
        **dict(zip(("minimum", "q1", "median", "q3", "maximum"), map(float, cuts), strict=True)),
    }
