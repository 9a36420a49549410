"""Correlation matrices of many reweighted samples at once: what a bootstrap and a jackknife of people are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey.errors import WEIGHTS_UNUSABLE, error
from survey.stats import moment_stacks, product_moment
from survey.stats.codes import Codes
from survey.stats.intervals import Floats
from survey.stats.moment_stacks import blocks
from survey.stats.pair_stacks import PairStack, solve_stack
from survey.stats.smoothing import smooth_all

Weights = NDArray[Any]
Bools = NDArray[np.bool_]

_MOST_DRAWN = 2**22
_EXACT_SINGLE = 2**24
"""Whole numbers up to this are exact in single precision, which is twice as fast."""


@dataclass(frozen=True)
class Replicates:
    """Correlations of B samples. matrices: as estimated, shape (B, p, p). smoothed: positive definite, the same where nothing had
    to be done. constant: items without a correlation in a sample, shape (B, p); zeros stand in their rows and columns."""

    matrices: Floats
    smoothed: Floats
    constant: Bools


def resample(n_people: int, replicates: int, seed: int) -> Weights:
    """How often each person is drawn when as many as there are are drawn with replacement; whole numbers, shape (B, n).

    The rows are multinomial with equal probabilities, also where people have weights of their own. Efron and Tibshirani (1993),
    An Introduction to the Bootstrap. In R: `t(rmultinom(B, n, rep(1, n)))`.

    >>> drawn = resample(5, 2, seed=0)
    >>> drawn.shape, drawn.sum(axis=1).tolist()
    ((2, 5), [5, 5])
    """
    rng = np.random.default_rng(seed)
    found = np.empty((replicates, n_people), dtype=np.int16)
    step = max(1, _MOST_DRAWN // max(1, n_people))
    for start in range(0, replicates, step):
        rows = min(step, replicates - start)
        drawn = rng.integers(0, n_people, (rows, n_people)) + n_people * np.arange(rows)[:, None]
        found[start : start + rows] = np.bincount(drawn.ravel(), minlength=rows * n_people).reshape(rows, n_people)
    return found


def people(codes: Codes) -> Codes:
    """One row for each person: rows whose weights are whole numbers are repeated as often, other weights stay with their rows.

    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> people(from_frame(pd.DataFrame({"a": [0, 1]}), weights=[1, 2])).numbers.tolist()
    [[0, 1, 1]]
    """
    if codes.weights is None or (codes.weights % 1).any():
        return codes
    times = codes.weights.astype(np.int64)
    return Codes(codes.items, codes.values, np.repeat(codes.numbers, times, axis=1))


def drawn(codes: Codes, replicates: int, seed: int) -> tuple[Codes, Weights]:
    """The people behind some answers, and `replicates` samples of as many of them: what `correlations` takes.

    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> rows, weights = drawn(from_frame(pd.DataFrame({"a": [0, 1]}), weights=[1, 2]), 10, seed=0)
    >>> weights.shape, set(weights.sum(axis=1).tolist())
    ((10, 3), {3})
    """
    each = people(codes)
    return each, resample(each.numbers.shape[1], replicates, seed)


def jackknife(n_people: int, groups: int | None = None) -> Weights:
    """Each person, or each group of people, left out once: 0 and 1, shape (n, n) or (groups, n).

    groups: into so many groups of (nearly) the same size people are put, every k-th into one: with many people leaving out one at
    a time is slow and tells the same. Rows should be in no order then.

    >>> jackknife(3).tolist()
    [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    """
    count = n_people if groups is None else min(groups, n_people)
    found: Weights = (np.arange(n_people) % max(1, count) != np.arange(count)[:, None]).astype(np.int8)
    return found


def correlations(codes: Codes, weights: Weights, kind: str, correct: str, start: Floats) -> Replicates:
    """The correlations of each of B samples in which people count as often as their weights say.

    Parameters
    ----------
    codes
        The answers of n people to p items; own weights are multiplied in.
    weights
        Shape (B, n), not negative; `resample` and `jackknife` make some.
    kind
        `pearson`, `tetrachoric` or `polychoric`.
    correct
        A name of `empty_cells.CONVENTIONS`.
    start
        Where searches begin: the correlations of the sample, shape (p, p).

    Returns
    -------
    Each matrix equals that of `correlate` for a frame in which each row is repeated as often as its weight says, to 1e-7.

    An item that has one answer only in a sample, or one only among those who answered another item too, has no correlations
    there: it is flagged in `constant`, and 0 stands in its place. An unweighted least squares solution gives it loadings of 0 and
    a uniqueness of 1, and to the other items what it would give without it. A category that nobody chose in a sample does not
    exist there.

    Raises
    ------
    StatisticsError
        Weights that are negative or not one for each person.

    Examples
    --------
    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> rows = from_frame(pd.DataFrame({"a": [0, 0, 1, 1], "b": [0, 1, 1, 0]}))
    >>> correlations(rows, np.array([[40, 10, 40, 10]]), "tetrachoric", "lavaan", np.eye(2)).matrices[0, 0].round(6).tolist()
    [1.0, 0.809017]
    """
    people = codes.numbers.shape[1]
    if weights.ndim != 2 or weights.shape[1] != people or not _usable(weights):
        raise error(WEIGHTS_UNUSABLE, rows=people)
    items, width = len(codes.items), codes.most_categories
    size = items**2 if kind == "pearson" else items * (items - 1) // 2 * width**2
    parts = [_some(codes, weights[part], kind, correct, start) for part in blocks(len(weights), size)]
    if not parts:
        return Replicates(np.zeros((0, items, items)), np.zeros((0, items, items)), np.zeros((0, items), dtype=bool))
    matrices, constant = (np.concatenate(one) for one in zip(*parts, strict=True))
    return Replicates(matrices, smooth_all(matrices), constant)


def _usable(weights: Weights) -> bool:
    return not weights.size or bool(weights.min() >= 0 and np.isfinite(weights.max()))


def _some(codes: Codes, weights: Weights, kind: str, correct: str, start: Floats) -> tuple[Floats, Bools]:
    """As many samples as fit into memory."""
    if kind == "pearson":
        return product_moment.stacked(moment_stacks.of_weights(codes, weights))
    return solve_stack(_tables(codes, weights, codes.most_categories), start, correct)


def _tables(codes: Codes, weights: Weights, width: int) -> PairStack:
    """The weighted counts of all pairs: one matrix product of the weights with products of indicators."""
    items, people = codes.numbers.shape
    first, second = np.triu_indices(items, 1)
    single = (
        codes.weights is None
        and weights.dtype.kind in "iu"
        and weights.sum(axis=1, dtype=np.int64).max(initial=0) < _EXACT_SINGLE
    )
    dtype: type[np.floating[Any]] = np.float32 if single else np.float64
    tables = np.zeros((len(weights), len(first) * width**2), dtype)
    margins = np.zeros((len(weights), items * width), dtype)
    for part in blocks(people, max(len(weights), len(first) * width**2)):
        numbers = codes.numbers[:, part]
        chosen = (numbers[:, None, :] == np.arange(width, dtype=numbers.dtype)[:, None]).astype(dtype)
        both = chosen[first][:, :, None, :] * chosen[second][:, None, :, :]
        share = weights[:, part].astype(dtype)
        if codes.weights is not None:
            share *= codes.weights[part]
        tables += share @ both.reshape(tables.shape[1], -1).T
        margins += share @ chosen.reshape(margins.shape[1], -1).T
    return PairStack(tables.reshape(-1, len(first), width, width), margins.reshape(-1, items, width))
