"""Intervals of shares against printed numbers, exact formulas and full enumeration."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binom, chi2, norm
from statsmodels.stats.proportion import multinomial_proportions_confint

from survey.errors import StatisticsError
from survey.stats.intervals import METHODS, goodman, interval

# Newcombe (1998), Statistics in Medicine 17, 857-872, table I: methods 3 (score) and 5 (Clopper-Pearson), decimals as printed.
NEWCOMBE = [
    (81, 263, "wilson", 0.2553, 0.3662),
    (15, 148, "wilson", 0.0624, 0.1605),
    (0, 20, "wilson", 0.0000, 0.1611),
    (1, 29, "wilson", 0.0061, 0.1718),
    (81, 263, "clopper-pearson", 0.2527, 0.3676),
    (15, 148, "clopper-pearson", 0.0578, 0.1617),
    (0, 20, "clopper-pearson", 0.0000, 0.1684),
    (1, 29, "clopper-pearson", 0.0009, 0.1776),
]


@pytest.mark.parametrize(("n", "base", "method", "low", "high"), NEWCOMBE)
def test_printed_values(n: int, base: int, method: str, low: float, high: float) -> None:
    found = interval(n, base, method)
    assert (round(float(found[0]), 4), round(float(found[1]), 4)) == (low, high)


def test_76_of_96_by_the_formula() -> None:
    """Wilson written out: (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.959963984540054."""
    p, n, z = 76 / 96, 96, 1.959963984540054
    middle, half = p + z * z / (2 * n), z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    expected = ((middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n))
    assert np.allclose(interval(76, 96), expected, rtol=0, atol=1e-12)


@given(
    st.integers(1, 200).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))), st.sampled_from([0.8, 0.95, 0.99])
)
def test_exact_and_jeffreys_are_quantiles_of_beta(count: tuple[int, int], level: float) -> None:
    n, base = count
    tail = (1 - level) / 2
    exact = interval(n, base, "clopper-pearson", level)
    assert np.isclose(exact[0], beta.ppf(tail, n, base - n + 1) if n else 0.0, rtol=0, atol=1e-10)
    assert np.isclose(exact[1], beta.isf(tail, n + 1, base - n) if n < base else 1.0, rtol=0, atol=1e-10)
    jeffreys = interval(n, base, "jeffreys", level)
    assert np.isclose(jeffreys[0], beta.ppf(tail, n + 0.5, base - n + 0.5), rtol=0, atol=1e-10)


@given(st.integers(1, 150).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))), st.sampled_from(sorted(METHODS)))
def test_limits_hold_the_share_and_mirror_each_other(count: tuple[int, int], method: str) -> None:
    n, base = count
    low, high = interval(n, base, method)
    # Jeffreys leaves the share out at the two ends, where its quantiles lie inside.
    assert n in (0, base) or low <= n / base <= high
    mirrored = interval(base - n, base, method)
    assert np.allclose((1 - high, 1 - low), mirrored, rtol=0, atol=1e-9)


def coverage(method: str, n: int, share: float) -> float:
    """The probability that the interval of a sample of n holds the share, over all n + 1 samples."""
    counts = np.arange(n + 1)
    low, high = interval(counts, n, method)
    return float(binom.pmf(counts, n, share)[(low <= share) & (share <= high)].sum())


SHARES = np.linspace(0.001, 0.999, 999)


def test_coverage_of_ten_people_by_enumeration() -> None:
    """Clopper-Pearson never falls below its level; Wilson keeps it on average (Brown, Cai, DasGupta 2001) but not everywhere."""
    exact = [coverage("clopper-pearson", 10, share) for share in SHARES]
    wilson = [coverage("wilson", 10, share) for share in SHARES]
    assert min(exact) >= 0.95
    assert 0.94 < np.mean(wilson) < 0.96
    assert min(wilson) < 0.9
    assert np.mean(exact) > np.mean(wilson)


def test_a_level_is_a_level() -> None:
    widths = [float(high - low) for low, high in (interval(40, 96, level=level) for level in (0.5, 0.9, 0.95, 0.999))]
    assert widths == sorted(widths)
    assert len(set(widths)) == 4


# -- finite population -------------------------------------------------------------------------------------------------
def test_finite_population_is_the_same_interval_for_the_effective_size() -> None:
    """48 of 96 from a frame of 191: n_eff = 96 * 190 / 95 = 192, as many as 96 of 192 without a frame."""
    assert np.allclose(interval(48, 96, population=191), interval(96, 192), rtol=0, atol=1e-12)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_full_count_has_no_sampling_error(method: str) -> None:
    low, high = interval([0, 20, 96], 96, method, population=96)
    assert low.tolist() == high.tolist() == [0, 20 / 96, 1]


def test_the_larger_the_population_the_nearer_to_none() -> None:
    widths = [float(np.subtract(*interval(30, 96, population=size)[::-1])) for size in (96, 97, 120, 1000, 10**9)]
    assert widths == sorted(widths)
    assert np.isclose(widths[-1], np.subtract(*interval(30, 96)[::-1]), rtol=0, atol=1e-6)


# -- simultaneous ------------------------------------------------------------------------------------------------------
@given(st.lists(st.integers(0, 60), min_size=2, max_size=6).filter(any), st.sampled_from([0.9, 0.95]))
def test_goodman_is_statsmodels_and_the_formula(counts: list[int], level: float) -> None:
    base, count = sum(counts), np.array(counts)
    point = chi2.ppf(1 - (1 - level) / len(counts), 1)
    root = np.sqrt(point * (point + 4 * count * (base - count) / base))
    expected = (point + 2 * count - root) / (2 * (base + point)), (point + 2 * count + root) / (2 * (base + point))
    assert np.allclose(goodman(counts, base, level), expected, rtol=0, atol=1e-9)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of counts below five
        theirs = multinomial_proportions_confint(counts, alpha=1 - level, method="goodman")
    assert np.allclose(np.transpose(goodman(counts, base, level)), theirs, rtol=0, atol=1e-9)


def test_goodman_of_one_answer_is_wilson() -> None:
    assert np.allclose(goodman([7], 10), np.array(interval([7], 10)), rtol=0, atol=1e-12)
    assert np.isclose(norm.ppf(0.975) ** 2, chi2.ppf(0.95, 1), rtol=1e-12)


# -- edges -------------------------------------------------------------------------------------------------------------
def test_nobody_answered() -> None:
    low, high = interval([0, 3], [0, 10])
    assert np.isnan(low[0])
    assert np.isnan(high[0])
    assert low[1] > 0


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: interval(1, 2, "wald"), "SQ-S06"),
        (lambda: interval(1, 2, level=95), "SQ-S08"),
        (lambda: interval(1, 2, level=0), "SQ-S08"),
        (lambda: interval(3, 2), "SQ-S09"),
        (lambda: interval(-1, 2), "SQ-S09"),
        (lambda: interval(1, 10, population=9), "SQ-S09"),
        (lambda: goodman([1, 2], 3, level=1), "SQ-S08"),
    ],
)
def test_refusals(ask, code: str) -> None:
    with pytest.raises(StatisticsError) as found:
        ask()
    assert found.value.code == code
