"""Factor loadings with their intervals: a panel for each factor, a row for each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.text import Language
from survey.plots.canvas import Canvas, block_height
from survey.plots.style import ACCENT, AXIS, GRID, INK, LABEL, MUTED, SLACK, VALUE, WIDTH, text_width, wrapped

ACROSS = 4  # panels side by side; further factors stand below
LABEL_WIDTH = 52.0  # mm; a longer label is wrapped
ROW = 4.8  # mm, the least height of a row
BETWEEN = 6.0  # mm between two panels
APART = 1.6  # mm more between questions of two factors
GAP = 2.0  # mm between a label and the first panel
TITLE = 6.0  # mm above the panels
BELOW = 6.0  # mm below the panels, for the numbers of the axis
BLOCK = 5.0  # mm between two rows of panels
LEGEND = 6.0  # mm
MARK = 2.1  # mm
STROKE = 7.0  # mm, the line in the legend
SIGN = 1.4  # mm between a sign of the legend and its word
ENTRY = 5.0  # mm between two entries of the legend


def in_order(loadings: pd.DataFrame) -> list[str]:
    """The questions by the factor on which each loads most, the largest loading first.

    >>> in_order(pd.DataFrame({"F1": [0.2, 0.6, -0.9], "F2": [0.7, 0.1, 0.3]}, index=["a", "b", "c"]))
    ['c', 'b', 'a']
    """
    size = loadings.abs().to_numpy()
    main = size.argmax(axis=1)
    return [str(loadings.index[place]) for place in np.lexsort((-size.max(axis=1), main))]


def loadings(
    found: pd.DataFrame,
    low: pd.DataFrame | None,
    high: pd.DataFrame | None,
    labels: Mapping[str, str],
    factors: Mapping[str, str],
    language: Language,
) -> Figure:
    """A point for each loading with a line from the lower to the upper end of its interval.

    The loading on the factor that a question belongs to most is a filled circle, the others are hollow; a panel has a line at 0,
    because an interval that crosses it leaves even the sign open.

    Parameters
    ----------
    found : loadings, questions by factors. low, high : the ends of their intervals, or None.
    labels : question id to its number or name. factors : name of a column to its heading.
    language : the language of the numbers.

    Returns
    -------
    matplotlib Figure, 16 cm wide; more than four factors are drawn in several rows of panels.

    Examples
    --------
    >>> found = pd.DataFrame({"F1": [0.8, 0.5]}, index=["a", "b"])
    >>> figure = loadings(found, found - 0.2, found + 0.1, {"a": "1.1", "b": "1.2"}, {"F1": "Factor 1"}, "en")
    >>> [text.get_text() for text in figure.texts][-4:]
    ['1.1', '1.2', 'Factor loading', 'Bootstrap interval, 95%']
    """
    order = in_order(found)
    main = found.abs().loc[order].to_numpy().argmax(axis=1).tolist()
    lines = [wrapped(labels[item], LABEL, LABEL_WIDTH) for item in order]
    left = max(text_width(line, LABEL) for block in lines for line in block) + SLACK + GAP
    heights = [max(ROW, block_height(block, LABEL) + 2.0 * (len(block) > 1)) for block in lines]
    tops = _tops(heights, main)
    body = tops[-1] + heights[-1]
    names = [str(name) for name in found.columns]
    blocks = [names[place : place + ACROSS] for place in range(0, len(names), ACROSS)]
    ends = (found if low is None else low, found if high is None else high)
    ticks = _ticks(*(frame.to_numpy(dtype=float) for frame in ends))
    canvas = Canvas(WIDTH, len(blocks) * (TITLE + body + BELOW + BLOCK) - BLOCK + LEGEND)
    across = min(ACROSS, len(names))
    width = (WIDTH - left - SLACK - 1.0 - BETWEEN * (across - 1)) / across
    for number_of_block, block in enumerate(blocks):
        first = number_of_block * (TITLE + body + BELOW + BLOCK) + TITLE
        for place, name in enumerate(block):
            panel = _Panel(canvas, left + place * (width + BETWEEN), width, ticks)
            panel.frame(factors[name], first, first + body, language)
            for row, item in enumerate(order):
                least, greatest = (float(frame[name][item]) for frame in ends)
                middle = first + tops[row] + heights[row] / 2
                own = names.index(name) == main[row]
                panel.point(float(found[name][item]), least, greatest, middle, own=own)
        for block_lines, top, height in zip(lines, tops, heights, strict=True):
            canvas.text(block_lines, left - GAP, first + top + height / 2, LABEL, align="right")
    _legend(canvas, left, intervals=low is not None, several=len(names) > 1, language=language)
    return canvas.figure


def _tops(heights: Sequence[float], main: Sequence[int]) -> list[float]:
    """Where the rows begin, with some room between those of different factors."""
    tops, top = [], 0.0
    for place, height in enumerate(heights):
        top += APART if place and main[place] != main[place - 1] else 0.0
        tops.append(top)
        top += height
    return tops


def _ticks(
    low: np.ndarray[tuple[int, ...], np.dtype[np.float64]], high: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
) -> list[float]:
    """From -1 to 1 in halves, further where an interval reaches further."""
    first = min(-2, floor(float(np.nanmin(low)) * 2))
    last = max(2, ceil(float(np.nanmax(high)) * 2))
    return [place / 2 for place in range(first, last + 1)]


class _Panel:
    """The field of one factor."""

    def __init__(self, canvas: Canvas, left: float, width: float, ticks: Sequence[float]) -> None:
        self.canvas, self.left, self.width, self.ticks = canvas, left, width, ticks

    def x(self, value: float) -> float:
        return self.left + self.width * (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])

    def frame(self, title: str, top: float, bottom: float, language: Language) -> None:
        """The heading, a light line at each half, a dark one at 0, and numbers at whole ones."""
        self.canvas.text([title], self.x(0), top - TITLE / 2 - 0.5, LABEL, align="center")
        for tick in self.ticks:
            zero = tick == 0
            self.canvas.line([self.x(tick)] * 2, [top, bottom], MUTED if zero else GRID, 0.9 if zero else 0.6)
            if tick == round(tick):
                self.canvas.text([number(tick, language)], self.x(tick), bottom + 2.6, AXIS, align="center", colour=MUTED)

    def point(self, value: float, low: float, high: float, y: float, *, own: bool) -> None:
        if low < high:
            self.canvas.line([self.x(low), self.x(high)], [y, y], INK, 1.1)
        self.canvas.marker(self.x(value), y, "circle", MARK, ACCENT, filled=own)


def _legend(canvas: Canvas, left: float, *, intervals: bool, several: bool, language: Language) -> None:
    """What the circles and the line mean, below the panels or, where their words are longer, further to the left."""
    entries = [("loading_main", MARK), ("loading_other", MARK)] if several else [("loading", MARK)]
    entries += [("bootstrap_interval", STROKE)] if intervals else []
    words = [say(f"plots.{key}", language) for key, _ in entries]
    needed = sum(width + SIGN + text_width(word, VALUE) for (_, width), word in zip(entries, words, strict=True))
    x, y = min(left, WIDTH - SLACK - needed - ENTRY * (len(entries) - 1)), canvas.height - LEGEND / 2 + 0.5
    for (key, width), word in zip(entries, words, strict=True):
        if key == "bootstrap_interval":
            canvas.line([x, x + width], [y, y], INK, 1.1)
        else:
            canvas.marker(x + width / 2, y, "circle", MARK, ACCENT, filled=key != "loading_other")
        canvas.text([word], x + width + SIGN, y, VALUE)
        x += width + SIGN + text_width(word, VALUE) + ENTRY
