"""How far experts agree in the order of what they rated: Kendall's coefficient of concordance, as expert surveys report it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from survey.analysis.correlation import ordered_answers
from survey.analysis.unknown import unknown_column
from survey.errors import (
    AS_IF_SHUFFLED,
    EXPERTS_LEFT_OUT,
    NOT_DATA,
    TOO_FEW_EXPERTS,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.stats.agreement import concordance
from survey.stats.codes import from_frame
from survey.stats.exact_sums import Method
from survey.wave.wave import Wave

BANDS = ((0.1, "very_weak"), (0.3, "weak"), (0.5, "moderate"), (0.7, "strong"), (0.9, "unusually_strong"))
"""Values of W and what Schmidt calls agreement there."""
BANDS_SOURCE = (
    "Schmidt, R. C. (1997). Managing Delphi surveys using nonparametric statistical techniques. Decision Sciences, 28(3), 763-774"
)


@dataclass(frozen=True)
class Agreement:
    """The result of `survey.agreement`.

    w: Kendall's coefficient of the experts who rated everything, a fact about them. mean_rho: mean of Spearman's correlations
    of all pairs. band: what Schmidt (1997) calls agreement at the nearest of his values; `bands_source` cites him. ranks: one
    row per object. model_*: the test, which holds under `assumes`; method tells how model_p was found, model_p_error its
    standard error.
    """

    w: float
    mean_rho: float
    band: str | None
    bands_source: str
    experts: int
    objects: int
    left_out: int
    tied: bool
    ranks: pd.DataFrame
    model_chi_square: float
    df: int
    model_p_chi_square: float
    model_p: float
    method: Method
    model_p_error: float
    assumes: Problem
    warnings: tuple[Problem, ...]


def agreement(data: Wave | pd.DataFrame, items: Sequence[str] | None = None, *, seed: int = 0) -> Agreement:
    """Kendall's coefficient of concordance W over what experts ranked or rated.

    Parameters
    ----------
    data
        A wave of rows or a data frame; one row per expert.
    items
        What was rated: questions with ordered answers, numbers or rows of a matrix; or columns of numbers, ranks or ratings. All
        columns of a frame by default. Larger means more, or all of them are ranks; of all alike the direction does not matter.
    seed
        Of the samples where p cannot be enumerated.

    Returns
    -------
    `Agreement`. `ranks` has one row per object: item, rank_sum, mean_rank (1: the smallest ratings), place (equal sums share it).
    Experts who left out an object are not counted, and `warnings` tells how many.

    Raises
    ------
    SurveyError
        A wave of margins; answers without an order; fewer than two experts or two objects; an unknown column, one named
        twice, infinite numbers.

    Notes
    -----
    Ratings of one expert are ranked, so that only the order counts, and equal ratings share their mean rank; see
    `survey.stats.agreement.concordance` for the formula. W says that experts agree, not that they are right; many equal ratings
    leave little to agree on. The words for W are anchors of Schmidt (1997): .1 very weak, .3 weak, .5 moderate, .7 strong, .9
    unusually strong; the nearest one is given. They are a convention, not a result.
    In R: `irr::kendall(t(ratings), TRUE)`, `friedman.test(as.matrix(ratings))`.

    Examples
    --------
    >>> found = agreement(pd.DataFrame({"courts": [1, 1, 2], "press": [2, 3, 1], "army": [3, 2, 3], "banks": [4, 4, 4]}))
    >>> round(found.w, 3), found.band, round(found.model_p, 3), found.method
    (0.778, 'strong', 0.054, 'exact')
    """
    ratings = _ratings(data, items)
    complete = ratings[np.isfinite(ratings).all(axis=1)]
    if len(complete) < 2 or complete.shape[1] < 2:
        raise error(TOO_FEW_EXPERTS, experts=len(complete), objects=complete.shape[1])
    found = concordance(complete.to_numpy(), seed)
    ranks = pd.DataFrame(
        {
            "item": list(ratings.columns),
            "rank_sum": found.rank_sums,
            "mean_rank": found.rank_sums / found.experts,
            "place": stats.rankdata(found.rank_sums, method="min").astype(int),
        }
    )
    left_out = len(ratings) - len(complete)
    return Agreement(
        w=found.w,
        mean_rho=found.mean_rho,
        band=band(found.w),
        bands_source=BANDS_SOURCE,
        experts=found.experts,
        objects=found.objects,
        left_out=left_out,
        tied=found.tied,
        ranks=ranks,
        model_chi_square=found.test.statistic,
        df=found.test.df,
        model_p_chi_square=found.test.p_chi_square,
        model_p=found.test.p,
        method=found.test.method,
        model_p_error=found.test.error,
        assumes=problem(AS_IF_SHUFFLED, experts=found.experts),
        warnings=(problem(EXPERTS_LEFT_OUT, left_out=left_out, experts=found.experts),) if left_out else (),
    )


def band(w: float) -> str | None:
    """What Schmidt (1997) calls agreement at the nearest of his values; None where there is no W.

    >>> band(0.62), band(0.05)
    ('strong', 'very_weak')
    """
    return None if np.isnan(w) else min(BANDS, key=lambda anchor: abs(anchor[0] - w))[1]


def _ratings(data: Wave | pd.DataFrame, items: Sequence[str] | None) -> pd.DataFrame:
    """One row per expert, one column of numbers per object."""
    if isinstance(data, Wave):
        data.needs_rows("agreement")
        return ordered_answers(data, items).astype("Float64").astype(float)
    if not isinstance(data, pd.DataFrame):
        raise error(NOT_DATA, found=type(data).__name__)
    raise_all(unknown_column(name, data.columns) for name in items or () if name not in data.columns)
    return from_frame(data if items is None else data[list(items)]).frame()
