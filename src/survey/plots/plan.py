"""How the interval of a share narrows as more people answer: a line for each share."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.text import Language
from survey.plots.canvas import Canvas, Marker
from survey.plots.style import AXIS, COLOURS, GRID, MUTED, SLACK, VALUE, WIDTH, text_width

HEIGHT = 70.0  # mm of the field
TOP = 13.0  # mm above it: the legend and what the vertical axis counts
BELOW = 11.0  # mm below it: ticks and what they count
MARK = 2.1  # mm
LOOKS: tuple[tuple[Marker, tuple[float, ...] | None], ...] = (("circle", None), ("square", (5.0, 2.0)), ("diamond", (1.5, 1.5)))
"""The mark and the dashes of each line, so that they can be told apart without colour."""


def precision_figure(curve: pd.DataFrame, sizes: Sequence[int], language: Language) -> Figure:
    """Half-widths of the interval by the number of people who answer, with a mark on each size that is planned.

    Parameters
    ----------
    curve : `share`, `n`, `half_width` as `survey.plan` gives them; at most three shares.
    sizes : the sizes to mark.
    language : the language of the words and of the numbers.

    Returns
    -------
    matplotlib Figure, 16 cm wide; points of percent upwards from 0.

    Raises
    ------
    ValueError for more than three shares.

    Examples
    --------
    >>> curve = pd.DataFrame({"share": 0.5, "n": [30, 96, 150], "half_width": [0.17, 0.098, 0.079]})
    >>> [text.get_text() for text in precision_figure(curve, [96], "en").texts][:2]
    ['± percentage points', 'share of 50%']
    """
    shares = list(dict.fromkeys(curve["share"]))
    if len(shares) > len(LOOKS):
        raise ValueError(f"{len(shares)} shares in one figure, at most {len(LOOKS)} can be told apart")
    most = 100 * float(curve["half_width"].max())
    step = next(step for step in (1, 2, 5, 10) if most / step <= 6)
    high = step * max(1, ceil(most / step))
    last = int(curve["n"].max())
    across = next(step for step in (10, 20, 25, 50, 100, 200, 250, 500, 1000) if last / step <= 9)
    right = across * ceil(last / across)
    left = text_width(number(high, language), AXIS) + SLACK + 1.5
    width = WIDTH - left - text_width(number(right, language), AXIS) / 2 - SLACK
    canvas = Canvas(WIDTH, TOP + HEIGHT + BELOW)

    def x(n: float) -> float:
        return left + width * n / right

    def y(points: float) -> float:
        return TOP + HEIGHT * (1 - points / high)

    canvas.text([say("plan.axis_points", language)], 0.5, TOP - 3.2, AXIS, colour=MUTED)
    _legend(canvas, shares, language)
    for tick in range(0, high + 1, step):
        canvas.line([left, left + width], [y(tick)] * 2, GRID if tick else MUTED, 0.6)
        canvas.text([number(tick, language)], left - 1.5, y(tick), AXIS, align="right", colour=MUTED)
    for tick in range(0, right + 1, across):
        canvas.text([number(tick, language)], x(tick), TOP + HEIGHT + 2.8, AXIS, align="center", colour=MUTED)
    canvas.text([say("plan.axis_n", language)], left + width / 2, TOP + HEIGHT + 7.6, AXIS, align="center", colour=MUTED)
    for (shape, dashes), colour, share in zip(LOOKS, COLOURS, shares, strict=False):
        own = curve[curve["share"] == share].sort_values("n")
        points = [(x(n), y(100 * half)) for n, half in zip(own["n"], own["half_width"], strict=True)]
        canvas.line([one for one, _ in points], [one for _, one in points], colour, 1.3, dashes)
        for n, half in zip(own["n"], own["half_width"], strict=True):
            if n in sizes:
                canvas.marker(x(n), y(100 * half), shape, MARK, colour)
    return canvas.figure


def _legend(canvas: Canvas, shares: Sequence[float], language: Language) -> None:
    place = 0.5
    for (shape, dashes), colour, share in zip(LOOKS, COLOURS, shares, strict=False):
        canvas.line([place, place + 10], [3.0, 3.0], colour, 1.3, dashes)
        canvas.marker(place + 5, 3.0, shape, MARK, colour)
        text = say("plan.line", language, share=say("plan.percent", language, value=number(100 * share, language)))
        canvas.text([text], place + 11.5, 3.0, VALUE)
        place += 11.5 + text_width(text, VALUE) + 6


def precision_alt_text(curve: pd.DataFrame, sizes: Sequence[int], language: Language) -> str:
    """The figure in words: the half-width of each share at each size that is planned.

    >>> curve = pd.DataFrame({"share": 0.5, "n": [30, 96], "half_width": [0.17, 0.0976]})
    >>> precision_alt_text(curve, [96], "en")
    'Half-width of the interval by the number of people who answer. Share of 50%: n = 96 ±9.8.'
    """
    told = []
    for share, own in curve[curve["n"].isin(sizes)].groupby("share", sort=False):
        values = ", ".join(
            say("plan.alt_value", language, n=number(n, language), points=number(100 * half, language, 1))
            for n, half in zip(own["n"], own["half_width"], strict=True)
        )
        words = say("plan.percent", language, value=number(100 * float(str(share)), language))
        told.append(say("plan.alt_share", language, share=words, values=values))
    return say("plan.alt", language, rows=". ".join(told))
