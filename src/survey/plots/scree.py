"""Eigenvalues beside those of answers that were shuffled, to see how many factors stand out."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.catalogue import say
from survey.i18n.numbers import decimals_needed, number
from survey.i18n.text import Language
from survey.plots.canvas import Canvas, Marker
from survey.plots.style import ACCENT, AXIS, COLOURS, GRID, LABEL, MUTED, SLACK, VALUE, WIDTH, text_width

HEIGHT = 52.0  # mm of a panel
TITLE = 6.0  # mm above a panel
LEGEND = 6.5  # mm above all
BELOW = 10.0  # mm below a panel: its ticks and what they count
BETWEEN = 8.0  # mm between two panels
INSET = 3.0  # mm between the frame of a panel and its first point
MARK = 1.9  # mm
DASHES = (4.0, 2.5)
OBSERVED, REFERENCE = ACCENT, COLOURS[1]


def scree(eigenvalues: pd.DataFrame, reference: pd.DataFrame, language: Language) -> Figure:
    """A panel for each kind of correlation: eigenvalues as filled circles, the bound of chance as hollow diamonds, dashed.

    There is no line at 1: that rule finds too many factors.

    Parameters
    ----------
    eigenvalues : index 1 to p (the number of the factor), a column for each kind: `pearson`, `tetrachoric` or `polychoric`.
    reference : the same, the 95th percentile of eigenvalues of permuted answers; NaN where there is none.
    language : the language of the words and of the numbers.

    Returns
    -------
    matplotlib Figure, 16 cm wide, one or two panels with the same axis of eigenvalues.

    Notes
    -----
    In R: `psych::fa.parallel(data, fa = "pc", sim = FALSE, quant = 0.95)`.

    Examples
    --------
    >>> eigenvalues = pd.DataFrame({"pearson": [1.8, 0.7, 0.5]}, index=[1, 2, 3])
    >>> reference = pd.DataFrame({"pearson": [1.3, 1.1, 0.9]}, index=[1, 2, 3])
    >>> [text.get_text() for text in scree(eigenvalues, reference, "en").texts][-4:]
    ['1', '2', '3', 'Number of the factor']
    """
    kinds = [str(kind) for kind in eigenvalues.columns]
    ticks = _ticks(np.concatenate([eigenvalues.to_numpy(dtype=float), reference.to_numpy(dtype=float)]))
    decimals = decimals_needed(ticks, 2)
    left = max(text_width(number(tick, language, decimals), AXIS) for tick in ticks) + SLACK + 1.2
    width = (WIDTH - left - SLACK - BETWEEN * (len(kinds) - 1)) / len(kinds)
    top = LEGEND + TITLE
    canvas = Canvas(WIDTH, top + HEIGHT + BELOW)
    _legend(canvas, bool(reference.notna().to_numpy().any()), language)
    for place, kind in enumerate(kinds):
        panel = _Panel(canvas, left + place * (width + BETWEEN), top, width, ticks)
        canvas.text([say(f"plots.kind_{kind}", language)], panel.left, top - TITLE / 2, LABEL)
        for tick in ticks:
            y = panel.y(tick)
            canvas.line([panel.left, panel.left + width], [y, y], MUTED if tick == 0 else GRID, 0.6)
            if place == 0:
                canvas.text([number(tick, language, decimals)], left - 1.2, y, AXIS, align="right", colour=MUTED)
        panel.series(reference[kind].tolist(), REFERENCE, "diamond", DASHES)
        panel.series(eigenvalues[kind].tolist(), OBSERVED, "circle", None)
        panel.numbers(len(eigenvalues), language)
    return canvas.figure


class _Panel:
    """The field of one kind of correlation."""

    def __init__(self, canvas: Canvas, left: float, top: float, width: float, ticks: Sequence[float]) -> None:
        self.canvas, self.left, self.top, self.width = canvas, left, top, width
        self.low, self.high = ticks[0], ticks[-1]

    def y(self, value: float) -> float:
        return self.top + HEIGHT * (self.high - value) / (self.high - self.low)

    def x(self, place: int, count: int) -> float:
        return self.left + INSET + (self.width - 2 * INSET) * place / max(1, count - 1)

    def series(self, values: Sequence[float], colour: str, shape: Marker, dashes: tuple[float, ...] | None) -> None:
        """A line through the known values and a mark on each."""
        points = [(self.x(place, len(values)), self.y(value)) for place, value in enumerate(values) if not np.isnan(value)]
        if not points:
            return
        xs, ys = zip(*points, strict=True)
        self.canvas.line(xs, ys, colour, 1.2, dashes)
        for x, y in points:
            self.canvas.marker(x, y, shape, MARK, colour, filled=shape == "circle")

    def numbers(self, count: int, language: Language) -> None:
        """The numbers of the factors below the panel, as many as fit, and what they are."""
        room = (self.width - 2 * INSET) / max(1, count - 1)
        every = next(step for step in (1, 2, 5, 10, 20, 50, count) if step * room >= text_width(str(count), AXIS) + 1.5)
        for place in range(count):
            if place == 0 or (place + 1) % every == 0:
                text = number(place + 1, language)
                self.canvas.text([text], self.x(place, count), self.top + HEIGHT + 2.8, AXIS, align="center", colour=MUTED)
        middle, below = self.left + self.width / 2, self.top + HEIGHT + 7.4
        self.canvas.text([say("plots.factor_number", language)], middle, below, AXIS, align="center", colour=MUTED)


def _ticks(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[float]:
    """Round numbers from below the smallest value (0 at most) to above the largest."""
    low, high = min(0.0, float(np.nanmin(values))), float(np.nanmax(values))
    step = next(step for step in (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0) if (high - low) / step <= 8)
    first, last = floor(low / step), ceil(high / step)
    return [step * place for place in range(first, last + 1)]


def _legend(canvas: Canvas, reference: bool, language: Language) -> None:
    """What the two lines are."""
    x, y = 0.5, LEGEND / 2 - 0.4
    entries: list[tuple[str, str, Marker, tuple[float, ...] | None]] = [("eigenvalues", OBSERVED, "circle", None)]
    if reference:
        entries.append(("chance", REFERENCE, "diamond", DASHES))
    for key, colour, shape, dashes in entries:
        canvas.line([x, x + 10], [y, y], colour, 1.2, dashes)
        canvas.marker(x + 5, y, shape, MARK, colour, filled=shape == "circle")
        text = say(f"plots.{key}", language)
        canvas.text([text], x + 11.5, y, VALUE)
        x += 11.5 + text_width(text, VALUE) + 6
