"""The axis from 0 to 100 %: as long as the numbers beside the bars allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survey.i18n.numbers import count_and_percent, percent
from survey.i18n.text import Language
from survey.plots.answers import Answer
from survey.plots.canvas import Canvas
from survey.plots.style import AXIS, GRID, MUTED, SLACK, VALUE, WIDTH, text_width

GAP = 1.4  # mm between a bar and its number
HEIGHT = 5.5  # mm below the last bar that the axis takes
TICKS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True)
class Scale:
    """Where shares stand: 0 at `left`, 1 at `right`, in mm."""

    left: float
    right: float

    def at(self, share: float) -> float:
        return self.left + (self.right - self.left) * share


def end(answer: Answer) -> float:
    """The share at which everything that is drawn of an answer ends."""
    return max(answer.share(answer.high), answer.ci[1] / 100 if answer.ci else 0.0)


def fitting(answers: Iterable[Answer], left: float, language: Language) -> Scale:
    """The longest axis that starts at `left` and leaves room for the number beside each bar.

    There is always room for the number of an answer that everybody gave, so that questions with equal labels have equal axes.
    """
    room = [WIDTH - left]
    for answer in answers:
        everybody = (
            WIDTH - left - GAP - text_width(count_and_percent(answer.base, answer.base, answer.base, language), VALUE) - SLACK
        )
        beside = WIDTH - left - GAP - text_width(answer.value(language), VALUE) - SLACK
        room += [everybody, beside / end(answer) if end(answer) else beside]
    return Scale(left, left + min(room))


def draw_grid(canvas: Canvas, scale: Scale, top: float, bottom: float, language: Language) -> None:
    """Light lines with their percents below; the line at 0 is darker, because the bars stand on it."""
    for tick in TICKS:
        x = scale.at(tick / 100)
        canvas.line([x, x], [top, bottom], GRID, 0.6)
        canvas.text([percent(tick, 100, language, 0)], x, bottom + 2.6, AXIS, align="center", colour=MUTED)


def draw_zero(canvas: Canvas, scale: Scale, top: float, bottom: float) -> None:
    """The line that the bars stand on, drawn over them."""
    canvas.line([scale.left, scale.left], [top, bottom], MUTED, 0.8)


def draw_answer(
    canvas: Canvas,
    scale: Scale,
    answer: Answer,
    top: float,
    height: float,
    colour: str,
    language: Language,
    size: float = VALUE,
) -> None:
    """One bar: solid as far as the count is certain, hatched as far as it is possible, with its number (`size` in points)."""
    low, high = scale.at(answer.share(answer.low)), scale.at(answer.share(answer.high))
    middle = top + height / 2
    if answer.low:
        canvas.box(scale.left, top, low - scale.left, height, colour)
    if not answer.known:
        canvas.interval(low, high, top, height, colour)
    if answer.ci:
        canvas.whisker(scale.at(answer.ci[0] / 100), scale.at(answer.ci[1] / 100), middle)
    canvas.value(answer.value(language), scale.at(end(answer)) + GAP, middle, size)
