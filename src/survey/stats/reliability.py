"""The reliability of a scale: every coefficient that fits its answers, with intervals and what has to be said beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from survey.errors import (
    GENERAL_FACTOR_WEAK,
    HEYWOOD_CASES,
    ITEMS_AGAINST_SCALE,
    NEEDS_ROWS,
    NOT_CONVERGED,
    RELIABILITY_OF_FEW,
    RELIABILITY_OF_FEW_PEOPLE,
    REPLICATES_DROPPED,
    SEVERAL_FACTORS,
    TOO_FEW_REPLICATES,
    Problem,
    error,
    problem,
)
from survey.stats import alpha as alphas
from survey.stats import product_moment
from survey.stats.bootstrap import FEWEST
from survey.stats.categorical_omega import categorical_omega
from survey.stats.codes import Codes
from survey.stats.correlation import Correlation, correlate
from survey.stats.evidence import Evidence, gather
from survey.stats.extraction import Extraction, extract
from survey.stats.intervals import Floats, check_level
from survey.stats.mokken import scalability
from survey.stats.omega import FACTORS, Omega, identified, omega
from survey.stats.pair_counts import PairCounts
from survey.stats.parallel_analysis import permuted_eigenvalues
from survey.stats.reliability_intervals import Intervals, intervals
from survey.stats.replicates import people
from survey.stats.retention_rules import eigenvalues, leading
from survey.stats.smoothing import smooth
from survey.stats.split_half import split_half

LEAST_ITEMS = 3
FEW_PEOPLE = 100
PERMUTATIONS, PEOPLE = 100, 1000
"""For the 95th percentile of eigenvalues that chance gives; with more people factors that do not matter would stand out too."""
WEAK_GENERAL = 0.5
"""Below this share of omega total omega hierarchical is said to be small. With one factor, eight yes/no items with loadings of .6
and 96 people it falls below in one of eight samples, with loadings of .7 in one of a hundred."""
NAN = float("nan")


@dataclass(frozen=True)
class Reliability:
    """How far a sum of items would come out the same again. Numbers are NaN where they are not defined.

    omega_categorical: of the sum of the answers; the one to report. alpha: the one that everybody knows, KR-20 for yes/no items;
    alpha_standardised: of items brought to the same variance. omega_total, omega_hierarchical: of standardised items, from all
    factors behind them and from the one they share, with `factors` of them. ordinal_alpha: hypothetical, not for a report.
    split_half, split_half_minimum, split_half_maximum: mean and range over splits into halves, of standardised items.
    `_low`, `_high`: ends of intervals at `level`: Feldt's for alpha, percentiles of `replicates` bootstrap samples for the
    omegas. h: Mokken's H of the scale; h_pairs: of each pair of items.
    items: item_rest (correlation with the sum of the others), alpha_dropped (alpha without the item), h, mean.
    n: people who answered at least one item (sum of weights); n_pairs: the fewest who answered both items of a pair, on whom
    Feldt's interval rests; n_items: of the sum. kind, method: the correlations and the estimator behind omega_categorical, which
    is NaN where kind is `pearson`. warnings: what a reader has to be told; `survey.i18n.problems.tell` words them.
    """

    alpha: float
    alpha_low: float
    alpha_high: float
    alpha_standardised: float
    omega_categorical: float
    omega_categorical_low: float
    omega_categorical_high: float
    omega_total: float
    omega_total_low: float
    omega_total_high: float
    omega_hierarchical: float
    omega_hierarchical_low: float
    omega_hierarchical_high: float
    ordinal_alpha: float
    split_half: float
    split_half_minimum: float
    split_half_maximum: float
    h: float
    h_pairs: pd.DataFrame
    items: pd.DataFrame
    n: float
    n_pairs: float
    n_items: int
    factors: int
    kind: str
    method: str
    level: float
    replicates: int
    warnings: tuple[Problem, ...]


def reliability(
    data: Codes | PairCounts,
    *,
    kind: str = "auto",
    correct: str = "lavaan",
    factors: int | None = None,
    level: float = 0.95,
    bootstrap: int = 1000,
    seed: int = 0,
    least_share: float = 0.0,
) -> Reliability:
    """Reliability of the sum of items; see `survey.reliability`, which reads frames, waves and indices for it.

    >>> from survey.stats.codes import from_frame
    >>> rng = np.random.default_rng(1)
    >>> answers = rng.normal(size=(200, 1)) + rng.normal(size=(200, 5)) > 0
    >>> found = reliability(from_frame(pd.DataFrame(answers, columns=list("abcde"))), bootstrap=0)
    >>> round(found.alpha, 2), round(found.omega_categorical, 2), found.kind, found.method
    (0.64, 0.64, 'tetrachoric', 'uls')
    """
    check_level(level)
    _check_items(data.items)
    if bootstrap:
        if bootstrap < FEWEST:
            raise error(TOO_FEW_REPLICATES, replicates=bootstrap, least=FEWEST)
        if not isinstance(data, Codes):
            raise error(NEEDS_ROWS, what="reliability(bootstrap=...)")
    corr = correlate(data, "auto" if kind == "pearson" else kind, correct, least_share)
    _check_items(corr.items)
    evidence = _kept(data, corr)
    n, n_pairs = _people(evidence), float(corr.n.to_numpy().min())
    covariance = alphas.covariances(evidence.moments)
    single = _one_factor(corr)
    both = omega(smooth(corr.pearson.to_numpy(dtype=float)).matrix, factors or identified(len(corr.items), FACTORS))
    drawn = intervals(corr, single, both, bootstrap, seed, level) if bootstrap else Intervals()
    value = alphas.alpha(covariance)
    low, high = alphas.feldt(value, n_pairs if _counts_people(evidence) else NAN, len(covariance), level)
    halves = split_half(corr.pearson.to_numpy(dtype=float), seed)
    h, h_pairs, items = _items(evidence, covariance)
    ordinal = NAN if corr.kind == "pearson" else alphas.alpha(corr.smoothed.to_numpy(dtype=float))
    return Reliability(
        alpha=value,
        alpha_low=low,
        alpha_high=high,
        alpha_standardised=alphas.standardised(covariance),
        omega_categorical=_categorical(corr, single),
        omega_categorical_low=drawn.categorical[0],
        omega_categorical_high=drawn.categorical[1],
        omega_total=both.total,
        omega_total_low=drawn.total[0],
        omega_total_high=drawn.total[1],
        omega_hierarchical=both.hierarchical,
        omega_hierarchical_low=drawn.hierarchical[0],
        omega_hierarchical_high=drawn.hierarchical[1],
        ordinal_alpha=ordinal,
        split_half=halves.mean,
        split_half_minimum=halves.minimum,
        split_half_maximum=halves.maximum,
        h=h,
        h_pairs=h_pairs,
        items=items,
        n=n,
        n_pairs=n_pairs,
        n_items=len(items),
        factors=both.factors,
        kind=corr.kind,
        method="uls",
        level=level,
        replicates=drawn.used,
        warnings=(*corr.warnings, *_warnings(evidence, items, single, both, n_pairs, bootstrap, seed, drawn)),
    )


def _check_items(items: Sequence[str]) -> None:
    if len(items) < LEAST_ITEMS:
        raise error(RELIABILITY_OF_FEW, items=tuple(items) or "–", least=LEAST_ITEMS)


def _kept(data: Codes | PairCounts, corr: Correlation) -> Evidence:
    """The answers to the items that were not left out."""
    return gather(data.select([data.items.index(item) for item in corr.items]))


def _people(evidence: Evidence) -> float:
    """People who answered at least one item; of counts the most who answered one of them."""
    codes = evidence.codes
    if codes is None:
        return float(evidence.moments.n.max())
    answered = (codes.numbers >= 0).any(axis=0)
    return float(answered.sum() if codes.weights is None else codes.weights[answered].sum())


def _counts_people(evidence: Evidence) -> bool:
    """Whether weights, or counts, are numbers of people."""
    data = evidence.data
    numbers = data.weights if isinstance(data, Codes) else data.table
    return numbers is None or not (numbers % 1).any()


def _items(evidence: Evidence, covariance: Floats) -> tuple[float, pd.DataFrame, pd.DataFrame]:
    """H of the scale, H of the pairs, and what is told of each item."""
    index = pd.Index(evidence.items)
    analysis = alphas.item_analysis(covariance)
    means = [
        float(levels @ margin[: len(levels)] / margin.sum())
        for levels, margin in zip(evidence.values, evidence.margins, strict=True)
    ]
    size = len(index)
    scale, own, pairs = NAN, np.full(size, NAN), np.full((size, size), NAN)
    if evidence.counts is not None:
        found = scalability(evidence.counts)
        scale, own, pairs = found.scale, found.items, found.pairs
    table = {"item_rest": analysis.item_rest, "alpha_dropped": analysis.dropped, "h": own, "mean": means}
    return scale, pd.DataFrame(pairs, index, index), pd.DataFrame(table, index)


# -- omega of categories -----------------------------------------------------------------------------------------------
def _one_factor(corr: Correlation) -> Extraction | None:
    """One factor of the correlations as estimated; None where answers have too many values for polychoric correlations."""
    return None if corr.kind == "pearson" else extract(corr.matrix.to_numpy(dtype=float), 1, "uls")


def _categorical(corr: Correlation, single: Extraction | None) -> float:
    if single is None:
        return NAN
    codes = corr.counts
    steps = None if codes is None else [np.diff(levels) for levels in codes.values]
    cuts = [corr.thresholds[item] for item in corr.items]
    return categorical_omega(single.loadings, cuts, corr.matrix.to_numpy(dtype=float), steps=steps)


# -- what a reader has to be told --------------------------------------------------------------------------------------
def _warnings(
    evidence: Evidence,
    items: pd.DataFrame,
    single: Extraction | None,
    both: Omega,
    n_pairs: float,
    bootstrap: int,
    seed: int,
    drawn: Intervals,
) -> tuple[Problem, ...]:
    found = []
    against = tuple(items.index[items["item_rest"] < 0])
    if against:
        found.append(problem(ITEMS_AGAINST_SCALE, items=against))
    several = _factors(evidence, seed)
    if several > 1:
        found.append(problem(SEVERAL_FACTORS, factors=several))
    if both.factors > 1 and both.hierarchical < WEAK_GENERAL * both.total:
        found.append(problem(GENERAL_FACTOR_WEAK, hierarchical=f"{both.hierarchical:.2f}", total=f"{both.total:.2f}"))
    if single is not None and single.at_bound.any():
        found.append(problem(HEYWOOD_CASES, items=tuple(items.index[single.at_bound])))
    if not both.converged or (single is not None and not single.converged):
        found.append(problem(NOT_CONVERGED))
    if n_pairs < FEW_PEOPLE:
        found.append(problem(RELIABILITY_OF_FEW_PEOPLE, n=f"{n_pairs:g}", least=FEW_PEOPLE))
    if drawn.used < bootstrap:
        found.append(problem(REPLICATES_DROPPED, dropped=bootstrap - drawn.used, replicates=bootstrap))
    return tuple(found)


def _factors(evidence: Evidence, seed: int) -> int:
    """How many factors parallel analysis of Pearson's correlations finds; 0 where there are only counts."""
    codes = evidence.codes
    if codes is None:
        return 0
    observed = eigenvalues(product_moment.correlation(evidence.moments)[None])
    codes = people(codes)
    rows = codes.numbers.shape[1]
    if rows > PEOPLE:
        some = np.random.default_rng(seed).choice(rows, PEOPLE, replace=False)
        codes = replace(codes, numbers=codes.numbers[:, some], weights=None if codes.weights is None else codes.weights[some])
    chance = permuted_eigenvalues(codes, ("pearson",), "none", PERMUTATIONS, seed)["pearson"]
    return int(leading(observed, np.quantile(chance, 0.95, axis=0))[0])
