"""The answers to one question in several waves: groups of bars, with a dashed line where the series is broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan

import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.catalogue import say
from survey.i18n.numbers import percent_range
from survey.i18n.text import Language
from survey.instrument.model import Item, Level
from survey.plots import scale as axis
from survey.plots.answers import Answer
from survey.plots.canvas import Canvas, block_height
from survey.plots.comparison import BAR, BETWEEN, CLOSEST, GAP, LABEL_WIDTH, LOOSEST, STEP, TALLEST, Group, grouped
from survey.plots.style import AXIS, COLOURS, INK, LABEL, MUTED, SLACK, VALUE, WIDTH, text_width, wrapped

DASHES = (3.0, 2.0)
CLEAR = 0.8  # mm between a dashed line and a number
SAMPLE = 8.0  # mm, the dashed line of the legend
LEGEND_GAP = 2.5  # mm below the legend
MOST = len(COLOURS)
"""Waves that a figure can hold: more colours could not be told apart."""


def trend_figure(
    frames: Mapping[str, pd.DataFrame], items: Sequence[Item], language: Language, *, breaks: Mapping[str, str]
) -> Figure:
    """A group of bars for each answer, one bar for each wave.

    Each bar carries the name of its wave. Unknown counts are drawn as in `survey.plots.bars.bars`.

    Parameters
    ----------
    frames : wave id to `code`, `low`, `high`, `base` of the answers that it offered.
    items : the question as each wave asked it, the earliest first: `id` is that of the wave, `number` its name, and the options
        are the answers that are taken for one. At most four.
    language : the language of the labels and of the numbers.
    breaks : id of a wave -> what changed since the wave before, in words; a dashed line stands before its bars.

    Returns
    -------
    matplotlib Figure, 16 cm wide.

    Raises
    ------
    ValueError for more than four waves.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import Item, ItemKind, Level, Option
    >>> options = Option("yes", 1, Text(en="yes")), Option("no", 0, Text(en="no"))
    >>> first, second = (
    ...     Item(year, year, "s", ItemKind.SINGLE, Level.BINARY, Text(en="Tea"), Text(en="Tea"), options)
    ...     for year in ("2022", "2026")
    ... )
    >>> frame = pd.DataFrame({"code": ["yes", "no"], "low": [3, 1], "high": [3, 1], "base": 4})
    >>> figure = trend_figure({"2022": frame, "2026": frame}, [first, second], "en", breaks={"2026": "mode"})
    >>> [text.get_text() for text in figure.texts][0]
    'break before 2026: mode'
    """
    if len(items) > MOST:
        raise ValueError(f"{len(items)} waves in one figure, at most {MOST} can be told apart")
    groups = _in_order(grouped(frames, items, language), items[-1])
    labels = [wrapped(next(iter(group.values())).text, LABEL, LABEL_WIDTH) for group in groups.values()]
    density = max(CLOSEST, min(1.0, TALLEST / sum(len(group) * STEP + BETWEEN for group in groups.values())))
    step, between = density * STEP, density * BETWEEN
    heights = [
        max(block_height(lines, LABEL), len(group) * step) + between for lines, group in zip(labels, groups.values(), strict=True)
    ]
    words = SLACK + max(text_width(line, LABEL) for lines in labels for line in lines)
    left = words + GAP + max(text_width(item.number, AXIS) for item in items) + GAP
    first = _legend(None, items, breaks, language)
    bottom = first + sum(heights)
    canvas = Canvas(WIDTH, bottom + axis.HEIGHT)
    scale = axis.fitting([answer for group in groups.values() for answer in group.values()], left, language)
    _legend(canvas, items, breaks, language)
    axis.draw_grid(canvas, scale, first, bottom, language)
    top = first
    for group, lines, height in zip(groups.values(), labels, heights, strict=True):
        canvas.text(lines, words, top + height / 2, LABEL, align="right")
        _draw_group(canvas, scale, group, items, (top + (height - len(group) * step) / 2, density), breaks, language)
        top += height
    axis.draw_zero(canvas, scale, first, bottom)
    return canvas.figure


def _in_order(groups: Mapping[str, Group], last: Item) -> dict[str, Group]:
    """Answers that have an order in that of the last wave, also those that the first wave did not offer."""
    if last.level is Level.NOMINAL:
        return dict(groups)
    return {code: groups[code] for code in last.codes if code in groups}


def _legend(canvas: Canvas | None, items: Sequence[Item], breaks: Mapping[str, str], language: Language) -> float:
    """What each dashed line means, drawn at the top, or measured where there is no canvas yet; its height in mm."""
    top = 0.5
    for item in items[1:]:
        if item.id not in breaks:
            continue
        words = say("trend.break_line", language, wave=item.number, reasons=breaks[item.id])
        lines = wrapped(words, VALUE, WIDTH - SAMPLE - GAP - SLACK)
        height = block_height(lines, VALUE) + 0.8
        if canvas:
            canvas.line([0, SAMPLE], [top + block_height(lines[:1], VALUE) / 2 + 0.4] * 2, INK, 0.9, DASHES)
            canvas.text(lines, SAMPLE + GAP, top + height / 2, VALUE)
        top += height
    return top + (LEGEND_GAP if breaks else 0)


def _draw_group(
    canvas: Canvas,
    scale: axis.Scale,
    group: Group,
    items: Sequence[Item],
    place: tuple[float, float],
    breaks: Mapping[str, str],
    language: Language,
) -> None:
    """The bars of one answer; place: where they begin, and the density of the figure."""
    top, density = place
    step, bar, letters = density * STEP, density * BAR, min(1.0, density / LOOSEST)
    before: Answer | None = None
    for item, colour in zip(items, COLOURS, strict=False):
        if item.id not in group:
            continue
        if before is not None and item.id in breaks:
            first, last = _numbers(scale, (before, group[item.id]), language, letters * VALUE)
            line = [scale.left - GAP - text_width(item.number, AXIS), first, nan, last, max(last, scale.right)]
            canvas.line(line, [top] * len(line), INK, 0.9, DASHES)
        before = group[item.id]
        canvas.text([item.number], scale.left - GAP / 2, top + step / 2, letters * AXIS, align="right", colour=MUTED)
        axis.draw_answer(canvas, scale, group[item.id], top + (step - bar) / 2, bar, colour, language, letters * VALUE)
        top += step


def _numbers(scale: axis.Scale, answers: Sequence[Answer], language: Language, size: float) -> tuple[float, float]:
    """Where the numbers beside bars begin and end, in mm: no line runs through them."""
    starts = [scale.at(axis.end(answer)) + axis.GAP for answer in answers]
    ends = [start + text_width(answer.value(language), size) for start, answer in zip(starts, answers, strict=True)]
    return min(starts) - CLEAR, max(ends) + CLEAR


def trend_alt_text(frames: Mapping[str, pd.DataFrame], items: Sequence[Item], title: str, language: Language) -> str:
    """The figure in words: every answer with its share in each wave.

    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import Item, ItemKind, Level, Option
    >>> options = (Option("yes", 1, Text(en="yes")),)
    >>> item = Item("w1", "2022", "s", ItemKind.SINGLE, Level.ORDINAL, Text(en="Tea"), Text(en="Tea"), options)
    >>> frame = pd.DataFrame({"code": ["yes"], "low": [3], "high": [3], "base": 4})
    >>> trend_alt_text({"w1": frame}, [item], "Drinks tea", "en")
    'Drinks tea. Bars by wave. Yes: 2022 75.0%.'
    """
    groups = _in_order(grouped(frames, items, language), items[-1])
    names = {item.id: item.number for item in items}
    rows = []
    for group in groups.values():
        values = ", ".join(
            say(
                "trend.alt_value",
                language,
                wave=names[wave],
                value=percent_range(answer.low, answer.high, answer.base, language),
            )
            for wave, answer in group.items()
        )
        rows.append(say("trend.alt_answer", language, answer=next(iter(group.values())).text, values=values))
    return say("trend.figure_alt", language, title=title.rstrip(".?!"), rows="; ".join(rows))
