"""The middle of many answers, question by question: a median with the quartiles around it, on one axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.catalogue import say
from survey.i18n.numbers import decimals_needed, number
from survey.i18n.text import Language
from survey.plots.canvas import Canvas, block_height
from survey.plots.style import ACCENT, AXIS, GRID, LABEL, MUTED, SLACK, VALUE, WIDTH, text_width, wrapped

LABEL_WIDTH = 58.0  # mm; a longer label is wrapped
ROW = 6.4  # mm, the least height of a row
GAP = 3.0  # mm between a label and the axis
THICK = 1.6  # mm, the bar between the quartiles
DOT = 3.0  # mm
MARGIN = 1.0  # mm above the first row
BELOW = 10.0  # mm for the numbers of the axis and what the marks mean


def spans(frame: pd.DataFrame, labels: Sequence[str], ticks: Sequence[float], language: Language) -> Figure:
    """A row for each question: a bar from the lower to the upper quartile, a dot at the median, the median as a number.

    Parameters
    ----------
    frame : `q1`, `median`, `q3`, one row per label; NaN where nobody answered.
    labels : what the rows are called.
    ticks : numbers below the axis, ascending; the first and the last are its ends.
    language : the language of the words and of the numbers.

    Returns
    -------
    matplotlib Figure, 16 cm wide.

    Notes
    -----
    In R: `boxplot(x, horizontal = TRUE, outline = FALSE, whisklty = 0)`.

    Examples
    --------
    >>> found = spans(pd.DataFrame({"q1": [20.0], "median": [35.0], "q3": [50.0]}), ["Rain"], (0, 50, 100), "en")
    >>> [text.get_text() for text in found.texts][:4]
    ['0', '50', '100', 'Rain']
    """
    told = [wrapped(label, LABEL, LABEL_WIDTH) for label in labels]
    values = ["" if isnan(value) else number(value, language, decimals_needed([value], 1)) for value in frame["median"]]
    left = max((text_width(line, LABEL) for lines in told for line in lines), default=0.0) + SLACK + GAP + DOT / 2
    right = WIDTH - SLACK - DOT - max((text_width(value, VALUE) for value in values), default=0.0) - GAP
    heights = [max(ROW, block_height(lines, LABEL) + 2.0) for lines in told]
    bottom = MARGIN + sum(heights)
    canvas = Canvas(WIDTH, bottom + BELOW)
    first, last = ticks[0], ticks[-1]

    def at(value: float) -> float:
        return left + (right - left) * (value - first) / (last - first)

    for tick in ticks:
        canvas.line([at(tick), at(tick)], [MARGIN, bottom], GRID, 0.6)
        canvas.text([number(tick, language)], at(tick), bottom + 2.6, AXIS, align="center", colour=MUTED)
    top = MARGIN
    for (low, middle, high), lines, value, height in zip(
        frame[["q1", "median", "q3"]].to_numpy(float), told, values, heights, strict=True
    ):
        centre = top + height / 2
        canvas.text(lines, left - GAP - DOT / 2, centre, LABEL, align="right")
        if not isnan(middle):
            canvas.box(at(low), centre - THICK / 2, at(high) - at(low), THICK, ACCENT)
            canvas.marker(at(middle), centre, "circle", DOT, ACCENT)
            canvas.value(value, right + DOT / 2 + GAP, centre, VALUE)
        top += height
    canvas.text([say("measures.spans_axes", language)], SLACK, canvas.height - 2.6, AXIS, colour=MUTED)
    return canvas.figure


def spans_alt_text(frame: pd.DataFrame, labels: Sequence[str], title: str, language: Language) -> str:
    """The figure in words, row by row.

    >>> spans_alt_text(pd.DataFrame({"q1": [20.0], "median": [35.0], "q3": [50.0]}), ["Rain"], "Forecasts", "en")
    'Forecasts. Medians and quartiles. Rain: median 35, quartiles 20 and 50.'
    """
    rows = [
        say("measures.span_alt", language, label=label, **_told(row, language))
        for label, row in zip(labels, frame.to_dict("records"), strict=True)
        if not isnan(row["median"])
    ]
    return say("measures.spans_alt", language, title=title.rstrip(".?!"), rows="; ".join(rows))


def _told(row: Mapping[Any, Any], language: Language) -> dict[str, Any]:
    return {name: number(row[name], language, decimals_needed([row[name]], 1)) for name in ("q1", "median", "q3")}
