"""Bounds of a mean score when only the margins of its items are known.

Of every item it is known between which bounds the number of people with each score lies, not who gave which answer elsewhere.
Where an answer has no score, it stays open who has a value of the index at all, and with it the mean. The smallest and the
largest mean over all tables that fit the margins are found by linear programming in whole numbers; they are sharp: some table has
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array, lil_array

from survey.errors import TOO_MANY_PATTERNS, error

Floats = NDArray[np.float64]

Combine = Literal["mean", "sum", "all"]
"""What a person's value is: the mean of the scores, their sum, or 1 if every score is 1 and else 0."""

MOST_VARIABLES = 60_000


@dataclass(frozen=True)
class Part:
    """What is known of one item: how many people have each score, and how many have none.

    scores: k distinct numbers. low, high: k whole numbers each. missing: bounds of the number of people without a score.
    """

    scores: tuple[float, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    missing: tuple[int, int]

    @property
    def exact(self) -> bool:
        """Everybody has a score, and how many have which is known."""
        return self.low == self.high and self.missing == (0, 0)


@dataclass(frozen=True)
class MeanBounds:
    """n_low, n_high: people with a value. low, high: of their mean value; NaN where nobody can have one."""

    n_low: int
    n_high: int
    low: float
    high: float


@dataclass(frozen=True)
class _Program:
    """Unknown numbers of people x with lower <= A x <= upper, of whom `people` have a value; their values add up to `total` x."""

    matrix: csr_array
    lower: Floats
    upper: Floats
    whole: NDArray[np.bool_]
    people: Floats
    total: Floats


def mean_bounds(parts: Sequence[Part], n: int, minimum: int, combine: Combine = "mean") -> MeanBounds:
    """Sharp bounds of the mean value of those people who have at least `minimum` scores.

    Parameters
    ----------
    parts
        One for each item.
    n
        People in all.
    minimum
        Scores that a person needs to have a value.
    combine
        How scores make up a value.

    Returns
    -------
    MeanBounds, unrounded. The margins have to be possible: for each item some numbers between the bounds add up to n.

    Raises
    ------
    StatisticsError
        So many items have answers without a score that the tables cannot be searched.

    Notes
    -----
    For `mean` and `sum` the unknowns are w_S, the number of people with scores on exactly the items S, and y_Sic, those of them
    with score c on item i: sum_c y_Sic = w_S, and sum_S y_Sic lies between the bounds of the margin. Given w, any such y belongs
    to a table, so nothing is lost against the table of all answers. The mean is a ratio where the number with a value varies; it
    is optimised by Dinkelbach (1967), Management Science 13(7), 492-498, whose steps are programs in whole numbers, which the
    transformation of Charnes and Cooper would give up. Where everybody has a score on every item, the items do not touch each
    other and the bounds follow item by item.

    Examples
    --------
    53 yes, 37 no, 6 without a score on one item; 61 yes, 35 no on the other; a value needs both:

    >>> first, second = Part((1, 0), (53, 37), (53, 37), (6, 6)), Part((1, 0), (61, 35), (61, 35), (0, 0))
    >>> found = mean_bounds([first, second], 96, 2)
    >>> found.n_low, found.n_high, round(100 * found.low, 2), round(100 * found.high, 2)
    (90, 90, 60.0, 63.33)
    """
    if combine != "all" and all(part.missing == (0, 0) for part in parts):
        share = n * len(parts) if combine == "mean" else n
        low, high = (sum(_least_total(part, n, sign) for part in parts) / share for sign in (1, -1))
        return MeanBounds(n, n, low, high)
    program = _of_cells(parts, n, minimum) if combine == "all" else _of_patterns(parts, n, minimum, combine)
    fewest, most = _people(program, 1.0), _people(program, -1.0)
    if most == 0:
        return MeanBounds(fewest, most, float("nan"), float("nan"))
    return MeanBounds(fewest, most, _best_ratio(program, 1.0), _best_ratio(program, -1.0))


def _least_total(part: Part, n: int, sign: int) -> float:
    """The smallest (sign 1) or largest (sign -1) sum of n people's scores: the best scores take what the bounds leave open."""
    total = sum(score * low for score, low in zip(part.scores, part.low, strict=True))
    left = n - sum(part.low)
    for score, low, high in sorted(zip(part.scores, part.low, part.high, strict=True), key=lambda found: sign * found[0]):
        taken = min(left, high - low)
        total += score * taken
        left -= taken
    return total


# -- programs ----------------------------------------------------------------------------------------------------------
def _patterns(parts: Sequence[Part], n: int) -> Iterator[tuple[int, ...]]:
    """The sets of items on which one person can have a score, as positions."""
    always = {position for position, part in enumerate(parts) if part.missing[1] == 0}
    never = {position for position, part in enumerate(parts) if part.missing[0] == n}
    open_items = [position for position in range(len(parts)) if position not in always | never]
    if 2 ** len(open_items) * (1 + sum(len(part.scores) for part in parts)) > MOST_VARIABLES:
        raise error(TOO_MANY_PATTERNS, items=len(open_items))
    for size in range(len(open_items) + 1):
        for chosen in combinations(open_items, size):
            yield tuple(sorted(always | set(chosen)))


def _of_patterns(parts: Sequence[Part], n: int, minimum: int, combine: Combine) -> _Program:
    """The program in w_S and y_Sic."""
    patterns = list(_patterns(parts, n))
    cells = [(s, i, c) for s, pattern in enumerate(patterns) for i in pattern for c in range(len(parts[i].scores))]
    position = {cell: column for column, cell in enumerate(cells, start=len(patterns))}
    width = len(patterns) + len(cells)
    rows = _Rows(width)
    rows.add(dict.fromkeys(range(len(patterns)), 1.0), n, n)
    for i, part in enumerate(parts):
        inside = [s for s, pattern in enumerate(patterns) if i in pattern]
        for s in inside:
            rows.add({s: -1.0} | {position[s, i, c]: 1.0 for c in range(len(part.scores))}, 0, 0)
        for c in range(len(part.scores)):
            rows.add({position[s, i, c]: 1.0 for s in inside}, part.low[c], part.high[c])
        rows.add({s: 1.0 for s in range(len(patterns)) if s not in inside}, *part.missing)
    people, total = np.zeros(width), np.zeros(width)
    for s, pattern in enumerate(patterns):
        if len(pattern) >= minimum:
            people[s] = 1.0
            for i in pattern:
                for c, score in enumerate(parts[i].scores):
                    total[position[s, i, c]] = score / (len(pattern) if combine == "mean" else 1)
    # Given whole w, the rest is one transportation problem for each item, whose corners are whole by themselves.
    whole = np.arange(width) < len(patterns)
    return rows.program(whole, people, total)


def _of_cells(parts: Sequence[Part], n: int, minimum: int) -> _Program:
    """The program in the cells of the whole table: a value that needs several answers at once is no sum over items."""
    size = int(np.prod([len(part.scores) + 1 for part in parts]))
    if size > MOST_VARIABLES:
        raise error(TOO_MANY_PATTERNS, items=len(parts))
    cells = list(product(*[(*range(len(part.scores)), None) for part in parts]))
    rows = _Rows(len(cells))
    rows.add(dict.fromkeys(range(len(cells)), 1.0), n, n)
    for i, part in enumerate(parts):
        for c in range(len(part.scores)):
            rows.add({x: 1.0 for x, cell in enumerate(cells) if cell[i] == c}, part.low[c], part.high[c])
        rows.add({x: 1.0 for x, cell in enumerate(cells) if cell[i] is None}, *part.missing)
    scored = np.array([sum(c is not None for c in cell) for cell in cells])
    every = [all(c is not None and part.scores[c] == 1 for c, part in zip(cell, parts, strict=True)) for cell in cells]
    people = (scored >= minimum).astype(float)
    return rows.program(np.ones(len(cells), dtype=bool), people, people * np.array(every))


class _Rows:
    """The rows of a program, as they are added."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def add(self, factors: dict[int, float], lower: float, upper: float) -> None:
        self.rows.append((factors, lower, upper))

    def program(self, whole: NDArray[np.bool_], people: Floats, total: Floats) -> _Program:
        matrix = lil_array((len(self.rows), self.columns))
        for number, (factors, _, _) in enumerate(self.rows):
            for column, factor in factors.items():
                matrix[number, column] = factor
        lower, upper = (np.array([row[side] for row in self.rows], dtype=float) for side in (1, 2))
        return _Program(csr_array(matrix), lower, upper, whole, people, total)


# -- solving -----------------------------------------------------------------------------------------------------------
def _solve(program: _Program, cost: Floats, fewest: int) -> Floats:
    """The table with the smallest cost in which at least `fewest` people have a value."""
    found = milp(
        cost,
        integrality=program.whole.astype(int),
        bounds=Box(0, np.inf),
        constraints=[
            LinearConstraint(program.matrix, program.lower, program.upper),
            LinearConstraint(program.people[np.newaxis, :], fewest, np.inf),
        ],
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise RuntimeError(f"no table fits margins that were checked: {found.message}")
    return np.asarray(np.round(found.x), dtype=float)


def _people(program: _Program, sign: float) -> int:
    return int(program.people @ _solve(program, sign * program.people, 0))


def _best_ratio(program: _Program, sign: float) -> float:
    """The smallest (sign 1) or largest (sign -1) mean value."""
    table = _solve(program, sign * program.total, 1)
    while True:
        ratio = float(program.total @ table) / float(program.people @ table)
        cost = sign * (program.total - ratio * program.people)
        better = _solve(program, cost, 1)
        if cost @ better > -1e-9:
            return ratio
        table = better
