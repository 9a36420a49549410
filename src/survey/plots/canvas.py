"""A figure that is drawn on in millimetres, from the upper left corner.

Matplotlib's axes cost more time than everything else in a bar chart (13 of 20 ms), and their layout guesses; a chart of this
package knows where each of its parts goes, so it puts them on the figure itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.transforms import Affine2D

from survey.plots.style import DPI, INK, POINT, text_font, text_width

CAPITAL = 0.7  # height of a capital letter in font sizes
LINE = 1.22  # distance of two lines of a label in font sizes
Marker = Literal["circle", "square", "diamond"]
BRACKET = 0.9  # mm, the arms of the bracket that ends an interval


class Canvas:
    """A white sheet; every method draws one thing. Lengths in mm, y downwards, font sizes and line widths in points."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.figure = Figure(figsize=(width / 25.4, height / 25.4), dpi=DPI, facecolor="white")
        self._place = Affine2D().scale(1 / width, -1 / height).translate(0, 1) + self.figure.transFigure

    def _add(self, artist: Artist) -> None:
        """Put a thing on the sheet, above what was drawn before: Matplotlib would draw all lines above all boxes."""
        artist.set_transform(self._place)
        artist.set_zorder(1)
        self.figure.add_artist(artist)

    def box(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        self._add(Rectangle((left, top), width, height, facecolor=colour, linewidth=0))

    def interval(self, left: float, right: float, top: float, height: float, colour: str) -> None:
        """What may or may not be there: a hatched bar that ends in a bracket."""
        bar = Rectangle((left, top), right - left, height, facecolor="white", edgecolor=colour, hatch="////", linewidth=0)
        bar.set_hatch_linewidth(0.6)
        self._add(bar)
        arm = min(BRACKET, right - left)
        bottom = top + height
        self.line([right - arm, right, right, right - arm], [top, top, bottom, bottom], colour, 1.1)

    def line(
        self, x: Sequence[float], y: Sequence[float], colour: str, width: float, dashes: tuple[float, ...] | None = None
    ) -> None:
        """A line through points; `dashes` are lengths of strokes and gaps in line widths."""
        line = Line2D(x, y, color=colour, linewidth=width, solid_capstyle="butt", solid_joinstyle="miter")
        if dashes is not None:
            line.set_linestyle((0, dashes))
            line.set_dash_capstyle("butt")
        self._add(line)

    def marker(self, x: float, y: float, shape: Marker, size: float, colour: str, *, filled: bool = True) -> None:
        """A mark on a point, `size` mm wide: in one colour, or hollow with an edge of it."""
        half = size / 2
        corners = {
            "square": ((-half, -half), (half, -half), (half, half), (-half, half)),
            "diamond": ((0, -half), (half, 0), (0, half), (-half, 0)),
        }
        look: dict[str, Any] = {
            "facecolor": colour if filled else "white",
            "edgecolor": colour,
            "linewidth": 0.9 if size > 1.5 else 0,
        }
        if shape == "circle":
            self._add(Circle((x, y), half, **look))
        else:
            self._add(Polygon([(x + right, y + down) for right, down in corners[shape]], **look))

    def whisker(self, left: float, right: float, middle: float) -> None:
        """A confidence interval: a dark line in a white one, so that it stands out from the bar as well as from the paper."""
        self.line([left, right], [middle, middle], "white", 2.6)
        self.line([left, right], [middle, middle], INK, 1.0)

    def text(
        self,
        lines: Sequence[str],
        x: float,
        middle: float,
        size: float,
        *,
        align: Literal["left", "right", "center"] = "left",
        colour: str = INK,
    ) -> None:
        """Lines of text whose block is centred on `middle`, by the height of capitals."""
        first = middle + (CAPITAL - (len(lines) - 1) * LINE) * size * POINT / 2
        for number, line in enumerate(lines):
            baseline = first + number * LINE * size * POINT
            drawn = self.figure.text(x, baseline, line, fontproperties=text_font(size), color=colour, ha=align, va="baseline")
            drawn.set_parse_math(False)
            drawn.set_transform(self._place)

    def value(self, text: str, x: float, middle: float, size: float) -> None:
        """A number beside its bar, on a white ground so that the grid does not cross it."""
        height = LINE * size * POINT
        self.box(x - 0.4, middle - height / 2, text_width(text, size) + 0.8, height, "white")
        self.text([text], x, middle, size)


def block_height(lines: Sequence[str], size: float) -> float:
    """The height of lines of a label in mm, with the room that descenders need."""
    return len(lines) * LINE * size * POINT
