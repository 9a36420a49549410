"""The same people asked twice, or more often."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest

from survey.stats.agreement import concordance
from survey.stats.binomial import agresti_min_interval
from survey.stats.equivalence import tango_interval
from survey.stats.paired import bowker, cochran_q, mcnemar, stuart_maxwell

APPROVAL = [[794, 150], [86, 570]]
VISION = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]
SEX = [[144, 2, 0, 0], [33, 4, 2, 0], [84, 14, 6, 1], [126, 29, 25, 5]]
DRUGS = {(0, 0, 0): 6, (1, 0, 0): 2, (0, 0, 1): 16, (1, 0, 1): 4, (0, 1, 0): 2, (1, 1, 0): 6, (0, 1, 1): 4, (1, 1, 1): 6}
MEDIA = {(1, 1, 1, 1): 4, (1, 1, 0, 1): 2, (0, 1, 1, 1): 3, (0, 1, 0, 1): 1, (0, 0, 0, 0): 59}
SPORTS = {(1, 1, 1): 6, (0, 1, 0): 2, (1, 1, 0): 2, (0, 0, 0): 1, (0, 0, 1): 1}
EXECUTIVES = [[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]
QUADE = [[52, 45, 38], [63, 79, 50], [45, 57, 39], [53, 51, 43], [47, 50, 56], [62, 72, 49], [49, 52, 40]]

Found = Callable[[], Iterable[float]]


def people(patterns: dict[tuple[int, ...], int]) -> np.ndarray:
    return np.repeat(list(patterns), list(patterns.values()), axis=0)


def q(patterns: dict[tuple[int, ...], int]) -> list[float]:
    found = cochran_q(people(patterns))
    return [found.statistic, found.df, found.p_chi_square]


def symmetry(table: list[list[int]]) -> list[float]:
    found = bowker(table)
    return [found.statistic, found.df]


CASES: list[tuple[str, str, Found]] = [
    ("Agresti (2002) p. 410, approval of the prime minister", "17.36", lambda: [bowker(APPROVAL).statistic]),
    ("the same, interval of the drop", "0.02 0.06", lambda: map(float, agresti_min_interval(150, 86, 1600))),
    ("Fagerland et al. (2013), BMC Med Res Methodol 13, 91, airways: exact and mid-p", "0.070 0.039", lambda: mcnemar(1, 7)),
    (
        "Fagerland et al. (2014), Statistics in Medicine 33, airways: Tango's interval",
        "0.026 0.517",
        lambda: tango_interval(1, 7, 21),
    ),
    ("Stuart (1953), vision of 7,477 women; R, coin::vision", "11.96", lambda: [stuart_maxwell(VISION).statistic]),
    ("Agresti (2007) section 8.3, premarital and extramarital sex, symmetry", "297.6 6", lambda: symmetry(SEX)),
    ("Grizzle et al. (1969), three drugs; SAS/STAT, PROC FREQ, Cochran's Q", "8.4706 2 0.0145", lambda: q(DRUGS)),
    ("Cochran (1950) p. 260, diphtheria; R, coin::mh_test", "8.05", lambda: q(MEDIA)[:1]),
    ("Conover (1999) p. 253, three sportsmen; NIST Dataplot, COCHRAN TEST", "2.8 2 0.246597", lambda: q(SPORTS)),
    ("Siegel (1956) p. 230, three executives, W", "0.16", lambda: [concordance(EXECUTIVES).w]),
    ("Quade (1979) p. 683, Friedman's chi-square; R, coin::quade_test", "6.000", lambda: [concordance(QUADE).test.statistic]),
]


@pytest.mark.parametrize(("source", "printed", "found"), CASES, ids=[case[0] for case in CASES])
def test_as_printed(source: str, printed: str, found: Found, told: Callable[[Iterable[float], str], str]) -> None:
    assert told(found(), printed) == printed, source
