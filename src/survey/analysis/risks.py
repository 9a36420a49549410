"""Risks rated twice, for their likelihood and for their impact: the products, their order, and how sure that order is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from survey.analysis.ratings import matrix, points, ratings
from survey.errors import RISK_ROWS_DIFFER, error
from survey.wave.wave import Wave, expect_wave


@dataclass(frozen=True)
class Risks:
    """The result of `survey.risks`: frames `table` and `cells`, described there."""

    table: pd.DataFrame
    cells: pd.DataFrame


def risks(wave: Wave, likelihood: str, impact: str) -> Risks:
    """Likelihood times impact of each risk.

    Parameters
    ----------
    wave
        A wave of rows.
    likelihood, impact
        Two matrices of ordered answers with the same rows, the risks. An answer counts as its `value`, by default its place in
        the list: 1 to 5.

    Returns
    -------
    `Risks` with

    - `table`: a row for each risk: row, n (people who rated both), likelihood, impact and product (means over these people), rank
      (1 for the largest product, the mean of the ranks where products are equal), rank_low and rank_high: the ranks that it has
      when any one person is left out. Where both are alike the order does not hang on a single answer sheet;
    - `cells`: how many people gave a risk which two answers: row, likelihood, impact (the values), n.

    Raises
    ------
    SurveyError
        NEEDS_ROWS for margins: which likelihood went with which impact is in no count; an unknown item; one that is no matrix of
        ordered answers; matrices whose rows differ.

    Notes
    -----
    The mean of the products is not the product of the means where likelihood and impact go together. The numbers of a scale are
    places in an order, so a product of 6 is not twice a product of 3: use the order, and look at the cells; see Cox (2008),
    "What's wrong with risk matrices?", Risk Analysis 28, 497-512. Ranks are facts about those who answered. In R:
    `rank(-colMeans(l * i, na.rm = TRUE))`, `table(l[, 1], i[, 1])`.

    Examples
    --------
    >>> from survey.instrument.model import MeasureKind
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> waves = (load_wave(folder) for folder in sorted((root() / "data").glob("*-2026-demo")))
    >>> wave = next(one for one in waves if one.instrument.measures)
    >>> declared = next(one for one in wave.instrument.measures if one.kind is MeasureKind.RISKS)
    >>> found = risks(wave, *declared.items)
    >>> bool((found.table["n"] == found.cells.groupby("row", sort=False)["n"].sum().to_numpy()).all())
    True
    """
    first, second = (matrix(expect_wave(wave), name) for name in (likelihood, impact))
    if [row.code for row in first.rows] != [row.code for row in second.rows]:
        raise error(RISK_ROWS_DIFFER, first=likelihood, second=impact)
    given = [ratings(wave, item, "risks") for item in (first, second)]
    chance, damage = (frame.to_numpy() for frame in given)
    both = ~np.isnan(chance) & ~np.isnan(damage)
    n = both.sum(axis=0)
    products = np.where(both, chance * damage, 0.0)
    rank = _ranks(products.sum(axis=0)[None, :], n[None, :])[0]
    every = np.vstack([rank, _ranks(products.sum(axis=0) - products, n - both)])
    some = np.where(n > 0, n, np.nan)
    table = pd.DataFrame(
        {
            "row": list(given[0]),
            "n": n,
            "likelihood": np.where(both, chance, 0.0).sum(axis=0) / some,
            "impact": np.where(both, damage, 0.0).sum(axis=0) / some,
            "product": products.sum(axis=0) / some,
            "rank": rank,
            "rank_low": np.fmin.reduce(every),  # fmin and fmax pass over a wave in which nobody rated the risk
            "rank_high": np.fmax.reduce(every),
        }
    )
    scales = [sorted(points(item).values()) for item in (first, second)]
    cells = [
        (row, one, other, int(((chance[:, place] == one) & (damage[:, place] == other)).sum()))
        for place, row in enumerate(given[0])
        for one in scales[0]
        for other in scales[1]
    ]
    return Risks(table, pd.DataFrame(cells, columns=["row", "likelihood", "impact", "n"]))


def _ranks(sums: NDArray[np.float64], n: NDArray[np.int64]) -> NDArray[np.float64]:
    """Ranks of the means in each line, 1 for the largest; NaN for a risk that nobody rated.

    Sums of products are whole numbers; rounding frees means that are equal of what division leaves behind.
    """
    means = np.round(sums / np.where(n > 0, n, np.nan), 12)
    return np.asarray(rankdata(-means, axis=1, nan_policy="omit"))
