from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from survey.i18n.text import LANGUAGES, Language
from survey.plots.spans import spans, spans_alt_text

Faults = Callable[[Figure], list[tuple[str, ...]]]
LABELS = ["Ресей", "Орталық Азия мемлекеттерінің Ресейсіз жасасқан ортақ қауіпсіздік шарты", "Қытай"]
FRAME = pd.DataFrame({"q1": [2, 1, float("nan")], "median": [3.5, 4, float("nan")], "q3": [5, 7, float("nan")]})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ticks", [range(1, 8), (0, 20, 40, 60, 80, 100)])
def test_nothing_is_cut_off_or_runs_into_another(faults: Faults, ticks: tuple[int, ...], language: Language) -> None:
    figure = spans(FRAME, LABELS, ticks, language)
    assert faults(figure) == []
    assert figure.get_figwidth() == pytest.approx(16 / 2.54)


def test_a_bar_reaches_from_quartile_to_quartile_and_nobody_has_none() -> None:
    figure = spans(FRAME, LABELS, range(1, 8), "en")
    dots = [one for one in figure.artists if isinstance(one, Circle)]
    colour = dots[0].get_facecolor()
    bars = [one for one in figure.artists if isinstance(one, Rectangle) and one.get_facecolor() == colour]
    assert len(bars) == len(dots) == 2
    assert bars[0].get_width() == pytest.approx(bars[1].get_width() / 2)  # 2 to 5 and 1 to 7
    middle = bars[1].get_x() + bars[1].get_width() / 2
    assert dots[1].center[0] == pytest.approx(middle)


def test_in_words() -> None:
    told = spans_alt_text(FRAME, LABELS, "Қашықтық", "kk")
    assert "медиана – 3,5, квартильдер – 2 және 5" in told
    assert "Қытай" not in told
