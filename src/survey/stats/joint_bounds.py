"""What printed margins force about two or three answers of the same people: sharp bounds of joint counts.

Of each answer it is known between which whole numbers the people who gave it lie, and how many people answered the question at
all. Who of them also gave another answer is not known. The bounds are those of Fréchet (1940), Comptes rendus de la première
session extraordinaire de la Société de statistique de Paris; see Rüschendorf (1981), Metrika 28, 225-230, for their sharpness.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from survey.errors import TOO_MANY_TABLES, error

Ints = NDArray[np.int64]

MOST_CELLS = 60_000


@dataclass(frozen=True)
class Given:
    """One answer: `base` people answered the question, and between `low` and `high` of them gave this answer."""

    low: int
    high: int
    base: int


def joint_counts(low: Sequence[Ints], high: Sequence[Ints], people: int) -> tuple[Ints, Ints]:
    """Sharp bounds of how many people gave an answer to each of several questions at once.

    Parameters
    ----------
    low, high
        For each question the bounds of each of its answers: whole numbers of people, already as narrow as their sum allows.
    people
        People in all, those who left a question blank included.

    Returns
    -------
    (low, high), each with one axis for each question: max(0, sum of the lows - (k - 1) people) and the smallest of the highs.

    Notes
    -----
    A blank is one answer more, so questions with different bases need nothing else: every answer is a set among the same people.
    Where only single questions are known, both bounds are taken by some table for any number of questions, 2 x 2 x 2 included;
    solvers are needed only for what is no single cell (`event_counts`).

    Examples
    --------
    88 of 96 gave one answer, 70 of 96 another:

    >>> least, most = joint_counts([np.array([88]), np.array([70])], [np.array([88]), np.array([70])], 96)
    >>> least.item(), most.item()
    (62, 70)
    """
    least = np.zeros((), dtype=np.int64) - (len(low) - 1) * people
    most = np.full((), people, dtype=np.int64)
    for smallest, largest in zip(low, high, strict=True):
        least = np.add.outer(least, np.asarray(smallest, dtype=np.int64))
        most = np.minimum.outer(most, np.asarray(largest, dtype=np.int64))
    return np.maximum(least, 0), most


def answered_all(bases: Sequence[int], people: int) -> tuple[int, int]:
    """Bounds of how many people answered all of several questions, from how many answered each.

    >>> answered_all([95, 96], 96), answered_all([90, 91], 96)
    ((95, 95), (85, 90))
    """
    return max(0, sum(bases) - (len(bases) - 1) * people), min(bases, default=people)


@dataclass(frozen=True)
class Margin:
    """A question with one answer: bounds of each of its answers; `base` people answered it."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    base: int


def event_counts(margins: Sequence[Margin], people: int, event: Callable[[tuple[int | None, ...]], bool]) -> tuple[int, int]:
    """Sharp bounds of how many people's answers fulfil any condition, such as the same answer to three questions.

    Parameters
    ----------
    margins
        One for each question; some table has to fit them.
    people
        People in all.
    event
        Takes the positions of a person's answers, None for a blank, and tells whether they fulfil the condition.

    Returns
    -------
    (low, high).

    Raises
    ------
    StatisticsError
        TOO_MANY_TABLES: more than 60,000 combinations of answers.

    Notes
    -----
    The unknowns are the cells of the table of all answers, in whole numbers; the smallest and largest sums of the cells of the
    event are found by `scipy.optimize.milp`. For two questions this is a transportation problem, whose corners are whole by
    themselves; for three they need not be.

    Examples
    --------
    Exactly one of two answers that 60 and 50 of 96 gave:

    >>> both = [Margin((60, 36), (60, 36), 96), Margin((50, 46), (50, 46), 96)]
    >>> event_counts(both, 96, lambda cell: (cell[0] == 0) != (cell[1] == 0))
    (10, 82)
    """
    size = int(np.prod([len(margin.low) + 1 for margin in margins]))
    if size > MOST_CELLS:
        raise error(TOO_MANY_TABLES, found=size, most=MOST_CELLS)
    cells = list(product(*[(*range(len(margin.low)), None) for margin in margins]))
    rows, lower, upper = [np.ones(len(cells))], [people], [people]
    for place, margin in enumerate(margins):
        blank = people - margin.base
        codes: tuple[int | None, ...] = (*range(len(margin.low)), None)
        for code, low, high in zip(codes, (*margin.low, blank), (*margin.high, blank), strict=True):
            rows.append(np.array([cell[place] == code for cell in cells], dtype=float))
            lower.append(low)
            upper.append(high)
    fits = LinearConstraint(csr_array(np.array(rows)), np.array(lower, dtype=float), np.array(upper, dtype=float))
    cost = np.array([bool(event(cell)) for cell in cells], dtype=float)
    return _least(cost, fits), -_least(-cost, fits)


def _least(cost: NDArray[np.float64], fits: LinearConstraint) -> int:
    found = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Box(0, np.inf),
        constraints=fits,
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise RuntimeError(f"no table fits margins that were checked: {found.message}")
    return round(float(found.fun))
