from __future__ import annotations

import pandas as pd

from survey.i18n.text import Text
from survey.instrument.model import Index, IndexModel
from survey.report.measurement.distributions import counted, possible

TEA = Text(en="Tea")


def index(*scores: dict[str, float | None]) -> Index:
    return Index("T", TEA, TEA, IndexModel.FORMATIVE, {f"q{place}": one for place, one in enumerate(scores)}, 1, TEA)


def test_the_values_that_somebody_who_answered_everything_can_have() -> None:
    yes_no = {"yes": 1.0, "no": 0.0}
    assert possible(index(yes_no, yes_no, yes_no, yes_no)) == [0, 25, 50, 75, 100]
    assert possible(index({"less": -1.0, "same": 0.0, "more": 1.0, "other": None})) == [-100, 0, 100]


def test_values_between_them_are_counted_where_they_occur() -> None:
    frame = counted(pd.Series([0, 100 / 3, 100 / 3, 100]), [0.0, 50.0, 100.0])
    assert frame["value"].round(1).tolist() == [0, 33.3, 50, 100]
    assert frame["n"].tolist() == [1, 2, 0, 1]


def test_nobody_with_a_value_leaves_bars_of_nobody() -> None:
    assert counted(pd.Series([], dtype=float), [0.0, 100.0])["n"].tolist() == [0, 0]
