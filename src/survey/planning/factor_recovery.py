"""How often a factor analysis of n people finds what is there: the number of factors, and the loadings, by simulation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from survey.errors import SurveyError
from survey.planning.factor_items import FactorItems
from survey.planning.precision import check_replicates, check_sizes
from survey.stats.alignment import align, congruence
from survey.stats.codes import from_frame
from survey.stats.correlation import Correlation, correlate
from survey.stats.efa import efa
from survey.stats.intervals import Floats
from survey.stats.retention import retention

PERMUTATIONS = 100
"""Of the parallel analysis of each sample: its 95th percentile need not be known better than the samples differ."""
STARTS = 1
"""Starts of the search and of the rotation. With ten the samples tried came out the same to four decimals, three times slower."""
SIMILAR = 0.85
"""From this congruence a factor counts as similar to the true one (Lorenzo-Seva and ten Berge 2006)."""


@dataclass(frozen=True)
class Recovery:
    """What became of the simulated samples of n people.

    rules: one row per rule: `rule`, `right`, `too_few`, `too_many` (shares of samples), `error` (Monte Carlo, of `right`).
    rmse_own, rmse_other: root mean squared error of the loadings on the own factor, and of those that are 0, with the Monte Carlo
    errors `rmse_own_error`, `rmse_other_error`. similar: the share of samples in which every factor has a congruence of .85 or
    more with the true one. left_out: items left out of a sample on average, nearly all having answered alike.
    replicates: samples drawn. solved: samples that gave a solution.
    """

    n: int
    rules: pd.DataFrame
    rmse_own: float
    rmse_own_error: float
    rmse_other: float
    rmse_other_error: float
    similar: float
    similar_error: float
    left_out: float
    replicates: int
    solved: int


@dataclass(frozen=True)
class _Sample:
    suggested: dict[str, int]
    own: float
    other: float
    similar: bool
    left_out: int


def draw(items: FactorItems, n: int, rng: np.random.Generator) -> pd.DataFrame:
    """The answers of n people as steps from 0 up: normal scores, cut so that each step has its share on average.

    Unlike `survey.planning.simulate`, which deals answers out in exactly the numbers of the margins, the shares vary from sample
    to sample, as they will.
    """
    from scipy.special import ndtri

    factors = rng.standard_normal((n, len(items.factors))) @ np.linalg.cholesky(items.phi).T
    unique = np.sqrt(1 - (items.loadings**2).sum(axis=1))
    scores = factors @ items.loadings.T + unique * rng.standard_normal((n, len(items.names)))
    steps = [np.searchsorted(ndtri(np.cumsum(shares)[:-1]), scores[:, place]) for place, shares in enumerate(items.shares)]
    return pd.DataFrame(dict(zip(items.names, steps, strict=True)))


def recovery(items: FactorItems, n: int, *, replicates: int = 200, seed: int = 1) -> Recovery:
    """Draw samples of n people, analyse each as the package does, and compare with the truth.

    Parameters
    ----------
    items
        What is true: see `survey.planning.factor_items.factor_items`.
    n
        How many will answer all the items, 10 to 2000; a frame of few people is not allowed for.
    replicates
        How many samples.
    seed
        Of the random numbers: the same seed, the same result.

    Returns
    -------
    See `Recovery`.

    Raises
    ------
    StatisticsError
        A size outside 10 to 2000, fewer than one replicate.

    Notes
    -----
    Of each sample: the number of factors by parallel analysis (100 permutations), MAP and the empirical Kaiser criterion, all of
    Pearson's correlations; tetrachoric or polychoric correlations, unweighted least squares with the true number of factors,
    oblimin, factors matched to the truth by congruence (order and sign). The Monte Carlo error of a share is
    sqrt(p (1 - p) / replicates); that of a root mean square m by the delta method, sd(squares) / (2 m sqrt(replicates)). In R:
    `psych::sim`, `psych::fa.parallel`, `psych::fa` in a loop.

    Examples
    --------
    >>> loadings = np.kron(np.eye(2), np.full((4, 1), 0.7))
    >>> shares = tuple(np.full(5, 0.2) for _ in range(8))
    >>> items = FactorItems(tuple("abcdefgh"), ("F", "G"), loadings, np.eye(2), shares, {}, True)
    >>> found = recovery(items, 200, replicates=20)
    >>> found.solved, found.rmse_own < 0.1, bool(found.rules.set_index("rule").loc["parallel_pearson", "right"] > 0.8)
    (20, True, True)
    """
    check_sizes((n,), None)
    check_replicates(replicates)
    with threadpool_limits(1):
        drawn = [_sample(items, n, np.random.default_rng([seed, n, number]), number) for number in range(replicates)]
    solved = [one for one in drawn if one is not None]
    truth = len(items.factors)
    own, own_error = _root([one.own for one in solved])
    other, other_error = _root([one.other for one in solved])
    similar = float(np.mean([one.similar for one in solved])) if solved else float("nan")
    return Recovery(
        n=n,
        rules=_rules([one.suggested for one in solved], truth, replicates),
        rmse_own=own,
        rmse_own_error=own_error,
        rmse_other=other,
        rmse_other_error=other_error,
        similar=similar,
        similar_error=_share_error(similar, len(solved)),
        left_out=float(np.mean([one.left_out for one in solved])) if solved else float("nan"),
        replicates=replicates,
        solved=len(solved),
    )


def _sample(items: FactorItems, n: int, rng: np.random.Generator, number: int) -> _Sample | None:
    """One sample; None where it allows of no analysis: too few people, or too few items that vary."""
    codes = from_frame(draw(items, n, rng))
    try:
        suggested = retention(correlate(codes, "pearson"), permutations=PERMUTATIONS, seed=number).suggested
        corr = correlate(codes)
        own, other, similar = _compared(items, corr)
    except SurveyError:
        return None
    return _Sample({str(rule): int(count) for rule, count in suggested.items()}, own, other, similar, len(corr.left_out))


def _compared(items: FactorItems, corr: Correlation) -> tuple[float, float, bool]:
    """Mean squared errors of the own and of the other loadings, and whether every factor is similar to the true one."""
    fit = efa(corr, len(items.factors), starts=STARTS)
    truth = items.loadings[[items.names.index(item) for item in fit.items]]
    found = align(fit.loadings.to_numpy()[None], fit.phi.to_numpy()[None], truth)[0][0]
    squares, own = (found - truth) ** 2, truth != 0
    other = float(squares[~own].mean()) if not own.all() else float("nan")
    return float(squares[own].mean()), other, bool((np.diag(congruence(found, truth)) >= SIMILAR).all())


def _root(squares: list[float]) -> tuple[float, float]:
    """The root of the mean, and its Monte Carlo error."""
    if len(squares) < 2:
        return float("nan"), float("nan")
    values: Floats = np.array(squares)
    root = float(np.sqrt(values.mean()))
    return root, float(values.std(ddof=1) / np.sqrt(len(values)) / (2 * root)) if root else 0.0


def _share_error(share: float, replicates: int) -> float:
    return float(np.sqrt(share * (1 - share) / replicates)) if replicates else float("nan")


def _rules(suggested: list[dict[str, int]], truth: int, replicates: int) -> pd.DataFrame:
    """How often each rule gives the true number; a sample without an answer is none that is right."""
    rows = []
    for rule in suggested[0] if suggested else ():
        numbers = np.array([one[rule] for one in suggested])
        right = float((numbers == truth).sum() / replicates)
        few, many = (float(flags.sum() / replicates) for flags in (numbers < truth, numbers > truth))
        rows.append((rule, right, few, many, _share_error(right, replicates)))
    return pd.DataFrame(rows, columns=["rule", "right", "too_few", "too_many", "error"])
