"""Scores of the people behind a factor analysis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from survey.errors import SCORES_SINGULAR, SCORES_WEAK, UNKNOWN_CHOICE, WITHOUT_SCORE, Problem, error, problem
from survey.stats.codes import Codes
from survey.stats.correlation import Correlation
from survey.stats.efa import FactorAnalysis
from survey.stats.factor_scores import METHODS, determinacy, polyserial
from survey.stats.intervals import Floats

NEARLY_SINGULAR = 1e-4
"""Smallest eigenvalue below which weights are made by rounding: they grow like its inverse."""
USABLE = 0.9


@dataclass(frozen=True)
class Scores:
    """Factor scores of people.

    scores: people in rows, NaN for who left out an item. weights: of the standardised items. correlations: of the scores.

    determinacy: the correlation of each score with its factor, if the model holds; of yes/no and ordered answers with what is
    lost by answering in categories.
    """

    scores: pd.DataFrame
    weights: pd.DataFrame
    correlations: pd.DataFrame
    determinacy: pd.Series[float]
    warnings: tuple[Problem, ...]


def scores(analysis: FactorAnalysis, method: str = "regression") -> Scores:
    """Estimates of where people stand on the factors.

    Parameters
    ----------
    analysis
        Of rows.
    method
        `regression` (Thurstone), `bartlett`, or `tenberge`, whose scores, of numbers, correlate as the factors do.

    Raises
    ------
    StatisticsError
        A matrix that was smoothed or is nearly singular, a Heywood case; counts instead of rows; an unknown method.

    Notes
    -----
    Standardised answers, over the people of the analysis, times weights W; see `survey.stats.factor_scores`. The determinacy is
    diag(W' A L Phi) / sqrt(diag(W' R W)) with R Pearson's correlations of the answers and A the correlation of each answer with
    the normal variable behind it: sum of densities at the thresholds times the steps between values, over the standard deviation
    (Olsson, Drasgow and Dorans 1982, Psychometrika 47, 337-347), 1 for numbers. In R: `psych::factor.scores(x, fit, method =
    "Thurstone", rho = r)`, whose validities leave A and R out.

    Examples
    --------
    >>> from survey.stats.codes import from_frame
    >>> from survey.stats.correlation import correlate
    >>> from survey.stats.efa import efa
    >>> yes = [[1, 1, 1]] * 30 + [[0, 0, 0]] * 30 + [[1, 1, 0], [1, 0, 1], [0, 1, 1], [0, 0, 1], [0, 1, 0], [1, 0, 0]] * 5
    >>> found = efa(correlate(from_frame(pd.DataFrame(yes, columns=["a", "b", "c"]))), 1).scores()
    >>> found.scores["F1"].round(2).iloc[[0, 30]].tolist(), found.determinacy.round(2).tolist()
    ([1.03, -1.03], [0.83])
    """
    if method not in METHODS:
        raise error(UNKNOWN_CHOICE, parameter="method", value=method, known=tuple(METHODS))
    corr = analysis.corr
    codes = corr.rows("scores")
    if corr.smallest_eigenvalue < NEARLY_SINGULAR or analysis.heywood:
        raise error(SCORES_SINGULAR, smallest=f"{corr.smallest_eigenvalue:.3g}")
    matrix, loadings, phi = (one.to_numpy(dtype=float) for one in (corr.matrix, analysis.loadings, analysis.phi))
    weights = METHODS[method](matrix, loadings, phi)
    answers = corr.pearson.to_numpy(dtype=float)
    among = weights.T @ answers @ weights
    spread = np.sqrt(np.diag(among))
    factors = analysis.loadings.columns
    valid = pd.Series(determinacy(answers, _attenuation(corr)[:, None] * loadings @ phi, weights), factors)
    weak = tuple(str(name) for name in factors[valid.to_numpy() < USABLE])
    return Scores(
        pd.DataFrame(_standardised(codes) @ weights, columns=factors),
        pd.DataFrame(weights, analysis.loadings.index, factors),
        pd.DataFrame(among / np.outer(spread, spread), factors, factors),
        valid,
        _warnings(weak, int((codes.numbers < 0).any(axis=0).sum())),
    )


def _warnings(weak: tuple[str, ...], without: int) -> tuple[Problem, ...]:
    found = [problem(SCORES_WEAK, factors=weak, least=f"{USABLE:g}")] if weak else []
    return (*found, problem(WITHOUT_SCORE, count=without)) if without else tuple(found)


def _attenuation(corr: Correlation) -> Floats:
    """The correlation of each answer with the normal variable behind it, shape (p,)."""
    if corr.kind == "pearson" or corr.counts is None:
        return np.ones(len(corr.items))
    return np.array(
        [polyserial(corr.thresholds[item], values) for item, values in zip(corr.items, corr.counts.values, strict=True)]
    )


def _standardised(codes: Codes) -> Floats:
    """Answers of mean 0 and variance 1 (with n - 1, as `scale` in R); NaN where missing."""
    values = codes.frame().to_numpy(dtype=float)
    weights = np.where(np.isnan(values), 0.0, 1.0 if codes.weights is None else codes.weights[:, None])
    filled = np.nan_to_num(values)
    people = weights.sum(axis=0)
    mean = (weights * filled).sum(axis=0) / people
    variance = (weights * (filled - mean) ** 2).sum(axis=0) / (people - 1)
    found: Floats = (values - mean) / np.sqrt(variance)
    return found
