"""Pictures are measured, not compared with pixels: nothing outside, nothing over another text, lengths as the counts say."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox

from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.model import Item, ItemKind, Level, Option
from survey.plots.bars import bars
from survey.plots.style import ACCENT

Faults = Callable[[Figure], list[tuple[str, ...]]]

LONG = Text(
    "Еуропадағы қауіпсіздік және ынтымақтастық ұйымының бақылаушылары мен сарапшылары",
    "Наблюдатели и эксперты Организации по безопасности и сотрудничеству в Европе",
    "Observers and experts of the Organization for Security and Co-operation in Europe",
)


def question(n: int, level: Level = Level.NOMINAL) -> Item:
    texts = [LONG if place % 3 == 2 else Text(f"жауап {place}", f"ответ {place}", f"answer {place}") for place in range(n)]
    options = tuple(Option(f"o{place}", place, text) for place, text in enumerate(texts))
    return Item("q", "1", "s", ItemKind.SINGLE, level, LONG, LONG, options)


def counts(pairs: list[tuple[int, int]], base: int) -> pd.DataFrame:
    low, high = zip(*pairs, strict=True)
    return pd.DataFrame({"code": [f"o{place}" for place in range(len(pairs))], "low": low, "high": high, "base": base})


def text_boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    renderer = FigureCanvasAgg(figure).get_renderer()
    return [(text.get_text(), text.get_window_extent(renderer)) for text in figure.texts]


def solid(figure: Figure) -> list[float]:
    """The lengths of the solid bars in mm."""
    return [
        artist.get_width()
        for artist in figure.artists
        if isinstance(artist, Rectangle) and artist.get_facecolor() == pytest.approx(_rgba(ACCENT))
    ]


def hatched(figure: Figure) -> list[Rectangle]:
    return [artist for artist in figure.artists if isinstance(artist, Rectangle) and artist.get_hatch()]


def _rgba(colour: str) -> tuple[float, ...]:
    return (*(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)), 1.0)


@given(st.data(), st.integers(1, 9), st.sampled_from(LANGUAGES), st.sampled_from([7, 96, 12345]))
def test_no_text_is_cut_off_or_runs_into_another(
    faults: Faults, data: st.DataObject, n: int, language: Language, base: int
) -> None:
    pair = st.tuples(st.integers(0, base), st.integers(0, base)).map(lambda two: (min(two), max(two)))
    assert faults(bars(counts(data.draw(st.lists(pair, min_size=n, max_size=n)), base), question(n), language)) == []


def test_bars_are_as_long_as_their_shares_say() -> None:
    longest, middle, shortest = solid(bars(counts([(48, 48), (96, 96), (12, 12)], 96), question(3), "kk"))
    assert (middle / longest, shortest / longest) == pytest.approx((1 / 2, 1 / 8))


def test_an_unknown_count_is_hatched_from_its_lower_to_its_upper_end() -> None:
    figure = bars(counts([(50, 50), (10, 30), (0, 20)], 100), question(3, Level.ORDINAL), "ru")
    known, low = solid(figure)
    first, second = hatched(figure)
    unit = known / 50
    assert low == pytest.approx(10 * unit)
    assert first.get_width() == pytest.approx(20 * unit)
    assert first.get_x() == pytest.approx(second.get_x() + 10 * unit)
    assert second.get_width() == pytest.approx(20 * unit)


def test_nothing_is_drawn_for_nobody() -> None:
    figure = bars(counts([(0, 0), (4, 4)], 4), question(2), "en")
    assert len(solid(figure)) == 1
    assert "0\N{NO-BREAK SPACE}(0.0%)" in [text.get_text() for text in figure.texts]


def test_whiskers_only_where_limits_are_given_and_numbers_beyond_them() -> None:
    plain = counts([(30, 30), (70, 70)], 100)
    with_limits = plain.assign(ci_low=[22.0, float("nan")], ci_high=[39.0, float("nan")])
    item = question(2, Level.ORDINAL)
    assert len(bars(with_limits, item, "en").artists) == len(bars(plain, item, "en").artists) + 2
    value = "30\N{NO-BREAK SPACE}(30.0%)"
    (before,) = (box for name, box in text_boxes(bars(plain, item, "en")) if name == value)
    (after,) = (box for name, box in text_boxes(bars(with_limits, item, "en")) if name == value)
    assert after.x0 > before.x0


def test_a_figure_is_16_cm_wide_and_grows_with_its_answers() -> None:
    two, eight = (bars(counts([(1, 1)] * n, 9), question(n), "kk") for n in (2, 8))
    assert two.get_figwidth() == eight.get_figwidth() == pytest.approx(16 / 2.54)
    assert eight.get_figheight() > two.get_figheight() + 1


def test_a_question_that_nobody_was_asked_still_makes_a_picture(faults: Faults) -> None:
    assert faults(bars(counts([(0, 0), (0, 0)], 0), question(2), "ru")) == []
