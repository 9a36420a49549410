"""The mistakes that are made most often with factors and scales of few people: each is refused or told, with a code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import survey
from survey.errors import Problem

DATA = Path(__file__).parent / "oracles" / "data"


def codes(warnings: Iterable[Problem]) -> set[str]:
    return {one.code for one in warnings}


def refusal(caught: pytest.ExceptionInfo[survey.SurveyError]) -> str:
    return caught.value.code


@pytest.fixture(scope="module")
def few() -> pd.DataFrame:
    """96 people, 24 yes/no items of three correlated factors, one of them with 4 "yes"."""
    return pd.read_csv(DATA / "syn96.csv").drop(columns="group")


@pytest.fixture(scope="module")
def many() -> pd.DataFrame:
    """1,000 people, the same items, none of them rare."""
    return pd.read_csv(DATA / "syn1000.csv").drop(columns="group")


@pytest.fixture(scope="module")
def demo() -> survey.Wave:
    return survey.load_wave("sovereignty-2022-demo")


# -- correlations ------------------------------------------------------------------------------------------------------
def test_pearson_of_yes_and_no(many: pd.DataFrame) -> None:
    assert "SQ-S47" in codes(survey.correlation(many, "pearson").warnings)


def test_answers_without_an_order(demo: survey.Wave) -> None:
    with pytest.raises(survey.SurveyError) as caught:
        survey.correlation(demo, items=["profession", "territory_historic_lands"])
    assert refusal(caught) == "SQ-S34"


def test_uncorrected_empty_cells(few: pd.DataFrame) -> None:
    assert "SQ-S42" in codes(survey.correlation(few, correct="none").warnings)
    assert "SQ-S41" in codes(survey.correlation(few).warnings), "and corrected ones are told too"


def test_near_constant_items_kept(few: pd.DataFrame) -> None:
    assert "SQ-S44" in codes(survey.correlation(few, least_share=0).warnings)
    assert "SQ-S40" in codes(survey.correlation(few).warnings), "by default they are left out, and that is told"


def test_imputation_before_factor_analysis(many: pd.DataFrame) -> None:
    gaps = many.mask(np.random.default_rng(1).random(many.shape) < 0.05)
    assert "SQ-S45" in codes(survey.correlation(gaps.fillna(gaps.mean()), "pearson").warnings)


def test_listwise_deletion() -> None:
    """Of 96 people 31 answered everything; the other 65 stay in."""
    gaps = pd.read_csv(DATA / "syn96na.csv").drop(columns="group")
    corr = survey.correlation(gaps, least_share=0)
    told = next(one for one in corr.warnings if one.code == "SQ-S46")
    assert (told.params["complete"], told.params["people"]) == (len(gaps.dropna()), 96)
    assert corr.n.to_numpy().min() > len(gaps.dropna())


def test_codes_of_missing_answers_left_in(many: pd.DataFrame) -> None:
    gaps = many.mask(np.random.default_rng(1).random(many.shape) < 0.05)
    assert "SQ-S88" in codes(survey.correlation(gaps.fillna(99)).warnings)


def test_a_number_of_each_person_left_in(many: pd.DataFrame) -> None:
    told = codes(survey.correlation(many.assign(id=range(len(many)))).warnings)
    assert {"SQ-S47", "SQ-S89"} <= told


# -- factors -----------------------------------------------------------------------------------------------------------
def test_kaisers_rule(few: pd.DataFrame) -> None:
    found = survey.retention(survey.correlation(few), permutations=100)
    assert "SQ-S73" in codes(found.warnings)
    assert "kaiser" not in found.suggested.index
    assert found.kaiser > found.suggested["parallel_pearson"] == 3


def test_components_called_factors(many: pd.DataFrame) -> None:
    with pytest.raises(survey.SurveyError) as caught:
        survey.efa(survey.correlation(many), 3, "pca")
    assert refusal(caught) == "SQ-S51"


def test_varimax_on_correlated_factors(many: pd.DataFrame) -> None:
    assert "SQ-S63" in codes(survey.efa(survey.correlation(many), 3, rotation="varimax").warnings)


def test_kmo_of_a_smoothed_matrix(few: pd.DataFrame) -> None:
    """.71 from Pearson's correlations; the smoothed matrix itself would give .35."""
    found = survey.kmo(survey.correlation(few))
    assert (found.basis, found.replaced) == ("pearson", True)
    assert found.overall > 0.65


def test_likelihood_of_a_smoothed_matrix(few: pd.DataFrame) -> None:
    corr = survey.correlation(few)
    with pytest.raises(survey.SurveyError) as caught:
        survey.efa(corr, 3, "ml")
    assert refusal(caught) == "SQ-S55"
    assert "SQ-S59" in codes(survey.efa(corr, 3).warnings), "and no chi-square by another method"


def test_scores_from_a_smoothed_matrix(few: pd.DataFrame) -> None:
    with pytest.raises(survey.SurveyError) as caught:
        survey.efa(survey.correlation(few), 3).scores()
    assert refusal(caught) == "SQ-S65"


def test_communalities_without_phi() -> None:
    """Squared loadings of a promax solution of strongly correlated factors say too little."""
    rng = np.random.default_rng(6)
    factors = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 2000)
    loadings = np.array([[0.8, 0], [0.8, 0], [0.8, 0], [0, 0.8], [0, 0.8], [0, 0.8], [0.45, 0.45]])
    found = survey.efa(survey.correlation(pd.DataFrame(factors @ loadings.T + 0.6 * rng.normal(size=(2000, 7)))), 2)
    assert "SQ-S64" in codes(found.warnings)
    assert (found.communalities - (found.loadings**2).sum(axis=1)).abs().max() > 0.1


def test_loadings_without_intervals(few: pd.DataFrame) -> None:
    assert "SQ-S56" in codes(survey.efa(survey.correlation(few), 3).warnings)


def test_cut_offs_for_fit(few: pd.DataFrame) -> None:
    assert "SQ-S57" in codes(survey.efa(survey.correlation(few), 3).warnings)


# -- scales ------------------------------------------------------------------------------------------------------------
def test_alpha_of_nominal_items(demo: survey.Wave) -> None:
    with pytest.raises(survey.SurveyError) as caught:
        survey.reliability(demo, items=["threat_state_territory", "threat_state_identity", "threat_state_sovereignty"])
    assert refusal(caught) == "SQ-S34"


def test_alpha_of_a_formative_index(demo: survey.Wave) -> None:
    for index in ("NG", "IT", "TS", "IR"):
        with pytest.raises(survey.SurveyError) as caught:
            survey.reliability(demo, index=index)
        assert refusal(caught) == "SQ-S81"


def test_alpha_of_two_items(demo: survey.Wave) -> None:
    with pytest.raises(survey.SurveyError) as caught:
        survey.reliability(demo, index="NP")
    assert refusal(caught) == "SQ-S80"


def test_alpha_across_several_factors(many: pd.DataFrame) -> None:
    assert "SQ-S83" in codes(survey.reliability(many, bootstrap=0).warnings)


def test_unreversed_items(many: pd.DataFrame) -> None:
    turned = many.iloc[:, :8].assign(q02=1 - many["q02"])
    told = next(one for one in survey.reliability(turned, bootstrap=0).warnings if one.code == "SQ-S82")
    assert told.params["items"] == ("q02",)
