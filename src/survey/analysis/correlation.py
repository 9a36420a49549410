"""Correlations between questions: from a data frame, a wave or tables of counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from survey.analysis.unknown import unknown_column
from survey.errors import (
    ITEM_UNKNOWN,
    NOMINAL_ITEM,
    NOT_CORRELATED,
    NOT_ORDERED_ANSWERS,
    WEIGHTS_UNUSABLE,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.instrument.model import Item, ItemKind, Level, OptionKind
from survey.instrument.nearest import nearest
from survey.stats.codes import from_frame
from survey.stats.correlation import Correlation, Kind, correlate
from survey.stats.empty_cells import Correct
from survey.stats.pair_counts import PairCounts, from_tables
from survey.wave.wave import Wave

Tables = Mapping[tuple[str, str], ArrayLike] | NDArray[Any] | PairCounts


def correlation(
    data: pd.DataFrame | Wave | Tables,
    kind: Kind = "auto",
    correct: Correct = "lavaan",
    weights: ArrayLike | None = None,
    *,
    items: Sequence[str] | None = None,
    least_share: float = 0.05,
) -> Correlation:
    """Correlations of all pairs of items, over the people who answered both of a pair.

    Parameters
    ----------
    data
        A data frame, one row per person: numbers, booleans or ordered categoricals; missing answers are NaN, None or NA. Text has
        no order and is refused, unless all columns hold the same two answers (then either order gives the same correlations).
        A wave of rows: ordinal questions by the values of their options, of two answers the first as the higher one (yes more
        than no); numbers as they are; "don't know", refusals, "other" and written-in answers are missing. A wave of margins
        does not know how answers go together.
        Tables of counts: a mapping of `(first, second)` to a table for every pair, or an array of shape (p, k, p, k); see
        `survey.stats.pair_counts.from_tables`.
    kind
        `tetrachoric`: between the normal variables thought to lie behind yes/no answers. `polychoric`: the same for ordered
        answers. `pearson`: between the values. `auto`: tetrachoric if all items have two answers, polychoric if none has more
        than 10, else Pearson.
    correct
        What is done about an empty cell in the table of two yes/no items. `lavaan`: 0.5 is put in and the margins are kept.
        `psych`: 0.5 is put in. `none`: nothing, the correlation is 1 or -1. Larger tables stay as they are (Savalei 2011).
        Where a correlation is 1 or -1, it stands in `boundary` and in `warnings`.
    weights
        How many people each row stands for; not for tables. With weights that are no such numbers the correlations are right,
        their errors are not.
    items
        Columns, or ids of questions (`item.row` for a row of a matrix);
        by default all of a frame, and all ordered ones of a wave.
    least_share
        An item is left out if a smaller share of its answers lies outside the most frequent one; 0 keeps all that vary at all.

    Returns
    -------
    A frozen `survey.stats.correlation.Correlation`. Read its `warnings` and `left_out` before you use its `matrix`.

    Raises
    ------
    SurveyError
        Items without an order, named; a wave of margins; unknown items; fewer than two items that vary; a pair that nobody
        answered, or in which nobody varied; more answers than the kind allows.

    Notes
    -----
    Thresholds are Phi^-1 of the cumulative shares of everybody who answered the item; the correlation maximises the likelihood of
    the table of those who answered both, with these thresholds. Pearson (1900), Olsson (1979); standard errors: Muthén (1984).
    In R: `lavaan::lavCor(data, ordered = names(data), missing = "pairwise")`, `psych::tetrachoric(data, correct = 0.5)`,
    `cor(data, use = "pairwise")`. The last matrix is smoothed as by `psych::cor.smooth`.

    Examples
    --------
    >>> frame = pd.DataFrame({"a": [1] * 50 + [0] * 50, "b": [1] * 40 + [0] * 50 + [1] * 10})
    >>> found = correlation(frame)
    >>> found.kind, round(float(found.matrix.loc["a", "b"]), 3), round(float(found.standard_errors.loc["a", "b"]), 3)
    ('tetrachoric', 0.809, 0.074)
    >>> same = correlation({("a", "b"): [[40, 10], [10, 40]]})
    >>> bool(np.isclose(same.matrix.loc["a", "b"], found.matrix.loc["a", "b"], rtol=0, atol=1e-12))
    True
    """
    limits = None
    if isinstance(data, Wave):
        limits = _limits(data)
        data = ordered_answers(data, items)
    elif isinstance(data, pd.DataFrame) and items is not None:
        items = [items] if isinstance(items, str) else items
        raise_all(unknown_column(item, data.columns) for item in items if item not in data.columns)
        data = data[list(items)]
    if isinstance(data, pd.DataFrame):
        return correlate(from_frame(data, weights), kind, correct, least_share, limits)
    if not isinstance(data, (PairCounts, Mapping, np.ndarray)):
        raise error(NOT_CORRELATED, found=type(data).__name__)
    if weights is not None:
        raise error(WEIGHTS_UNUSABLE, rows=0)
    counts = data if isinstance(data, PairCounts) else from_tables(data)
    if items is not None:
        raise_all(unknown_column(item, counts.items) for item in items if item not in counts.items)
        counts = counts.select([counts.items.index(item) for item in items])
    return correlate(counts, kind, correct, least_share)


# -- what a questionnaire says of the order of answers -----------------------------------------------------------------
def ordered_answers(wave: Wave, items: Sequence[str] | None = None) -> pd.DataFrame:
    """The answers of a wave as ordered categoricals of the values of their options, and as numbers.

    items: ids, or `item.row`; by default all whose answers have an order. Others are refused by name.

    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(max((root() / "data").glob("*-2022-demo")))
    >>> ordered_answers(wave).shape
    (96, 19)
    """
    answers = wave.needs_rows("correlation").answers
    known = {column: item for item in wave.instrument.items for column in item.columns}
    chosen = [column for column, item in known.items() if _refusal(item) is None] if items is None else _columns(wave, items)
    asked = {known[column].id: known[column] for column in chosen}
    raise_all(found for item in asked.values() if (found := _refusal(item)) is not None)
    return pd.DataFrame({column: _ordered(known[column], answers[column]) for column in chosen}, index=answers.index)


def _limits(wave: Wave) -> dict[str, tuple[float, float]]:
    """Item -> the numbers between which the questionnaire allows all."""
    return {
        item.id: (item.minimum, item.maximum)
        for item in wave.instrument.items
        if item.minimum is not None and item.maximum is not None
    }


def _columns(wave: Wave, items: Sequence[str]) -> list[str]:
    columns: list[str] = []
    items = [items] if isinstance(items, str) else items
    rows = {column for item in wave.instrument.items if item.kind is ItemKind.MATRIX for column in item.columns}
    by_id = {item.id: item.columns for item in wave.instrument.items}
    for name in items:
        if name not in rows and name not in by_id:
            raise error(ITEM_UNKNOWN, item=name, nearest=nearest(name, {*rows, *by_id}))
        columns.extend([name] if name in rows else by_id[name])
    return columns


def _refusal(item: Item) -> Problem | None:
    """Why the answers to an item cannot be correlated, if so."""
    if item.kind in (ItemKind.MULTIPLE, ItemKind.TEXT):
        return problem(NOT_ORDERED_ANSWERS, item=item.id, kind=item.kind.value)
    return problem(NOMINAL_ITEM, item=item.id) if item.level is Level.NOMINAL else None


def _ordered(item: Item, answers: pd.Series[Any]) -> pd.Series[Any]:
    """Answers as an ordered categorical of values; as numbers where there are no options.

    Of two answers the first is the higher one, because yes stands before no and is more: their values change places.
    """
    options = sorted(
        (option for option in item.options if option.kind is OptionKind.SUBSTANTIVE), key=lambda option: option.value
    )
    if not options:
        return pd.to_numeric(answers).astype("Float64")
    values = [option.value for option in options]
    given = reversed(values) if item.level is Level.BINARY else values
    codes = dict(zip((option.code for option in options), given, strict=True))
    return pd.Series(pd.Categorical(answers.map(codes), categories=values, ordered=True), index=answers.index)
