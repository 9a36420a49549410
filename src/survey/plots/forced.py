"""How many people must have given two answers together, for all pairs of questions: a triangle of cells."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.text import Language
from survey.plots.canvas import Canvas, block_height
from survey.plots.heatmap import colour_of, ink_on
from survey.plots.style import AXIS, INK, MUTED, SLACK, VALUE, WIDTH, text_width, wrapped

LABELS = 46.0  # mm; a longer label is wrapped
WIDEST = 9.0  # mm, a cell
LEAST_HEIGHT, TALLEST = 4.2, 6.0  # mm, a row
BETWEEN = 0.3  # mm of white between two cells
GAP = 1.6  # mm between a label and the cells
SIZES = (AXIS, 7.0, 6.5, 6.0)  # points; smaller numbers cannot be read on paper
LEGEND = 54.0  # mm, the width of the legend in the empty corner
BAR = 3.2  # mm, the height of the colour scale
STEPS = 41  # rectangles of the colour scale
ALT_PAIRS = 8  # pairs that are read out; a table of all would not be listened to


def forced_map(pairs: pd.DataFrame, labels: Mapping[str, tuple[str, str]], people: int, language: Language) -> Figure:
    """A cell for each pair of questions, with the number of people who at the least gave both answers.

    Parameters
    ----------
    pairs : columns first, second (ids), low; one row for each pair of questions for which something follows. Any other pair of
        these questions gets a pale cell without a number.
    labels : question id to (its number, its number and answer), in the order of the questionnaire; questions in no pair are left
        out.
    people : those in the wave, the end of the colour scale.
    language : the language of the numbers and of the legend.

    Returns
    -------
    matplotlib Figure, 16 cm wide: one hue from pale to dark, the same for every kind of colour vision. Where there are so many
    questions that numbers would be too small to read, the cells have none.

    Raises
    ------
    ValueError for no pair.

    Examples
    --------
    >>> pairs = pd.DataFrame({"first": ["a"], "second": ["b"], "low": [62]})
    >>> figure = forced_map(pairs, {"a": ("1.1", "1.1 Yes"), "b": ("1.2", "1.2 No")}, 96, "en")
    >>> [text.get_text() for text in figure.texts][:4]
    ['1.1 Yes', '1.2 No', '1.2', '62']
    """
    low = _forced(pairs)
    items = [item for item in labels if any(item in pair for pair in low)]
    if not items:
        raise ValueError("no pair of questions for which anything follows")
    words = [wrapped(labels[item][1], AXIS, LABELS) for item in items]
    left = max(text_width(line, AXIS) for lines in words for line in lines) + SLACK + GAP
    side = min(WIDEST, (WIDTH - left - SLACK - text_width(labels[items[-1]][0], AXIS)) / max(1, len(items) - 1))
    heights = [max(min(side, TALLEST), LEAST_HEIGHT, block_height(lines, AXIS)) for lines in words]
    size = _fitting(list(low.values()), side, language)
    legend = _legend(None, 0, people, language)
    ends = [left + row * side + text_width(labels[item][0], AXIS) + GAP for row, item in enumerate(items)]
    top = 0.3 if _clear(ends, heights, legend) else legend + 2.0
    canvas = Canvas(WIDTH, max(top + sum(heights), legend) + 0.6)
    for row, (item, lines, height) in enumerate(zip(items, words, heights, strict=True)):
        canvas.text(lines, left - GAP, top + height / 2, AXIS, align="right")
        if row:
            canvas.text([labels[item][0]], left + row * side + 0.5, top + height / 2, AXIS, colour=MUTED)
        for column, other in enumerate(items[:row]):
            count = low.get(frozenset((item, other)), 0)
            colour = colour_of(count / people)
            canvas.box(left + column * side, top, side - BETWEEN, height - BETWEEN, colour)
            if count and size is not None:
                middle = left + column * side + (side - BETWEEN) / 2, top + (height - BETWEEN) / 2
                canvas.text([number(count, language)], *middle, size, align="center", colour=ink_on(colour))
        top += height
    _legend(canvas, WIDTH - LEGEND, people, language)
    return canvas.figure


def _clear(ends: list[float], heights: list[float], legend: float) -> bool:
    """Whether no row reaches into the corner where the legend stands; else the rows begin below it."""
    return all(end <= WIDTH - LEGEND or sum(heights[:row]) >= legend for row, end in enumerate(ends))


def _forced(pairs: pd.DataFrame) -> dict[frozenset[str], int]:
    return {
        frozenset((str(one), str(other))): int(low)
        for one, other, low in zip(pairs["first"], pairs["second"], pairs["low"], strict=True)
    }


def _fitting(values: list[int], side: float, language: Language) -> float | None:
    """The largest size in which every number fits into a cell; None where even the smallest is too large."""
    for size in SIZES:
        if max(text_width(number(value, language), size) for value in values) <= side - 0.7:
            return size
    return None


def _legend(canvas: Canvas | None, left: float, people: int, language: Language) -> float:
    """Draw what cells mean into the upper right corner, or measure it; its height in mm."""
    title = wrapped(say("bounds.map_legend", language), VALUE, LEGEND - SLACK)
    note = wrapped(say("bounds.map_note", language), AXIS, LEGEND - 3 * SLACK)
    top = 1.0
    if canvas:
        canvas.text(title, left, top + block_height(title, VALUE) / 2, VALUE, colour=INK)
        _scale(canvas, left, top + block_height(title, VALUE) + 1.0, people, language)
    top += block_height(title, VALUE) + 1.0 + BAR + 5.5
    if canvas:
        canvas.text(note, left, top + block_height(note, AXIS) / 2, AXIS)
    return top + block_height(note, AXIS)


def _scale(canvas: Canvas, left: float, top: float, people: int, language: Language) -> None:
    """Colours from nobody to everybody with three numbers below."""
    first = left + text_width(number(0, language), AXIS) / 2
    width = WIDTH - SLACK - text_width(number(people, language), AXIS) / 2 - first
    for step in range(STEPS):
        # Each colour reaches under the next, else some readers would show a hair of white between two.
        reach = width - step * width / STEPS
        canvas.box(first + step * width / STEPS, top, reach, BAR, colour_of(step / (STEPS - 1)))
    for tick in dict.fromkeys((0, people // 2, people)):
        x = first + tick / people * width
        canvas.line([x, x], [top + BAR, top + BAR + 0.8], MUTED, 0.6)
        canvas.text([number(tick, language)], x, top + BAR + 2.6, AXIS, align="center", colour=MUTED)


def forced_alt_text(pairs: pd.DataFrame, labels: Mapping[str, tuple[str, str]], people: int, language: Language) -> str:
    """How many questions and people, and the largest numbers with their answers.

    >>> pairs = pd.DataFrame({"first": ["a"], "second": ["b"], "low": [62]})
    >>> told = forced_alt_text(pairs, {"a": ("1.1", "1.1 Yes"), "b": ("1.2", "1.2 No")}, 96, "en")
    >>> told.endswith("Questions: 2; n = 96. Largest: 1.1 Yes and 1.2 No: at least 62.")
    True
    """
    largest = pairs.sort_values("low", ascending=False, kind="stable").head(ALT_PAIRS)
    spoken = (
        say(
            "bounds.map_pair_alt",
            language,
            first=labels[row["first"]][1],
            second=labels[row["second"]][1],
            value=number(row["low"], language),
        )
        for row in largest.to_dict("records")
    )
    items = len({*pairs["first"], *pairs["second"]})
    return say("bounds.map_alt", language, items=number(items, language), n=number(people, language), pairs="; ".join(spoken))
