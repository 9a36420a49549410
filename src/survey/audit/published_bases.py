"""How many people the printed percents are shares of, from the percents alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from survey.audit.document_arithmetic import counts_of, decimals

Ints = NDArray[np.int64]
Share = tuple[str, int | None]
"""A percent as printed, and the count beside it where there is one."""

LARGEST = 2000
MISPRINT = 0.01  # how often a printed percent is taken to be wrong when bases are compared
CERTAIN = log(1000)  # how much better than no base at all a base has to explain the percents


@dataclass(frozen=True)
class Candidate:
    """A base: how many of the printed percents it contradicts; `evidence`: by how much it explains them better than chance."""

    base: int
    contradicted: int
    percents: int
    evidence: float


def fits(share: Share, base: int) -> bool:
    """Whether some count of the base, or the count that is printed beside it, is printed as this percent.

    >>> fits(("30.1", None), 96), fits(("34.4", 33), 96), fits(("34.4", 31), 96)
    (False, True, False)
    """
    percent, n = share
    counts = counts_of(percent, base)
    return counts is not None and (n is None or counts[0] <= n <= counts[1])


def candidates(shares: Iterable[Share], largest: int = LARGEST) -> tuple[Candidate, ...]:
    """Every base from 1 to `largest`, the best explanation of the percents first.

    Parameters
    ----------
    shares
        Percents as printed (with a decimal point), each with its count or None.
    largest
        The largest base to look at.

    Notes
    -----
    A large base contradicts nothing: of 1,000 people every percent with one decimal is possible. So a base is judged by how
    narrow a choice it leaves: it gives a percent the probability m / (base + 1), m the number of its counts that are printed so,
    or a small one where there is none (a misprint); bases are compared by the product. Of two that contradict equally few
    percents the smaller one wins, and multiples of the right base lose to it.

    Examples
    --------
    >>> candidates([("34.7", None), ("32.6", None), ("10.5", None), ("22.1", None)], 200)[0].base
    95
    """
    shares = tuple(dict.fromkeys(shares))
    bases = np.arange(1, largest + 1, dtype=np.int64)
    total, contradicted = np.zeros(largest), np.zeros(largest, dtype=np.int64)
    for percent, n in shares:
        low, high = _printed_so(percent, bases)
        prints = 100 * 10 ** decimals(percent) + 1
        if n is None:
            fit: NDArray[np.float64] = np.maximum(high - low + 1, 0) / (bases + 1)
        else:
            fit = ((low <= n) & (n <= high)).astype(float)  # the count says which percent it must be
        contradicted += fit == 0
        total += np.log((1 - MISPRINT) * fit + MISPRINT / prints) + log(prints)
    order = np.lexsort((bases, -total))
    return tuple(
        Candidate(int(bases[at]), int(contradicted[at]), len(shares), float(total[at]))
        for at in order
    )  # fmt: skip


def common_base(found: Sequence[Candidate]) -> int | None:
    """The best base; None where the percents do not tell it.

    They do not where the best base explains them hardly better than chance, as for whole percents of many people, and where it
    calls a percent impossible although another base, which contradicts fewer, is not clearly worse.
    """
    if not found or found[0].evidence - log(len(found)) < CERTAIN:
        return None
    best = found[0]
    rivals = (one for one in found[1:] if one.contradicted < best.contradicted)
    return None if any(best.evidence - one.evidence < CERTAIN for one in rivals) else best.base


def own_bases(shares: Sequence[Share], common: int, largest: int = LARGEST) -> tuple[int, ...]:
    """The bases that fit every percent of a question which contradicts the common base, the likeliest first.

    Nearest below the common base first, because some people leave a question out; then above it. Empty where fewer than two
    percents contradict: one alone is rather a misprint.

    >>> own_bases([("34.7", None), ("32.6", None), ("10.5", None)], 96)[:1]
    (95,)
    """
    if sum(not fits(share, common) for share in shares) < 2:
        return ()
    below = [base for base in range(common - 1, 0, -1) if all(fits(share, base) for share in shares)]
    if below:
        return tuple(below)
    return tuple(base for base in range(common + 1, min(2 * common, largest)) if all(fits(share, base) for share in shares))


def _printed_so(percent: str, bases: Ints) -> tuple[Ints, Ints]:
    """For each base the least and the largest count printed as this percent, the least above the largest where none is;
    `counts_of` for many bases at once."""
    places = decimals(percent)
    digits, whole = int(percent.replace(".", "")), 200 * 10**places
    low: Ints = np.maximum(-((-(2 * digits - 1) * bases) // whole), 0)
    high: Ints = np.minimum(-((-(2 * digits + 1) * bases) // whole) - 1, bases)
    return low, high
