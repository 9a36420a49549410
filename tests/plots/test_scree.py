from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon

from survey.i18n.text import LANGUAGES, Language
from survey.plots.scree import scree

Faults = Callable[[Figure], list[tuple[str, ...]]]


def frames(size: int, *kinds: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    index = range(1, size + 1)
    observed = {kind: np.linspace(4 + place, -0.3 * place, size) for place, kind in enumerate(kinds)}
    chance = {kind: np.linspace(2, 0.4, size) for kind in kinds}
    return pd.DataFrame(observed, index), pd.DataFrame(chance, index)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [4, 17, 30, 120])
@pytest.mark.parametrize("kinds", [("pearson",), ("pearson", "tetrachoric"), ("pearson", "polychoric")])
def test_nothing_is_cut_off_or_runs_into_another(faults: Faults, size: int, kinds: tuple[str, ...], language: Language) -> None:
    assert faults(scree(*frames(size, *kinds), language)) == []


def test_the_two_lines_differ_without_colour() -> None:
    figure = scree(*frames(8, "pearson"), "en")
    circles = [one for one in figure.artists if isinstance(one, Circle)]
    diamonds = [one for one in figure.artists if isinstance(one, Polygon) and len(one.get_xy()) == 5]
    assert len(circles) == len(diamonds) == 8 + 1  # and one in the legend
    assert {one.get_facecolor()[:3] for one in diamonds} == {(1.0, 1.0, 1.0)}
    dashed = [one for one in figure.artists if isinstance(one, Line2D) and one.is_dashed()]
    assert len(dashed) == 2


def test_no_line_at_one_and_a_dark_one_at_zero() -> None:
    figure = scree(*frames(8, "pearson"), "en")
    levels = [one for one in figure.artists if isinstance(one, Line2D) and len(one.get_ydata()) == 2 and not one.is_dashed()]
    dark = [one for one in levels if one.get_color() == "#595959"]
    assert len(dark) == 1


def test_counts_have_no_bound_of_chance(faults: Faults) -> None:
    observed, chance = frames(6, "pearson", "tetrachoric")
    figure = scree(observed, chance * np.nan, "kk")
    assert faults(figure) == []
    assert not any("Кездейсоқтық" in text.get_text() for text in figure.texts)
    assert not [one for one in figure.artists if isinstance(one, Line2D) and one.is_dashed()]
