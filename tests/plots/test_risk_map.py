from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from survey.i18n.text import LANGUAGES, Language
from survey.plots.risk_map import risk_map, risk_map_alt_text

Faults = Callable[[Figure], list[tuple[str, ...]]]
MEAN = st.integers(100, 500).map(lambda hundredths: hundredths / 100)
LONG = "Еуразиялық экономикалық одақтың саясилануы және оның салдары"


def frame(*points: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame(points, columns=["likelihood", "impact"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_of_risks_at_one_place_do_not_cover_each_other(faults: Faults, language: Language) -> None:
    figure = risk_map(frame(*[(3.0, 3.0)] * 8, (1.0, 5.0), (5.0, 1.0)), [LONG] * 10, language)
    assert faults(figure) == []


@given(st.lists(st.tuples(MEAN, MEAN), min_size=1, max_size=12))
def test_no_number_covers_another(faults: Faults, points: list[tuple[float, float]]) -> None:
    assert faults(risk_map(frame(*points), ["x"] * len(points), "en")) == []


def test_a_risk_that_nobody_rated_is_in_the_list_only() -> None:
    found = frame((3.0, 4.0), (np.nan, np.nan))
    told = [text.get_text() for text in risk_map(found, ["Flood", "Fire"], "en").texts]
    assert told.count("1") == 1
    assert "2" not in told
    assert "Fire" in told
    assert "Fire" not in risk_map_alt_text(found, ["Flood", "Fire"], "Risks", "en")
