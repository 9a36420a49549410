"""Exploratory factor analysis of a correlation matrix that came through the gate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from survey.errors import (
    CHI_SQUARE_LEFT_OUT,
    COMMUNALITIES_NEED_PHI,
    FACTORS_CORRELATE,
    FEW_PEOPLE,
    FEWER_PEOPLE_THAN_ITEMS,
    FIT_NOT_JUDGED,
    HEYWOOD_CASES,
    ML_OF_SMOOTHED,
    NOT_CONVERGED,
    SATURATED,
    STARTS_DISAGREE,
    UNKNOWN_CHOICE,
    Problem,
    error,
    problem,
)
from survey.stats import product_moment
from survey.stats.alignment import align, congruence
from survey.stats.correlation import Correlation, expect_correlation
from survey.stats.extraction import Extraction, extract
from survey.stats.factor_fit import Fit, fit
from survey.stats.intervals import Floats
from survey.stats.presets import PRESETS, Preset
from survey.stats.rotation import ORTHOGONAL, Rotated, rotate

if TYPE_CHECKING:
    from survey.stats.bootstrap import Bootstrap
    from survey.stats.scores import Scores

LOADINGS_NEED_INTERVALS = 100
"""Below so many people a loading says little without its interval."""
CUT_OFFS_FROM = 250
"""Up to this size RMSEA and TLI reject true models too often (Hu and Bentler 1999, Structural Equation Modeling 6, 1-55)."""
NOTICEABLE = 0.1
CORRELATED = 0.3
"""From this correlation of factors on they share a tenth of their variance, which an orthogonal rotation denies."""


@dataclass(frozen=True)
class Start:
    """Where a refit of nearly the same matrix starts: uniquenesses of the items, shape (p,), and the rotation, shape (q, q)."""

    uniquenesses: Floats
    transform: Floats


@dataclass(frozen=True)
class BesidePearson:
    """The same analysis of two matrices. loadings: columns (kind, factor). congruence: Tucker's, of each factor."""

    loadings: pd.DataFrame
    congruence: pd.Series[float]


@dataclass(frozen=True)
class FactorAnalysis:
    """q factors of p items; factors sorted by the variance they explain, each turned so that its loadings sum to more than zero.

    loadings: the pattern, shape (p, q). phi: correlations of the factors. structure: correlations of items and factors.
    communalities, uniquenesses: of each item; a communality is its place on the diagonal of loadings @ phi @ loadings.T, except
    that one that reached its limit (`heywood`) is held there while its loadings go on. variance: sums of squared loadings with
    phi, their proportion of all variance, cumulated; columns are factors.
    fit: see `survey.stats.factor_fit.Fit`. heywood: items whose communality reached its limit.
    n: the smallest number of people who answered both items of a pair. agreeing: how many starts of the search, and how many of
    the rotation, ended at this solution. warnings: what a reader has to be told besides what `corr.warnings` says.
    """

    loadings: pd.DataFrame
    phi: pd.DataFrame
    structure: pd.DataFrame
    communalities: pd.Series[float]
    uniquenesses: pd.Series[float]
    variance: pd.DataFrame
    fit: Fit
    heywood: tuple[str, ...]
    method: str
    rotation: str
    preset: str
    n: float
    agreeing: tuple[int, int]
    warnings: tuple[Problem, ...]
    corr: Correlation
    start: Start

    @property
    def items(self) -> tuple[str, ...]:
        """The names of the items, in the order of the rows of `loadings`."""
        return tuple(self.loadings.index)

    @property
    def n_factors(self) -> int:
        """How many factors there are."""
        return self.loadings.shape[1]

    def beside_pearson(self) -> BesidePearson:
        """The same analysis of Pearson's correlations, its factors matched to these: what the choice of correlation does.

        Tucker's congruence above .95 counts as the same factor, .85 to .94 as similar (Lorenzo-Seva and ten Berge 2006).
        """
        preset = PRESETS[self.preset]
        matrix = self.corr.pearson.to_numpy(dtype=float)
        errors = product_moment.standard_errors(matrix, self.corr.n.to_numpy())
        found = extract(matrix, self.n_factors, self.method, errors=errors, preset=preset)
        rotated = rotate(found.loadings, self.rotation, preset)
        target = self.loadings.to_numpy()
        other, _ = align(rotated.loadings[None], rotated.phi[None], target)
        both = {self.corr.kind: self.loadings, "pearson": pd.DataFrame(other[0], self.loadings.index, self.loadings.columns)}
        return BesidePearson(
            pd.concat(both, axis=1),
            pd.Series(np.diag(congruence(target, other[0])), index=self.loadings.columns),
        )

    def bootstrap(
        self,
        n: int = 1000,
        seed: int = 0,
        *,
        intervals: str = "percentile",
        level: float = 0.95,
        processes: int = 1,
        progress: bool = False,
    ) -> Bootstrap:
        """Intervals of loadings and factor correlations from resampled people; see `survey.stats.bootstrap.bootstrap`."""
        from survey.stats.bootstrap import bootstrap

        return bootstrap(self, n, seed, intervals=intervals, level=level, processes=processes, progress=progress)

    def scores(self, method: str = "regression") -> Scores:
        """Scores of people on the factors; see `survey.stats.scores.scores`."""
        from survey.stats.scores import scores

        return scores(self, method)


def efa(
    corr: Correlation,
    n_factors: int,
    method: str = "uls",
    rotation: str = "oblimin",
    *,
    preset: str = "survey",
    starts: int = 10,
    seed: int = 0,
) -> FactorAnalysis:
    """Exploratory factor analysis.

    Parameters
    ----------
    corr
        From `survey.correlation`; its smoothed matrix is analysed.
    n_factors
        How many factors; `survey.retention` helps to choose.
    method
        `uls` (unweighted least squares, "minres"): the first choice for few people and yes/no items (Forero, Maydeu-Olivares and
        Gallardo-Pujol 2009). `dwls`: correlations weighted by their precision. `ml`: maximum likelihood, refused where the matrix
        was smoothed. `paf`: principal axes.
    rotation
        Oblique: `oblimin` (delta 0), `quartimin` (the same), `promax`, `geomin`. Orthogonal: `varimax`, `quartimax`, `equamax`,
        `geomin_orthogonal`. `none`.
    preset
        Whose conventions: `survey`, `psych` or `spss`; see `survey.stats.presets`.
    starts, seed
        Random starts of the search and of the rotation, to find the best of several solutions.

    Returns
    -------
    `FactorAnalysis`: read its `warnings` and `heywood` before you name a factor.

    Raises
    ------
    StatisticsError
        Unknown method or rotation; components instead of factors; more factors than the items allow; no more people than items;
        ML of a smoothed matrix.

    Notes
    -----
    R = L Phi L' + U². With correlated factors the communality of an item is on the diagonal of L Phi L', and the variance of a
    factor on that of Phi L'L; neither is a sum of squared loadings. Chi-square and what follows from it is given for Pearson's
    correlations only: tetrachoric and polychoric ones vary more than it assumes. In R: `psych::fa(r, nfactors, fm = "minres")`.
    factor_analyzer does the rotation (its `Rotator`); its `FactorAnalyzer` is not used, because it leaves phi unsorted when it
    sorts loadings, and computes communalities without it.

    Examples
    --------
    >>> from survey.stats.correlation import correlate
    >>> from survey.stats.pair_counts import from_tables
    >>> items = ["a1", "a2", "a3", "b1", "b2", "b3"]
    >>> same, other = [[35, 15], [15, 35]], [[27, 23], [23, 27]]
    >>> pairs = {(a, b): same if a[0] == b[0] else other for a in items for b in items if a < b}
    >>> found = efa(correlate(from_tables(pairs)), 2)
    >>> (found.loadings.round(2) + 0).T.to_numpy().tolist()
    [[0.77, 0.77, 0.77, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.77, 0.77, 0.77]]
    >>> round(float(found.phi.loc["F1", "F2"]), 2), found.communalities.round(2).unique().tolist()
    (0.21, [0.59])
    """
    corr = expect_correlation(corr)
    if preset not in PRESETS:
        raise error(UNKNOWN_CHOICE, parameter="preset", value=preset, known=tuple(PRESETS))
    if method == "ml" and corr.was_smoothed:
        raise error(ML_OF_SMOOTHED, smallest=f"{corr.smallest_eigenvalue:.3f}")
    n = float(corr.n.to_numpy().min())
    if n <= len(corr.items):
        raise error(FEWER_PEOPLE_THAN_ITEMS, n=f"{n:g}", items=len(corr.items))
    rules = PRESETS[preset]
    matrix = corr.smoothed.to_numpy(dtype=float)
    errors = corr.standard_errors.to_numpy(dtype=float)
    extracted = extract(matrix, n_factors, method, starts=starts, seed=seed, errors=errors, preset=rules)
    rotated = _sorted(rotate(extracted.loadings, rotation, rules, starts=starts, seed=seed))
    loadings, phi = rotated.loadings, rotated.phi
    names = pd.Index([f"F{number}" for number in range(1, n_factors + 1)])
    items = pd.Index(corr.items)
    implied = loadings @ phi @ loadings.T
    heywood = tuple(item for item, reached in zip(corr.items, extracted.at_bound, strict=True) if reached)
    fitted = fit(matrix, implied, n_factors, n, likelihood=corr.kind == "pearson" and not corr.was_smoothed and not heywood)
    return FactorAnalysis(
        loadings=pd.DataFrame(loadings, items, names),
        phi=pd.DataFrame(phi, names, names),
        structure=pd.DataFrame(loadings @ phi, items, names),
        communalities=pd.Series(1 - extracted.uniquenesses, items),
        uniquenesses=pd.Series(extracted.uniquenesses, items),
        variance=_variance(loadings, phi, names),
        fit=fitted,
        heywood=heywood,
        method=method,
        rotation=rotation,
        preset=preset,
        n=n,
        agreeing=(extracted.agreeing, rotated.agreeing),
        warnings=_warnings(extracted, rotated, rotation, rules, starts, n, fitted, heywood),
        corr=corr,
        start=Start(extracted.uniquenesses, rotated.transform),
    )


def _sorted(rotated: Rotated) -> Rotated:
    """Factors by the variance they explain, equals by their main item, each turned to a positive sum of loadings."""
    explained = np.diag(rotated.phi @ rotated.loadings.T @ rotated.loadings)
    order = np.lexsort((np.abs(rotated.loadings).argmax(axis=0), -explained.round(8)))
    signs = np.where(rotated.loadings.sum(axis=0) < 0, -1.0, 1.0)[order]
    return replace(
        rotated,
        loadings=rotated.loadings[:, order] * signs,
        phi=rotated.phi[np.ix_(order, order)] * np.outer(signs, signs),
        transform=rotated.transform[:, order] * signs,
    )


def _variance(loadings: Floats, phi: Floats, names: pd.Index[str]) -> pd.DataFrame:
    explained = np.diag(phi @ loadings.T @ loadings)
    share = explained / len(loadings)
    rows = {"ss_loadings": explained, "proportion": share, "cumulative": np.cumsum(share)}
    return pd.DataFrame(rows, names).T


def _warnings(
    extracted: Extraction,
    rotated: Rotated,
    rotation: str,
    rules: Preset,
    starts: int,
    n: float,
    fitted: Fit,
    heywood: tuple[str, ...],
) -> tuple[Problem, ...]:
    """What a reader has to be told of a solution."""
    found = []
    if not (extracted.converged and rotated.converged):
        found.append(problem(NOT_CONVERGED))
    if starts > 1 and min(extracted.agreeing, rotated.agreeing) < 2:
        found.append(problem(STARTS_DISAGREE))
    if heywood:
        found.append(problem(HEYWOOD_CASES, items=heywood))
    if n < LOADINGS_NEED_INTERVALS:
        found.append(problem(FEW_PEOPLE, n=f"{n:g}", least=LOADINGS_NEED_INTERVALS))
    if n < CUT_OFFS_FROM:
        found.append(problem(FIT_NOT_JUDGED, n=f"{n:g}", least=CUT_OFFS_FROM))
    if fitted.df == 0 and len(rotated.phi) > 1:
        found.append(problem(SATURATED, factors=len(rotated.phi), items=len(rotated.loadings)))
    if np.isnan(fitted.chi2):
        found.append(problem(CHI_SQUARE_LEFT_OUT))
    return (*found, *_about_correlated_factors(extracted, rotated, rotation, rules))


def _about_correlated_factors(extracted: Extraction, rotated: Rotated, rotation: str, rules: Preset) -> tuple[Problem, ...]:
    """Orthogonal factors that are not, and communalities that are not sums of squared loadings."""
    if rotated.loadings.shape[1] == 1 or rotation == "none":
        return ()
    if rotation in ORTHOGONAL:
        phi = rotate(extracted.loadings, "oblimin", rules).phi
        largest = float(np.abs(phi - np.eye(len(phi))).max())
        return (problem(FACTORS_CORRELATE, rotation=rotation, largest=f"{largest:.2f}"),) if largest > CORRELATED else ()
    loadings = rotated.loadings
    apart = np.abs(np.einsum("ij,jk,ik->i", loadings, rotated.phi, loadings) - (loadings**2).sum(axis=1)).max()
    return (problem(COMMUNALITIES_NEED_PHI, apart=f"{apart:.2f}"),) if apart > NOTICEABLE else ()
