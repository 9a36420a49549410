"""Where programs that go by the same names differ, one row for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True)
class Preset:
    """The conventions of a program.

    paf_start: communalities to start principal axes from where the matrix is singular, so that multiple correlations do not
    exist: those of the pseudo-inverse, or the largest correlation of each item. paf_criterion, paf_tolerance, paf_iterations:
    what has to change by less than the tolerance from one iteration to the next, the sum of the communalities or each of them;
    and after how many iterations the search ends without that. paf_heywood: what is done about communalities that are too
    large: they are held at .995, or nothing is, or the search ends at one above 1. paf_absolute: whether a negative eigenvalue
    counts by its absolute value; otherwise as zero. kaiser: rotations of loadings whose rows are scaled to length 1 (Kaiser's
    normalisation). promax_target: promax takes powers of these rows and fits them in the same scale (`normalised`), or fits, to
    loadings in their own scale, a target of powers of normalised loadings (`mixed`)."""

    paf_start: Literal["pseudo-inverse", "largest"]
    paf_criterion: Literal["sum", "each"]
    paf_tolerance: float
    paf_iterations: int
    paf_heywood: Literal["hold", "ignore", "stop"]
    paf_absolute: bool
    kaiser: frozenset[str]
    promax_target: Literal["normalised", "mixed"]


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "survey": Preset(
            paf_start="pseudo-inverse",
            paf_criterion="each",
            paf_tolerance=1e-9,
            paf_iterations=20_000,
            paf_heywood="hold",
            paf_absolute=False,
            kaiser=frozenset({"varimax", "promax"}),
            promax_target="normalised",
        ),
        "psych": Preset(
            paf_start="pseudo-inverse",
            paf_criterion="sum",
            paf_tolerance=1e-3,
            paf_iterations=50,
            paf_heywood="ignore",
            paf_absolute=False,
            kaiser=frozenset({"varimax", "promax"}),
            promax_target="normalised",
        ),
        "spss": Preset(
            paf_start="largest",
            paf_criterion="each",
            paf_tolerance=1e-3,
            paf_iterations=25,
            paf_heywood="stop",
            paf_absolute=True,
            kaiser=frozenset({"varimax", "quartimax", "equamax", "promax", "oblimin", "quartimin"}),
            promax_target="mixed",
        ),
    }
)
"""Ours, R's psych (2.2.9) and SPSS. Ours lets principal axes run until they end at least squares, and rotates as psych does.

Of psych and SPSS: Grieder and Steiner (2022), Behavior Research Methods 54, 54-74, whose R package EFAtools has both. SPSS is not
tested against the program itself, only against its published formulas. What does not differ is no preset: promax takes the 4th
power, communalities start from multiple correlations, uniquenesses of least squares and likelihood end at .005.
"""
