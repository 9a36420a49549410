"""Correlations of the normal variables that are thought to lie behind ordered answers, all tables at once.

Two steps (Olsson 1979, Psychometrika 44, 443-460): thresholds from the margins, then the correlation of each table by maximum
likelihood with the thresholds fixed. With two categories each it is the tetrachoric correlation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from survey.stats.bivariate_normal import density, distribution
from survey.stats.intervals import Floats

EXACT = 1e-12
"""Steps below this end the search, unless another tolerance is asked for."""
MOST_STEPS = 100
NEVER_BELOW = 1e-300
START = 0.95
NOISE = 1e-13
"""Probabilities below this are differences of rounding errors."""


@dataclass(frozen=True)
class Tables:
    """m tables of one shape.

    counts: shape (m, a, b). first, second: thresholds of rows and columns, shapes (m, a - 1) and (m, b - 1).
    """

    counts: Floats
    first: Floats
    second: Floats

    def take(self, which: NDArray[np.intp] | NDArray[np.bool_]) -> Tables:
        return Tables(self.counts[which], self.first[which], self.second[which])


def thresholds(margin: Floats) -> Floats:
    """Where the normal variable is cut: Phi^-1 of the cumulative shares, for categories that all occur.

    In R: `qnorm(cumsum(margin) / sum(margin))`.

    >>> thresholds(np.array([20.0, 56, 20])).round(4).tolist()
    [-0.8122, 0.8122]
    """
    found: Floats = ndtri(np.cumsum(margin)[:-1] / margin.sum())
    return found


def probabilities(tables: Tables, rho: Floats) -> Floats:
    """The probability of each cell, shape (m, a, b)."""
    inner = distribution(tables.first[:, :, None], tables.second[:, None, :], rho)
    corner = np.zeros((len(rho), inner.shape[1] + 2, inner.shape[2] + 2))
    corner[:, 1:-1, 1:-1] = inner
    corner[:, 1:-1, -1], corner[:, -1, 1:-1], corner[:, -1, -1] = ndtr(tables.first), ndtr(tables.second), 1
    return np.maximum(_cells(corner), NEVER_BELOW)


def slopes(tables: Tables, rho: Floats) -> Floats:
    """The derivative of each probability by the correlation, shape (m, a, b)."""
    corner = np.zeros((len(rho), tables.first.shape[1] + 2, tables.second.shape[1] + 2))
    corner[:, 1:-1, 1:-1] = density(tables.first[:, :, None], tables.second[:, None, :], rho[:, None, None])
    return _cells(corner)


def _cells(corner: Floats) -> Floats:
    """From values at the corners of cells, cumulated from the lower left, to the cells."""
    rows = corner[:, 1:] - corner[:, :-1]
    found: Floats = rows[:, :, 1:] - rows[:, :, :-1]
    return found


def solve(tables: Tables, start: Floats) -> Floats:
    """The correlation of each table.

    Parameters
    ----------
    tables
        Categories in order, each of them chosen by somebody.
    start
        A first guess for each, shape (m,).

    Returns
    -------
    Shape (m,). Exactly 1 or -1 where the likelihood grows up to that limit.

    Notes
    -----
    The score sum over cells of n (dP/drho) / P is set to zero by Fisher scoring, rho + score / (N sum (dP/drho)² / P), inside a
    bracket that every step narrows; a step that leaves it is replaced by a bisection. Equal tables are solved once.
    In R: `polycor::polychor(table)`; `lavaan::lavCor(ordered = ...)`.

    Examples
    --------
    >>> table = Tables(np.array([[[40.0, 10], [10, 40]]]), np.array([[0.0]]), np.array([[0.0]]))
    >>> round(float(solve(table, np.array([0.5]))[0]), 10) == round(float(np.sin(0.3 * np.pi)), 10)
    True
    """
    if not len(start):
        return start
    key = np.concatenate([tables.counts.reshape(len(start), -1), tables.first, tables.second], axis=1)
    rows = np.ascontiguousarray(key).view(np.dtype((np.void, key.itemsize * key.shape[1])))[:, 0]
    _, one, back = np.unique(rows, return_index=True, return_inverse=True)
    return search(tables.take(one), start[one])[back]


def search(tables: Tables, start: Floats, tolerance: float = EXACT) -> Floats:
    """`solve` for tables that are known to differ; a step below the tolerance is the last one.

    >>> table = Tables(np.array([[[40.0, 10], [10, 40]]]), np.array([[0.0]]), np.array([[0.0]]))
    >>> search(table, np.array([0.5]), 1e-6).round(6).tolist()
    [0.809017]
    """
    if not len(start):
        return start
    return _at_limits(tables, _scoring(tables, np.clip(start, -START, START), tolerance))


def _scoring(tables: Tables, rho: Floats, tolerance: float) -> Floats:
    low, high = np.full(len(rho), -1.0), np.full(len(rho), 1.0)
    left = np.arange(len(rho))
    rho = rho.copy()
    for _ in range(MOST_STEPS):
        part, here = tables.take(left), rho[left]
        chances, change = probabilities(part, here), slopes(part, here)
        relative = change / chances
        score = (part.counts * relative).sum(axis=(1, 2))
        score = np.where(_lost(part, chances) & (here != 0), np.copysign(np.inf, -here), score)
        information = part.counts.sum(axis=(1, 2)) * np.where(chances > NOISE, change * relative, 0.0).sum(axis=(1, 2))
        low[left] = np.where(score >= 0, here, low[left])
        high[left] = np.where(score <= 0, here, high[left])
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # replaced by a bisection
            stepped = here + score / information
        inside = (stepped >= low[left]) & (stepped <= high[left])
        middle = 0.5 * (low[left] + high[left])
        rho[left] = np.where(score == 0, here, np.where(inside, stepped, middle))
        left = left[(np.abs(rho[left] - here) > tolerance) & (high[left] - low[left] > tolerance)]
        if not len(left):
            break
    return rho


def _lost(tables: Tables, chances: Floats) -> NDArray[np.bool_]:
    """Whether people are in a cell whose probability is lost in rounding: the correlation is too strong for them."""
    return np.asarray(((tables.counts > 0) & (chances < NOISE)).any(axis=(1, 2)))


def _at_limits(tables: Tables, rho: Floats) -> Floats:
    """1 or -1 where the table has empty cells and is no less likely there than at the solution."""
    found = rho.copy()
    some = np.flatnonzero((tables.counts == 0).any(axis=(1, 2)))
    if not len(some):
        return found
    part = tables.take(some)
    best = _log_likelihood(part.counts, probabilities(part, rho[some])) - 1e-9
    for limit in (1.0, -1.0):
        reached = _log_likelihood(part.counts, _limit_probabilities(part, limit)) >= best
        found[some[reached]] = limit
    return found


def _log_likelihood(counts: Floats, chances: Floats) -> Floats:
    found: Floats = np.where(counts > 0, counts * np.log(np.maximum(chances, NEVER_BELOW)), 0.0).sum(axis=(1, 2))
    return found


def _limit_probabilities(tables: Tables, limit: float) -> Floats:
    """The probabilities of the cells where one variable is the other one, or its opposite."""
    ends = [np.pad(ndtr(part), ((0, 0), (1, 1)), constant_values=(0, 1)) for part in (tables.first, tables.second)]
    first, second = ends[0][:, :, None], ends[1][:, None, :]
    corner = np.minimum(first, second) if limit > 0 else np.maximum(first + second - 1, 0)
    # Rounding leaves a trace of 1e-17 in cells that cannot occur.
    cells = _cells(corner)
    return np.where(cells > 1e-14, cells, 0.0)
