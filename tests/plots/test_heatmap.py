"""The heat map is measured like every picture; colours are checked by the contrast that readers need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from survey.i18n.text import LANGUAGES, Language
from survey.plots.heatmap import colour_of, contrast, heatmap, ink_on

Faults = Callable[[Figure], list[tuple[str, ...]]]


def correlations(size: int, seed: int = 1) -> pd.DataFrame:
    answers = np.random.default_rng(seed).normal(size=(max(20, size), size))
    names = [f"q{place}" for place in range(size)]
    return pd.DataFrame(np.corrcoef(answers, rowvar=False), names, names)


def numbered(matrix: pd.DataFrame) -> dict[str, str]:
    return {str(item): f"{place // 9 + 1}.{place % 9 + 1}" for place, item in enumerate(matrix)}


def cells(figure: Figure) -> int:
    """Boxes of the commonest size."""
    boxes = [one for one in figure.artists if isinstance(one, Rectangle)]
    sizes = Counter((round(one.get_width(), 6), round(one.get_height(), 6)) for one in boxes)
    return sizes.most_common(1)[0][1]


@given(st.floats(-1, 1))
def test_every_number_stands_out_from_its_cell(value: float) -> None:
    assert contrast(ink_on(colour_of(value)), colour_of(value)) >= 4.5


def test_strong_correlations_are_darker_and_signs_have_their_own_hue() -> None:
    def light(value: float) -> float:
        return contrast(colour_of(value), "#000000")

    for sign in (-1, 1):
        tones = [light(sign * size) for size in (0, 0.25, 0.5, 0.75, 1)]
        assert tones == sorted(tones, reverse=True)
    assert [colour_of(sign) for sign in (-1, 1)] == ["#b34700", "#005493"]


@pytest.mark.parametrize(
    ("size", "language"),
    [
        *((size, language) for size in (2, 3, 7, 17) for language in LANGUAGES),
        *(pytest.param(30, language, marks=pytest.mark.slow if language == "kk" else pytest.mark.long) for language in LANGUAGES),
    ],
)
def test_thirty_questions_fit_on_a_page_and_every_number_can_be_read(faults: Faults, size: int, language: Language) -> None:
    matrix = correlations(size)
    figure = heatmap(matrix, numbered(matrix), language, marked=[frozenset(("q0", "q1"))])
    assert faults(figure) == []
    assert figure.get_figwidth() == pytest.approx(16 / 2.54)
    assert figure.get_figheight() < 17 / 2.54
    assert cells(figure) == size * (size - 1) // 2
    written = [text for text in figure.texts if text.get_horizontalalignment() == "center"]
    assert len(written) == size * (size - 1) // 2 + 5
    assert min(text.get_fontsize() for text in written) >= 6


def test_small_cells_hold_hundredths_and_the_legend_says_so() -> None:
    matrix = correlations(34)
    texts = [text.get_text() for text in heatmap(matrix, numbered(matrix), "kk").texts]
    assert any(text.startswith("Ұяшықтағы сандар") for text in texts)
    assert not [text for text in texts if text.startswith("0,") and text != "0,5"]


def test_cells_that_are_too_small_hold_no_numbers() -> None:
    matrix = correlations(60)
    figure = heatmap(matrix, numbered(matrix), "en")
    assert len(figure.texts) < 60 * 3


def test_a_pair_with_an_empty_cell_has_a_dot_and_only_it() -> None:
    matrix = correlations(6)
    plain = heatmap(matrix, numbered(matrix), "ru")
    dotted = heatmap(matrix, numbered(matrix), "ru", marked=[frozenset(("q4", "q2")), frozenset(("q1", "gone"))])
    dots = [[one for one in figure.artists if isinstance(one, Circle)] for figure in (plain, dotted)]
    assert [len(found) for found in dots] == [0, 2]  # the cell and the legend
    assert any("пустая ячейка" in text.get_text() for text in dotted.texts)
    assert not any("пустая ячейка" in text.get_text() for text in plain.texts)
