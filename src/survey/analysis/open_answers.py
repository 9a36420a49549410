"""Questions without options: how many answered, why the others did not, and what the numbers look like."""

from __future__ import annotations

from math import ceil, log2

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.analysis.missing_kinds import answered_or_not
from survey.errors import ITEM_UNKNOWN, NO_NUMBERS, error
from survey.i18n.numbers import decimals_needed
from survey.instrument.model import ItemKind
from survey.instrument.nearest import nearest
from survey.wave.wave import Wave

MOST_BINS = 12
FINEST = 6  # decimals that classes tell apart


def answered(wave: Wave, item: str) -> pd.DataFrame:
    """How many people answered a question, and how many did not for which reason.

    Parameters
    ----------
    wave
        A wave of rows.
    item
        Id of an item with one column: a number, a text, a single choice, or `item.row` of a matrix.

    Returns
    -------
    One row: n and a count for each kind of missing answer (`survey.Missing`), together everybody in the wave.

    Raises
    ------
    SurveyError
        NEEDS_ROWS for a wave of margins, an unknown item.
    """
    responses = wave.needs_rows("answered")
    if item not in responses.answers:
        raise error(ITEM_UNKNOWN, item=item, nearest=nearest(item, list(responses.answers.columns)))
    return pd.DataFrame([answered_or_not(wave, [item])]).rename(columns={"answered": "n"})


def number_summary(wave: Wave, item: str) -> pd.DataFrame:
    """The answers to a question of kind `number` in a few figures.

    Parameters
    ----------
    wave
        A wave of rows.
    item
        Id of an item of kind `number`.

    Returns
    -------
    One row: n, minimum, lower_quartile, median, mean, upper_quartile, maximum, standard_deviation, and a count for each kind of
    missing answer. Numbers unrounded; NaN where nobody answered, and for the standard deviation of a single answer.

    Quartiles interpolate linearly between the sorted answers at 1 + (n - 1) p, definition 7 of Hyndman and Fan (1996), "Sample
    quantiles in statistical packages". The standard deviation divides by n - 1. In R: `quantile(x)`, `mean(x)`, `sd(x)`.

    Raises
    ------
    SurveyError
        NEEDS_ROWS for a wave of margins, an unknown item, an item whose answers are not numbers.
    """
    values = _numbers(wave, item)
    low, first, middle, third, high = np.quantile(values, [0, 0.25, 0.5, 0.75, 1]) if len(values) else [np.nan] * 5
    figures = {
        "minimum": low,
        "lower_quartile": first,
        "median": middle,
        "mean": values.mean() if len(values) else np.nan,
        "upper_quartile": third,
        "maximum": high,
        "standard_deviation": values.std(ddof=1) if len(values) > 1 else np.nan,
    }
    counts = answered(wave, item)
    return pd.concat([counts[["n"]], pd.DataFrame([figures]), counts.drop(columns="n")], axis=1)


def classes(wave: Wave, item: str) -> pd.DataFrame:
    """The answers to a question of kind `number` counted in classes of equal width, for a histogram.

    Parameters
    ----------
    wave
        A wave of rows.
    item
        Id of an item of kind `number`.

    Returns
    -------
    One row per class without gaps: first, last (the least and the greatest number that belong to it), low, high (the count
    twice, as in `frequencies`), base. At most 12 classes, about as many as Sturges (1926) recommends, log2(n) + 1, whose width is
    1, 2 or 5 times a power of ten; each number of its own where there are no more. No rows where nobody answered. In R:
    `table(cut(x, ...))`.

    Raises
    ------
    SurveyError
        As `number_summary`.
    """
    values = _numbers(wave, item)
    if not len(values):
        return pd.DataFrame({name: [] for name in ("first", "last", "low", "high", "base")})
    decimals = decimals_needed(values, FINEST)
    units = np.round(values * 10.0**decimals)  # whole numbers of the last decimal, as floats because they may be huge
    width = _width(units)
    start = units.min() // width
    counts = np.bincount((units // width - start).astype(np.int64))
    first = (start + np.arange(len(counts))) * width
    edges = {"first": first / 10.0**decimals, "last": (first + width - 1) / 10.0**decimals}
    return pd.DataFrame({**edges, "low": counts, "high": counts, "base": len(values)})


def _width(units: NDArray[np.float64]) -> float:
    """The least width of 1, 2 or 5 times a power of ten that gives few enough classes; 1 where single numbers are few."""
    least, greatest = float(units.min()), float(units.max())
    if greatest - least < MOST_BINS:
        return 1.0
    wanted = min(MOST_BINS, ceil(log2(len(units))) + 1)
    widths = (float(step * 10**power) for power in range(308) for step in (1, 2, 5))
    return next(width for width in widths if greatest // width - least // width < max(2, wanted))


def _numbers(wave: Wave, item: str) -> NDArray[np.float64]:
    """The numbers that were answered; an error where the item is of another kind."""
    responses = wave.needs_rows("number_summary")
    kinds = {known.id: known.kind for known in wave.instrument.items}
    if item not in kinds:
        raise error(ITEM_UNKNOWN, item=item, nearest=nearest(item, list(kinds)))
    if kinds[item] is not ItemKind.NUMBER:
        raise error(NO_NUMBERS, item=item, kind=kinds[item])
    return responses.answers[item].dropna().to_numpy(dtype=np.float64)
