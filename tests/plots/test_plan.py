"""The figure of a plan."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from survey.i18n.text import LANGUAGES, Language
from survey.plots.plan import precision_alt_text, precision_figure

Faults = Callable[[Figure], list[tuple[str, ...]]]


def curve(last: int, *, shares: tuple[float, ...] = (0.5, 0.3, 0.1)) -> pd.DataFrame:
    sizes = np.linspace(10, last, 12).astype(int)
    rows = [(share, n, 1.96 * np.sqrt(share * (1 - share) / n)) for share in shares for n in sizes]
    return pd.DataFrame(rows, columns=["share", "n", "half_width"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("last", [30, 96, 300, 2000])
def test_nothing_is_cut_off_or_runs_into_another(faults: Faults, last: int, language: Language) -> None:
    assert faults(precision_figure(curve(last), [10, last], language)) == []


def test_a_mark_for_each_size() -> None:
    figure = precision_figure(curve(120), [10, 120], "en")
    assert len([one for one in figure.artists if isinstance(one, Circle)]) == 2 + 1  # and one in the legend


def test_a_full_count_has_no_width() -> None:
    """All lines may end at 0; a curve of zeros still has an axis."""
    assert precision_figure(curve(50).assign(half_width=0.0), [50], "kk").texts


def test_four_shares_are_too_many() -> None:
    with pytest.raises(ValueError, match="at most 3"):
        precision_figure(curve(50, shares=(0.1, 0.2, 0.3, 0.4)), [50], "en")


def test_words() -> None:
    found = precision_alt_text(curve(120), [10], "ru")
    assert "Доля 50\N{NO-BREAK SPACE}%: n = 10 ±31,0." in found
