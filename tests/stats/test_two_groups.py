"""Two shares of independent groups, against scipy and statsmodels, and the numbers that Newcombe printed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact, hypergeom
from statsmodels.stats.proportion import confint_proportions_2indep

from survey.errors import SurveyError
from survey.stats.two_groups import newcombe_ends, newcombe_interval, share_limits, two_groups_test

GROUP = st.integers(1, 60).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


@given(GROUP, GROUP)
def test_as_fisher(first: tuple[int, int], second: tuple[int, int]) -> None:
    table = [[count, base - count] for count, base in (first, second)]
    assert two_groups_test(*first, *second) == pytest.approx(fisher_exact(table).pvalue, abs=1e-9)


@given(GROUP, GROUP)
def test_as_newcombe(first: tuple[int, int], second: tuple[int, int]) -> None:
    ours = newcombe_interval(*first, *second)
    theirs = confint_proportions_2indep(*second, *first, method="newcomb", compare="diff")
    assert ours == pytest.approx(theirs, abs=1e-9)


# Newcombe (1998), table II, method 10.
@pytest.mark.parametrize(
    ("second", "first", "printed"),
    [((56, 70), (48, 80), (0.0524, 0.3339)), ((9, 10), (3, 10), (0.1705, 0.8090)), ((10, 10), (0, 10), (0.6075, 1.0))],
)
def test_printed(second: tuple[int, int], first: tuple[int, int], printed: tuple[float, float]) -> None:
    assert newcombe_interval(*first, *second) == pytest.approx(printed, abs=5.001e-5)


# Newcombe (1998), table II, method 11: with the correction for continuity; a population so large allows of no other.
@pytest.mark.parametrize(
    ("second", "first", "printed"), [((56, 70), (48, 80), (0.0428, 0.3422)), ((9, 10), (3, 10), (0.1013, 0.8387))]
)
def test_printed_with_the_correction(second: tuple[int, int], first: tuple[int, int], printed: tuple[float, float]) -> None:
    found = newcombe_interval(*first, *second, populations=(10**9, 10**9))
    assert found == pytest.approx(printed, abs=5.001e-5)


@given(GROUP, GROUP, st.integers(0, 40), st.integers(0, 40), st.sampled_from([0.8, 0.95, 0.999]))
def test_p_of_a_frame_never_contradicts_the_interval(
    first: tuple[int, int], second: tuple[int, int], more: int, others: int, level: float
) -> None:
    populations = first[1] + more, second[1] + others
    low, high = newcombe_interval(*first, *second, level, populations)
    p = two_groups_test(*first, *second, populations)
    if not more and not others:
        assert np.isnan(p)
        assert low == high
    elif abs(p - (1 - level)) > 1e-9:
        assert (p < 1 - level) == (low > 0 or high < 0)


@pytest.mark.parametrize(("people", "n"), [(48, 40), (48, 46), (100, 50), (100, 90), (100, 99)])
def test_two_equal_shares_of_a_frame_are_seldom_found_different(people: int, n: int) -> None:
    """Every frame there can be, by the hypergeometric chances of all pairs of counts."""
    counts = np.arange(n + 1)
    ends = [share_limits(counts.reshape(shape), n, 0.95, people, corrected=True) for shape in ((-1, 1), (1, -1))]
    low, high = newcombe_ends(*ends)
    different = (low > 0) | (high < 0)
    for yes in range(people + 1):
        chance = hypergeom.pmf(counts, people, yes, n)
        assert chance @ different @ chance <= 0.05


def test_edges() -> None:
    assert np.isnan(two_groups_test(0, 0, 1, 3))
    assert np.isnan(newcombe_interval(0, 0, 1, 3)).all()
    assert newcombe_interval(4, 10, 6, 10, populations=(10, 10)) == pytest.approx((0.2, 0.2))  # everybody answered
    assert np.isnan(two_groups_test(4, 10, 6, 10, (10, 10)))
    assert two_groups_test(0, 10, 3, 8, (10, 10)) < 1e-12  # nobody of the ten, so three cannot be of the same ten
    assert two_groups_test(4, 8, 4, 8, (10, 10)) == 1
    with pytest.raises(SurveyError):
        two_groups_test(4, 3, 1, 3)
