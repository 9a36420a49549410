"""How many factors: several rules side by side, and how far they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from survey.errors import (
    EMPIRICAL_KAISER_LARGE_SAMPLE,
    KAISER_OVERFACTORS,
    NUMBER_OF_FACTORS_UNSURE,
    NUMBER_TOO_SMALL,
    PARALLEL_NEEDS_ROWS,
    PARTIALS_OF_PEARSON,
    RETENTION_QUANTILE,
    RETENTION_RULES_DISAGREE,
    Problem,
    error,
    problem,
)
from survey.stats import retention_rules as rules
from survey.stats.correlation import Correlation, expect_correlation
from survey.stats.intervals import Floats
from survey.stats.parallel_analysis import permuted_eigenvalues
from survey.stats.replicates import Replicates, correlations, resample

EMPIRICAL_KAISER_UNRELIABLE = 500
"""From so many people on the empirical Kaiser criterion may take too many factors of yes/no items: its reference comes near 1.
With 24 such items of three factors it was right in 95 % of samples of 96, 92 % of 200 and 73 % of 500 (docs/simulation.md)."""
UNSURE_BELOW = 200
"""Fewer people with the uneven shares of a real survey left every rule below one half in docs/simulation.md."""
PARALLEL: Mapping[str, str] = MappingProxyType({"pearson": "parallel_pearson", "polychoric": "parallel_polychoric"})
"""The rule by the column of correlations that it is applied to."""
LEAST_PERMUTATIONS = 20
"""With fewer no 95th percentile is known."""


@dataclass(frozen=True)
class Retention:
    """What each rule says about the number of factors. Columns `pearson` and, unless Pearson's correlations were asked for,
    `polychoric` (tetrachoric ones are its case of two answers).

    eigenvalues: of the whole correlation matrix, largest first, index 1 .. p: the scree. Polychoric ones of the smoothed matrix.
    reference: the percentile of eigenvalues of shuffled answers, NaN where there are no rows. empirical_kaiser: the references
    of that criterion.
    suggested: the number by rule: `parallel_pearson`, `parallel_polychoric`, `map`, `ekc`; <NA> where it is not known.
    kaiser: how many eigenvalues of Pearson correlations lie above 1; never a suggestion.
    map_values: mean squared partial correlations with 0 .. p - 1 components taken out. The rule takes Pearson's: near its zero
    eigenvalues a smoothed matrix has partial correlations that are none of the data's.
    permutations, quantile, seed: of the parallel analysis; no permutations where there are no rows.
    """

    eigenvalues: pd.DataFrame
    reference: pd.DataFrame
    empirical_kaiser: pd.Series[float]
    suggested: pd.Series[Any]
    kaiser: int
    map_values: pd.DataFrame
    warnings: tuple[Problem, ...]
    permutations: int
    quantile: float
    seed: int
    n: float
    corr: Correlation = field(repr=False)

    @property
    def disagree(self) -> bool:
        """Whether the rules contradict each other: different numbers, but not MAP's 1, its smallest, where the others say 0."""
        return rules.contradict({str(rule): int(number) for rule, number in self.suggested.dropna().items()})

    def stability(self, replicates: int = 200, seed: int = 0) -> pd.DataFrame:
        """How often each rule gives each number when people are drawn anew, with replacement.

        Parameters
        ----------
        replicates
            How many samples to draw.
        seed
            Of the random numbers.

        Returns
        -------
        One row per rule and number that occurred: `rule`, `factors`, `share` of the samples.

        Parallel analysis compares each sample with the reference of the answers as they are, since shuffling each sample
        would change little. An item that is constant in a sample is left out there. Drawing with replacement repeats people,
        which makes correlations a little larger than they are: read the spread, not the mean.

        Raises
        ------
        StatisticsError
            Counts instead of rows, fewer than one sample.

        Examples
        --------
        >>> from survey.stats.codes import from_frame
        >>> from survey.stats.correlation import correlate
        >>> people = np.random.default_rng(1).normal(size=(100, 1)) + np.random.default_rng(2).normal(size=(100, 6))
        >>> found = retention(correlate(from_frame(pd.DataFrame(people).round(1)), "pearson"), permutations=100)
        >>> found.stability(50).query("rule == 'parallel_pearson'").to_dict("records")
        [{'rule': 'parallel_pearson', 'factors': 1, 'share': 1.0}]
        """
        codes = self.corr.rows("stability")
        if replicates < 1:
            raise error(NUMBER_TOO_SMALL, parameter="replicates", value=replicates, least=1)
        weights = resample(codes.numbers.shape[1], replicates, seed)
        counted: dict[str, rules.Counts] = {}
        for column, (kind, start) in _kinds(self.corr).items():
            drawn = correlations(codes, weights, kind, self.corr.correct, start)
            usable = _without_constant(drawn, smoothed=column != "pearson")
            observed = rules.eigenvalues(usable)
            counted[PARALLEL[column]] = rules.leading(observed, self.reference[column].to_numpy())
            if column == "pearson":
                partials = rules.average_partials(usable)
                counted["map"] = rules.first_minimum(partials)
                counted["ekc"] = rules.leading(observed, rules.empirical_kaiser(observed, self.n))
        return _shares({rule: counted[rule] for rule in self.suggested.index})


def retention(corr: Correlation, *, permutations: int = 1000, quantile: float = 0.95, seed: int = 0) -> Retention:
    """How many factors a correlation matrix has, by rules that differ in what they take for chance.

    Parameters
    ----------
    corr
        The correlations. From counts parallel analysis is not possible: a warning says so and its entries are <NA>.
    permutations
        How many times parallel analysis shuffles the answers.
    quantile
        Of the shuffled eigenvalues, above which one is no chance.
    seed
        Of the random numbers.

    Returns
    -------
    `Retention`: look at `.suggested`, and at `.disagree` before quoting one number.

    Raises
    ------
    StatisticsError
        Fewer than 20 permutations, a quantile outside (0, 1).

    Notes
    -----
    Parallel analysis of Pearson's and of polychoric correlations (`parallel_analysis.permuted_eigenvalues`), the minimum average
    partial and the empirical Kaiser criterion of Pearson's (`retention_rules`). No rule is right everywhere; several side by side
    are the advice of Finch (2023). MAP cannot say that there is no factor, so its 1 does not contradict a 0 of the others.
    Kaiser's own rule is counted only to warn of it: of 24 yes/no items with three factors it took 7.6 on average from 96 people,
    and never three. n is the largest number of people who answered an item.

    In R: `psych::fa.parallel`, `psych::VSS(R)$map`, `EFAtools::EKC`.

    Examples
    --------
    >>> from survey.stats.codes import from_frame
    >>> from survey.stats.correlation import correlate
    >>> people = np.random.default_rng(1).normal(size=(100, 1)) + np.random.default_rng(2).normal(size=(100, 6))
    >>> found = retention(correlate(from_frame(pd.DataFrame(people > 0))), permutations=100)
    >>> found.suggested.to_dict()
    {'parallel_pearson': 1, 'parallel_polychoric': 1, 'map': 1, 'ekc': 1}
    """
    corr = expect_correlation(corr)
    _check(permutations, quantile)
    matrices = {column: _matrix(corr, column) for column in _kinds(corr)}
    numbers = pd.RangeIndex(1, len(corr.items) + 1, name="factor")
    observed = {column: rules.eigenvalues(matrix[None]) for column, matrix in matrices.items()}
    partials = {column: rules.average_partials(matrix[None]) for column, matrix in matrices.items()}
    reference = _reference(corr, permutations, quantile, seed)
    n = float(np.diag(corr.n.to_numpy()).max())
    empirical = rules.empirical_kaiser(observed["pearson"], n)
    suggested: dict[str, int | None] = {PARALLEL[column]: None for column in matrices}
    for column, values in reference.items():
        suggested[PARALLEL[column]] = int(rules.leading(observed[column], values)[0])
    suggested["map"] = int(rules.first_minimum(partials["pearson"])[0])
    suggested["ekc"] = int(rules.leading(observed["pearson"], empirical)[0])
    kaiser = int(rules.kaiser(observed["pearson"])[0])
    unknown = np.full(len(numbers), np.nan)
    return Retention(
        eigenvalues=pd.DataFrame({column: values[0] for column, values in observed.items()}, numbers),
        reference=pd.DataFrame({column: reference.get(column, unknown) for column in matrices}, numbers),
        empirical_kaiser=pd.Series(empirical[0], numbers),
        suggested=pd.Series(suggested, dtype="Int64", name="factors"),
        kaiser=kaiser,
        map_values=pd.DataFrame(
            {column: values[0] for column, values in partials.items()}, pd.RangeIndex(len(numbers), name="components")
        ),
        warnings=_warnings(corr, suggested, kaiser, n),
        permutations=permutations if reference else 0,
        quantile=quantile,
        seed=seed,
        n=n,
        corr=corr,
    )


def _check(permutations: int, quantile: float) -> None:
    if permutations < LEAST_PERMUTATIONS:
        raise error(NUMBER_TOO_SMALL, parameter="permutations", value=permutations, least=LEAST_PERMUTATIONS)
    if not 0 < quantile < 1:
        raise error(RETENTION_QUANTILE, value=quantile)


def _kinds(corr: Correlation) -> dict[str, tuple[str, Floats]]:
    """By column: the kind of correlation, and those of the sample."""
    found = {"pearson": ("pearson", corr.pearson.to_numpy())}
    if corr.kind != "pearson":
        found["polychoric"] = (corr.kind, corr.matrix.to_numpy())
    return found


def _matrix(corr: Correlation, column: str) -> Floats:
    return (corr.pearson if column == "pearson" else corr.smoothed).to_numpy(dtype=float)


def _reference(corr: Correlation, permutations: int, quantile: float, seed: int) -> dict[str, Floats]:
    """The percentile of each shuffled eigenvalue by column; nothing where there are no rows."""
    if corr.codes is None:
        return {}
    kinds = {column: kind for column, (kind, _) in _kinds(corr).items()}
    shuffled = permuted_eigenvalues(corr.codes, tuple(kinds.values()), corr.correct, permutations, seed)
    return {column: np.quantile(shuffled[kind], quantile, axis=0) for column, kind in kinds.items()}


def _warnings(corr: Correlation, suggested: dict[str, int | None], kaiser: int, n: float) -> tuple[Problem, ...]:
    """What a reader has to be told beside the numbers."""
    found = [problem(PARALLEL_NEEDS_ROWS)] if corr.codes is None else []
    if corr.was_smoothed and corr.kind != "pearson":
        found.append(problem(PARTIALS_OF_PEARSON))
    known = {rule: number for rule, number in suggested.items() if number is not None}
    if rules.contradict(known):
        told = tuple(f"{rule} = {number}" for rule, number in known.items())
        found.append(problem(RETENTION_RULES_DISAGREE, suggested=told))
    if n >= EMPIRICAL_KAISER_UNRELIABLE and corr.kind != "pearson" and known["ekc"] > known.get("parallel_pearson", 0):
        found.append(problem(EMPIRICAL_KAISER_LARGE_SAMPLE, n=f"{n:g}", ekc=known["ekc"]))
    if n < UNSURE_BELOW:
        found.append(problem(NUMBER_OF_FACTORS_UNSURE, n=f"{n:g}", least=UNSURE_BELOW))
    found.append(problem(KAISER_OVERFACTORS, kaiser=kaiser))
    return tuple(found)


def _without_constant(drawn: Replicates, *, smoothed: bool) -> Floats:
    """The matrices with whole rows of zeros for items that are constant."""
    found = (drawn.smoothed if smoothed else drawn.matrices).copy()
    items = np.arange(found.shape[1])
    found[:, items, items] = np.where(drawn.constant, 0.0, found[:, items, items])
    return found


def _shares(counted: dict[str, rules.Counts]) -> pd.DataFrame:
    rows = [
        (rule, number, times / len(counts))
        for rule, counts in counted.items()
        for number, times in zip(*(one.tolist() for one in np.unique(counts, return_counts=True)), strict=True)
    ]
    return pd.DataFrame(rows, columns=["rule", "factors", "share"])
