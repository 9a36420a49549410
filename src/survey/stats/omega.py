"""McDonald's omega: how much of a sum's variance all factors account for, and how much the one that all items share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from survey.stats.extraction import extract
from survey.stats.gradient_projection import rotate_all
from survey.stats.intervals import Floats
from survey.stats.presets import PRESETS
from survey.stats.rotation import rotate
from survey.stats.uls import uls

FACTORS = 3
"""As in psych: the fewest whose correlations identify a general factor."""
UNRELATED = 1e-6
"""Group factors that correlate by no more than this have nothing behind them."""


@dataclass(frozen=True)
class Omega:
    """total: share of the variance of the sum that all factors account for. hierarchical: that of the general factor alone.

    general: loadings on the general factor, with a sum above zero, (p,). group: those on each group factor without it,
    (p, q). uniquenesses: (p,). phi: correlations of the group factors, transform: their rotation, both shape (q, q).
    factors: q. converged: whether all searches ended: for the factors, their rotation, and the factor behind them.
    """

    total: float
    hierarchical: float
    general: Floats
    group: Floats
    uniquenesses: Floats
    phi: Floats
    transform: Floats
    factors: int
    converged: bool


@dataclass(frozen=True)
class Omegas:
    """Of B matrices: total and hierarchical, shape (B,), NaN where the factors were not found."""

    total: Floats
    hierarchical: Floats


def identified(items: int, factors: int = FACTORS) -> int:
    """The number of factors to look for: `factors`, or fewer where so many fit any correlations of so few items.

    Two and more factors need degrees of freedom, (p - q)² > p + q; else several solutions fit perfectly, and which one is found
    depends on the order of the items.

    >>> [identified(items) for items in (3, 4, 5, 6, 7, 20)]
    [1, 1, 2, 2, 3, 3]
    """
    return max([1, *(some for some in range(2, min(factors, items - 1) + 1) if (items - some) ** 2 > items + some)])


def omega(matrix: Floats, factors: int = FACTORS) -> Omega:
    """Omega total and omega hierarchical of the sum of p standardised items.

    Parameters
    ----------
    matrix
        Correlations, shape (p, p). Pearson's for the sum of answers; with polychoric ones the numbers belong to normal variables
        that nobody has observed.
    factors
        How many group factors q. With two, the general factor loads both alike; with one, it is the general factor, and both
        omegas are the same number.

    Returns
    -------
    Omega. Its hierarchical value far below its total one says that the items share less than each group of them does: then a
    single sum hides several things.

    Notes
    -----
    Schmid and Leiman (1957): ULS factors rotated by oblimin without Kaiser's normalisation; loadings Lambda on them; one factor
    gamma of their correlations. General loadings g = Lambda gamma, those of the groups Lambda sqrt(1 - gamma²).
    total = 1 - sum of uniquenesses / sum of correlations, hierarchical = (sum g)² / sum of correlations.
    McDonald (1999), Test theory; Zinbarg et al. (2005), Psychometrika 70, 123-133. In R: `psych::omega(matrix, factors,
    flip = FALSE)`, whose optimiser stops at about 1e-4. The number of factors is a choice: say which one you took.

    Examples
    --------
    Nine items in three groups; the factors of the groups correlate by .49, so .7 is their loading on the general factor and
    .8 * .7 = .56 that of each item.

    >>> same = np.kron(np.eye(3), np.ones((3, 3)))
    >>> r = 0.64 * np.where(same > 0, 1, 0.49)
    >>> np.fill_diagonal(r, 1)
    >>> found = omega(r)
    >>> round(found.total, 3), round(found.hierarchical, 3), round(float(found.general[0]), 3)
    (0.913, 0.678, 0.56)
    """
    first = extract(matrix, factors, "uls")
    loadings, phi, transform, converged = first.loadings, np.eye(1), np.eye(1), first.converged
    if factors > 1:
        rotated = rotate(first.loadings, "oblimin", PRESETS["survey"])
        signs = np.where(rotated.loadings.sum(axis=0) < 0, -1.0, 1.0)
        loadings, phi, transform = rotated.loadings * signs, rotated.phi * np.outer(signs, signs), rotated.transform * signs
        converged = converged and rotated.converged
    gamma = _second_order(phi[None])[0]
    converged = converged and not np.isnan(gamma).any()
    general = loadings @ gamma
    general = -general if general.sum() < 0 else general
    total, hierarchical = _shares(matrix[None], first.uniquenesses[None], general[None])
    group = loadings * np.sqrt(np.maximum(0, 1 - gamma**2))
    return Omega(
        float(total[0]), float(hierarchical[0]), general, group, first.uniquenesses, phi, transform, factors, bool(converged)
    )


def omegas(matrices: Floats, like: Omega, constant: NDArray[np.bool_] | None = None) -> Omegas:
    """Both omegas of B matrices of the same items, e.g. of bootstrap replicates, with as many factors as `like`.

    matrices: shape (B, p, p). like: the omegas of the whole sample, where the search starts. constant: shape (B, p), items that
    do not vary in a sample, with correlations of 0; they are no part of its sum.

    >>> same = np.kron(np.eye(3), np.ones((3, 3)))
    >>> r = 0.64 * np.where(same > 0, 1, 0.49)
    >>> np.fill_diagonal(r, 1)
    >>> found = omegas(r[None], omega(r))
    >>> found.total.round(3).tolist(), found.hierarchical.round(3).tolist()
    ([0.913], [0.678])
    """
    first = uls(matrices, like.factors, like.uniquenesses)
    loadings, phi, found = first.loadings, np.ones((len(matrices), 1, 1)), first.converged
    if like.factors > 1:
        loadings, phi, ended = rotate_all(first.loadings, "oblimin", PRESETS["survey"], like.transform)
        found = found & ended
    general = np.einsum("bpq,bq->bp", loadings, _second_order(phi))
    left_out = 0 if constant is None else constant.sum(axis=1)
    total, hierarchical = _shares(matrices, first.uniquenesses, general, left_out)
    return Omegas(np.where(found, total, np.nan), np.where(found, hierarchical, np.nan))


def _second_order(phi: Floats) -> Floats:
    """Loadings of B sets of q factors on the one behind them, shape (B, q); two of them are taken to load alike."""
    factors = phi.shape[-1]
    if factors == 1:
        return np.ones(phi.shape[:2])
    if factors == 2:
        shared = phi[:, 0, 1]
        root = np.sqrt(np.abs(shared))
        return np.stack([root, np.sign(shared) * root], axis=1)
    found = uls(phi, 1, np.full(factors, 0.5))
    # A factor of unrelated ones could be any single one of them; it is none.
    related = np.abs(phi - np.eye(factors)).max(axis=(1, 2)) > UNRELATED
    return np.where(related[:, None], np.where(found.converged[:, None], found.loadings[:, :, 0], np.nan), 0.0)


def _shares(
    matrices: Floats, uniquenesses: Floats, general: Floats, left_out: int | NDArray[np.int64] = 0
) -> tuple[Floats, Floats]:
    """Omega total and hierarchical of B matrices without `left_out` items that have nothing in common with others."""
    variance = matrices.sum(axis=(1, 2)) - left_out
    variance = np.where(variance > 0, variance, np.nan)
    return 1 - (uniquenesses.sum(axis=1) - left_out) / variance, general.sum(axis=1) ** 2 / variance
