"""A family of tests as a table: what several functions hand back."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from survey.analysis.status import status as status
from survey.errors import Problem
from survey.stats.multiplicity import Correction


@dataclass(frozen=True)
class Family:
    """Tests that belong together, with p-values adjusted for all of them.

    table: one row per test, facts about those who answered first; columns that begin with `model_` hold only under `assumes`.

    tests: how many tests the family has, for which the p-values are adjusted by `correction`. warnings: read them first.
    """

    table: pd.DataFrame
    tests: int
    correction: Correction
    assumes: Problem
    warnings: tuple[Problem, ...] = ()
