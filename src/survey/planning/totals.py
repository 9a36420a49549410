"""How many simulated respondents give each answer: whole numbers that keep the margins."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from survey.errors import SIMULATION_MARGINS, error

Counts = npt.NDArray[np.int64]


def spread(shares: Sequence[float] | Counts, total: int) -> Counts:
    """`total` shared out in proportion, by the largest remainders; equal remainders go to the first.

    >>> spread([54, 28, 14], 96), spread([1, 1, 1], 10)
    (array([54, 28, 14]), array([4, 3, 3]))
    """
    weights = np.asarray(shares, dtype=float)
    if not weights.any():
        weights = np.ones_like(weights)
    exact = weights * total / weights.sum()
    counts: Counts = np.floor(exact + 1e-9).astype(np.int64)
    rest = total - int(counts.sum())
    counts[np.argsort(-(exact - counts), kind="stable")[:rest]] += 1
    return counts


def draw_single(item: str, low: Counts, high: Counts, base: int, rng: np.random.Generator) -> Counts:
    """Counts between `low` and `high` that add up to `base`: the rest above `low` is dealt out at random.

    Raises DataError where no such counts exist.
    """
    if not low.sum() <= base <= high.sum() or (low > high).any():
        raise error(SIMULATION_MARGINS, item=item, low=int(low.sum()), high=int(high.sum()), base=base)
    return low + rng.multivariate_hypergeometric(high - low, base - int(low.sum()))


def draw_multiple(item: str, low: Counts, high: Counts, base: int, rng: np.random.Generator) -> Counts:
    """Counts of ticked options between `low` and `high`; together at least `base`, so that everybody can have ticked one."""
    if high.sum() < base or (low > high).any() or (high > base).any():
        raise error(SIMULATION_MARGINS, item=item, low=int(low.sum()), high=int(high.sum()), base=base)
    counts = rng.integers(low, high, endpoint=True)
    lacking = max(0, base - int(counts.sum()))
    return counts + rng.multivariate_hypergeometric(high - counts, lacking)
