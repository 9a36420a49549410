"""The answers to one question as horizontal bars with their numbers."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.text import Language
from survey.instrument.model import Item
from survey.plots import scale as axis
from survey.plots.answers import in_picture_order
from survey.plots.canvas import Canvas, block_height
from survey.plots.style import ACCENT, LABEL, SLACK, WIDTH, text_width, wrapped

LABEL_WIDTH = 54.0  # mm; a longer label is wrapped
BAR = 4.6  # mm
BETWEEN = 2.4  # mm between two rows
MARGIN = 1.0  # mm above the first row
GAP = 2.0  # mm between a label and its bar


def bars(frame: pd.DataFrame, item: Item, language: Language) -> Figure:
    """A bar chart of one question, 16 cm wide and as high as its answers need.

    A bar is solid as far as the count is certain. Where only an interval is known, a hatched bar with a bracket reaches from its
    lower to its upper end. Scales keep the order of their options, other questions show the largest count first.

    Parameters
    ----------
    frame : result of `survey.frequencies`: `code`, `low`, `high`, `base` (counts); whiskers are drawn where `ci_low` and
        `ci_high` (percent) are given.
    item : the question that was answered.
    language : the language of the labels and of the numbers.

    Returns
    -------
    matplotlib Figure; `survey.plots.save.save_svg` writes it for a report, `figure.savefig("x.png", dpi=200)` for other uses.

    Raises
    ------
    KeyError if the frame holds a code that the question does not have.

    Notes
    -----
    In R: `barplot(rev(shares), horiz = TRUE)`.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import Item, ItemKind, Level, Option
    >>> yes, no = Option("yes", 1, Text(en="yes")), Option("no", 0, Text(en="no"))
    >>> item = Item("tea", "1", "s", ItemKind.SINGLE, Level.BINARY, Text(en="Tea?"), Text(en="Drinks tea"), (yes, no))
    >>> figure = bars(pd.DataFrame({"code": ["yes", "no"], "low": [54, 42], "high": [54, 42], "base": 96}), item, "en")
    >>> [text.get_text().replace("\\xa0", " ") for text in figure.texts][-4:]
    ['Yes', '54 (56.3%)', 'No', '42 (43.8%)']
    """
    answers = in_picture_order(frame, item, language)
    labels = [wrapped(answer.text, LABEL, LABEL_WIDTH) for answer in answers]
    left = max((text_width(line, LABEL) for lines in labels for line in lines), default=0.0) + SLACK + GAP
    heights = [max(block_height(lines, LABEL), BAR) + BETWEEN for lines in labels]
    bottom = MARGIN + sum(heights)
    canvas = Canvas(WIDTH, bottom + axis.HEIGHT)
    scale = axis.fitting(answers, left, language)
    axis.draw_grid(canvas, scale, MARGIN, bottom, language)
    top = MARGIN
    for answer, lines, height in zip(answers, labels, heights, strict=True):
        middle = top + height / 2
        canvas.text(lines, left - GAP, middle, LABEL, align="right")
        axis.draw_answer(canvas, scale, answer, middle - BAR / 2, BAR, ACCENT, language)
        top += height
    axis.draw_zero(canvas, scale, MARGIN, bottom)
    return canvas.figure
