from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from survey.i18n.text import LANGUAGES, Language
from survey.plots.loadings import in_order, loadings
from survey.plots.style import INK

Faults = Callable[[Figure], list[tuple[str, ...]]]
LONG = "Ұлттық қуат пен күштің территориялық тұтастықты қамтамасыз етуге жеткіліктілігі"


def solution(items: int, factors: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(2)
    names = [f"F{place}" for place in range(1, factors + 1)]
    found = pd.DataFrame(rng.uniform(-0.3, 0.3, (items, factors)), [f"q{place}" for place in range(items)], names)
    for place in range(items):
        found.iloc[place, place % factors] = rng.uniform(0.4, 0.95)
    return found, found - rng.uniform(0.05, 0.4, found.shape), found + rng.uniform(0.05, 0.3, found.shape)


def drawn(items: int, factors: int, language: Language = "en", label: str = "") -> Figure:
    found, low, high = solution(items, factors)
    labels = {str(item): f"{place}.1 {label}".strip() for place, item in enumerate(found.index)}
    return loadings(found, low, high, labels, {name: f"Фактор {name[1:]}" for name in found}, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("items", "factors"), [(4, 1), (6, 2), (24, 4), (12, 3), (30, 6)])
@pytest.mark.parametrize("label", ["", LONG])
def test_nothing_is_cut_off_or_runs_into_another(
    faults: Faults, items: int, factors: int, label: str, language: Language
) -> None:
    assert faults(drawn(items, factors, language, label)) == []


def test_twenty_four_questions_and_four_factors_fit_on_a_page() -> None:
    assert drawn(24, 4).get_figheight() < 16 / 2.54


def test_the_main_loading_is_filled_and_the_others_hollow() -> None:
    circles = [one for one in drawn(6, 2).artists if isinstance(one, Circle)][:-2]  # without the legend
    filled = [one.get_facecolor()[:3] != (1.0, 1.0, 1.0) for one in circles]
    assert (len(filled), sum(filled)) == (12, 6)


def test_an_interval_reaches_from_its_lower_to_its_upper_end() -> None:
    found = pd.DataFrame({"F1": [0.5]}, index=["a"])
    figure = loadings(found, found * 0, found * 2, {"a": "1.1"}, {"F1": "Factor 1"}, "en")
    lines = [one for one in figure.artists if isinstance(one, Line2D)]
    grid = sorted({one.get_xdata()[0] for one in lines if one.get_color() != INK})
    (interval, _) = [one.get_xdata() for one in lines if one.get_color() == INK]
    assert interval == pytest.approx([grid[2], grid[4]])  # the axis runs from -1 to 1 in halves: 0 and 1


def test_an_axis_grows_with_an_interval_beyond_one() -> None:
    found = pd.DataFrame({"F1": [0.9, 0.2]}, index=["a", "b"])
    figure = loadings(found, found - 0.1, found + 0.4, {"a": "1", "b": "2"}, {"F1": "Factor 1"}, "en")
    assert len({one.get_xdata()[0] for one in figure.artists if isinstance(one, Line2D) and one.get_color() != INK}) == 6


def test_without_intervals_there_are_none_in_the_legend() -> None:
    found = pd.DataFrame({"F1": [0.5]}, index=["a"])
    texts = [text.get_text() for text in loadings(found, None, None, {"a": "1.1"}, {"F1": "Factor 1"}, "en").texts]
    assert texts[-1] == "Factor loading"


def test_questions_stand_in_the_order_of_their_main_factor() -> None:
    found = pd.DataFrame({"F1": [0.1, -0.7, 0.8], "F2": [0.6, 0.2, 0.3]}, index=["a", "b", "c"])
    assert in_order(found) == ["c", "b", "a"]
