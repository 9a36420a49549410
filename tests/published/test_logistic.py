"""Logistic regressions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from survey.stats.logistic import LogisticFit, fit

Told = Callable[[Iterable[float], str], str]


def errors(found: LogisticFit) -> np.ndarray:
    return np.sqrt(np.diag(found.covariance))


def test_low_birth_weight(folder: Path, told: Told) -> None:
    """Hosmer and Lemeshow (2000), Applied Logistic Regression, table 2.2."""
    rows = pd.read_csv(folder / "birth_weight.csv")
    design = np.column_stack([rows["age"], rows["lwt"], rows["race"] == 2, rows["race"] == 3, rows["ftv"]]).astype(float)
    found = fit(design, rows["low"].to_numpy(), "ml")
    for values, printed in (
        (found.coefficients, "1.295 -0.024 -0.014 1.004 0.433 -0.049"),
        (errors(found), "1.0714 0.0337 0.0065 0.4979 0.3622 0.1672"),
        ([found.log_likelihood], "-111.286"),
    ):
        assert told(values, printed) == printed


def test_teaching_method(told: Told) -> None:
    """Spector and Mazzeo (1980) in Greene (2003), Econometric Analysis, 5th ed., table 21.1; the data come with statsmodels."""
    from statsmodels.datasets import spector

    data = spector.load_pandas()
    found = fit(data.exog[["GPA", "TUCE", "PSI"]].to_numpy(), data.endog.to_numpy().astype(int), "ml")
    for values, printed in (
        (found.coefficients, "-13.021 2.826 0.095 2.379"),
        (errors(found), "4.931 1.263 0.142 1.065"),
        ([found.log_likelihood], "-12.890"),
    ):
        assert told(values, printed) == printed


def test_endometrial_cancer(folder: Path, told: Told) -> None:
    """Heinze and Schemper (2002), Statistics in Medicine 21, 2409-2419, where vascularisation separates the outcome.

    Errors: Kosmidis, Kenne Pagui and Sartori (2020), Statistics and Computing 30, 43-59, mean bias reduction, the same estimate.
    """
    rows = pd.read_csv(folder / "endometrial.csv")
    found = fit(rows[["NV", "PI", "EH"]].to_numpy(float), rows["HG"].to_numpy(), "firth")
    for values, printed in (
        (found.coefficients, "3.775 2.929 -0.035 -2.604"),
        (errors(found), "1.489 1.551 0.040 0.776"),
    ):
        assert told(values, printed) == printed
