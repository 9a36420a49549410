"""The latent structure behind simulated answers: correlated factors, one factor per item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from survey.errors import (
    SIMULATION_BAD_VALUE,
    SIMULATION_CORRELATIONS,
    SIMULATION_NO_ITEM,
    SIMULATION_TWO_FACTORS,
    Place,
    Problem,
    problem,
)
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Structure:
    """Factors behind a questionnaire, and how strongly the answers hang on them.

    factors: factor -> item (or column `item.row`) -> loading. correlations: factor -> other factor -> correlation.
    """

    factors: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    correlations: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the factors, sorted."""
        return tuple(sorted(self.factors))

    def loading(self, item: str, column: str) -> tuple[str | None, float]:
        """The factor of a column and its loading: what is said of the column, else of its item; (None, 0) without a factor."""
        for name in (column, item):
            for factor in self.names:
                if name in self.factors[factor]:
                    return factor, self.factors[factor][name]
        return None, 0.0

    def matrix(self) -> Floats:
        """The correlations of the factors in the order of `names`."""
        places = {name: n for n, name in enumerate(self.names)}
        matrix = np.eye(len(places))
        for one, others in self.correlations.items():
            for other, value in others.items():
                matrix[places[one], places[other]] = matrix[places[other], places[one]] = value
        return matrix

    def problems(self, instrument: Instrument, place: Place) -> list[Problem]:
        """What is wrong with the structure for a questionnaire."""
        columns = {item.id for item in instrument.items} | {name for item in instrument.items for name in item.columns}
        found = [
            problem(SIMULATION_NO_ITEM, place, key=f"factors: {factor}", item=name, nearest=nearest(name, columns))
            for factor, loadings in self.factors.items()
            for name in loadings
            if name not in columns
        ]
        for name in columns:
            homes = [factor for factor in self.names if name in self.factors[factor]]
            if len(homes) > 1:
                found.append(problem(SIMULATION_TWO_FACTORS, place, item=name, factors=homes))
        found += [
            problem(SIMULATION_BAD_VALUE, place, key=f"{key}: {one}: {other}", value=value)
            for key, block in (("factors", self.factors), ("correlations", self.correlations))
            for one, values in block.items()
            for other, value in values.items()
            if not -1 <= value <= 1
        ]
        names = [name for one, others in self.correlations.items() for name in (one, *others)]
        unknown = [name for name in dict.fromkeys(names) if name not in self.factors]
        found += [
            problem(SIMULATION_NO_ITEM, place, key="correlations", item=name, nearest=nearest(name, self.names))
            for name in unknown
        ]
        if not found and self.names and np.linalg.eigvalsh(self.matrix()).min() <= 1e-9:
            found.append(problem(SIMULATION_CORRELATIONS, place))
        return found

    def scores(self, n: int, seed: int) -> dict[str, Floats]:
        """Scores of `n` respondents on each factor: standard normal with the correlations of `matrix`."""
        draws = np.random.default_rng([seed, 0]).standard_normal((n, len(self.names)))
        together = draws @ np.linalg.cholesky(self.matrix()).T if self.names else draws
        return {name: together[:, place] for place, name in enumerate(self.names)}
