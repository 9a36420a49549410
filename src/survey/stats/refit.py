"""The same factor analysis of many reweighted samples at once, from the solution of the sample on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from survey.errors import StatisticsError
from survey.stats.alignment import align, procrustes
from survey.stats.codes import Codes
from survey.stats.common_factors import HEYWOOD, LOWEST, held
from survey.stats.efa import FactorAnalysis, Start
from survey.stats.extraction import Extraction, extract
from survey.stats.gradient_projection import rotate_all
from survey.stats.intervals import Floats
from survey.stats.presets import PRESETS
from survey.stats.replicates import correlations, people
from survey.stats.uls import UlsBatch, uls

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Refitted:
    """Of B samples: loadings (B, p, q), phi (B, q, q), whether the searches ended (B,), items with one answer and items whose
    communality reached its limit (B, p)."""

    loadings: Floats
    phi: Floats
    converged: Flags
    constant: Flags
    at_bound: Flags

    @staticmethod
    def joined(parts: Sequence[Refitted]) -> Refitted:
        """Several one after another."""
        names = ("loadings", "phi", "converged", "constant", "at_bound")
        return Refitted(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


@dataclass(frozen=True)
class Refit:
    """What is needed to repeat an analysis; called with weights of shape (B, n)."""

    codes: Codes
    kind: str
    correct: str
    matrix: Floats
    errors: Floats
    target: Floats
    method: str
    rotation: str
    preset: str
    start: Start

    @staticmethod
    def of(analysis: FactorAnalysis) -> Refit:
        corr = analysis.corr
        return Refit(
            people(corr.rows("bootstrap")),
            corr.kind,
            corr.correct,
            corr.matrix.to_numpy(dtype=float),
            corr.standard_errors.to_numpy(dtype=float),
            analysis.loadings.to_numpy(dtype=float),
            analysis.method,
            analysis.rotation,
            analysis.preset,
            analysis.start,
        )

    def __call__(self, weights: Floats) -> Refitted:
        samples = correlations(self.codes, weights, self.kind, self.correct, self.matrix)
        extracted = self._extracted(samples.smoothed)
        preset = PRESETS[self.preset]
        loadings, phi, ended = rotate_all(
            held(extracted.loadings, extracted.uniquenesses), self.rotation, preset, self.start.transform
        )
        if (
            self.rotation == "none"
        ):  # what is unrotated has no direction of its own: it is turned as close to the sample as it goes
            loadings, _ = procrustes(loadings, self.target)
        else:
            loadings, phi = align(loadings, phi, self.target)
        loadings = np.where(samples.constant[:, :, None], np.nan, loadings)
        at_bound = extracted.uniquenesses <= LOWEST + HEYWOOD
        return Refitted(loadings, phi, extracted.converged & ended, samples.constant, at_bound)

    def _extracted(self, matrices: Floats) -> UlsBatch:
        factors = self.target.shape[1]
        if self.method == "uls":
            return uls(matrices, factors, self.start.uniquenesses)
        found = [self._single(one, factors) for one in matrices]
        return UlsBatch(
            np.stack([one.loadings for one in found]),
            np.stack([one.uniquenesses for one in found]),
            np.array([one.objective for one in found]),
            np.array([one.converged for one in found]),
        )

    def _single(self, matrix: Floats, factors: int) -> Extraction:
        """One sample by a method that is not batched; not converged where its matrix is singular and has no likelihood."""
        try:
            return extract(matrix, factors, self.method, starts=1, errors=self.errors, preset=PRESETS[self.preset])
        except StatisticsError:
            none = np.ones(len(matrix))
            return Extraction(self.target, none, float("nan"), False, none < 0, 0)
