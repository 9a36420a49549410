"""How many people have each value of an index: small charts side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def distributions(frames: Mapping[str, pd.DataFrame], language: Language) -> Figure:
    """A bar of people at each value that an index can have; all charts count on the same axis.

    Parameters
    ----------
    frames : title of an index to a frame with `value` (ascending) and `n`, the people with it; values nobody has are drawn as 0.
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
    ['T. Tea', '3', '0', '5']
    """
    width = (WIDTH - SLACK - BETWEEN * (ACROSS - 1)) / ACROSS
    titles = [wrapped(title, LABEL, width) for title in frames]
    rows = [range(first, min(first + ACROSS, len(titles))) for first in range(0, len(titles), ACROSS)]
    heads = [max(block_height(titles[place], LABEL) for place in row) + 1.0 for row in rows]
    canvas = Canvas(WIDTH, sum(heads) + len(rows) * (NUMBER + HEIGHT + BELOW + APART) - APART + AXES + 0.5)
    most = max((int(frame["n"].max()) for frame in frames.values()), default=1) or 1
    found = list(frames.values())
    top = 0.5
    for row, head in zip(rows, heads, strict=True):
        for place in row:
            left = (place - row[0]) * (width + BETWEEN)
            canvas.text(titles[place], left, top + head - 0.5 - block_height(titles[place], LABEL) / 2, LABEL)
            _chart(canvas, found[place], left, width, top + head + NUMBER, most, language)
        top += head + NUMBER + HEIGHT + BELOW + APART
    canvas.text([say("plots.distribution_axes", language)], 0, canvas.height - AXES / 2, AXIS, colour=MUTED)
    return canvas.figure


def _chart(canvas: Canvas, frame: pd.DataFrame, left: float, width: float, top: float, most: int, language: Language) -> None:
    values = [float(value) for value in frame["value"]]
    counts = [int(n) for n in frame["n"]]
    reach = values[-1] - values[0]
    middles = [left + INSET + (width - 2 * INSET) * ((value - values[0]) / reach if reach else 0.5) for value in values]
    gaps = [after - before for before, after in pairwise(middles)]
    bar = min([WIDEST, *(0.8 * gap for gap in gaps)])
    bottom = top + HEIGHT
    for middle, n in zip(middles, counts, strict=True):
        height = HEIGHT * n / most
        canvas.box(middle - bar / 2, bottom - height, bar, height, ACCENT)
    canvas.line([left, left + width], [bottom, bottom], MUTED, 0.8)
    for middle, n, shown in zip(middles, counts, _room([number(n, language) for n in counts], middles, VALUE), strict=True):
        if shown:
            canvas.text([number(n, language)], middle, bottom - HEIGHT * n / most - NUMBER / 2 + 0.3, VALUE, align="center")
    words = [number(value, language, decimals_needed([value], 1)) for value in values]
    for middle, word, shown in zip(middles, words, _room(words, middles, AXIS), strict=True):
        if shown:
            canvas.text([word], middle, bottom + 2.6, AXIS, align="center", colour=MUTED)


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
