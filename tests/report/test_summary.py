"""The most frequent answer is named only where it leads in every case that the bounds allow."""

from __future__ import annotations

import pandas as pd

from survey.report.parts.summary import leading


def frame(*bounds: tuple[str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(bounds, columns=["code", "low", "high"])


def test_known_counts():
    assert leading(frame(("yes", 54, 54), ("no", 42, 42)))["code"] == "yes"


def test_an_interval_that_leads_at_its_lower_end():
    assert leading(frame(("no", 0, 47), ("yes", 49, 96)))["code"] == "yes"


def test_intervals_that_overlap_have_no_leader():
    assert leading(frame(("a", 10, 30), ("b", 5, 10), ("c", 0, 9))) is None


def test_a_tie_has_no_leader():
    assert leading(frame(("yes", 48, 48), ("no", 48, 48))) is None
