"""The nearest usable correlation matrix where pairwise correlations contradict each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from survey.stats.intervals import Floats

TOLERANCE = 1e-12
"""Eigenvalues below this are raised to a hundred times it, as in psych."""


@dataclass(frozen=True)
class Smoothed:
    """matrix: positive definite. before, after: smallest eigenvalue. moved: the largest change of a correlation."""

    matrix: Floats
    before: float
    after: float
    moved: float


def smooth(matrix: Floats) -> Smoothed:
    """Raise eigenvalues that are zero or negative and scale back to a correlation matrix.

    Eigenvalues below 1e-12 become 1e-10, and the diagonal is brought back to 1. A matrix whose
    smallest eigenvalue is above the precision of the machine stays as it is. Wothke (1993), in Bollen and Long (eds.), Testing
    Structural Equation Models, 256-293. In R: `psych::cor.smooth(matrix)`.

    >>> found = smooth(np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1.0]]))
    >>> round(found.before, 6), round(float(found.matrix[0, 1]), 6), round(found.moved, 6)
    (-0.8, 0.5, 0.4)
    """
    eigenvalues, vectors = np.linalg.eigh(matrix)
    before = float(eigenvalues[0])
    if before >= np.finfo(float).eps:
        return Smoothed(matrix, before, before, 0.0)
    smoothed = _rebuilt(eigenvalues[None], vectors[None])[0]
    return Smoothed(smoothed, before, float(np.linalg.eigvalsh(smoothed)[0]), float(np.abs(smoothed - matrix).max()))


def smooth_all(matrices: Floats) -> Floats:
    """`smooth` of each matrix of a stack, shape (B, p, p).

    >>> stack = np.array([[[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1.0]], np.eye(3)])
    >>> smooth_all(stack)[:, 0, 1].round(6).tolist()
    [0.5, 0.0]
    """
    eigenvalues, vectors = np.linalg.eigh(matrices)
    bad = eigenvalues[:, 0] < np.finfo(float).eps
    smoothed: Floats = matrices.copy()
    smoothed[bad] = _rebuilt(eigenvalues[bad], vectors[bad])
    return smoothed


def _rebuilt(eigenvalues: Floats, vectors: Floats) -> Floats:
    """Correlation matrices, shape (B, p, p), from eigenvalues of which small ones are raised."""
    raised = np.where(eigenvalues < TOLERANCE, 100 * TOLERANCE, eigenvalues)
    rebuilt = (vectors * raised[:, None, :]) @ vectors.transpose(0, 2, 1)
    scale = np.sqrt(np.einsum("bii->bi", rebuilt))
    smoothed: Floats = np.clip(rebuilt / (scale[:, :, None] * scale[:, None, :]), -1, 1)
    smoothed = (smoothed + smoothed.transpose(0, 2, 1)) / 2
    np.einsum("bii->bi", smoothed)[:] = 1.0
    return smoothed
