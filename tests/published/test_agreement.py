"""How far raters agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd
import pytest

from survey.stats.agreement import cohen_kappa, fleiss_kappa

CARCINOMA = [[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]]
DIAGNOSES = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
FUN = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]
WINNIPEG = [[38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]]
NEW_ORLEANS = [[5, 3, 0, 0], [3, 11, 4, 0], [2, 13, 3, 4], [1, 2, 4, 14]]


@pytest.mark.parametrize(
    ("source", "table", "printed"),
    [
        ("Agresti (2002) table 10.8 and p. 434, two pathologists: kappa and its error", CARCINOMA, "0.493 0.057"),
        ("Fleiss (1981) table 13.1, 100 patients", DIAGNOSES, "0.68"),
        ("Friendly (2000) chapter 3, sexual fun of husbands and wives", FUN, "0.1293 0.0686 -0.0051 0.2638"),
        ("Friendly (2000) chapter 3, multiple sclerosis in Winnipeg", WINNIPEG, "0.2079 0.0505 0.1091 0.3068"),
        ("the same in New Orleans", NEW_ORLEANS, "0.2965 0.0785 0.1427 0.4504"),
    ],
)
def test_cohen(source: str, table: list[list[int]], printed: str, told: Callable[[Iterable[float], str], str]) -> None:
    found = cohen_kappa(table)
    numbers = [found.kappa, found.error, found.low, found.high]
    assert told(numbers[: len(printed.split())], printed) == printed, source


def test_fleiss(folder: Path, told: Callable[[Iterable[float], str], str]) -> None:
    """Fleiss (1971), Psychological Bulletin 76, 378-382: thirty patients, six psychiatrists each."""
    found = fleiss_kappa(pd.read_csv(folder / "fleiss_diagnoses.csv"))
    assert told([found.observed, found.expected, found.kappa], "0.556 0.220 0.430") == "0.556 0.220 0.430"
