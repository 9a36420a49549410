"""Simulated answers as they are typed in from paper."""

from __future__ import annotations

import csv
import io

from survey.instrument.find import load_instrument
from survey.planning.paper_layout import write
from survey.planning.simulate import simulate


def test_values_and_ticks_in_columns_of_our_own_names() -> None:
    instrument = load_instrument("sovereignty-2022")
    made = simulate(instrument, 30, seed=2, missing={"default": 0.2})
    rows = list(csv.DictReader(io.StringIO(write(made, ("kk",)).decode("utf-8-sig"))))
    assert [row["_respondent_id"] for row in rows] == [str(n) for n in range(1, 31)]
    for item in instrument.items:
        values = {"", *(str(option.value) for option in item.options)}
        for column in item.columns:
            ticks = {"", "0", "1"} if "." in column else values
            assert {row[column] for row in rows if column in row} <= ticks
