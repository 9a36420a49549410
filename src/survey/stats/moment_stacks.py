"""Moments of thousands of samples at once, for `survey.stats.product_moment.stacked`."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from survey.stats.codes import Codes
from survey.stats.intervals import Floats
from survey.stats.product_moment import Moments

_NUMBERS = 2**22
"""Numbers that one block may take in memory."""


def values(codes: Codes) -> tuple[Floats, Floats]:
    """Answers measured from the mean of their item, 0 where missing, and which are there (1 or 0), both of shape (p, n)."""
    given = (codes.numbers >= 0).astype(float)
    found = np.zeros(given.shape)
    for row, levels, numbers, there in zip(found, codes.values, codes.numbers, given, strict=True):
        answers = np.append(levels, 0.0)[numbers]
        row[:] = np.where(there > 0, answers - answers @ there / max(there.sum(), 1), 0)
    return found, given


def blocks(total: int, width: int) -> Iterator[slice]:
    """Parts of `total` rows of `width` numbers, each small enough for memory."""
    step = max(1, _NUMBERS // max(1, width))
    return (slice(start, min(start + step, total)) for start in range(0, total, step))


def of_weights(codes: Codes, weights: NDArray[np.generic]) -> Moments:
    """Moments of reweighted samples, each of shape (B, p, p). weights: shape (B, n), into which own weights are multiplied."""
    centred, given = values(codes)
    items, people = centred.shape
    shape = (len(weights), items, items)
    complete = bool(given.all())
    first, second = np.triu_indices(items)
    total, squares, n = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    products = np.zeros((len(weights), len(first)))
    for part in blocks(people, max(len(weights), items**2)):
        share, answers, there = weights[:, part].astype(float), centred[:, part], given[:, part]
        if codes.weights is not None:
            share *= codes.weights[part]
        products += share @ (answers[first] * answers[second]).T
        for sums, left in ((total, answers), (squares, answers**2), (n, there)):
            if complete:
                sums += (share @ left.T)[:, :, None]
            else:
                sums += (share @ (left[:, None] * there).reshape(items**2, -1).T).reshape(shape)
    whole = np.empty(shape)
    whole[:, first, second] = whole[:, second, first] = products
    return Moments(n, total, squares, whole)


def of_samples(centred: Floats, given: Floats, weights: Floats | None) -> Moments:
    """Moments of samples in which other answers stand in the same places. centred: shape (B, p, n). given: shape (p, n)."""
    scale = given if weights is None else given * weights
    scaled, there = centred * scale, given.T
    return Moments(scale @ there, scaled @ there, (scaled * centred) @ there, scaled @ centred.transpose(0, 2, 1))
