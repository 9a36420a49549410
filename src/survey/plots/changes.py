"""Who changed the answer between two questions: a bar to the left for one way and a bar to the right for the other."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.text import Language
from survey.plots.canvas import Canvas, block_height
from survey.plots.style import AXIS, COLOURS, LABEL, MUTED, SLACK, VALUE, WIDTH, text_width, wrapped

LABELS = 46.0  # mm; a longer answer is wrapped
BAR, ROW = 4.2, 6.2  # mm
GAP = 1.6  # mm between a label, a bar and its number
BETWEEN = 3.0  # mm above the next pair of questions
ALT_ROWS = 8  # rows that are read out
LEFT, RIGHT = COLOURS[1], COLOURS[0]


def changes_figure(changes: pd.DataFrame, titles: Mapping[str, str], answers: Mapping[str, str], language: Language) -> Figure:
    """One row per pair of questions and answer: to the left who gave it in the first only, to the right in the second only.

    Parameters
    ----------
    changes : `changes` of the result of `survey.repeated`: first, second, code, both, first_only, second_only, base. Answers that
        nobody gave in either question are left out.
    titles : question id to what it is called.
    answers : code to what the answer is called.
    language : the language of the words and of the numbers.

    Returns
    -------
    matplotlib Figure, 16 cm wide. Side and words tell the direction, not only the colour; how many gave the answer in both
    stands at the right.

    Raises
    ------
    ValueError where nobody gave any of the answers.

    Examples
    --------
    >>> row = {"first": "a", "second": "b", "code": "yes", "both": 17, "first_only": 12, "second_only": 9, "base": 96}
    >>> figure = changes_figure(pd.DataFrame([row]), {"a": "May", "b": "June"}, {"yes": "Yes"}, "en")
    >>> [text.get_text() for text in figure.texts][-4:]
    ['Yes', '12', '9', '17']
    """
    rows = shown(changes)
    if rows.empty:
        raise ValueError("nobody gave any of the answers")
    words = {code: wrapped(answers[code], LABEL, LABELS) for code in rows["code"].unique()}
    label = SLACK + max(text_width(line, LABEL) for lines in words.values() for line in lines)
    heads = _headings(label, language)
    head = max(block_height(lines, AXIS) for lines, _, _ in heads) + 1.5
    pairs = [
        (_pair(str(first), str(second), titles), group)
        for (first, second), group in rows.groupby(["first", "second"], sort=False)
    ]
    heights = {code: max(ROW, block_height(lines, LABEL) + 1.0) for code, lines in words.items()}
    above = [block_height(lines, LABEL) + BETWEEN for lines, _ in pairs]
    canvas = Canvas(WIDTH, head + sum(above) + float(rows["code"].map(heights).sum()) + 0.5)
    for lines, x, colour in heads:
        canvas.text(lines, x, block_height(lines, AXIS) / 2 + 0.3, AXIS, align="center", colour=colour)
    top = head
    for (lines, group), space in zip(pairs, above, strict=True):
        canvas.text(lines, SLACK, top + BETWEEN / 2 + block_height(lines, LABEL) / 2, LABEL)
        top += space
        _group(canvas, group, words, heights, (label, top), int(rows[["first_only", "second_only"]].to_numpy().max()), language)
        top += float(group["code"].map(heights).sum())
    return canvas.figure


def shown(changes: pd.DataFrame) -> pd.DataFrame:
    """The rows whose answer anybody gave."""
    return changes[changes[["both", "first_only", "second_only"]].sum(axis=1) > 0]


def _pair(first: str, second: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The two questions, each on lines of its own."""
    return tuple(line for item in (first, second) for line in wrapped(titles[item], LABEL, WIDTH - 2 * SLACK))


def _places(label: float, language: Language) -> tuple[float, float, float]:
    """(where the bars meet, the room of one side with its number, the middle of the column of those who gave it in both), mm."""
    both = max(text_width(line, AXIS) for line in wrapped(say("repeated.both", language), AXIS, 20.0))
    left, right = label + GAP, WIDTH - SLACK - both - 2 * GAP
    return (left + right) / 2, (right - left) / 2, WIDTH - SLACK - both / 2


def _headings(label: float, language: Language) -> list[tuple[tuple[str, ...], float, str]]:
    """(lines, middle, colour) of the words above the two sides and above the last column."""
    zero, room, both = _places(label, language)
    found = []
    for key, middle in (("first_only", zero - room / 2), ("second_only", zero + room / 2), ("both", both)):
        found.append((wrapped(say(f"repeated.{key}", language), AXIS, room - GAP if key != "both" else 20.0), middle, MUTED))
    return found


def _group(
    canvas: Canvas,
    group: pd.DataFrame,
    words: Mapping[str, tuple[str, ...]],
    heights: Mapping[str, float],
    corner: tuple[float, float],
    most: int,
    language: Language,
) -> None:
    """The answers of one pair of questions below each other, and the line on which bars stand."""
    label, begin = corner
    zero, room, last = _places(label, language)
    unit = (room - 2 * GAP - text_width(number(most, language), VALUE)) / max(most, 1)
    top = begin
    for row in group.to_dict("records"):
        height = heights[row["code"]]
        middle = top + height / 2
        left, right = (number(row[name], language) for name in ("first_only", "second_only"))
        canvas.box(zero - unit * row["first_only"], middle - BAR / 2, unit * row["first_only"], BAR, LEFT)
        canvas.box(zero, middle - BAR / 2, unit * row["second_only"], BAR, RIGHT)
        canvas.text(words[row["code"]], label, middle, LABEL, align="right")
        canvas.text([left], zero - unit * row["first_only"] - GAP / 2, middle, VALUE, align="right")
        canvas.text([right], zero + unit * row["second_only"] + GAP / 2, middle, VALUE)
        canvas.text([number(row["both"], language)], last, middle, VALUE, align="center")
        top += height
    canvas.line([zero, zero], [begin, top], MUTED, 0.8)


def changes_alt_text(
    changes: pd.DataFrame, title: str, titles: Mapping[str, str], answers: Mapping[str, str], language: Language
) -> str:
    """The figure in words: the answers that most people changed, with both directions.

    >>> row = {"first": "a", "second": "b", "code": "yes", "both": 17, "first_only": 12, "second_only": 9, "base": 96}
    >>> changes_alt_text(pd.DataFrame([row]), "Tea", {"a": "May", "b": "June"}, {"yes": "Yes"}, "en")
    'Tea. Bars to both sides: who changed the answer. May → June, Yes: in the first only 12, in the second only 9, in both 17.'
    """
    rows = shown(changes)
    moved = rows["first_only"] + rows["second_only"]
    spoken = (
        say(
            "repeated.change_alt",
            language,
            pair=say("repeated.pair", language, first=titles[row["first"]], second=titles[row["second"]]),
            answer=answers[row["code"]],
            first_only=number(row["first_only"], language),
            second_only=number(row["second_only"], language),
            both=number(row["both"], language),
        )
        for row in rows.loc[moved.sort_values(ascending=False, kind="stable").index].head(ALT_ROWS).to_dict("records")
    )
    return say("repeated.figure_alt", language, title=title.rstrip(".?!"), rows="; ".join(spoken))
