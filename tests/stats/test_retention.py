"""The rules side by side: what is suggested, what is warned of, how stable it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.errors import SurveyError
from survey.i18n.problems import tell
from survey.stats.codes import from_frame
from survey.stats.correlation import Correlation, correlate
from survey.stats.pair_counts import count
from survey.stats.retention import EMPIRICAL_KAISER_UNRELIABLE, UNSURE_BELOW, Retention, retention

RULES = ["parallel_pearson", "parallel_polychoric", "map", "ekc"]


def corr(oracles: Any, name: str, **options: Any) -> Correlation:
    return correlate(from_frame(oracles.data(name)), **{"least_share": 0, **options})


def codes(found: Retention) -> set[str]:
    return {problem.code for problem in found.warnings}


def three_factors(people: int, items: int, seed: int) -> pd.DataFrame:
    """Numbers, each with a loading of .5 to .85 on one of three factors that correlate .3."""
    rng = np.random.default_rng(seed)
    factors = np.sqrt(0.3) * rng.normal(size=(people, 1)) + np.sqrt(0.7) * rng.normal(size=(people, 3))
    own = np.linspace(0.5, 0.85, items)
    return pd.DataFrame(own * factors[:, np.arange(items) % 3] + np.sqrt(1 - own**2) * rng.normal(size=(people, items)))


# -- what is suggested -------------------------------------------------------------------------------------------------
def test_three_factors_of_96_people(oracles: Any) -> None:
    found = retention(corr(oracles, "syn96"), permutations=200)
    assert found.suggested.to_dict() == dict.fromkeys(RULES, 3)
    assert not found.disagree
    assert found.kaiser == 7
    assert codes(found) == {"SQ-S73", "SQ-S76", "SQ-S79"}


def test_shapes(oracles: Any) -> None:
    found = retention(corr(oracles, "hs39_ord3"), permutations=50)
    for table in (found.eigenvalues, found.reference):
        assert list(table.columns) == ["pearson", "polychoric"]
        assert list(table.index) == list(range(1, 10))
        assert (table.diff().iloc[1:] <= 0).all(axis=None)
    assert found.eigenvalues.sum().tolist() == pytest.approx([9, 9])
    assert list(found.map_values.index) == list(range(9))
    assert list(found.empirical_kaiser.index) == list(range(1, 10))
    assert (found.permutations, found.n) == (50, 301)


def test_pearson_alone(oracles: Any) -> None:
    found = retention(corr(oracles, "syn96", kind="pearson"), permutations=50)
    assert list(found.eigenvalues.columns) == ["pearson"]
    assert list(found.suggested.index) == ["parallel_pearson", "map", "ekc"]
    assert "SQ-S76" not in codes(found)


def test_pearson_is_the_same_beside_others(oracles: Any) -> None:
    alone = retention(corr(oracles, "syn96na", kind="pearson"), permutations=50)
    beside = retention(corr(oracles, "syn96na"), permutations=50)
    for table in ("eigenvalues", "reference", "map_values"):
        pd.testing.assert_series_equal(getattr(alone, table)["pearson"], getattr(beside, table)["pearson"])


def test_seed(oracles: Any) -> None:
    one, same, other = (retention(corr(oracles, "lsat6"), permutations=30, seed=seed).reference for seed in (1, 1, 2))
    assert one.equals(same)
    assert not one.equals(other)


def test_a_higher_percentile_takes_no_more(oracles: Any) -> None:
    low, high = (retention(corr(oracles, "lsat6"), permutations=50, quantile=share) for share in (0.5, 0.99))
    assert (low.reference < high.reference).iloc[0].all()


def test_items_without_anything_in_common() -> None:
    """MAP cannot say that there is nothing, so its 1 is no contradiction."""
    frame = pd.DataFrame(np.random.default_rng(8).integers(0, 2, (300, 12)))
    found = retention(correlate(from_frame(frame)), permutations=200)
    assert found.suggested.to_dict() == {"parallel_pearson": 0, "parallel_polychoric": 0, "map": 1, "ekc": 0}
    assert not found.disagree
    assert codes(found) == {"SQ-S73"}


# -- counts ------------------------------------------------------------------------------------------------------------
def test_counts_leave_parallel_analysis_out(oracles: Any) -> None:
    rows = corr(oracles, "hs39_ord3")
    found = retention(correlate(count(from_frame(oracles.data("hs39_ord3")))))
    assert found.suggested.isna().to_dict() == {rule: rule.startswith("parallel") for rule in RULES}
    assert found.reference.isna().all(axis=None)
    assert found.permutations == 0
    assert "SQ-S70" in codes(found)
    expected = retention(rows, permutations=20)
    for rule in ("map", "ekc"):
        assert found.suggested[rule] == expected.suggested[rule]
    assert np.abs(found.map_values - expected.map_values).max(axis=None) < 1e-12
    with pytest.raises(SurveyError) as caught:
        found.stability(5)
    assert caught.value.code == "SQ-S01"


# -- warnings ----------------------------------------------------------------------------------------------------------
def test_disagreement_is_told(oracles: Any) -> None:
    found = retention(corr(oracles, "hs39"), permutations=100)
    assert found.disagree
    (problem,) = [one for one in found.warnings if one.code == "SQ-S71"]
    told = tell(problem, "en")
    assert all(f"{rule} = {number}" in told for rule, number in found.suggested.items())


@pytest.mark.parametrize("name", ["lsat6", "syn96", "hs39", "syn1000"])
def test_kaiser_is_only_a_warning(oracles: Any, name: str) -> None:
    found = retention(corr(oracles, name), permutations=20)
    assert "kaiser" not in found.suggested.index
    (problem,) = [one for one in found.warnings if one.code == "SQ-S73"]
    assert problem.params["kaiser"] == found.kaiser == (found.eigenvalues["pearson"] > 1).sum()


def test_the_empirical_criterion_is_doubted_with_many_people(oracles: Any) -> None:
    """Where it takes more than parallel analysis, and only of ordered answers; from counts there is nothing to compare with."""
    assert EMPIRICAL_KAISER_UNRELIABLE == 500
    assert "SQ-S72" not in codes(retention(corr(oracles, "syn1000"), permutations=20)), "all rules say three"
    frame = three_factors(500, 24, seed=7) > np.linspace(-1.2, 1.2, 24)
    found = retention(correlate(from_frame(frame)), permutations=50)
    assert (found.suggested["parallel_pearson"], found.suggested["ekc"]) == (3, 4)
    assert {"SQ-S71", "SQ-S72"} < codes(found)
    assert "SQ-S72" not in codes(retention(correlate(from_frame(frame.iloc[:499])), permutations=20))
    assert "SQ-S72" in codes(retention(correlate(count(from_frame(frame)))))


def test_twelve_numbers_in_which_all_rules_agree_get_no_warning_but_kaisers() -> None:
    found = retention(correlate(from_frame(three_factors(600, 12, seed=2)), "pearson"), permutations=50)
    assert set(found.suggested) == {3}
    assert codes(found) == {"SQ-S73"}


@pytest.mark.parametrize(("people", "unsure"), [(UNSURE_BELOW - 1, True), (UNSURE_BELOW, False)])
def test_few_people_leave_the_number_of_factors_unsure(people: int, unsure: bool) -> None:
    found = retention(correlate(from_frame(three_factors(people, 12, seed=3) > 0)), permutations=20)
    assert ("SQ-S79" in codes(found)) is unsure


def test_warnings_speak_three_languages(oracles: Any) -> None:
    found = retention(corr(oracles, "syn96"), permutations=20)
    for problem in found.warnings:
        assert len({tell(problem, language) for language in ("kk", "ru", "en")}) == 3


@pytest.mark.parametrize(
    ("options", "code"),
    [({"permutations": 19}, "SQ-S74"), ({"quantile": 1.0}, "SQ-S75"), ({"quantile": 0.0}, "SQ-S75")],
)
def test_refusals(oracles: Any, options: dict[str, Any], code: str) -> None:
    with pytest.raises(SurveyError) as caught:
        retention(corr(oracles, "lsat6"), **options)
    assert caught.value.code == code


# -- stability ---------------------------------------------------------------------------------------------------------
def test_stability(oracles: Any) -> None:
    found = retention(corr(oracles, "syn96"), permutations=100)
    table = found.stability(100, seed=3)
    assert list(table.columns) == ["rule", "factors", "share"]
    assert list(table["rule"].unique()) == RULES
    assert table.groupby("rule")["share"].sum().tolist() == pytest.approx([1] * 4)
    assert table.equals(found.stability(100, seed=3))
    assert not table.equals(found.stability(100, seed=4))
    most = table.loc[table.groupby("rule")["share"].idxmax()].set_index("rule")["factors"]
    assert most["map"] == most["parallel_pearson"] == 3


def test_stability_of_a_clear_factor(oracles: Any) -> None:
    table = retention(corr(oracles, "syn1000", kind="pearson"), permutations=50).stability(30)
    assert table[table["rule"] == "map"].to_dict("records") == [{"rule": "map", "factors": 3, "share": 1.0}]


def test_stability_with_an_item_that_gets_constant() -> None:
    """Two of 30 said yes: in one sample of eight nobody is left of them."""
    people = np.random.default_rng(1).normal(size=(30, 1)) + np.random.default_rng(2).normal(size=(30, 5))
    frame = pd.DataFrame(people > 0).assign(rare=[1, 1] + [0] * 28)
    table = retention(correlate(from_frame(frame), least_share=0), permutations=20).stability(60)
    assert table.groupby("rule")["share"].sum().tolist() == pytest.approx([1] * 4)
    assert table["factors"].between(0, 6).all()


def test_stability_needs_a_sample(oracles: Any) -> None:
    with pytest.raises(SurveyError) as caught:
        retention(corr(oracles, "lsat6"), permutations=20).stability(0)
    assert caught.value.code == "SQ-S74"
