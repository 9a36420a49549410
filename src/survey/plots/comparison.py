"""The same answers to several questions as groups of bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.text import Language
from survey.instrument.model import Item, Level
from survey.plots import scale as axis
from survey.plots.answers import Answer, in_picture_order, place_in_list
from survey.plots.canvas import Canvas, block_height
from survey.plots.style import AXIS, COLOURS, LABEL, MUTED, SLACK, VALUE, WIDTH, text_width, wrapped

LABEL_WIDTH = 46.0  # mm; a longer label is wrapped
BAR = 3.4  # mm
STEP = 4.1  # mm from bar to bar within a group
BETWEEN = 3.2  # mm between two groups
TALLEST = 198.0  # mm of bars that go on one page with the caption and the legend; a long list of answers is set closer
CLOSEST = 0.7  # of the usual distances: at less nobody could read the values
LOOSEST = 0.88  # of the usual distances: at less the values are written smaller, so that they do not touch
GAP = 2.0  # mm between a label, a question's number and its bar
SWATCH = 3.0  # mm, the square of a colour in the legend
LEGEND_GAP = 2.5  # mm below the legend

Group = dict[str, Answer]  # question id -> its answer


def grouped(frames: Mapping[str, pd.DataFrame], items: Sequence[Item], language: Language) -> dict[str, Group]:
    """Answers by code, then by question: in the order of the options, or by the largest count where they have no order.

    "Other", "don't know" and "refused" close a list without order, as in the picture of one question.
    """
    found: dict[str, Group] = {}
    for item in items:
        for answer in in_picture_order(frames[item.id], item, language):
            found.setdefault(answer.code, {})[item.id] = answer
    if any(item.level is not Level.NOMINAL for item in items):
        return found

    def order(entry: tuple[str, Group]) -> tuple[int, float]:
        code, group = entry
        last = max(place_in_list(item, code) for item in items if item.id in group)
        return last, -max(answer.share(answer.low) for answer in group.values())

    return dict(sorted(found.items(), key=order))


def _legend(canvas: Canvas | None, items: Sequence[Item], language: Language) -> float:
    """Draw the legend at the top, or measure it where there is no canvas yet; its height in mm."""
    top = 0.5
    for item, colour in zip(items, COLOURS, strict=False):
        lines = wrapped(f"{item.number}. {item.label[language]}", VALUE, WIDTH - SWATCH - GAP - SLACK)
        height = block_height(lines, VALUE) + 0.8
        if canvas:
            canvas.box(0, top + (block_height(lines[:1], VALUE) + 0.8 - SWATCH) / 2, SWATCH, SWATCH, colour)
            canvas.text(lines, SWATCH + GAP, top + height / 2, VALUE)
        top += height
    return top + LEGEND_GAP


def comparison(frames: Mapping[str, pd.DataFrame], items: Sequence[Item], language: Language) -> Figure:
    """A group of bars for each answer, one bar for each question, with the questions in words above.

    Each bar carries the number of its question, so that nobody has to tell colours apart. Unknown counts are drawn as in
    `survey.plots.bars.bars`. At most four questions: more colours could not be told apart.

    Parameters
    ----------
    frames : question id to the result of `survey.frequencies`.
    items : the questions, in the order of the bars; each needs its frame.
    language : the language of the labels and of the numbers.

    Returns
    -------
    matplotlib Figure, 16 cm wide.

    Raises
    ------
    ValueError for more than four questions.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import Item, ItemKind, Level, Option
    >>> options = Option("yes", 1, Text(en="yes")), Option("no", 0, Text(en="no"))
    >>> tea, milk = (
    ...     Item(name, number, "s", ItemKind.SINGLE, Level.BINARY, Text(en=name), Text(en=name), options)
    ...     for name, number in (("tea", "1.1"), ("milk", "1.2"))
    ... )
    >>> frame = pd.DataFrame({"code": ["yes", "no"], "low": [3, 1], "high": [3, 1], "base": 4})
    >>> figure = comparison({"tea": frame, "milk": frame}, [tea, milk], "en")
    >>> [text.get_text() for text in figure.texts][:2]
    ['1.1. tea', '1.2. milk']
    """
    if len(items) > len(COLOURS):
        raise ValueError(f"{len(items)} questions in one comparison, at most {len(COLOURS)} can be told apart")
    groups = grouped(frames, items, language)
    labels = [wrapped(next(iter(group.values())).text, LABEL, LABEL_WIDTH) for group in groups.values()]
    sizes = [len(group) for group in groups.values()]
    density = max(CLOSEST, min(1.0, TALLEST / sum(size * STEP + BETWEEN for size in sizes)))
    step, between = density * STEP, density * BETWEEN
    heights = [max(block_height(lines, LABEL), size * step) + between for lines, size in zip(labels, sizes, strict=True)]
    words = SLACK + max(text_width(line, LABEL) for lines in labels for line in lines)
    left = words + GAP + max(text_width(item.number, AXIS) for item in items) + GAP
    first = _legend(None, items, language)
    bottom = first + sum(heights)
    canvas = Canvas(WIDTH, bottom + axis.HEIGHT)
    scale = axis.fitting([answer for group in groups.values() for answer in group.values()], left, language)
    _legend(canvas, items, language)
    axis.draw_grid(canvas, scale, first, bottom, language)
    top = first
    for group, lines, height in zip(groups.values(), labels, heights, strict=True):
        canvas.text(lines, words, top + height / 2, LABEL, align="right")
        _draw_group(canvas, scale, group, items, top + (height - len(group) * step) / 2, density, language)
        top += height
    axis.draw_zero(canvas, scale, first, bottom)
    return canvas.figure


def _draw_group(
    canvas: Canvas, scale: axis.Scale, group: Group, items: Sequence[Item], top: float, density: float, language: Language
) -> None:
    step, bar, letters = density * STEP, density * BAR, min(1.0, density / LOOSEST)
    for item, colour in zip(items, COLOURS, strict=False):
        if item.id in group:
            canvas.text([item.number], scale.left - GAP / 2, top + step / 2, letters * AXIS, align="right", colour=MUTED)
            axis.draw_answer(canvas, scale, group[item.id], top + (step - bar) / 2, bar, colour, language, letters * VALUE)
            top += step
