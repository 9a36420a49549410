"""Ranges of measures against every 2 x 2 table, with every p value from another library."""

from __future__ import annotations

import math
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact
from statsmodels.stats.inter_rater import cohens_kappa

from survey.errors import StatisticsError
from survey.stats.fisher import fisher_by_count
from survey.stats.fourfold_bounds import MEASURES, fourfold_ranges, needed, possible_margins
from survey.stats.joint_bounds import Given


@cache
def measured(both: int, first: int, second: int, neither: int) -> dict[str, float]:
    """The measures of one table, NaN where it has none."""
    n = both + first + second + neither
    yes, other = both + first, both + second
    proper = 0 < yes < n and 0 < other < n
    phi = (both * neither - first * second) / math.sqrt(yes * (n - yes) * other * (n - other)) if proper else math.nan
    shrunk = 2 - 1 / (n - 1) if n > 1 else math.nan
    chance = yes * other + (n - yes) * (n - other)
    top, bottom = both * neither, first * second
    apart = binomtest(first, first + second).pvalue if first + second else 1.0
    return {
        "both": both,
        "difference": yes - other,
        "phi": phi,
        "cramers_v": math.sqrt(max(0, phi**2 - 1 / (n - 1)) / (shrunk - 1)) if proper and n > 2 else math.nan,
        "kappa": (n * (both + neither) - chance) / (n * n - chance) if chance < n * n else math.nan,
        "odds_ratio": top / bottom if bottom else (math.inf if top else math.nan),
        "mcnemar_p": float(apart),
        "fisher_p": float(fisher_exact([[both, first], [second, neither]]).pvalue),
    }


def agree(found: dict[str, object], tables: list[dict[str, float]]) -> bool:
    """Whether the ranges are those of the tables."""
    for measure in MEASURES:
        values = np.array([table[measure] for table in tables])
        known = values[~np.isnan(values)]
        ends = (known.min(), known.max()) if len(known) else (math.nan, math.nan)
        one = found[measure]
        if not np.allclose((one.low, one.high), ends, rtol=1e-9, atol=1e-12, equal_nan=True):  # type: ignore[attr-defined]
            return False
        if one.everywhere != (len(known) == len(values)):  # type: ignore[attr-defined]
            return False
    return True


@pytest.mark.parametrize("n", [3, 4, 7, 12])
def test_every_table_of_exact_margins(n: int) -> None:
    """All tables of n people, by their margins."""
    for yes, other in product(range(n + 1), repeat=2):
        tables = [
            measured(both, yes - both, other - both, n - yes - other + both)
            for both in range(max(0, yes + other - n), min(yes, other) + 1)
        ]
        assert agree(fourfold_ranges(possible_margins(Given(yes, yes, n), Given(other, other, n), n)), tables)


def answered(people: int, low: int, high: int, base: int) -> list[tuple[int, int, int]]:
    """(yes, no, blank) that fit what is told of one answer."""
    return [(yes, base - yes, people - base) for yes in range(low, high + 1)]


def tables_of(first: Given, second: Given, people: int, fewer: int) -> set[tuple[int, int, int, int]]:
    """The 2 x 2 tables inside every table with blanks (3 x 3) that fits; of those with a person to spare, one blank more."""
    found = set()
    for one, other in product(
        answered(people, first.low, first.high, first.base), answered(people, second.low, second.high, second.base)
    ):
        for a, b, c, d in product(*[range(min(x, y) + 1) for x, y in product(one[:2], other[:2])]):
            rows, columns = (one[0] - a - b, one[1] - c - d), (other[0] - a - c, other[1] - b - d)
            blank = sum(rows), sum(columns)
            if min(*rows, *columns) < 0 or blank[0] > other[2] or blank[1] > one[2] or a + b + c + d + sum(blank) > people:
                continue
            if other[2] - blank[0] == one[2] - blank[1] == people - a - b - c - d - sum(blank):
                found.add((a, b, c, d))
    for _ in range(fewer):
        found = {
            tuple(count - (place == gone) for place, count in enumerate(table))
            for table in found
            for gone in range(4)
            if table[gone]
        }
    return found


@st.composite
def told(draw: st.DrawFn, people: int) -> Given:
    base = draw(st.integers(max(0, people - 3), people))
    low = draw(st.integers(0, base))
    return Given(low, min(base, low + draw(st.integers(0, 3))), base)


@examples(st.data(), st.integers(4, 9), st.sampled_from([0, 1]))
def test_intervals_blanks_and_one_person_fewer(data: st.DataObject, people: int, fewer: int) -> None:
    first, second = data.draw(told(people)), data.draw(told(people))
    tables = tables_of(first, second, people, fewer)
    margins = possible_margins(first, second, people, fewer)
    found = set()
    for n, a, b, low, high in zip(margins.n, margins.first, margins.second, margins.fewest, margins.most, strict=True):
        found |= {(int(x), int(a - x), int(b - x), int(n - a - b + x)) for x in range(low, high + 1)}
    assert found == tables
    if min(map(sum, tables)) > 2:
        assert agree(fourfold_ranges(margins), [measured(*table) for table in sorted(tables)])


@pytest.mark.parametrize(("n", "a", "b"), [(96, 55, 80), (96, 7, 4), (40, 20, 20), (15, 0, 7), (500, 240, 33)])
def test_fisher_by_count(n: int, a: int, b: int) -> None:
    x, p = fisher_by_count(n, a, b)
    expected = [fisher_exact([[both, a - both], [b - both, n - a - b + both]]).pvalue for both in x]
    np.testing.assert_allclose(p, expected, rtol=1e-8)


@pytest.mark.parametrize("n", [6, 12])
@pytest.mark.parametrize("alpha", [0.05, 0.3])
def test_what_is_needed(n: int, alpha: float) -> None:
    for yes, other in product(range(n + 1), repeat=2):
        found = needed(n, yes, other, alpha)
        x, p = fisher_by_count(n, yes, other)
        positive = [both for both in x if both * n > yes * other]
        clear = [both for both, value in zip(x, p, strict=True) if both * n > yes * other and value < alpha]
        negative = [both for both, value in zip(x, p, strict=True) if both * n < yes * other and value < alpha]
        assert found.positive == min(positive, default=None)
        assert found.significant == min(clear, default=None)
        assert found.negative == max(negative, default=None)
        # Beyond the first joint count every other one is significant too, so one number tells all.
        assert clear == list(range(found.significant, x[-1] + 1)) if clear else found.p is None


def test_kappa_and_phi_of_answers_row_by_row() -> None:
    """The ends for 67 and 70 of 96, from answers written out person by person, by statsmodels and NumPy."""
    first, second = np.repeat([1, 0], [67, 29]), np.repeat([1, 0], [70, 26])
    found = fourfold_ranges(possible_margins(Given(67, 67, 96), Given(70, 70, 96), 96))
    for end, other in (("high", second), ("low", second[::-1])):
        table = np.array([[np.sum((first == one) & (other == two)) for two in (1, 0)] for one in (1, 0)])
        assert getattr(found["kappa"], end) == pytest.approx(cohens_kappa(table).kappa, abs=1e-12)
        assert getattr(found["phi"], end) == pytest.approx(np.corrcoef(first, other)[0, 1], abs=1e-12)


def test_a_large_survey_with_exact_margins_costs_nothing() -> None:
    found = fourfold_ranges(possible_margins(Given(600_000, 600_000, 10**6), Given(500_000, 500_000, 10**6), 10**6))
    assert (found["both"].low, found["both"].high) == (100_000, 500_000)
    assert found["mcnemar_p"].high < 1e-300


def test_too_many_open_margins_are_refused() -> None:
    with pytest.raises(StatisticsError) as found:
        possible_margins(Given(0, 5_000, 10_000), Given(0, 5_000, 10_000), 10_000)
    assert found.value.code == "SQ-S143"
