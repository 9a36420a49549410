"""Risks in a plane of likelihood and impact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, isnan
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.text import Language
from survey.plots.canvas import Canvas, block_height
from survey.plots.style import ACCENT, AXIS, GRID, LABEL, MUTED, SLACK, VALUE, WIDTH, text_width, wrapped

SIDE = 78.0  # mm, the plane
LEFT = 11.0  # mm, for the numbers of the vertical axis
TOP = 8.0  # mm, for its name
BELOW = 11.0  # mm, for the numbers and the name of the horizontal axis
KEY = LEFT + SIDE + 8.0  # mm, where the list of names begins
DOT = 1.8  # mm
PLACES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
"""Where the number of a risk may stand beside its dot, in the order in which places are tried."""

Box = tuple[float, float, float, float]


def risk_map(frame: pd.DataFrame, labels: Sequence[str], language: Language) -> Figure:
    """A dot for each risk at its mean likelihood and mean impact, numbered as in the list beside it.

    Parameters
    ----------
    frame : `likelihood` and `impact`, one row per label; NaN where nobody rated the risk, which then has no dot.
    labels : what the risks are called.
    language : the language of the words and of the numbers.

    Returns
    -------
    matplotlib Figure, 16 cm wide. The axes reach from the half below to the half above the means.

    Notes
    -----
    In R: `plot(colMeans(l), colMeans(i)); text(colMeans(l), colMeans(i), seq_along(l), pos = 4)`.

    Examples
    --------
    >>> found = risk_map(pd.DataFrame({"likelihood": [2.2, 3.1], "impact": [3.0, 4.4]}), ["Flood", "Fire"], "en")
    >>> [text.get_text() for text in found.texts][-4:]
    ['1.', 'Flood', '2.', 'Fire']
    """
    numbers = [str(place) for place in range(1, len(labels) + 1)]
    indent = max((text_width(f"{one}.", VALUE) for one in numbers), default=0.0) + 1.6
    told = [wrapped(label, VALUE, WIDTH - KEY - indent - SLACK) for label in labels]
    heights = [block_height(lines, VALUE) + 1.4 for lines in told]
    canvas = Canvas(WIDTH, max(TOP + SIDE + BELOW, sum(heights) + 2 * SLACK))
    horizontal, vertical = (_ends(frame[name]) for name in ("likelihood", "impact"))
    _axes(canvas, horizontal, vertical, language)
    points = {
        one: (LEFT + SIDE * _part(chance, horizontal), TOP + SIDE * (1 - _part(damage, vertical)))
        for one, chance, damage in zip(numbers, frame["likelihood"], frame["impact"], strict=True)
        if not isnan(chance)
    }
    taken: list[Box] = [(x - DOT / 2, y - DOT / 2, x + DOT / 2, y + DOT / 2) for x, y in points.values()]
    for one, (x, y) in points.items():
        canvas.marker(x, y, "circle", DOT, ACCENT)
        box = _free(one, x, y, taken)
        taken.append(box)
        canvas.text([one], (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, AXIS, align="center")
    top = SLACK
    for one, lines, height in zip(numbers, told, heights, strict=True):
        canvas.text([f"{one}."], KEY, top + block_height(lines[:1], VALUE) / 2, VALUE, colour=MUTED)
        canvas.text(lines, KEY + indent, top + block_height(lines, VALUE) / 2, VALUE)
        top += height
    return canvas.figure


def risk_map_alt_text(frame: pd.DataFrame, labels: Sequence[str], title: str, language: Language) -> str:
    """The figure in words, risk by risk.

    >>> risk_map_alt_text(pd.DataFrame({"likelihood": [2.2], "impact": [3.0]}), ["Flood"], "Risks", "en")
    'Risks. Plane of likelihood and impact. 1. Flood: likelihood 2.2, impact 3.0.'
    """
    rows = [
        say("measures.risk_alt", language, number=str(place), label=label, **_told(row, language))
        for place, (label, row) in enumerate(zip(labels, frame.to_dict("records"), strict=True), 1)
        if not isnan(row["likelihood"])
    ]
    return say("measures.map_alt", language, title=title.rstrip(".?!"), rows="; ".join(rows))


def _told(row: Mapping[Any, Any], language: Language) -> dict[str, Any]:
    return {name: number(row[name], language, 1) for name in ("likelihood", "impact")}


def _ends(values: pd.Series) -> tuple[float, float]:
    known = values.dropna()
    if known.empty:
        return 0.0, 1.0
    low, high = floor(2 * known.min()) / 2, ceil(2 * known.max()) / 2
    return low, max(high, low + 0.5)


def _part(value: float, ends: tuple[float, float]) -> float:
    return (value - ends[0]) / (ends[1] - ends[0])


def _axes(canvas: Canvas, horizontal: tuple[float, float], vertical: tuple[float, float], language: Language) -> None:
    bottom = TOP + SIDE
    for tick in _halves(horizontal):
        x = LEFT + SIDE * _part(tick, horizontal)
        canvas.line([x, x], [TOP, bottom], GRID, 0.6)
        canvas.text([number(tick, language, 1)], x, bottom + 2.6, AXIS, align="center", colour=MUTED)
    for tick in _halves(vertical):
        y = TOP + SIDE * (1 - _part(tick, vertical))
        canvas.line([LEFT, LEFT + SIDE], [y, y], GRID, 0.6)
        canvas.text([number(tick, language, 1)], LEFT - 1.6, y, AXIS, align="right", colour=MUTED)
    canvas.text([say("measures.impact", language)], SLACK, 2.6, LABEL, colour=MUTED)
    canvas.text([say("measures.likelihood", language)], LEFT + SIDE, bottom + 7.6, LABEL, align="right", colour=MUTED)


def _halves(ends: tuple[float, float]) -> list[float]:
    return [ends[0] + step / 2 for step in range(round(2 * (ends[1] - ends[0])) + 1)]


def _free(text: str, x: float, y: float, taken: Sequence[Box]) -> Box:
    """The first place beside a dot, inside the plane, that touches nothing; farther away where all near ones are taken."""
    width, height = text_width(text, AXIS) + 0.6, block_height([text], AXIS)
    for step in range(1, 40):
        reach = DOT / 2 + 0.5 + (step - 1) * 0.6
        for right, down in PLACES:
            middle, centre = x + right * (reach + width / 2), y + down * (reach + height / 2)
            box = (middle - width / 2, centre - height / 2, middle + width / 2, centre + height / 2)
            inside = box[0] > LEFT and box[2] < KEY and box[1] > TOP - 4.0 and box[3] < TOP + SIDE
            if inside and not any(box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3] for one in taken):
                return box
    return box
