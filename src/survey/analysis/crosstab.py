"""Two questions with nominal answers crossed: counts, percents, and how far the answers go together."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from survey.analysis.nominal import Answers, answers_to
from survey.errors import (
    ASSUMES_RANDOM_SAMPLE,
    MONTE_CARLO,
    NOBODY_ANSWERED_BOTH,
    ODDS_NOT_EXACT,
    SAME_QUESTION,
    SINGLE_ANSWER,
    SMALL_EXPECTED,
    WEIGHTS_NOT_TESTED,
    Problem,
    error,
    problem,
)
from survey.stats import contingency
from survey.stats.codes import check_weights
from survey.stats.contingency import Ints
from survey.stats.exact_sums import REPLICATES
from survey.stats.freeman_halton import freeman_halton
from survey.stats.intervals import Floats
from survey.stats.odds_ratio import MOST_EXACT, odds_ratio
from survey.wave.counts import Base
from survey.wave.wave import Wave

LEAST_EXPECTED = 5


@dataclass(frozen=True)
class Crosstab:
    """A crossed table of those who answered both questions.

    row, column: the questions. table: one row per cell. summary: one row about the whole table. Both begin with facts about those
    who answered; columns that begin with `model_` hold only under `assumes`. `survey.crosstab` describes the columns.
    warnings: read them first.
    """

    row: str
    column: str
    table: pd.DataFrame
    summary: pd.DataFrame
    assumes: Problem
    warnings: tuple[Problem, ...] = field(default=())

    @property
    def counts(self) -> pd.DataFrame:
        """The counts with the answers to `row` down and those to `column` across."""
        return self._wide("n")

    @property
    def row_percents(self) -> pd.DataFrame:
        """Of those with an answer to `row`, how many percent gave each answer to `column`."""
        return self._wide("row_percent")

    @property
    def residuals(self) -> pd.DataFrame:
        """The adjusted residuals: beyond about 2 in size, a cell is fuller or emptier than independence lets one expect."""
        return self._wide("model_residual")

    def _wide(self, value: str) -> pd.DataFrame:
        wide = self.table.pivot(index="row", columns="column", values=value)
        return wide.reindex(index=self.table["row"].unique(), columns=self.table["column"].unique())


def crosstab(
    data: Wave | pd.DataFrame,
    row: str,
    column: str,
    *,
    base: Base = "answered",
    weights: ArrayLike | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> Crosstab:
    """Two questions crossed, with the tests that few answers allow.

    Parameters
    ----------
    data
        A wave of rows, or a data frame with one row per person and any values; missing answers are NaN, None or NA.
    row, column
        Ids of questions with one answer (`item.row` of a matrix, `item.option` of a question with several answers), or columns.
    base
        `answered`: "don't know" and refusals are answers; `valid`: they are missing.
    weights
        How many people each row of the data stands for. Weighted counts then stand beside the unweighted ones.
    level
        Confidence level between 0 and 1.
    seed
        Of the Monte Carlo test, where the table is too large for the exact one.

    Returns
    -------
    Crosstab. Its `table` has one row per cell: row, column (codes), n, row_percent, column_percent, percent (0 to 100, unrounded,
    NaN of nobody); with weights also weighted_n, weighted_row_percent, weighted_column_percent, weighted_percent; then
    model_expected, model_residual (adjusted).
    Its `summary` has one row: row, column, base (who answered both), missing_row, missing_column (who answered only the other
    one), missing_both, weighted_base where there are weights, v (Cramér's V of the table), odds_ratio (of two by two: a d / b c);
    then model_p and model_p_error, model_method (`exact`, or `monte_carlo` with its standard error), model_chi_square, model_df,
    model_p_chi_square, model_smallest_expected, model_v (bias removed), model_v_low, model_v_high, model_odds_ratio (conditional
    estimate), model_odds_low, model_odds_high (exact), model_odds_wald_low, model_odds_wald_high (with half a person in each
    cell where one is empty). NaN where there is no such number.

    Raises
    ------
    SurveyError
        Unknown names, questions with several answers, a question crossed with itself, nobody who answered both, weights that are
        none, a wave of margins (`survey.bounds` tells what margins allow).

    Notes
    -----
    Exact: Fisher's test, for larger tables that of Freeman and Halton; `survey.stats.freeman_halton`. Chi-square has no
    continuity correction. Formulas and sources: `survey.stats.contingency`, `survey.stats.odds_ratio`.
    In R: `fisher.test(t)`, `chisq.test(t, correct = FALSE)`, `chisq.test(t)$stdres`, `vcd::assocstats(t)`.

    Examples
    --------
    >>> frame = pd.DataFrame({"sex": ["f"] * 15 + ["m"] * 15, "yes": [1] * 10 + [0] * 5 + [1] * 3 + [0] * 12})
    >>> found = crosstab(frame, "sex", "yes")
    >>> found.counts.to_numpy().tolist()
    [[5, 10], [12, 3]]
    >>> found.summary[["base", "v", "odds_ratio", "model_p"]].round(3).to_numpy().tolist()
    [[30.0, 0.471, 0.125, 0.025]]
    """
    if row == column:
        raise error(SAME_QUESTION, item=row)
    first, second = answers_to(data, row, base), answers_to(data, column, base)
    checked = None if weights is None else check_weights(weights, len(first.number))
    both = (first.number >= 0) & (second.number >= 0)
    if not both.any():
        raise error(NOBODY_ANSWERED_BOTH, row=row, column=column)
    counts = _counted(first, second, None).astype(np.int64)
    weighted = None if checked is None else _counted(first, second, checked)
    table = pd.DataFrame(
        {
            "row": np.repeat(first.codes, len(second.codes)),
            "column": np.tile(second.codes, len(first.codes)),
            **_shares(counts.astype(float), "", counts.ravel()),
            **({} if weighted is None else _shares(weighted, "weighted_", weighted.ravel())),
            "model_expected": contingency.expected(counts).ravel(),
            "model_residual": contingency.adjusted_residuals(counts).ravel(),
        }
    )
    missing = {
        "missing_row": int(((first.number < 0) & (second.number >= 0)).sum()),
        "missing_column": int(((first.number >= 0) & (second.number < 0)).sum()),
        "missing_both": int(((first.number < 0) & (second.number < 0)).sum()),
        **({} if weighted is None else {"weighted_base": float(weighted.sum())}),
    }
    names = {"row": row, "column": column, "base": int(both.sum())}
    summary = pd.DataFrame([names | missing | _association(counts, level, seed)])
    warnings = tuple(_warnings(counts, summary, seed, weighted is not None))
    return Crosstab(row, column, table, summary, problem(ASSUMES_RANDOM_SAMPLE, n=int(both.sum())), warnings)


def _counted(first: Answers, second: Answers, weights: Floats | None) -> Floats:
    use = (first.number >= 0) & (second.number >= 0)
    cell = first.number[use] * len(second.codes) + second.number[use]
    found = np.bincount(cell, None if weights is None else weights[use], len(first.codes) * len(second.codes))
    return found.reshape(len(first.codes), len(second.codes)).astype(float)


def _shares(counts: Floats, prefix: str, shown: Ints | Floats) -> dict[str, Ints | Floats]:
    sums = {"row_percent": counts.sum(axis=1, keepdims=True), "column_percent": counts.sum(axis=0, keepdims=True)}
    sums["percent"] = counts.sum(keepdims=True)
    found = {}
    for name, size in sums.items():
        wide = np.broadcast_to(size, counts.shape)
        percents = np.divide(100 * counts, wide, out=np.full(counts.shape, np.nan), where=wide > 0)
        found[f"{prefix}{name}"] = percents.ravel()
    return {f"{prefix}n": shown, **found}


def _association(counts: Ints, level: float, seed: int) -> dict[str, float | str]:
    """The rest of the summary: facts, then what holds under the model."""
    found = contingency.association(counts, level)
    test = freeman_halton(counts, seed)
    used = contingency.without_empty(counts)
    odds = odds_ratio(used, level) if used.shape == (2, 2) else None
    return {
        "v": found.v,
        "odds_ratio": np.nan if odds is None else odds.sample,
        "model_p": test.p,
        "model_p_error": test.error,
        "model_method": test.method,
        "model_chi_square": found.chi_square,
        "model_df": found.df,
        "model_p_chi_square": found.p,
        "model_smallest_expected": found.smallest_expected,
        "model_v": found.v_corrected,
        "model_v_low": found.v_low,
        "model_v_high": found.v_high,
        "model_odds_ratio": np.nan if odds is None else odds.conditional,
        "model_odds_low": np.nan if odds is None else odds.exact_low,
        "model_odds_high": np.nan if odds is None else odds.exact_high,
        "model_odds_wald_low": np.nan if odds is None else odds.wald_low,
        "model_odds_wald_high": np.nan if odds is None else odds.wald_high,
    }


def _warnings(counts: Ints, summary: pd.DataFrame, seed: int, weighted: bool) -> list[Problem]:
    row, column = str(summary["row"].iloc[0]), str(summary["column"].iloc[0])
    single = [name for name, axis in ((row, 1), (column, 0)) if (counts.sum(axis=axis) > 0).sum() < 2]
    found = [problem(SINGLE_ANSWER, item=name) for name in single]
    means = contingency.expected(contingency.without_empty(counts))
    small = int((means < LEAST_EXPECTED).sum())
    if small and not single:
        found.append(problem(SMALL_EXPECTED, cells=small, all=means.size, least=LEAST_EXPECTED))
    if summary["model_method"].iloc[0] == "monte_carlo":
        found.append(problem(MONTE_CARLO, replicates=REPLICATES, seed=seed))
    if not np.isnan(summary["model_odds_wald_low"].iloc[0]) and np.isnan(summary["model_odds_ratio"].iloc[0]):
        found.append(problem(ODDS_NOT_EXACT, most=MOST_EXACT))
    if weighted:
        found.append(problem(WEIGHTS_NOT_TESTED))
    return found
