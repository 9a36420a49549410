"""KMO and Bartlett's test against psych, and what they are taken from."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.errors import SurveyError
from survey.stats.codes import from_frame
from survey.stats.correlation import Correlation, correlate
from survey.stats.suitability import bartlett, kmo

SETS = ("lsat6", "syn96", "syn96na", "syn1000", "hs39")


def corr(oracles: Any, name: str, **options: Any) -> Correlation:
    return correlate(from_frame(oracles.data(name)), least_share=0, **options)


def compare(found: Correlation, printed: dict[str, Any]) -> None:
    """1e-6 relative: R prints 15 digits, and its inverse and ours differ by rounding; measured 1e-11."""
    measure, test = kmo(found), bartlett(found, printed["n"])
    assert measure.overall == pytest.approx(printed["KMO_overall"], rel=1e-6)
    assert np.abs(measure.items / list(printed["KMO_items"].values()) - 1).max() < 1e-6
    assert list(measure.items.index) == list(printed["KMO_items"])
    assert test.chi2 == pytest.approx(printed["bartlett"]["chisq"], rel=1e-6)
    assert test.df == printed["bartlett"]["df"]
    # The p of a chi-square in the thousands underflows, there and here.
    assert test.p == pytest.approx(printed["bartlett"]["p.value"], rel=1e-6, abs=1e-300)


@pytest.mark.parametrize("name", SETS)
def test_pearson(oracles: Any, name: str) -> None:
    compare(corr(oracles, name, kind="pearson"), oracles.json(name, "kmo_bartlett_eigen")["pearson"])


@pytest.mark.parametrize("name", ["lsat6", "syn1000", "hs39"])
def test_tetrachoric(oracles: Any, name: str) -> None:
    found = corr(oracles, name, correct="psych")
    compare(found, oracles.json(name, "kmo_bartlett_eigen")["exact05"])
    assert (kmo(found).basis, kmo(found).replaced) == ("tetrachoric", False)


@pytest.mark.parametrize("name", ["syn96", "syn96na"])
def test_a_smoothed_matrix_is_replaced_and_that_is_said(oracles: Any, name: str) -> None:
    """psych takes .349 from the smoothed matrix where Pearson's gives .711."""
    found = corr(oracles, name)
    assert found.was_smoothed
    compare(found, oracles.json(name, "kmo_bartlett_eigen")["pearson"])
    for result in (kmo(found), bartlett(found)):
        assert (result.basis, result.replaced) == ("pearson", True)


@pytest.mark.parametrize("name", ["syn96", "lsat6"])
def test_pearson_correlations_can_be_asked_for(oracles: Any, name: str) -> None:
    """Smoothed or not: the same numbers as of Pearson's correlations alone, and nothing was replaced."""
    found, alone = corr(oracles, name), corr(oracles, name, kind="pearson")
    measure, test = kmo(found, pearson=True), bartlett(found, pearson=True)
    assert (measure.basis, measure.replaced, test.replaced) == ("pearson", False, False)
    assert measure.overall == kmo(alone).overall
    assert test.chi2 == bartlett(alone).chi2


def test_bartlett_counts_the_smallest_pair(oracles: Any) -> None:
    found = corr(oracles, "syn96na")
    assert bartlett(found).n == found.n.to_numpy().min() < 96


def test_items_that_follow_from_others() -> None:
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.integers(0, 5, (50, 2)), columns=list("ab")).assign(c=lambda table: table["a"] + table["b"])
    for statistic in (kmo, bartlett):
        with pytest.raises(SurveyError) as refused:
            statistic(correlate(from_frame(frame), "pearson"))
        assert refused.value.code == "SQ-S37"
