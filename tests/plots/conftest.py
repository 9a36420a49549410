"""What every picture must pass."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox


def faults(figure: Figure) -> list[tuple[str, ...]]:
    """Texts that reach over the edge of the sheet by more than a pixel, and pairs of texts that run into each other."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    sheet = figure.bbox.padded(1)
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in figure.texts]
    cut = [
        (name,) for name, box in boxes if not (sheet.containsx(box.x0) and sheet.containsx(box.x1) and sheet.containsy(box.y0))
    ]
    over = [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if Bbox.intersection(one.padded(-1.5), two.padded(-1.5))]
    return cut + over


@pytest.fixture(scope="session", name="faults")
def _faults() -> Callable[[Figure], list[tuple[str, ...]]]:
    return faults
