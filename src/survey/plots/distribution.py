"""How many people have each value of an index: small charts side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.catalogue import say
from survey.i18n.numbers import decimals_needed, number
from survey.i18n.text import Language
from survey.plots.canvas import Canvas, block_height
from survey.plots.style import ACCENT, AXIS, LABEL, MUTED, SLACK, VALUE, WIDTH, text_width, wrapped

ACROSS = 2
BETWEEN = 12.0  # mm between two charts of a row
HEIGHT = 18.0  # mm of the longest bar
NUMBER = 4.0  # mm above a bar, for its number
BELOW = 5.0  # mm below the bars, for their values
APART = 4.5  # mm between two rows
INSET = 7.0  # mm between the edge of a chart and the middle of its first bar
WIDEST = 7.0  # mm, a bar
AXES = 5.0  # mm below everything, for what the numbers are
CLASSES = 10
"""Bars of a chart whose values are too many for a bar each."""


def distributions(frames: Mapping[str, pd.DataFrame], language: Language) -> Figure:
    """A bar of people at each value that an index can have; all charts count on the same axis.

    Parameters
    ----------
    frames : title of an index to a frame with `value` (ascending) and `n`, the people with it; a value that
        nobody has gets no bar. Values without room for a bar and its number each are gathered by tenths of the scale.
    language : the language of the words and of the numbers.

    Returns
    -------
    matplotlib Figure, 16 cm wide, two charts in a row.

    Notes
    -----
    In R: `barplot(table(factor(x, levels = values)))` for each index.

    Examples
    --------
    >>> frame = pd.DataFrame({"value": [0, 50, 100], "n": [3, 0, 5]})
    >>> [text.get_text() for text in distributions({"T. Tea": frame}, "en").texts][:4]
    ['T. Tea', '3', '5', '0']
    """
    width = (WIDTH - SLACK - BETWEEN * (ACROSS - 1)) / ACROSS
    titles = [wrapped(title, LABEL, width) for title in frames]
    rows = [range(first, min(first + ACROSS, len(titles))) for first in range(0, len(titles), ACROSS)]
    heads = [max(block_height(titles[place], LABEL) for place in row) + 1.0 for row in rows]
    charts = [_bars(frame, width, language) for frame in frames.values()]
    axes = [say("plots.distribution_axes", language)]
    if any(chart.gathered for chart in charts):
        axes += [say("plots.distribution_gathered", language)]
    below = [line for text in axes for line in wrapped(text, AXIS, WIDTH - SLACK)]
    legend = max(AXES, block_height(below, AXIS) + 1.0)
    canvas = Canvas(WIDTH, sum(heads) + len(rows) * (NUMBER + HEIGHT + BELOW + APART) - APART + legend + 0.5)
    most = max((n for chart in charts for _, _, n in chart.bars), default=1) or 1
    top = 0.5
    for row, head in zip(rows, heads, strict=True):
        for place in row:
            left = (place - row[0]) * (width + BETWEEN)
            canvas.text(titles[place], left, top + head - 0.5 - block_height(titles[place], LABEL) / 2, LABEL)
            _draw(canvas, charts[place], left, width, top + head + NUMBER, most, language)
        top += head + NUMBER + HEIGHT + BELOW + APART
    canvas.text(below, 0, canvas.height - legend / 2, AXIS, colour=MUTED)
    return canvas.figure


@dataclass(frozen=True)
class _Bars:
    """A chart in mm from its left edge: bars as left edge, width and people; ticks as place and value."""

    bars: list[tuple[float, float, int]]
    ticks: list[tuple[float, float]]
    gathered: bool


def _bars(frame: pd.DataFrame, width: float, language: Language) -> _Bars:
    """A bar for each value; where the numbers above them would not have room, a bar for each tenth of the scale."""
    values, counts = [float(value) for value in frame["value"]], [int(n) for n in frame["n"]]
    reach = values[-1] - values[0]
    middles = [INSET + (width - 2 * INSET) * ((value - values[0]) / reach if reach else 0.5) for value in values]
    gap = min((after - before for before, after in pairwise(middles)), default=width)
    bar = min(WIDEST, 0.8 * gap)
    if max(text_width(number(n, language), VALUE) for n in counts) / 2 + 0.3 <= gap - bar / 2:
        return _Bars(
            [(middle - bar / 2, bar, n) for middle, n in zip(middles, counts, strict=True)],
            list(zip(middles, values, strict=True)),
            gathered=False,
        )
    sums = [0] * CLASSES
    for value, n in zip(values, counts, strict=True):
        sums[min(int(CLASSES * (value - values[0]) / reach + 1e-6), CLASSES - 1)] += n
    step = (width - 2 * INSET) / CLASSES
    return _Bars(
        [(INSET + place * step + 0.3, step - 0.6, n) for place, n in enumerate(sums)],
        [(INSET + place * step, values[0] + reach * place / CLASSES) for place in range(CLASSES + 1)],
        gathered=True,
    )


def _draw(canvas: Canvas, chart: _Bars, left: float, width: float, top: float, most: int, language: Language) -> None:
    bottom = top + HEIGHT
    for place, bar, n in chart.bars:
        height = HEIGHT * n / most
        canvas.box(left + place, bottom - height, bar, height, ACCENT)
        if n:  # where there is no bar there is nobody
            canvas.text([number(n, language)], left + place + bar / 2, bottom - height - NUMBER / 2 + 0.3, VALUE, align="center")
    canvas.line([left, left + width], [bottom, bottom], MUTED, 0.8)
    words = [number(value, language, decimals_needed([value], 1)) for _, value in chart.ticks]
    places = [left + place for place, _ in chart.ticks]
    for place, word, shown in zip(places, words, _room(words, places, AXIS), strict=True):
        if shown:
            canvas.text([word], place, bottom + 2.6, AXIS, align="center", colour=MUTED)


def _room(words: Sequence[str], middles: Sequence[float], size: float) -> list[bool]:
    """Which words can be written without running into their neighbours: the first and the last, and what fits between."""
    halves = [text_width(word, size) / 2 + 0.5 for word in words]
    last = len(words) - 1
    limit = middles[last] - halves[last]
    shown, end = [], float("-inf")
    for place, (middle, half) in enumerate(zip(middles, halves, strict=True)):
        fits = place == last or (middle - half >= end and (place == 0 or middle + half <= limit))
        shown.append(fits)
        end = middle + half if fits else end
    return shown
