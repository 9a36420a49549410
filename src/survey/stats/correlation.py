"""The one gate to correlation matrices: every statistic of factors and scales takes its matrix from here and trusts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.errors import (
    CELLS_CORRECTED,
    CORRELATION_AT_LIMIT,
    CORRELATIONS_SMOOTHED,
    ITEMS_LEFT_OUT,
    NEEDS_ROWS,
    NOT_A_CORRELATION,
    SHARE_OUT_OF_RANGE,
    UNKNOWN_CHOICE,
    Problem,
    error,
    problem,
)
from survey.stats import answer_checks, product_moment
from survey.stats.answer_checks import Limits
from survey.stats.codes import Codes
from survey.stats.empty_cells import CONVENTIONS
from survey.stats.evidence import gather
from survey.stats.pair_counts import PairCounts
from survey.stats.pairs import Pairs, estimate, without_tables
from survey.stats.screening import Estimated, LeftOut, check_pairs, fitting_kind, varying
from survey.stats.smoothing import Smoothed, smooth

Kind = Literal["auto", "pearson", "tetrachoric", "polychoric"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_EXAMPLES = 3


@dataclass(frozen=True)
class Pair:
    """Two items whose table has empty cells: how many, and the correlation that came out."""

    first: str
    second: str
    empty: int
    rho: float


@dataclass(frozen=True)
class Correlation:
    """Correlations of p items, with all that has to be known to use them.

    matrix: as estimated, perhaps not positive definite. smoothed: positive definite; the same where nothing had to be done.
    thresholds: of each item, empty for Pearson. n: people who answered both items of a pair (their weights, if there are any).
    standard_errors: of `matrix`; NaN for a correlation of 1 or -1, 0 on the diagonal.
    corrected: pairs of yes/no items with an empty cell into which something was put. boundary: pairs whose correlation is exactly
    1 or -1. left_out: items with one answer only, or nearly.
    smallest_eigenvalue, smallest_eigenvalue_smoothed: of the two matrices. moved: the largest change of a correlation by
    smoothing.
    kind: what was computed. correct: what was done about empty cells. pearson: Pearson's correlations of the same items.
    warnings: what a reader has to be told; `survey.i18n.problems.tell` words them.
    codes: the answers, None for counts. counts: counts of pairs of answers, None for numbers with many values.
    """

    matrix: pd.DataFrame
    smoothed: pd.DataFrame
    thresholds: Mapping[str, tuple[float, ...]]
    n: pd.DataFrame
    standard_errors: pd.DataFrame
    corrected: tuple[Pair, ...]
    boundary: tuple[Pair, ...]
    left_out: tuple[LeftOut, ...]
    smallest_eigenvalue: float
    smallest_eigenvalue_smoothed: float
    moved: float
    kind: Estimated
    correct: str
    pearson: pd.DataFrame
    warnings: tuple[Problem, ...]
    codes: Codes | None
    counts: PairCounts | None

    @property
    def items(self) -> tuple[str, ...]:
        """The names of the items, in the order of `matrix`."""
        return tuple(self.matrix.columns)

    @property
    def was_smoothed(self) -> bool:
        """Whether the matrix as estimated contradicts itself, so that `smoothed` differs from it."""
        return self.moved > 0

    def rows(self, what: str) -> Codes:
        """The answers of each person; NEEDS_ROWS, naming `what` was asked for, where there are only counts."""
        if self.codes is None:
            raise error(NEEDS_ROWS, what=what)
        return self.codes


def expect_correlation(corr: object) -> Correlation:
    """The correlations that a statistic was given; a refusal that names what else it was given."""
    if not isinstance(corr, Correlation):
        raise error(NOT_A_CORRELATION, found=type(corr).__name__)
    return corr


def correlate(
    data: Codes | PairCounts, kind: str = "auto", correct: str = "lavaan", least_share: float = 0.05, limits: Limits | None = None
) -> Correlation:
    """Correlations of all pairs of items; see `survey.correlation`, which reads frames, waves and tables for it.

    limits: item -> least and greatest allowed number; a value between them is taken for no code of a missing answer.

    >>> from survey.stats.codes import from_frame
    >>> rows = from_frame(pd.DataFrame({"a": [0] * 50 + [1] * 50, "b": [0] * 40 + [1] * 50 + [0] * 10}))
    >>> found = correlate(rows)
    >>> found.kind, round(float(found.matrix.loc["a", "b"]), 6), round(float(found.pearson.loc["a", "b"]), 6)
    ('tetrachoric', 0.809017, 0.6)
    """
    _check_choices(kind, correct, least_share)
    evidence, left_out = varying(gather(data), least_share)
    chosen = fitting_kind(evidence, kind)
    moments = evidence.moments
    pearson = product_moment.correlation(moments)
    check_pairs(evidence.items, moments.n, pearson)
    if chosen == "pearson" or evidence.counts is None:
        pairs = without_tables(pearson, product_moment.standard_errors(pearson, moments.n))
    else:
        pairs = estimate(evidence.counts, pearson, correct)
    smoothed = smooth(pairs.rho)
    corrected = _pairs(evidence.items, pairs, pairs.corrected)
    boundary = _pairs(evidence.items, pairs, np.abs(pairs.rho) >= 1)
    index = pd.Index(evidence.items)
    return Correlation(
        matrix=pd.DataFrame(pairs.rho, index, index),
        smoothed=pd.DataFrame(smoothed.matrix, index, index),
        thresholds=dict(zip(evidence.items, pairs.thresholds, strict=True)),
        n=pd.DataFrame(moments.n, index, index),
        standard_errors=pd.DataFrame(pairs.errors, index, index),
        corrected=corrected,
        boundary=boundary,
        left_out=left_out,
        smallest_eigenvalue=smoothed.before,
        smallest_eigenvalue_smoothed=smoothed.after,
        moved=smoothed.moved,
        kind=chosen,
        correct=correct,
        pearson=pd.DataFrame(pearson, index, index),
        warnings=(*answer_checks.warn(evidence, chosen, limits), *_warnings(left_out, corrected, boundary, smoothed, correct)),
        codes=evidence.codes,
        counts=evidence.counts,
    )


def _check_choices(kind: str, correct: str, least_share: float) -> None:
    for name, value, known in (("kind", kind, KINDS), ("correct", correct, tuple(CONVENTIONS))):
        if value not in known:
            raise error(UNKNOWN_CHOICE, parameter=name, value=value, known=known)
    if not 0 <= least_share < 0.5:
        raise error(SHARE_OUT_OF_RANGE, share=least_share)


def _pairs(items: tuple[str, ...], pairs: Pairs, which: NDArray[np.bool_]) -> tuple[Pair, ...]:
    places = np.argwhere(np.triu(which, 1)).tolist()
    return tuple(Pair(items[i], items[j], int(pairs.empty[i, j]), float(pairs.rho[i, j])) for i, j in places)


def _warnings(
    left_out: tuple[LeftOut, ...], corrected: tuple[Pair, ...], boundary: tuple[Pair, ...], smoothed: Smoothed, correct: str
) -> tuple[Problem, ...]:
    """What a reader has to be told before using the matrix."""
    found = []
    if left_out:
        found.append(problem(ITEMS_LEFT_OUT, items=tuple(one.item for one in left_out)))
    if corrected:
        found.append(problem(CELLS_CORRECTED, count=len(corrected), pairs=_examples(corrected), correct=correct))
    if boundary:
        found.append(problem(CORRELATION_AT_LIMIT, count=len(boundary), pairs=_examples(boundary)))
    if smoothed.moved > 0:
        found.append(problem(CORRELATIONS_SMOOTHED, smallest=f"{smoothed.before:.3f}", moved=f"{smoothed.moved:.3f}"))
    return tuple(found)


def _examples(pairs: Iterable[Pair]) -> tuple[str, ...]:
    named = [f"{pair.first} – {pair.second}" for pair in pairs]
    return (*named[:_EXAMPLES], *(("…",) if len(named) > _EXAMPLES else ()))
