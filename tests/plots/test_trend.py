"""The figure of a trend: a dashed line between the bars of two waves where the series is broken, and nowhere else."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from survey.i18n.text import Text
from survey.instrument.model import Item, ItemKind, Level, Option
from survey.plots.trend import trend_alt_text, trend_figure

OPTIONS = tuple(Option(code, value, Text(en=code)) for value, code in enumerate(("low", "middle", "high")))


def item(name: str) -> Item:
    return Item(name, name, "", ItemKind.SINGLE, Level.ORDINAL, Text(en="Tea"), Text(en="Tea"), OPTIONS)


def frame(*codes: str) -> pd.DataFrame:
    return pd.DataFrame({"code": list(codes), "low": 3, "high": 5, "base": 12})


FRAMES = {"2022": frame("low", "high"), "2026": frame("low", "middle", "high"), "2030": frame("low", "middle", "high")}
ITEMS = [item(name) for name in FRAMES]


def dashed(figure: Figure) -> int:
    return sum(isinstance(one, Line2D) and one.is_dashed() for one in figure.get_children())


def words(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.texts]


@pytest.mark.parametrize(
    ("breaks", "lines"),
    [({}, 0), ({"2026": "mode"}, 3), ({"2030": "mode"}, 4), ({"2026": "mode", "2030": "wording"}, 7)],
)
def test_breaks_are_marked_and_explained(breaks: dict[str, str], lines: int) -> None:
    """One line in the legend for each break, and one before the bars of each answer that the wave before had as well."""
    figure = trend_figure(FRAMES, ITEMS, "en", breaks=breaks)
    assert dashed(figure) == lines
    assert [word for word in words(figure) if word.startswith("break")] == [
        f"break before {wave}: {reason}" for wave, reason in breaks.items()
    ]


def test_no_dashed_line_runs_through_a_number() -> None:
    figure = trend_figure(FRAMES, ITEMS, "en", breaks={"2026": "mode", "2030": "wording"})
    canvas = FigureCanvasAgg(figure).get_renderer()
    numbers = [text.get_window_extent(canvas) for text in figure.texts if "%)" in text.get_text()]
    lines = [one for one in figure.get_children() if isinstance(one, Line2D) and one.is_dashed()]
    assert numbers
    for line in lines:
        x, y = line.get_transform().transform(line.get_xydata()).T
        for start, stop in ((0, 1), (-2, -1)):
            assert not [box for box in numbers if box.y0 <= y[0] <= box.y1 and x[start] < box.x1 and x[stop] > box.x0]


def test_answers_stand_in_the_order_of_the_last_wave() -> None:
    shown = [word for word in words(trend_figure(FRAMES, ITEMS, "en", breaks={})) if word in ("Low", "Middle", "High")]
    assert shown == ["Low", "Middle", "High"]
    assert trend_alt_text(FRAMES, ITEMS, "Tea", "en").index("Middle") < trend_alt_text(FRAMES, ITEMS, "Tea", "en").index("High")


def test_five_waves_are_too_many() -> None:
    with pytest.raises(ValueError, match="5 waves"):
        trend_figure({str(n): frame("low") for n in range(5)}, [item(str(n)) for n in range(5)], "en", breaks={})
