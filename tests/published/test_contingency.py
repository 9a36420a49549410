"""Tables of counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd
import pytest

from survey.stats.contingency import adjusted_residuals, association
from survey.stats.freeman_halton import freeman_halton
from survey.stats.odds_ratio import odds_ratio
from survey.stats.two_groups import two_groups_test

TEA = [[3, 1], [1, 3]]
CONVICTIONS = [[2, 15], [10, 3]]
JOB = [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]]
CANCER = [[21, 2], [15, 3]]
ASPIRIN = [[189, 10845], [104, 10933]]
PARTY = [[762, 327, 468], [484, 239, 477]]
BELIEF = [[178, 138, 108], [570, 648, 442], [138, 252, 252]]
HAIR_EYE = [[68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16]]
LEPROSY = [[11, 7], [27, 15], [42, 16], [53, 13], [11, 1]]
ULCERS = [[6, 4, 10, 12], [11, 8, 8, 5]]

Found = Callable[[], Iterable[float]]


def chi_square(table: list[list[int]]) -> list[float]:
    found = association(table)
    return [found.chi_square, found.df]


def odds(table: list[list[int]]) -> list[float]:
    found = odds_ratio(table)
    return [found.sample, found.wald_low, found.wald_high]


def exact_odds(table: list[list[int]]) -> list[float]:
    found = odds_ratio(table)
    return [found.exact_low, found.exact_high]


CASES: list[tuple[str, str, Found]] = [
    ("Agresti (2002) p. 92, Fisher's tea drinker, two-sided p", "0.486", lambda: [two_groups_test(3, 4, 1, 4)]),
    ("the same, sample odds ratio", "9.0", lambda: [odds_ratio(TEA).sample]),
    ("Fisher (1970), convictions of twins; R, ?fisher.test", "0.0005367", lambda: [freeman_halton(CONVICTIONS).p]),
    ("Agresti (2002) p. 57, income and satisfaction with the job; R, ?fisher.test", "0.7827", lambda: [freeman_halton(JOB).p]),
    ("Agresti (2002) table 3.14, laryngeal cancer, Fisher's p", "0.638", lambda: [freeman_halton(CANCER).p]),
    ("the same table, odds ratio with Wald's interval", "2.10 0.31 14.15", lambda: odds(CANCER)),
    ("the same table, exact interval", "0.21 27.55", lambda: exact_odds(CANCER)),
    ("Agresti (2002) section 3.1, aspirin and heart attacks, odds ratio", "1.83 1.44 2.33", lambda: odds(ASPIRIN)),
    ("Agresti (2007) p. 39, gender and party; R, ?chisq.test", "30.07 2", lambda: chi_square(PARTY)),
    ("the same, p", "2.954e-07", lambda: [association(PARTY).p]),
    ("Agresti (2007) p. 39, standardised residuals", "4.50 0.70 -5.32", lambda: adjusted_residuals(PARTY)[0]),
    ("Agresti (2002) section 3.2, education and religious beliefs", "69.2 4", lambda: chi_square(BELIEF)),
    (
        "the same, standardised residuals of the corners",
        "4.5 -1.9 -6.8 6.3",
        lambda: [*adjusted_residuals(BELIEF)[::2, ::2].ravel()],
    ),
    ("Snee (1974), hair and eyes; R, datasets::HairEyeColor", "138.29 9", lambda: chi_square(HAIR_EYE)),
    ("the same, Cramér's V; Friendly and Meyer (2016)", "0.279", lambda: [association(HAIR_EYE).v]),
    ("Cochran (1954) p. 435, leprosy; R, coin::chisq_test", "6.88", lambda: [association(LEPROSY).chi_square]),
    ("Armitage (1955) p. 379, ulcers; R, coin::chisq_test", "5.91", lambda: [association(ULCERS).chi_square]),
]


@pytest.mark.parametrize(("source", "printed", "found"), CASES, ids=[case[0] for case in CASES])
def test_as_printed(source: str, printed: str, found: Found, told: Callable[[Iterable[float], str], str]) -> None:
    assert told(found(), printed) == printed, source


def test_arthritis(folder: Path, told: Callable[[Iterable[float], str], str]) -> None:
    """Koch and Edwards (1988); vcd::assocstats in Friendly and Meyer (2016), Discrete Data Analysis with R, chapter 4."""
    counts = pd.read_csv(folder / "arthritis.csv").pivot(index="treatment", columns="improved", values="n")
    found = association(counts)
    printed = "13.055 2 0.0014626 0.394"
    assert told([found.chi_square, found.df, found.p, found.v], printed) == printed


def test_smoking_and_low_birth_weight(folder: Path, told: Callable[[Iterable[float], str], str]) -> None:
    """Hosmer and Lemeshow (2000), Applied Logistic Regression, chapter 3: the crude odds ratio and its interval."""
    rows = pd.read_csv(folder / "birth_weight.csv")
    found = odds(pd.crosstab(1 - rows["smoke"], 1 - rows["low"]).to_numpy().tolist())
    assert told(found, "2.02 1.08 3.78") == "2.02 1.08 3.78"
