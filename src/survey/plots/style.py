"""Sizes, colours and fonts of every figure: made for a text 16 cm wide, one font family, one accent colour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags

from survey import fonts

WIDTH = 160.0  # mm
DPI = 200  # of pictures made of pixels; below about 150 Matplotlib sets text so much wider that it would not fit
SLACK = 0.8  # mm at both edges: other programs set the same text a little wider
POINT = 25.4 / 72  # mm
LABEL, VALUE, AXIS = 9.0, 8.5, 7.5  # font sizes in points
INK, MUTED, GRID = "#1f1f1f", "#595959", "#d9d9d9"
# Okabe and Ito (2008), "Color universal design": the hues that stand out from white; blue is the accent of simple figures.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
ACCENT = COLOURS[0]


def _regular() -> str:
    return next(str(file) for file in fonts.files(fonts.SANS) if file.stem.endswith("Regular"))


@cache
def text_font(size: float) -> FontProperties:
    """PT Sans in a size, with a fallback for Greek and the tenge sign; the files are made known to Matplotlib on first use."""
    if not any(entry.name == fonts.SANS for entry in font_manager.fontManager.ttflist):
        for file in fonts.files(fonts.SANS):
            font_manager.fontManager.addfont(file)
    return FontProperties(family=[fonts.SANS, fonts.FALLBACK_FIGURE], size=size)


@cache
def _width_at_100(text: str) -> float:
    """Measured large and without hints: at the size of a label, whole pixels would be off by a tenth."""
    font = get_font([_regular(), font_manager.findfont(fonts.FALLBACK_FIGURE)])
    font.set_size(100, 72)
    font.set_text(text, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64


def text_width(text: str, size: float) -> float:
    """The width of a line of text in mm.

    >>> text_width("Иә", 9) < text_width("Келісемін", 9) < 20
    True
    """
    return _width_at_100(text) * size / 100 * POINT


def _filled(words: Sequence[str], size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def wrapped(text: str, size: float, width: float) -> tuple[str, ...]:
    """The text in as few lines of whole words as fit into `width` mm, of about the same length.

    A word that is longer keeps a line of its own: nothing is ever cut.

    >>> wrapped("Бірегейлікті түсінбеу / бірегейлікті түсіну", 9, 50)
    ('Бірегейлікті түсінбеу\\xa0/', 'бірегейлікті түсіну')
    """
    words = re.sub(" (?=[/–—] )", "\N{NO-BREAK SPACE}", text).split(" ")  # a slash or dash begins no line
    lines = _filled(words, size, width)
    while len(lines) > 1:
        narrower = _filled(words, size, max(text_width(line, size) for line in lines) - 0.1)
        if len(narrower) > len(lines) or narrower == lines:  # equal: one word fills the longest line
            break
        lines = narrower
    return lines
