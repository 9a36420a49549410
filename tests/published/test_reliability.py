"""Reliability of scales."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

import survey

Told = Callable[[Iterable[float], str], str]


def test_five_items_of_a_law_school_test(folder: Path, told: Told) -> None:
    """Rizopoulos (2006), Journal of Statistical Software 17(5), section 3: alpha, and without each item."""
    counts = pd.read_csv(folder / "lsat_6.csv")
    people = counts.loc[counts.index.repeat(counts["Ob6"]), [f"Q{number}" for number in range(1, 6)]]
    found = survey.reliability(people.reset_index(drop=True), bootstrap=0)
    assert told([found.alpha], "0.2950") == "0.2950"
    dropped = "0.2754 0.2376 0.2168 0.2459 0.2663"
    assert told(found.items["alpha_dropped"], dropped) == dropped


def test_seven_attitudes(folder: Path, told: Told) -> None:
    """Chatterjee and Price (1977), R's `attitude`; Revelle, manual of psych, alpha(attitude)."""
    found = survey.reliability(pd.read_csv(folder / "attitude.csv"), bootstrap=0)
    assert told([found.alpha], "0.84") == "0.84"
    dropped, rest = "0.81 0.80 0.83 0.80 0.80 0.86 0.84", "0.67 0.74 0.56 0.71 0.79 0.27 0.46"
    assert told(found.items["alpha_dropped"], dropped) == dropped
    assert told(found.items["item_rest"], rest) == rest
