"""Fisher's exact test of tables of two rows and two columns, for every joint count that the margins allow of."""

from __future__ import annotations

import numpy as np

from survey.stats.exact_sums import Floats, Ints

TIE = 1e-7
"""Tables whose probabilities differ by less, relatively, are equally probable; as in R's fisher.test."""


def fisher_by_count(n: int, a: int, b: int) -> tuple[Ints, Floats]:
    """(x, p): every joint count that margins a and b of n people allow of, with Fisher's two-sided p.

    The sum of the probabilities of all tables that are at most as probable; in R `fisher.test(table)$p.value`.

    >>> x, p = fisher_by_count(96, 7, 4)
    >>> x.tolist(), [round(value, 3) for value in p.tolist()]
    ([0, 1, 2, 3, 4], [1.0, 0.265, 0.026, 0.001, 0.0])
    """
    from scipy.stats import hypergeom

    x = np.arange(max(0, a + b - n), min(a, b) + 1)
    chance = hypergeom.pmf(x, n, a, b)
    order = np.argsort(chance, kind="stable")
    total = np.cumsum(chance[order])
    return x, np.minimum(1.0, total[np.searchsorted(chance[order], chance * (1 + TIE), side="right") - 1])
