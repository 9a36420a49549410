from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from survey.i18n.text import LANGUAGES, Language
from survey.plots.distribution import distributions

Faults = Callable[[Figure], list[tuple[str, ...]]]
LONG = "TS. Қауіп көзі (мемлекетке қатысты секьюритилендіру) және оның сарапшылар атаған басқа да қырлары (n = 96)"


def frame(*pairs: tuple[float, int]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["value", "n"])


CHARTS = {
    "T": frame((0, 2), (50, 7), (100, 87)),
    LONG: frame((0, 3), (25, 5), (100 / 3, 1), (50, 22), (200 / 3, 0), (75, 28), (100, 37)),
    "U": frame((-100, 1234), (0, 0), (100, 1)),
    "one": frame((100, 96)),
    "many": frame(*((100 * place / 12, place) for place in range(13))),
}


def bars(figure: Figure) -> list[Rectangle]:
    return [one for one in figure.artists if isinstance(one, Rectangle)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 5])
def test_nothing_is_cut_off_or_runs_into_another(faults: Faults, count: int, language: Language) -> None:
    figure = distributions(dict(list(CHARTS.items())[:count]), language)
    assert faults(figure) == []
    assert figure.get_figwidth() == pytest.approx(16 / 2.54)


def test_bars_are_as_high_as_their_counts_in_every_chart() -> None:
    heights = [
        one.get_height() for one in bars(distributions({"a": frame((0, 10), (100, 20)), "b": frame((0, 5), (1, 0))}, "en"))
    ]
    assert [height / heights[1] for height in heights] == pytest.approx([0.5, 1, 0.25, 0])


def test_values_stand_where_they_belong_on_their_axis() -> None:
    left = [one.get_x() for one in bars(distributions({"a": frame((0, 1), (25, 1), (100, 1))}, "en"))]
    assert (left[1] - left[0]) / (left[2] - left[0]) == pytest.approx(0.25)


def test_of_crowded_numbers_the_first_and_the_last_are_written() -> None:
    texts = [text.get_text() for text in distributions({"many": CHARTS["many"]}, "kk").texts]
    assert {"0", "100"} <= set(texts)


CROWDED = frame(*((100 * place / 28, n) for place, n in enumerate([0, 1, 12, 3, 4, 5, 44] * 4 + [100])))


def test_values_without_room_for_their_numbers_are_gathered_by_tenths(faults: Faults) -> None:
    """Every person is in one bar; the last tenth holds the largest value; every bar carries its number."""
    figure = distributions({"a": CROWDED, "b": CHARTS["T"]}, "en")
    assert faults(figure) == []
    counts = [0] * 10
    for value, n in zip(CROWDED["value"], CROWDED["n"], strict=True):
        counts[min(int(value // 10), 9)] += n
    heights = [one.get_height() for one in bars(figure)]
    assert [height / heights[0] for height in heights[:10]] == pytest.approx([n / counts[0] for n in counts])
    assert {str(n) for n in counts} <= {text.get_text() for text in figure.texts}
    assert sum("share a bar" in text.get_text() for text in figure.texts) == 1


def test_where_nobody_is_stands_no_number() -> None:
    texts = [text.get_text() for text in distributions({"a": frame((0, 0), (100, 3))}, "en").texts]
    assert texts.count("0") == 1  # the end of the axis
