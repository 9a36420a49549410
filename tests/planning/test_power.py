"""Power before the field, against scipy's tests of every table and statsmodels' exact power."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom, binomtest, fisher_exact, hypergeom, multivariate_hypergeom, norm
from statsmodels.stats.proportion import power_proportions_2indep

from survey.errors import PLAN_FRAME, PLAN_SHARE, SurveyError
from survey.planning.power import answers_power, groups_power, smallest_found
from survey.stats.binomial import agresti_min_interval
from survey.stats.two_groups import newcombe_interval, two_groups_test


@pytest.mark.parametrize(("sizes", "shares"), [((12, 9), (0.2, 0.7)), ((15, 15), (0.5, 0.5))])
def test_groups_by_every_pair_of_counts(sizes: tuple[int, int], shares: tuple[float, float]) -> None:
    power = half = 0.0
    for x in range(sizes[0] + 1):
        for y in range(sizes[1] + 1):
            chance = binom.pmf(x, sizes[0], shares[0]) * binom.pmf(y, sizes[1], shares[1])
            low, high = newcombe_interval(x, sizes[0], y, sizes[1])
            half += chance * (high - low) / 2
            power += chance * (fisher_exact([[x, sizes[0] - x], [y, sizes[1] - y]]).pvalue <= 0.05)
    found = groups_power(sizes, shares)
    assert found.power == pytest.approx(power, abs=1e-9)
    assert found.half_width == pytest.approx(half, abs=1e-12)


def test_groups_of_finite_populations_by_every_pair_of_counts() -> None:
    power = half = 0.0
    for x in range(11):
        for y in range(11):
            chance = hypergeom.pmf(x, 20, 4, 10) * hypergeom.pmf(y, 20, 16, 10)
            low, high = newcombe_interval(x, 10, y, 10, populations=(20, 20))
            half += chance * (high - low) / 2
            power += chance * (two_groups_test(x, 10, y, 10, (20, 20)) <= 0.05)
    found = groups_power((10, 10), (0.2, 0.8), populations=(20, 20))
    assert found.power == pytest.approx(power, abs=1e-9)
    assert found.half_width == pytest.approx(half, abs=1e-9)


def test_groups_below_the_normal_approximation() -> None:
    """The exact test is conservative: its power lies below that of the z test, and meets it as groups grow."""
    apart = []
    for n in (48, 150, 500):
        approximate = power_proportions_2indep(0.2, 0.4, n, ratio=1, alpha=0.05, return_results=False)
        apart.append(approximate - groups_power((n, n), (0.6, 0.4)).power)
    assert apart[0] > apart[1] > apart[2] > -1e-6
    assert apart[0] < 0.1


def test_false_alarms_stay_below_the_level() -> None:
    for share in (0.05, 0.3, 0.5):
        assert groups_power((48, 48), (share, share)).power <= 0.05
        assert answers_power(96, (share, share)).power <= 0.05


def test_two_answers_by_every_count() -> None:
    """A question of three answers put to 14 people, each table with scipy's exact test."""
    power = half = 0.0
    for m in range(15):
        for first in range(m + 1):
            chance = binom.pmf(m, 14, 0.7) * binom.pmf(first, m, 0.5 / 0.7)
            low, high = agresti_min_interval(first, m - first, 14)
            half += chance * float(high - low) / 2
            power += chance * (m > 0 and binomtest(first, m).pvalue <= 0.05)
    found = answers_power(14, (0.5, 0.2))
    assert found.power == pytest.approx(power, abs=1e-9)
    assert found.half_width == pytest.approx(half, abs=1e-9)


def test_yes_no_question_is_the_binomial_test() -> None:
    counts = np.arange(97)
    rejects = np.array([binomtest(int(count), 96).pvalue <= 0.05 for count in counts])
    assert answers_power(96, (0.6, 0.4)).power == pytest.approx(float(binom.pmf(counts, 96, 0.6) @ rejects), abs=1e-12)


def test_two_answers_from_a_frame_by_every_count() -> None:
    """12 of 20 people, of whom 9 would give the first answer and 5 the second, each sample with its own chance."""
    power = half = 0.0
    for first in range(10):
        for second in range(min(6, 13 - first)):
            chance = multivariate_hypergeom.pmf([first, second, 12 - first - second], [9, 5, 6], 12)
            low, high = agresti_min_interval(first, second, 12, population=20)
            half += chance * float(high - low) / 2
            z = (abs(first - second) - 1) / np.sqrt(max(first + second, 1) * 8 / 19)
            power += chance * (2 * norm.sf(z) <= 0.05)
    found = answers_power(12, (0.45, 0.25), population=20)
    assert found.power == pytest.approx(power, abs=1e-9)
    assert found.half_width == pytest.approx(half, abs=1e-9)


def test_a_frame_that_everybody_answers_leaves_nothing_to_test() -> None:
    """The difference is known exactly: no power, and an interval without width."""
    for found in (answers_power(50, (0.6, 0.4), population=50), groups_power((25, 25), (0.4, 0.6), populations=(25, 25))):
        assert np.isnan(found.power)
        assert found.half_width == 0


@pytest.mark.parametrize("n", [96, 180, 228, 238])
def test_more_of_a_frame_finds_more_and_raises_no_false_alarm(n: int) -> None:
    halves = (n // 2, n // 2)
    assert groups_power(halves, (0.5, 0.5), populations=(120, 120)).power <= 0.05
    assert answers_power(n, (0.5, 0.5), population=240).power <= 0.05
    assert groups_power(halves, (0.4, 0.6), populations=(120, 120)).power > groups_power(halves, (0.4, 0.6)).power
    assert answers_power(n, (0.6, 0.4), population=240).power > answers_power(n, (0.6, 0.4)).power


def test_smallest_difference() -> None:
    def power(apart: float) -> float:
        return groups_power((48, 48), (0.5 - apart / 2, 0.5 + apart / 2)).power

    found = smallest_found(power, 0.8)
    assert power(found) >= 0.8 > power(found - 0.01)
    assert np.isnan(smallest_found(lambda apart: 0.5, 0.8))


def test_refusals() -> None:
    with pytest.raises(SurveyError) as found:
        groups_power((48, 48), (0.5, 0.5), populations=(40, None))
    assert found.value.code == PLAN_FRAME
    with pytest.raises(SurveyError) as found:
        answers_power(96, (0.7, 0.4))
    assert found.value.code == PLAN_SHARE
