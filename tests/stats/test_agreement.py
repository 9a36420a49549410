"""Kappa and Kendall's W, against R, published examples and by enumeration."""

from __future__ import annotations

import json
from itertools import permutations, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import norm

from survey.stats.agreement import cohen_kappa, concordance, fleiss_kappa

ORACLE = Path(__file__).parents[1] / "oracles" / "paired" / "paired.json"
TOLD: dict[str, Any] = json.loads(ORACLE.read_text("utf-8"))

DIAGNOSES = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""  # 30 patients: how many of six psychiatrists gave each of five diagnoses


@pytest.mark.parametrize("name", TOLD["tables"])
def test_cohen_as_vcd_says(name: str) -> None:
    told = TOLD["tables"][name]
    found = cohen_kappa(told["table"])
    assert found.kappa == pytest.approx(told["kappa"], rel=1e-9)
    assert found.error == pytest.approx(told["kappa_error"], rel=1e-9)
    assert (found.low, found.high) == pytest.approx(told["kappa_interval"], rel=1e-9)
    assert found.p == pytest.approx(told["kappa_p"], rel=1e-6, abs=1e-300)


def test_cohen_as_sas_and_irr_print() -> None:
    """SAS PROC FREQ of 19 people, and `irr::kappa2(anxiety[, 2:3])`, both as the tests of statsmodels cite them."""
    found = cohen_kappa([[0, 4, 1], [0, 8, 0], [0, 1, 5]])
    assert (found.kappa, found.error, found.low, found.high) == pytest.approx((0.4842, 0.1380, 0.2137, 0.7547), abs=5e-5)
    assert (z_of(found.p), found.p) == (pytest.approx(3.2626, abs=5e-5), pytest.approx(0.0011, abs=5e-5))
    second = (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4)
    third = (2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2)
    table = np.zeros((6, 6), dtype=int)
    np.add.at(table, (np.array(second) - 1, np.array(third) - 1), 1)
    found = cohen_kappa(table)
    assert (found.kappa, found.p) == pytest.approx((-0.006289308, 0.9518317), abs=5e-8)


def test_fleiss_as_irr_prints() -> None:
    """All 30 patients of Fleiss (1971): `irr::kappam.fleiss(diagnoses)` prints kappa .430 and z 17.7, see statsmodels' tests."""
    found = fleiss_kappa([list(map(int, patient)) for patient in DIAGNOSES.split()])
    assert found.kappa == pytest.approx(0.4302445, abs=5e-8)
    assert z_of(found.p) == pytest.approx(17.65183, abs=5e-6)


def z_of(p: float) -> float:
    """The size of the z that a two-sided p comes from."""
    return float(norm.isf(p / 2))


def test_fleiss_as_irrcac_and_a_jackknife_say() -> None:
    found = fleiss_kappa(TOLD["fleiss"]["table"])
    assert found.kappa == pytest.approx(TOLD["fleiss"]["kappa"], rel=1e-12)
    assert found.error == pytest.approx(TOLD["fleiss"]["error"], rel=1e-6)
    # What irrCAC prints of its data `distrib.6raters`.
    assert (found.kappa, found.error) == pytest.approx((0.4139265, 0.08119291), abs=5e-8)
    assert (found.observed, found.expected) == pytest.approx((0.5511111, 0.2340741), abs=5e-8)
    assert (found.low, found.high) == pytest.approx((0.240, 0.588), abs=5e-4)


@pytest.mark.slow
def test_fleiss_interval_covers() -> None:
    """The variance without agreement would not: here raters agree well, and 95 % of intervals hold the true kappa."""
    rng = np.random.default_rng(1)
    truth = fleiss_kappa(_rated(rng, 200_000)).kappa
    held = [found.low <= truth <= found.high for found in (fleiss_kappa(_rated(rng, 96)) for _ in range(2000))]
    assert 0.93 < np.mean(held) < 0.97


def _rated(rng: np.random.Generator, people: int) -> np.ndarray:
    true = rng.random(people) < 0.6
    said = np.where(rng.random((people, 3)) < 0.85, true[:, None], ~true[:, None]).sum(axis=1)
    return np.column_stack([said, 3 - said])


def test_nothing_beyond_chance_where_all_gave_one_answer() -> None:
    assert np.isnan(cohen_kappa([[5, 0], [0, 0]]).kappa)
    assert cohen_kappa([[5, 0], [0, 0]]).observed == 1
    assert np.isnan(fleiss_kappa([[3, 0]] * 4).kappa)
    assert np.isnan(cohen_kappa([[0, 0], [0, 0]]).observed)


@pytest.mark.parametrize("name", ["plain", "tied"])
def test_concordance_as_r_says(name: str) -> None:
    told = TOLD["concordance"][name]
    found = concordance(told["answers"])
    assert found.test.statistic == pytest.approx(told["friedman"]["statistic"], rel=1e-9)
    assert found.test.p_chi_square == pytest.approx(told["friedman"]["p"], rel=1e-9)
    assert found.test.p == pytest.approx(TOLD["concordance"][f"{name}_exact"], rel=1e-9)
    assert found.tied == (name == "tied")


def test_the_table_of_kendall_and_babington_smith() -> None:
    """S = 37 and S = 35 of three rankings of four: P(S) = .033 and .054, as their table prints."""
    assert concordance([[1, 2, 3, 4], [1, 2, 3, 4], [2, 1, 4, 3]]).test.method == "exact"
    every = [concordance([[1, 2, 3, 4], one, other]) for one, other in product(permutations((1, 2, 3, 4)), repeat=2)]
    p_of = {round(float(((found.rank_sums - 7.5) ** 2).sum())): found.test.p for found in every}
    assert p_of[37] == pytest.approx(0.033, abs=5e-4)
    assert p_of[35] == pytest.approx(0.054, abs=5e-4)
    assert p_of[45] == pytest.approx(1 / 576)


@given(st.lists(st.lists(st.integers(1, 4), min_size=4, max_size=4), min_size=3, max_size=6))
def test_friedmans_chi_square_is_m_n_less_1_w(ratings: list[list[int]]) -> None:
    found = concordance(ratings)
    if np.isnan(found.w):
        return
    assert found.test.statistic == pytest.approx(stats.friedmanchisquare(*np.transpose(ratings)).statistic, rel=1e-9, abs=1e-9)
    assert -1e-12 <= found.w <= 1 + 1e-12


@given(st.lists(st.permutations([1, 2, 3, 4]), min_size=2, max_size=6))
def test_w_is_the_mean_of_spearmans_correlations(ratings: list[list[int]]) -> None:
    found, experts = concordance(ratings), len(ratings)
    assert found.mean_rho == pytest.approx((experts * found.w - 1) / (experts - 1), abs=1e-9)


def test_many_experts_are_drawn() -> None:
    ratings = np.argsort(np.random.default_rng(3).random((40, 8)), axis=1)
    found = concordance(ratings, seed=5)
    assert found.test.method == "monte_carlo"
    assert abs(found.test.p - found.test.p_chi_square) < 0.02
    assert found.test == concordance(ratings, seed=5).test


def test_experts_who_tell_nothing_apart() -> None:
    assert np.isnan(concordance([[2, 2, 2], [3, 3, 3]]).w)


def test_kappa_where_one_of_the_two_never_varies() -> None:
    """Agreement is what chance gives, whatever the other says, so there is no error to speak of."""
    found = cohen_kappa([[0, 40], [0, 20]])
    assert (found.observed, found.kappa) == (pytest.approx(1 / 3), 0)
    assert np.isnan([found.error, found.low, found.high]).all()


@pytest.mark.parametrize("people", [1, 7, 96, 12_345])
def test_complete_agreement_has_no_interval(people: int) -> None:
    """Its standard error would be 0 of two people as of a million."""
    alike = np.diag([people, 2 * people, people])
    subjects = np.repeat(3 * np.eye(3, dtype=int), [people, 2 * people, people], axis=0)
    for found in (cohen_kappa(alike), cohen_kappa(np.diag([people, people])[::-1]), fleiss_kappa(subjects)):
        assert abs(found.kappa) == pytest.approx(1)
        assert np.isnan([found.error, found.low, found.high]).all()
        assert 0 <= found.p < 0.2


def test_questions_without_a_common_answer_agree_as_chance_has_it() -> None:
    found = cohen_kappa([[0, 0, 3], [0, 0, 2], [0, 0, 0]])
    assert (found.observed, found.expected, found.kappa) == (0, 0, 0)
    assert np.isnan([found.error, found.p]).all()


def test_of_very_many_experts_the_chi_square_is_quoted() -> None:
    found = concordance(np.random.default_rng(1).random((5000, 10))).test
    assert (found.method, found.p) == ("asymptotic", found.p_chi_square)


def test_kappa_is_tested_against_none() -> None:
    """Variances by hand: 2 .25 / (.25 6 2 1), and (.5 + .25 - .3 1.1 - .2 .9) / (50 .25)."""
    found = fleiss_kappa([[2, 0]] * 3 + [[0, 2]] * 3)
    assert found.p == pytest.approx(2 * norm.sf(1 / np.sqrt(1 / 6)))
    assert cohen_kappa([[20, 5], [10, 15]]).p == pytest.approx(2 * norm.sf(0.4 / np.sqrt(0.0192)), rel=1e-9)
