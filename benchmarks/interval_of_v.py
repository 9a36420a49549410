"""How often the interval of Cramér's V covers the truth: the table of docs/crosstab.md.

Tables of known V are mixtures of no association and the strongest one that their margins allow; samples are drawn from each with
a fixed seed. Prints a row for each size of table, in percent of samples, from the worst V to the best.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from survey.stats.contingency import association

SIZES = ((2, 2), (2, 4), (3, 3), (4, 4))
TRUE_V = (0.0, 0.2, 0.4, 0.6)
SAMPLES = 600
MOST_COMMON = 0.7
"""Share of the first answer where margins are uneven; the others share the rest."""
SETTINGS = tuple((people, even) for people in (96, 300) for even in (True, False))


def margin(answers: int, even: bool) -> NDArray[np.float64]:
    """Shares of the answers to one question."""
    if even:
        return np.full(answers, 1 / answers)
    return np.array([MOST_COMMON, *[(1 - MOST_COMMON) / (answers - 1)] * (answers - 1)])


def strongest(rows: NDArray[np.float64], columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """The joint shares in which both questions rise together, as far as their margins allow."""
    above = np.minimum.outer(np.r_[0, rows.cumsum()], np.r_[0, columns.cumsum()])
    return np.maximum(0, np.diff(np.diff(above, axis=0), axis=1))


def with_v(shape: tuple[int, int], even: bool, v: float) -> NDArray[np.float64]:
    """Joint shares of known V: phi² grows with the square of the part of the strongest association."""
    rows, columns = (margin(answers, even) for answers in shape)
    free, bound = np.outer(rows, columns), strongest(rows, columns)
    largest = np.sqrt((((bound - free) ** 2) / free).sum() / (min(shape) - 1))
    return free + min(1.0, v / largest) * (bound - free)


def coverage(shape: tuple[int, int], people: int, even: bool, v: float) -> float:
    """Percent of samples whose interval holds V."""
    rng = np.random.default_rng([*shape, people, even, round(10 * v)])
    shares = with_v(shape, even, v).ravel()
    found = [association(table.reshape(shape)) for table in rng.multinomial(people, shares / shares.sum(), SAMPLES)]
    return 100 * float(np.mean([one.v_low <= v <= one.v_high for one in found]))


def main() -> None:
    for shape in SIZES:
        cells = []
        for people, even in SETTINGS:
            told = [round(coverage(shape, people, even, v)) for v in TRUE_V]
            cells.append(f"{min(told)}–{max(told)}" if min(told) < max(told) else f"{told[0]}")
        print(f"| {shape[0]} × {shape[1]} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
