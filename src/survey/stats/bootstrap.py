"""How far the loadings of a factor analysis would move with other people of the same kind: the bootstrap."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from survey.errors import (
    BCA_TOO_NARROW,
    CONSTANT_IN_REPLICATES,
    HEYWOOD_IN_REPLICATES,
    INTERVALS_TOO_NARROW,
    PHI_INTERVALS_TOO_NARROW,
    REPLICATES_DROPPED,
    TOO_FEW_REPLICATES,
    UNKNOWN_CHOICE,
    Problem,
    error,
    problem,
)
from survey.stats.answer_checks import NEAR_CONSTANT
from survey.stats.efa import FactorAnalysis
from survey.stats.evidence import gather
from survey.stats.intervals import Floats, check_level
from survey.stats.refit import Refit, Refitted
from survey.stats.replicates import jackknife, resample
from survey.stats.rotation import OBLIQUE

Intervals = Literal["percentile", "bca"]
INTERVALS = ("percentile", "bca")
FEWEST = 100
GROUPS = 200
"""More people than this are left out in so many groups to see how skewed a loading is, not one at a time."""
CHUNK = 250
"""Replicates that are computed at once."""
PHI_FROM = 1000
"""Intervals of factor correlations covered .36 of the truth at 96 people, .65 to .75 at 500, the most that was simulated."""
OFTEN = 0.05
"""Share of replicates in which an item had one answer only, or its communality reached its limit, above which it is told."""
BCA_FROM = 200
"""BCa intervals of loadings covered .895 at 96 people with the shares of a real survey, .92 at 200 (docs/simulation.md)."""


@dataclass(frozen=True)
class Bootstrap:
    """How far loadings move from sample to sample.

    low, high, se: of each loading, items in rows. phi_low, phi_high: of the correlations of factors. level: of the intervals.

    replicates: how many samples were drawn, used: how many of them could be analysed. constant: in how many an item had only one
    answer; its loadings then rest on the others. heywood: in how many the communality of an item reached its limit.
    loadings, phis: of the replicates that were used, shapes (used, p, q) and (used, q, q); NaN where an item was constant.
    """

    low: pd.DataFrame
    high: pd.DataFrame
    se: pd.DataFrame
    phi_low: pd.DataFrame
    phi_high: pd.DataFrame
    level: float
    intervals: Intervals
    replicates: int
    used: int
    constant: pd.Series[int]
    heywood: pd.Series[int]
    loadings: Floats
    phis: Floats
    warnings: tuple[Problem, ...]

    @property
    def dropped(self) -> int:
        """Replicates whose search did not end."""
        return self.replicates - self.used


def bootstrap(
    analysis: FactorAnalysis,
    n: int = 1000,
    seed: int = 0,
    *,
    intervals: str = "percentile",
    level: float = 0.95,
    processes: int = 1,
    progress: bool = False,
) -> Bootstrap:
    """Intervals of loadings and factor correlations.

    Parameters
    ----------
    analysis
        Of rows.
    n, seed
        Replicates, each as many people as there are, drawn with replacement; the same seed gives the same numbers, in one process
        or several.
    intervals
        `percentile`; `bca`, corrected for bias and skewness (Efron 1987), takes one more analysis for each person.
    level
        Of the intervals.
    processes
        How many work at once; worth it for methods other than `uls`. A script that asks for more than one needs
        `if __name__ == "__main__":` around its calls.
    progress
        Show a bar.

    Raises
    ------
    StatisticsError
        Counts instead of rows; fewer than 100 replicates, or fewer that could be analysed; a level outside 0 to 1; an
        unknown kind of interval.

    Notes
    -----
    Each replicate is correlated, smoothed, extracted from the uniquenesses of the sample on, and rotated from the rotation of the
    sample on; its factors are put into the order and direction in which they are closest to the sample's (otherwise an exchange
    of factors would look like uncertainty). With `dwls` the weights of the sample are kept. Ichikawa and Konishi (1995),
    Psychometrika 60, 77-93; Zhang, Preacher and Luo (2010), Multivariate Behavioral Research 45, 104-134. How often intervals
    cover the truth: docs/simulation.md. In R: `psych::fa(x, n.iter = 1000)`.

    Examples
    --------
    >>> from survey.stats.codes import from_frame
    >>> from survey.stats.correlation import correlate
    >>> from survey.stats.efa import efa
    >>> rng = np.random.default_rng(1)
    >>> answers = rng.normal(size=(150, 1)) + rng.normal(size=(150, 4)) > 0
    >>> found = bootstrap(efa(correlate(from_frame(pd.DataFrame(answers, columns=list("abcd")))), 1), 200)
    >>> found.used, bool((found.low < 0.71).all(axis=None) and (found.high > 0.71).all(axis=None))
    (200, True)
    """
    if intervals not in INTERVALS:
        raise error(UNKNOWN_CHOICE, parameter="intervals", value=intervals, known=INTERVALS)
    check_level(level)
    if n < FEWEST:
        raise error(TOO_FEW_REPLICATES, replicates=n, least=FEWEST)
    refit = Refit.of(analysis)
    people = refit.codes.numbers.shape[1]
    drawn = _all(refit, resample(people, n, seed), processes, progress)
    good = drawn.converged
    if good.sum() < FEWEST:
        raise error(TOO_FEW_REPLICATES, replicates=int(good.sum()), least=FEWEST)
    loadings, phis = drawn.loadings[good], drawn.phi[good]
    ends = np.array([(1 - level) / 2, (1 + level) / 2])
    shape = loadings.shape[1:]
    values = np.concatenate([loadings.reshape(len(loadings), -1), phis.reshape(len(phis), -1)], axis=1)
    if intervals == "bca":
        left_out = _all(refit, jackknife(people, min(people, GROUPS)), processes, progress)
        without = (left_out.loadings.reshape(len(left_out.phi), -1), left_out.phi.reshape(len(left_out.phi), -1))
        single = np.concatenate(without, axis=1)
        estimate = np.concatenate([analysis.loadings.to_numpy().ravel(), analysis.phi.to_numpy().ravel()])
        bounds = _bca(values, estimate, single[left_out.converged], ends)
    else:
        bounds = np.nanquantile(values, ends, axis=0)
    low, high = bounds[:, : shape[0] * shape[1]].reshape(2, *shape)
    phi_low, phi_high = bounds[:, shape[0] * shape[1] :].reshape(2, shape[1], shape[1])
    items, factors = analysis.loadings.axes
    return Bootstrap(
        low=pd.DataFrame(low, items, factors),
        high=pd.DataFrame(high, items, factors),
        se=pd.DataFrame(np.nanstd(loadings, axis=0, ddof=1), items, factors),
        phi_low=pd.DataFrame(phi_low, factors, factors),
        phi_high=pd.DataFrame(phi_high, factors, factors),
        level=level,
        intervals="bca" if intervals == "bca" else "percentile",
        replicates=n,
        used=int(good.sum()),
        constant=pd.Series(drawn.constant.sum(axis=0), items),
        heywood=pd.Series(drawn.at_bound[good].sum(axis=0), items),
        loadings=loadings,
        phis=phis,
        warnings=_warnings(analysis, intervals, drawn),
    )


def _all(refit: Refit, weights: Floats, processes: int, progress: bool) -> Refitted:
    """The analysis of every replicate, in chunks that do not depend on the number of processes."""
    from threadpoolctl import threadpool_limits
    from tqdm import tqdm

    chunks = [weights[start : start + CHUNK] for start in range(0, len(weights), CHUNK)]
    with threadpool_limits(1):  # threads cost more than they give to matrices of this size
        done = tqdm(_each(refit, chunks, processes), total=len(chunks), disable=not progress)
        return Refitted.joined(list(done))


def _each(refit: Refit, chunks: Iterable[Floats], processes: int) -> Iterator[Refitted]:
    if processes <= 1:
        yield from map(refit, chunks)
        return
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(refit, chunks)


def _bca(values: Floats, estimate: Floats, left_out: Floats, ends: Floats) -> Floats:
    """Bounds of shape (2, m) from replicates (B, m), the estimate (m,) and the analyses without one person each (n, m)."""
    known = np.maximum((~np.isnan(values)).sum(axis=0), 1)
    below = ((values < estimate).sum(axis=0) + (values == estimate).sum(axis=0) / 2) / known
    bias = ndtri(np.clip(below, 1 / (known + 1), known / (known + 1)))
    apart = np.nanmean(left_out, axis=0) - left_out
    cubes, squares = np.nansum(apart**3, axis=0), np.nansum(apart**2, axis=0)
    # What never changes, such as the correlation of a factor with itself, is not skewed.
    skewness = np.where(squares > 0, cubes / np.where(squares > 0, 6 * squares**1.5, 1.0), 0.0)
    normal = bias + ndtri(ends)[:, None]
    shares = ndtr(bias + normal / (1 - skewness * normal))
    columns: list[NDArray[Any]] = [np.nanquantile(values[:, one], shares[:, one]) for one in range(values.shape[1])]
    return np.stack(columns, axis=1)


def _warnings(analysis: FactorAnalysis, intervals: str, drawn: Refitted) -> tuple[Problem, ...]:
    """Where intervals cover too little, and which replicates were lost."""
    found = []
    margins = gather(analysis.corr.rows("bootstrap")).margins
    rare = tuple(
        item for item, margin in zip(analysis.items, margins, strict=True) if 1 - margin.max() / margin.sum() < NEAR_CONSTANT
    )
    if rare:
        found.append(problem(INTERVALS_TOO_NARROW, items=rare, percent=f"{100 * NEAR_CONSTANT:g}"))
    if analysis.n < PHI_FROM and analysis.n_factors > 1 and analysis.rotation in OBLIQUE:
        found.append(problem(PHI_INTERVALS_TOO_NARROW, n=f"{analysis.n:g}", least=PHI_FROM))
    if analysis.n < BCA_FROM and intervals == "bca":
        found.append(problem(BCA_TOO_NARROW, n=f"{analysis.n:g}", least=BCA_FROM))
    constant = drawn.constant.mean(axis=0)
    if (constant > OFTEN).any():
        often = tuple(item for item, share in zip(analysis.items, constant, strict=True) if share > OFTEN)
        found.append(problem(CONSTANT_IN_REPLICATES, items=often, percent=f"{100 * constant.max():.0f}"))
    heywood = drawn.at_bound[drawn.converged].mean(axis=0)
    if (heywood > OFTEN).any():
        often = tuple(item for item, share in zip(analysis.items, heywood, strict=True) if share > OFTEN)
        found.append(problem(HEYWOOD_IN_REPLICATES, items=often, percent=f"{100 * heywood.max():.0f}"))
    replicates, used = len(drawn.converged), int(drawn.converged.sum())
    if used < replicates:
        found.append(problem(REPLICATES_DROPPED, dropped=replicates - used, replicates=replicates))
    return tuple(found)
