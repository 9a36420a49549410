"""A family of crossed questions, tested together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

import pandas as pd
from numpy.typing import ArrayLike

from survey.analysis.crosstab import Crosstab, crosstab
from survey.errors import ASSUMES_RANDOM_SAMPLE, FAMILY_EMPTY, Problem, error, problem
from survey.stats.intervals import Floats
from survey.stats.multiplicity import Correction, adjusted, check_correction
from survey.wave import stages
from survey.wave.counts import Base
from survey.wave.settings import DeclaredFamily
from survey.wave.wave import Wave


@dataclass(frozen=True)
class Crosstabs:
    """A family of crossed tables.

    summary: one row per table, as `Crosstab.summary`, with the p-values of the whole family adjusted. tables: the tables, by
    (row, column). tests: how many p-values the family has. correction: the one that was asked for; the other stands beside it.
    """

    summary: pd.DataFrame
    tables: dict[tuple[str, str], Crosstab]
    tests: int
    correction: Correction
    assumes: Problem

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the tables carry, each once."""
        return tuple(dict.fromkeys(found for table in self.tables.values() for found in table.warnings))


def crosstabs(
    data: Wave | pd.DataFrame,
    items: str | Sequence[str],
    by: str | Sequence[str] | None = None,
    *,
    correction: Correction = "holm",
    base: Base = "answered",
    weights: ArrayLike | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> Crosstabs:
    """Every question of a list crossed with every question of another, or all pairs of one list, as one family of tests.

    Decide which questions belong to the family before you look at the results; in a wave, write it down in wave.yaml
    (`crosstabs:`).

    Parameters
    ----------
    data
        See `survey.crosstab`.
    items
        The rows of the tables.
    by
        The columns of the tables; without it the questions of `items` are crossed with each other.
    correction
        `holm` or `bh` (Benjamini and Hochberg). Both are computed.
    base, weights, level, seed
        See `survey.crosstab`.

    Returns
    -------
    Crosstabs. Its `summary` has the columns of `Crosstab.summary` and model_p_holm and model_p_bh behind model_p.

    Raises
    ------
    SurveyError
        As `survey.crosstab`; a family without a pair.

    Notes
    -----
    In R: `p.adjust(p, "holm")`, `p.adjust(p, "BH")`.

    Examples
    --------
    >>> frame = pd.DataFrame({"a": [1, 1, 0, 0] * 6, "b": [1, 1, 0, 0] * 5 + [0, 1, 0, 1], "c": [1, 0, 1, 0] * 6})
    >>> found = crosstabs(frame, ["a", "b", "c"])
    >>> found.tests, found.summary[["model_p", "model_p_holm", "model_p_bh"]].round(4).to_numpy().tolist()
    (3, [[0.0001, 0.0003, 0.0003], [1.0, 1.0, 1.0], [0.6843, 1.0, 1.0]])
    """
    check_correction(correction)
    rows = _names(items)
    pairs = combinations(rows, 2) if by is None else product(rows, _names(by))
    tables = {
        (row, column): crosstab(data, row, column, base=base, weights=weights, level=level, seed=seed)
        for row, column in dict.fromkeys(pairs)
    }
    if not tables:
        raise error(FAMILY_EMPTY)
    summary = pd.concat([table.summary for table in tables.values()], ignore_index=True)
    place = list(summary.columns).index("model_p_error")
    for name in ("bh", "holm"):
        summary.insert(place, f"model_p_{name}", adjusted(summary["model_p"], "holm" if name == "holm" else "bh"))
    assumes = problem(ASSUMES_RANDOM_SAMPLE, n=int(summary["base"].max()))
    return Crosstabs(summary, tables, int(summary["model_p"].notna().sum()), correction, assumes)


def declared_crosstabs(wave: Wave) -> list[tuple[DeclaredFamily, Crosstabs]]:
    """The families that wave.yaml declares, in its order, each crossed, with weights where the wave has them.

    Who is not in the frame of the weights has the weight 0. A wave of margins is refused if it declares any family.
    """
    if not wave.settings.crosstabs:
        return []
    weights = None if wave.settings.weights is None else stages.weigh(wave).fillna(0).to_numpy(float)
    return [(family, _declared(wave, family, weights)) for family in wave.settings.crosstabs]


def _declared(wave: Wave, family: DeclaredFamily, weights: Floats | None) -> Crosstabs:
    correction: Correction = "bh" if family.correction == "bh" else "holm"
    return crosstabs(wave, family.items, family.by or None, correction=correction, weights=weights)


def _names(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(dict.fromkeys(names))
