"""Correlations of many questions as a triangle of coloured cells."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.text import Language
from survey.plots.canvas import Canvas, block_height
from survey.plots.style import AXIS, INK, MUTED, SLACK, VALUE, WIDTH, text_width, wrapped

NEGATIVE, MIDDLE, POSITIVE = (179, 71, 0), (247, 247, 247), (0, 84, 147)
"""Vermilion and blue, the pair that people with any kind of colour vision tell apart, dark enough for two clear steps of tone."""

WIDEST, TALLEST = 12.0, 5.5  # mm, a cell
SMALLEST = 3.6  # mm, a cell that can hold a number
BETWEEN = 0.3  # mm of white between two cells
GAP = 1.6  # mm between a label and the cells
LEGEND = 58.0  # mm, the width of the legend in the empty corner
BAR = 3.2  # mm, the height of the colour scale
STEPS = 41  # rectangles of the colour scale
LEAST = 6.0  # points; smaller numbers cannot be read on paper
DOT = 0.15  # the mark of a pair in the corner of its cell, in heights of a cell


def colour_of(value: float) -> str:
    """The colour of a correlation: a hue for its sign, a tone for its size.

    >>> colour_of(0), colour_of(1), colour_of(-1)
    ('#f7f7f7', '#005493', '#b34700')
    """
    end = POSITIVE if value >= 0 else NEGATIVE
    share = min(abs(value), 1.0)
    mixed = (round(middle + (last - middle) * share) for middle, last in zip(MIDDLE, end, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def ink_on(colour: str) -> str:
    """Black or white, whichever stands out more; one of them always has a contrast of 4.5 or more (WCAG 2).

    >>> ink_on("#f7f7f7"), ink_on("#005493")
    ('#000000', '#ffffff')
    """
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@dataclass(frozen=True)
class _Numbers:
    """How the numbers in the cells are written: with their decimals, in hundredths where only these fit, or not at all."""

    size: float
    hundredths: bool

    def write(self, value: float, language: Language) -> str:
        return number(100 * value, language) if self.hundredths else number(value, language, 2)


def _fitting(values: list[float], side: float, language: Language) -> _Numbers | None:
    """The largest numbers that fit into a cell; None where even small hundredths would be too small to read."""
    for hundredths in (False, True):
        for size in (AXIS, 7.0, 6.5, LEAST):
            numbers = _Numbers(size, hundredths)
            if max(text_width(numbers.write(value, language), size) for value in values) <= side - 0.7:
                return numbers
    return None


def heatmap(
    matrix: pd.DataFrame, labels: Mapping[str, str], language: Language, *, marked: Collection[frozenset[str]] = ()
) -> Figure:
    """The lower triangle of a matrix of correlations; each question names its row, and its column on the diagonal.

    Parameters
    ----------
    matrix : correlations, p by p, symmetric, at least two questions.
    labels : question id to its number or letter.
    language : the language of the numbers and of the legend.
    marked : pairs of ids whose cell gets a dot, because their table had an empty cell.

    Returns
    -------
    matplotlib Figure, 16 cm wide. Numbers stand in the cells as long as they can be read: with two decimals, or in hundredths
    (the legend says so), or not at all.

    Notes
    -----
    In R: `corrplot::corrplot(matrix, type = "lower", method = "color")`.

    Examples
    --------
    >>> matrix = pd.DataFrame([[1, -0.5], [-0.5, 1]], ["a", "b"], ["a", "b"])
    >>> [text.get_text() for text in heatmap(matrix, {"a": "1.1", "b": "1.2"}, "kk").texts][:4]
    ['1.1', '1.2', '1.2', '−0,50']
    """
    items = [str(item) for item in matrix.columns]
    names = [labels[item] for item in items]
    left = max(text_width(name, AXIS) for name in names[1:]) + SLACK + GAP
    tail = text_width(names[-1], AXIS) + SLACK
    side = min(WIDEST, (WIDTH - left - tail) / (len(items) - 1))
    tall = min(side, TALLEST)
    values = matrix.to_numpy(dtype=float)
    found = values[np.tril_indices(len(items), -1)].tolist()
    numbers = _fitting(found, side, language) if side >= SMALLEST else None
    places = {item: place for place, item in enumerate(items)}
    corners = {tuple(sorted((places[one] for one in pair), reverse=True)) for pair in marked if pair <= places.keys()}
    legend = _legend(None, 0, numbers, bool(corners), language)
    canvas = Canvas(WIDTH, max(len(items) * tall, legend) + 0.6)
    for row, name in enumerate(names):
        top = row * tall + 0.3
        _label(canvas, name, row, left, side, top + tall / 2)
        for column in range(row):
            cell = _Cell(left + column * side, top, side - BETWEEN, tall - BETWEEN)
            _draw(canvas, cell, float(values[row, column]), numbers, language, marked=(row, column) in corners)
    _legend(canvas, WIDTH - LEGEND, numbers, bool(corners), language)
    return canvas.figure


def _label(canvas: Canvas, name: str, row: int, left: float, side: float, middle: float) -> None:
    """The name of a question left of its row, and on the diagonal above its column."""
    if row:
        canvas.text([name], left - GAP, middle, AXIS, align="right")
    canvas.text([name], left + row * side + 0.5, middle, AXIS, colour=INK if row == 0 else MUTED)


@dataclass(frozen=True)
class _Cell:
    """Where a cell is, in mm."""

    left: float
    top: float
    width: float
    height: float


def _draw(canvas: Canvas, cell: _Cell, value: float, numbers: _Numbers | None, language: Language, *, marked: bool) -> None:
    colour = colour_of(value)
    canvas.box(cell.left, cell.top, cell.width, cell.height, colour)
    if marked:
        _dot(canvas, cell, colour)
    if numbers is not None:
        middle = (cell.left + cell.width / 2, cell.top + cell.height / 2)
        canvas.text([numbers.write(value, language)], *middle, numbers.size, align="center", colour=ink_on(colour))


def _dot(canvas: Canvas, cell: _Cell, colour: str) -> None:
    """A dot inside the upper right corner of a cell, so that it stands out from the cell and not from the paper."""
    size = max(0.8, min(DOT * cell.height, 1.3))
    x, y = cell.left + cell.width - 0.35 - size / 2, cell.top + 0.35 + size / 2
    canvas.marker(x, y, "circle", size, ink_on(colour))


def _legend(canvas: Canvas | None, left: float, numbers: _Numbers | None, marked: bool, language: Language) -> float:
    """Draw the colour scale and what the marks mean into the empty corner, or measure them; their height in mm."""
    top = 1.0
    title = wrapped(say("plots.correlation", language), VALUE, LEGEND - SLACK)
    if canvas:
        canvas.text(title, left, top + block_height(title, VALUE) / 2, VALUE)
        _scale(canvas, left, top + block_height(title, VALUE) + 1.0, language)
    top += block_height(title, VALUE) + 1.0 + BAR + 5.5
    notes = [say("plots.hundredths", language)] if numbers is not None and numbers.hundredths else []
    for note in notes:
        lines = wrapped(note, AXIS, LEGEND - SLACK)
        if canvas:
            canvas.text(lines, left, top + block_height(lines, AXIS) / 2, AXIS)
        top += block_height(lines, AXIS) + 1.5
    if marked:
        indent = 6.0
        lines = wrapped(say("plots.empty_cell", language), AXIS, LEGEND - indent - SLACK)
        if canvas:
            cell = _Cell(left, top + block_height(lines[:1], AXIS) / 2 - 2.0, 4.0, 4.0)
            canvas.box(cell.left, cell.top, cell.width, cell.height, colour_of(0.3))
            _dot(canvas, cell, colour_of(0.3))
            canvas.text(lines, left + indent, top + block_height(lines, AXIS) / 2, AXIS)
        top += max(block_height(lines, AXIS), 4.5)
    return top


def _scale(canvas: Canvas, left: float, top: float, language: Language) -> None:
    """Colours from -1 to 1 with five numbers below."""
    first = left + text_width(number(-1, language), AXIS) / 2 + SLACK
    width = WIDTH - SLACK - text_width(number(1, language), AXIS) - first
    for step in range(STEPS):
        # Each colour reaches under the next, else some readers would show a hair of white between two.
        reach = width - step * width / STEPS
        canvas.box(first + step * width / STEPS, top, reach, BAR, colour_of(2 * step / (STEPS - 1) - 1))
    for tick in (-1.0, -0.5, 0.0, 0.5, 1.0):
        x = first + (tick + 1) / 2 * width
        canvas.line([x, x], [top + BAR, top + BAR + 0.8], MUTED, 0.6)
        text = number(tick, language, 0 if tick == round(tick) else 1)
        canvas.text([text], x, top + BAR + 2.6, AXIS, align="center", colour=MUTED)
