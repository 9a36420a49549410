"""Weights that give a sample the margins of its population: post-stratification, raking, trimming, and what weighting costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey.errors import RAKE_CATEGORIES, RAKE_CATEGORY, RAKE_QUESTIONS, RAKE_SHARES, Figures, error
from survey.stats.intervals import Floats

Ints = NDArray[np.int64]

TOLERANCE = 1e-10
"""The largest difference of a weighted share from its target at which raking has arrived."""

TRIMMED_TOLERANCE = 1e-6
"""The same where weights are kept between limits: the two conditions meet more slowly."""

MOST = 5000
"""Rounds after which raking gives up."""


@dataclass(frozen=True)
class Raked:
    """Weights and how they came about.

    weights: one per person, 1 on average. iterations: rounds over all margins; 1 for post-stratification. deviation: the largest
    difference between a weighted share and its target, 0 to 1. converged: whether that is within the tolerance and every weight
    within the limits. at_limits: how many people have the smallest or the largest weight that trimming allows.
    """

    weights: Floats
    iterations: int
    deviation: float
    converged: bool
    at_limits: int = 0


def rake(
    categories: Sequence[ArrayLike],
    targets: Sequence[ArrayLike],
    trim: tuple[float, float] | None = None,
    tolerance: float | None = None,
    most: int = MOST,
) -> Raked:
    """Weights under which each of several questions has its given shares.

    Iterative proportional fitting: in each round every question in turn has the weights of its categories multiplied by target
    over weighted share. With `trim` the weights are cut at the limits at the end of each round, and the rounds go on until shares
    and limits hold together. With one question and no limits the first round is exact: post-stratification.

    Parameters
    ----------
    categories
        For each question the category of each of the n people, from 0.
    targets
        For each question the shares of its categories, which add up to 1.
    trim
        The smallest and the largest weight, as multiples of the mean weight; None for no limits.
    tolerance
        The largest accepted difference of a share; by default 1e-10, with limits 1e-6.
    most
        Rounds after which it gives up.

    Returns
    -------
    Raked; `converged` is False where the margins contradict each other, or the limits.

    Raises
    ------
    StatisticsError
        Categories and shares of different questions, categories that are not one whole number from 0 for each person, shares that
        are negative or do not add up to 1, a category with a share that nobody is in, or with people and without a share.

    Notes
    -----
    Deming and Stephan (1940), "On a least squares adjustment of a sampled frequency table". In R, for weights that add up to
    1: `survey::rake(design, list(~a, ~b), list(margin_a, margin_b))`, `survey::postStratify(design, ~a, margin_a)`.

    Examples
    --------
    >>> sex, town = np.array([0, 0, 0, 1]), np.array([0, 1, 1, 1])
    >>> found = rake([sex, town], [np.array([0.5, 0.5]), np.array([0.25, 0.75])])
    >>> found.weights.round(3).tolist(), found.converged
    ([1.0, 0.5, 0.5, 2.0], True)
    """
    if len(categories) != len(targets) or not len(categories):
        raise error(RAKE_QUESTIONS, categories=len(categories), shares=len(targets))
    people = np.size(categories[0])
    checked = [_checked(*given, n, people) for n, given in enumerate(zip(categories, targets, strict=True), start=1)]
    accepted = tolerance if tolerance is not None else TOLERANCE if trim is None else TRIMMED_TOLERANCE
    return _rake([category for category, _ in checked], [target for _, target in checked], trim, accepted, most)


def _checked(category: ArrayLike, target: ArrayLike, question: int, people: int) -> tuple[Ints, Floats]:
    """The categories and shares of one question; question: its number, from 1."""
    given, shares = _numbers(category), _numbers(target)
    if not people or given.shape != (people,) or not (np.isfinite(given) & (given >= 0) & (given % 1 == 0)).all():
        raise error(RAKE_CATEGORIES, question=question, people=people)
    if shares.ndim != 1 or not (shares >= 0).all() or not abs(shares.sum() - 1) <= TOLERANCE:
        raise error(RAKE_SHARES, question=question, total=Figures(f"{shares.sum():g}"))
    numbers = given.astype(np.int64)
    found = np.unique(numbers)
    strange = sorted({*found.tolist()} ^ {*np.flatnonzero(shares).tolist()})
    if strange:
        raise error(RAKE_CATEGORY, question=question, categories=strange)
    return numbers, shares


def _numbers(values: ArrayLike) -> Floats:
    """Values as numbers; NaN in place of all of them where one is none."""
    try:
        return np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        return np.full(1, np.nan)


def _rake(
    categories: Sequence[Ints], targets: Sequence[Floats], trim: tuple[float, float] | None, accepted: float, most: int
) -> Raked:
    weights = np.ones(len(categories[0]))
    deviation, iteration = np.inf, 0
    while iteration < most and not deviation <= accepted:
        iteration += 1
        for category, target in zip(categories, targets, strict=True):
            found = np.bincount(category, weights, len(target)) / weights.sum()
            weights *= np.divide(target, found, out=np.ones(len(target)), where=found > 0)[category]
        weights /= weights.mean()
        if trim is not None:
            weights = np.clip(weights, *trim)
        deviation = _deviation(weights, categories, targets)
    weights /= weights.mean()
    inside = trim is None or bool((weights >= trim[0] * (1 - 1e-4)).all() and (weights <= trim[1] * (1 + 1e-4)).all())
    at_limits = 0 if trim is None else int(np.isclose(weights[:, None], np.array(trim), rtol=1e-3, atol=0).any(axis=1).sum())
    return Raked(weights, iteration, float(deviation), bool(deviation <= accepted) and inside, at_limits)


def _deviation(weights: Floats, categories: Sequence[Ints], targets: Sequence[Floats]) -> float:
    return max(
        float(np.abs(np.bincount(category, weights, len(target)) / weights.sum() - target).max())
        for category, target in zip(categories, targets, strict=True)
    )


def effective_n(weights: Floats) -> float:
    """How many people of equal weight give a mean as precise as these do: (Σ w)² / Σ w².

    The number of people divided by it is the design effect of weighting, 1 + (coefficient of variation of the weights)².
    Kish (1965), "Survey sampling", section 11.7; (1992), "Weighting for unequal Pi". It assumes weights unrelated to the answer.
    In R: `sum(w)^2 / sum(w^2)`.

    >>> effective_n(np.array([1.0, 1.0, 1.0, 1.0])), round(effective_n(np.array([0.5, 0.5, 1.0, 2.0])), 3)
    (4.0, 2.909)
    """
    return float(weights.sum() ** 2 / (weights**2).sum()) if len(weights) else 0.0
