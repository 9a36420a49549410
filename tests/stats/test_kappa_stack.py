"""Many tables at once are the tables one by one."""

from __future__ import annotations

import numpy as np
import pytest

from survey.stats.agreement import cohen_kappa
from survey.stats.kappa_stack import kappa_intervals


@pytest.mark.parametrize(("answers", "people"), [(2, 5), (2, 12), (3, 30), (5, 96)])
def test_as_one_by_one(answers: int, people: int) -> None:
    """Few people make every case without a value: nobody alike, all alike, one answer throughout. Errors are of rounding."""
    rng = np.random.default_rng(3)
    tables = rng.multinomial(people, rng.dirichlet(np.ones(answers**2)), size=100).reshape(100, answers, answers)
    single = [cohen_kappa(table) for table in tables]
    one_by_one = np.array([[found.kappa, found.low, found.high] for found in single])
    assert np.column_stack(kappa_intervals(tables)) == pytest.approx(one_by_one, abs=1e-12, nan_ok=True)


def test_nobody() -> None:
    assert np.isnan(np.column_stack(kappa_intervals(np.zeros((2, 3, 3))))).all()
