"""Families of crossed questions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import survey
from survey.analysis.crosstabs import declared_crosstabs
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.shipped import root
from survey.stats.multiplicity import adjusted
from survey.wave.load import load_wave
from survey.wave.settings import DeclaredFamily, Weighting, WeightMethod

FRAME = pd.DataFrame(np.random.default_rng(3).integers(0, 2, (60, 4)), columns=list("abcd"))


def test_each_item_with_each_by_and_all_pairs_without() -> None:
    assert list(survey.crosstabs(FRAME, ["a", "b"], ["c", "d"]).tables) == [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]
    assert list(survey.crosstabs(FRAME, list("abc")).tables) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_the_p_values_are_adjusted_for_the_whole_family() -> None:
    found = survey.crosstabs(FRAME.assign(same=1), [*"abc", "same"], "d")
    p = found.summary["model_p"]
    assert found.tests == 3, "a question with one answer makes no test"
    np.testing.assert_allclose(found.summary["model_p_holm"], adjusted(p, "holm"))
    np.testing.assert_allclose(found.summary["model_p_bh"], adjusted(p, "bh"))
    assert (found.summary["model_p_holm"].dropna() >= p.dropna()).all()


def test_each_table_is_that_of_crosstab() -> None:
    found = survey.crosstabs(FRAME, "a", "b").tables["a", "b"]
    pd.testing.assert_frame_equal(found.table, survey.crosstab(FRAME, "a", "b").table)


def test_refusals() -> None:
    for call in (
        lambda: survey.crosstabs(FRAME, ["a"]),
        lambda: survey.crosstabs(FRAME, ["a"], ["a"]),
        lambda: survey.crosstabs(FRAME, ["a"], "b", correction="none"),  # type: ignore[arg-type]
    ):
        with pytest.raises(SurveyError):
            call()


def test_the_families_of_a_wave() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    families = (DeclaredFamily("one", ("we_feeling_exists", "territory_threat_exists"), correction="bh"),)
    ((family, found),) = declared_crosstabs(replace(wave, settings=replace(wave.settings, crosstabs=families)))
    assert (family.id, found.correction, found.tests) == ("one", "bh", 1)


def test_a_weighted_wave_is_crossed_with_its_weights() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    frame = Weighting(WeightMethod.POSTSTRATIFICATION, Text(en="A list"), {"we_feeling_exists": {"yes": 0.5, "no": 0.5}})
    family = DeclaredFamily("a", ("identity_threat_exists",), ("we_feeling_exists",))
    weighted = replace(wave, settings=replace(wave.settings, crosstabs=(family,), weights=frame))
    ((_, found),) = declared_crosstabs(weighted)
    table = found.tables["identity_threat_exists", "we_feeling_exists"].table
    sums = table.groupby("column")[["n", "weighted_n"]].sum()
    assert sums["n"].to_dict() == {"yes": 55, "no": 41}
    np.testing.assert_allclose(sums["weighted_n"], 48)
    assert found.summary["weighted_base"].iloc[0] == pytest.approx(96)
