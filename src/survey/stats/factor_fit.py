"""How well a factor model reproduces the correlations it was fitted to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import chdtrc, chndtr

from survey.stats.intervals import Floats

NAN = float("nan")


@dataclass(frozen=True)
class Fit:
    """Fit of a model with df degrees of freedom to correlations of n people.

    chi2, p: the likelihood ratio test against any correlations. rmsea with its interval, tli: derived from it. rmsr: the root
    mean square of the residual correlations, rmsr_adjusted: the same per degree of freedom. NaN where a number is not defined.
    """

    chi2: float
    df: int
    p: float
    rmsea: float
    rmsea_low: float
    rmsea_high: float
    tli: float
    rmsr: float
    rmsr_adjusted: float
    n: float


def fit(matrix: Floats, implied: Floats, factors: int, n: float, *, likelihood: bool = True, level: float = 0.90) -> Fit:
    """The fit statistics of a factor solution.

    Parameters
    ----------
    matrix
        Correlations that were analysed, shape (p, p).
    implied
        The correlations of the model, loadings @ phi @ loadings', its diagonal does not matter.
    factors
        Number of factors.
    n
        Number of people.
    likelihood
        False leaves chi-square and what is derived from it NaN: of a smoothed matrix they mean nothing.
    level
        Of the interval of RMSEA.

    Notes
    -----
    F = tr(S^-1 R) - ln det(S^-1 R) - p with S the implied matrix; chi2 = F (n - 1 - (2p + 5)/6 - 2q/3) (Bartlett 1951); RMSEA =
    sqrt(max(0, (chi2 - df) / (df (n - 1)))), its interval from the noncentral chi-square distribution (Steiger 1990); TLI (Tucker
    and Lewis 1973); RMSR over the correlations of different items. In R: `psych::fa.stats(r, f, phi, n.obs)`; its RMSEA divides
    once by n instead of n - 1.

    Examples
    --------
    >>> loading = np.array([0.8, 0.7, 0.6, 0.5])
    >>> implied = np.outer(loading, loading)
    >>> matrix = implied + 0.02 * (1 - np.eye(4))
    >>> np.fill_diagonal(matrix, 1)
    >>> found = fit(matrix, implied, 1, 200)
    >>> found.df, round(found.rmsr, 6), found.rmsea
    (2, 0.02, 0.0)
    """
    items = len(matrix)
    pairs = items * (items - 1) // 2
    df = pairs - items * factors + factors * (factors - 1) // 2
    residual = matrix - implied
    np.fill_diagonal(residual, 0)
    squares = float((residual**2).sum()) / 2
    rmsr, adjusted = float(np.sqrt(squares / pairs)), float(np.sqrt(squares / df)) if df else NAN
    model = implied.copy()
    np.fill_diagonal(model, 1)
    if not likelihood or np.linalg.eigvalsh(model)[0] <= 0:
        return Fit(NAN, df, NAN, NAN, NAN, NAN, NAN, rmsr, adjusted, n)
    scale = n - 1 - (2 * items + 5) / 6 - 2 * factors / 3
    chi2 = max(0.0, scale * _discrepancy(matrix, model))
    if df == 0:
        return Fit(chi2, df, NAN, NAN, NAN, NAN, NAN, rmsr, adjusted, n)
    per_df, null_per_df = chi2 / scale / df, _discrepancy(matrix, np.eye(items)) / pairs
    tli = (null_per_df - per_df) / (null_per_df - 1 / scale)
    low, high = (np.sqrt(bound / (df * (n - 1))) for bound in _noncentrality(chi2, df, level))
    rmsea = float(np.sqrt(max(0.0, (chi2 - df) / (df * (n - 1)))))
    return Fit(chi2, df, float(chdtrc(df, chi2)), rmsea, float(low), float(high), float(tli), rmsr, adjusted, n)


def _discrepancy(matrix: Floats, model: Floats) -> float:
    """How far the normal likelihood of a model lies below that of the matrix itself."""
    ratio = np.linalg.solve(model, matrix)
    return float(np.trace(ratio) - np.linalg.slogdet(matrix)[1] + np.linalg.slogdet(model)[1] - len(matrix))


def _noncentrality(chi2: float, df: int, level: float) -> tuple[float, float]:
    """Bounds of the noncentrality that makes chi2 neither surprisingly large nor surprisingly small."""
    tail = (1 - level) / 2

    def bound(share: float) -> float:
        if chndtr(chi2, df, 0) <= share:
            return 0.0
        high = chi2 + 10 * np.sqrt(chi2) + 30
        return float(brentq(lambda centre: chndtr(chi2, df, centre) - share, 0, high))

    return bound(1 - tail), bound(tail)
