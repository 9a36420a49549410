"""The indices of the 2022 wave, each derived by hand from the printed counts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from survey.analysis.indices import index_summary
from survey.wave.load import load_wave

FOLDER = Path(__file__).parents[2] / "data" / "sovereignty-2022"


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return index_summary(load_wave(FOLDER))


# index, target, fewest and most people with a value, smallest and largest mean
EXPECTED = [
    # TL: 89 "yes" on 1.1 and 92 "no" on the reversed 1.3, everybody answered both: (89 + 92) / (2 * 96).
    ("TL", None, 96, 96, 100 * 181 / 192, 100 * 181 / 192),
    # NG: 35 "yes" on 1.4 and 70 on 1.5.
    ("NG", None, 96, 96, 100 * 105 / 192, 100 * 105 / 192),
    # NP: 29 "yes" on 1.6 and 26 on 3.6; 1.8 is held out.
    ("NP", None, 96, 96, 100 * 55 / 192, 100 * 55 / 192),
    # SVAL: 92 "yes" on 3.1.
    ("SVAL", None, 96, 96, 100 * 92 / 96, 100 * 92 / 96),
    # TP: 80, 85 and 81 "yes" are printed; of 1.2 only a majority, from 49 to 96: (246 + 49) to (246 + 96) of 4 * 96.
    ("TP", None, 96, 96, 100 * 295 / 384, 100 * 342 / 384),
    # SV: 3.2 has 53 "yes", 37 "no" and 6 answers without a score, so 90 people have a value. Of the 61 "yes" on 3.3 at least
    # 61 - 6 and at most all 61 are among the 90: (53 + 55) / 180 to (53 + 61) / 180.
    ("SV", None, 90, 90, 100 * 108 / 180, 100 * 114 / 180),
    # IC: 55 "yes" on 2.1; "no" on 2.5 and 2.6 (reversed) is anything from 0 to 47 each.
    ("IC", None, 96, 96, 100 * 55 / 288, 100 * 149 / 288),
    # IT: 2.3 "yes" is 58 to 96, 2.4 "yes" is 64. Fréchet: both from 58 + 64 - 96 to 64; Kazakh only from 58 + 32 - 96 < 0 to 32
    # ("no" on 2.4); Kazakhstani only up to the 38 "no" that 2.3 can have; neither up to 32.
    ("IT", "both", 96, 96, 100 * 26 / 96, 100 * 64 / 96),
    ("IT", "kazakh_only", 96, 96, 0, 100 * 32 / 96),
    ("IT", "kazakhstani_only", 96, 96, 0, 100 * 38 / 96),
    ("IT", "neither", 96, 96, 0, 100 * 32 / 96),
    # IR: 69 "yes" on 2.2. On 2.7 54 - 28 = 26 is the sum of scores whatever the rest; five answers share 14, each with at least
    # one, two of them without a score: these two have 2 to 11 people, so 94 to 85 have a value.
    ("IR", "identity_strengthens_power", 96, 96, 100 * 69 / 96, 100 * 69 / 96),
    ("IR", "claims_effect_on_identity", 85, 94, 100 * 26 / 94, 100 * 26 / 85),
    # TS: mentions in 1.7, 2.9 and 3.7. USA 3 + 7 + (1 to 6); Uzbekistan and Türkiye only among the rest of 3.7.
    ("TS", "russia", 96, 96, (76 + 79 + 75) / 96, (76 + 79 + 75) / 96),
    ("TS", "china", 96, 96, (17 + 10 + 15) / 96, (17 + 10 + 15) / 96),
    ("TS", "usa", 96, 96, 11 / 96, 16 / 96),
    ("TS", "uzbekistan", 96, 96, 0, 5 / 96),
    ("TS", "turkiye", 96, 96, 0, 5 / 96),
    # AO: mentions in 1.9 and 3.8. Türkiye 50 + 57; the seven other answers of 1.9 share 46, the three unnamed ones of 3.8 19.
    ("AO", "turkiye", 96, 96, 107 / 96, 107 / 96),
    ("AO", "usa", 96, 96, 20 / 96, 66 / 96),
    ("AO", "russia", 96, 96, 0, 65 / 96),
    ("AO", "china", 96, 96, 0, 65 / 96),
    ("AO", "uzbekistan", 96, 96, 0, 65 / 96),
    # Its groups: every answer to 3.8 is a state, and so are 50 to 96 of 1.9; the other two groups share what is left of 1.9.
    ("AO", "state", 96, 96, 146 / 96, 192 / 96),
    ("AO", "multilateral", 96, 96, 0, 46 / 96),
    ("AO", "self_reliance", 96, 96, 0, 46 / 96),
]


@pytest.mark.parametrize(("index", "target", "n_low", "n_high", "low", "high"), EXPECTED)
def test_by_hand(found: pd.DataFrame, index: str, target: str | None, n_low: int, n_high: int, low: float, high: float) -> None:
    same = found["target"].isna() if target is None else found["target"] == target
    rows = found[(found["index"] == index) & same]
    assert len(rows) == 1
    row = rows.iloc[0]
    assert (row["n_low"], row["n_high"]) == (n_low, n_high)
    # Both sides are quotients of the same small whole numbers; only the last bits of a double may differ.
    assert (row["mean_low"], row["mean_high"]) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))
    assert row["exact"] == (n_low == n_high and low == high)


def test_nothing_else_is_reported(found: pd.DataFrame) -> None:
    assert len(found) == len(EXPECTED)
