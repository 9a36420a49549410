"""The other readings of the doubtful questions of 2022, each derived by hand from the printed counts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from survey.analysis.index_sensitivity import index_sensitivity
from survey.wave.load import load_wave

FOLDER = Path(__file__).parents[2] / "data" / "sovereignty-2022"


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return index_sensitivity(load_wave(FOLDER))


# index, reading, item, people with a value, smallest and largest mean, smallest and largest shift
EXPECTED = [
    # TL: 89 "yes" on 1.1 and 92 "no" on 1.3, which counts for the index; the other way round 4 "yes" would count.
    # Neither can be left out: a value needs both.
    ("TL", "main", None, 96, 181 / 192, 181 / 192, 0, 0),
    ("TL", "reversed", "territorial_claims_grounded", 96, 93 / 192, 93 / 192, -88 / 192, -88 / 192),
    # NP: 29 "yes" on 1.6 and 26 on 3.6; 1.8, which is kept out, has 8 "yes" and 88 "no".
    ("NP", "main", None, 96, 55 / 192, 55 / 192, 0, 0),
    ("NP", "added", "can_secure_territory", 96, 63 / 288, 63 / 288, 63 / 288 - 55 / 192, 63 / 288 - 55 / 192),
    ("NP", "added_reversed", "can_secure_territory", 96, 143 / 288, 143 / 288, 143 / 288 - 55 / 192, 143 / 288 - 55 / 192),
    # SV: 53 "yes" on 3.2 among the 90 who have a score there, and of the 61 "yes" on 3.3 between 55 and 61 are among the 90.
    # Reversed, the 90 - 55 = 35 to 90 - 61 = 29 "no" count: the shift is (35 - 55) / 180 to (29 - 61) / 180.
    ("SV", "main", None, 90, 108 / 180, 114 / 180, 0, 0),
    ("SV", "reversed", "external_recognition_undoubted", 90, 82 / 180, 88 / 180, -32 / 180, -20 / 180),
]


@pytest.mark.parametrize(("index", "reading", "item", "n", "low", "high", "shift_low", "shift_high"), EXPECTED)
def test_by_hand(
    found: pd.DataFrame,
    index: str,
    reading: str,
    item: str | None,
    n: int,
    low: float,
    high: float,
    shift_low: float,
    shift_high: float,
) -> None:
    rows = found[(found["index"] == index) & (found["reading"] == reading)]
    assert len(rows) == 1
    row = rows.iloc[0]
    assert pd.isna(row["item"]) if item is None else row["item"] == item
    assert (row["n_low"], row["n_high"]) == (n, n)
    # Quotients of the same small whole numbers; only the last bits of a double may differ.
    expected = [100 * value for value in (low, high, shift_low, shift_high)]
    assert row[["mean_low", "mean_high", "shift_low", "shift_high"]].tolist() == pytest.approx(expected, abs=1e-9)


def test_nothing_else_is_in_doubt(found: pd.DataFrame) -> None:
    assert len(found) == len(EXPECTED)
