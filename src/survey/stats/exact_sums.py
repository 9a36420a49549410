"""The exact distribution of a sum of independent vectors of whole numbers, and p-values drawn where it is too large."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Method = Literal["exact", "monte_carlo", "asymptotic"]

LARGEST = 60_000_000
"""Additions that an exact distribution may cost, below a second; above it samples are drawn."""
REPLICATES = 20_000
"""Samples of a Monte Carlo p-value: its standard error is .0015 where p is .05."""
MOST_SHUFFLED = 30_000
"""Answers up to which they are shuffled for each sample, some seconds; the chi-square of more is as good as the samples."""
AT_ONCE = 2_000
"""Samples that are held at once: of many answers each is large."""
SLACK = 1e-9  # equal statistics may differ in the last bits of a double


@dataclass(frozen=True)
class Outcome:
    """A test: its statistic, the degrees of freedom and p of the chi-square approximation, and the p-value to be quoted.

    p is exact (`method` exact), drawn with standard error `error` (monte_carlo) or p_chi_square itself (asymptotic). NaN where
    nobody changed his answer or everybody agreed fully, so that nothing is left to test.
    """

    statistic: float
    df: int
    p_chi_square: float
    p: float
    method: Method
    error: float = 0.0


@dataclass(frozen=True)
class Step:
    """One of the vectors: its possible values, shape (k, d), and their probabilities, shape (k,)."""

    values: Ints
    probabilities: Floats


def distribution(steps: Sequence[Step], largest: int = LARGEST) -> tuple[Ints, Floats] | None:
    """Values (N, d) and probabilities (N,) of the sum of independent steps; None where they would cost more than `largest`.

    >>> coin = Step(np.array([[0], [1]]), np.array([0.5, 0.5]))
    >>> values, probabilities = distribution([coin, coin])
    >>> values.ravel().tolist(), probabilities.tolist()
    ([0, 1, 2], [0.25, 0.5, 0.25])
    """
    low = np.sum([step.values.min(axis=0) for step in steps], axis=0)
    shape = tuple(np.sum([step.values.max(axis=0) for step in steps], axis=0) - low + 1)
    if float(np.prod(shape, dtype=float)) * sum(len(step.values) for step in steps) > largest:
        return None
    found = np.zeros(shape)
    found[(0,) * len(shape)] = 1.0
    axes = tuple(range(len(shape)))
    for step in steps:
        # Nothing is rolled over an end: the shape holds every sum.
        moved = step.values - step.values.min(axis=0)
        found = sum(
            (share * np.roll(found, tuple(map(int, by)), axes) for by, share in zip(moved, step.probabilities, strict=True)),
            np.zeros(shape),
        )
    places = np.argwhere(found > 0)
    return places + low, found[tuple(places.T)]


def p_at_least(statistics: Floats, probabilities: Floats, observed: float) -> float:
    """The probability of a statistic as large as the observed one."""
    return float(min(1.0, probabilities[statistics >= observed - SLACK * max(1.0, abs(observed))].sum()))


def drawn(statistics: Callable[[np.random.Generator, int], Floats], observed: float, seed: int) -> tuple[float, float]:
    """(p, its standard error) from REPLICATES samples; p counts the observed sample, so it is never 0 (Phipson, Smyth 2010)."""
    rng = np.random.default_rng(seed)
    found = np.concatenate([statistics(rng, AT_ONCE) for _ in range(REPLICATES // AT_ONCE)])
    p = (1 + int((found >= observed - SLACK * max(1.0, abs(observed))).sum())) / (REPLICATES + 1)
    return p, sqrt(p * (1 - p) / REPLICATES)
