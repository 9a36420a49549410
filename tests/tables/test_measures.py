"""Distances, forecasts and risks as they are printed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from survey.stats.brier import calibration
from survey.tables import measures

NAN = float("nan")


def described(**figures: list[float]) -> pd.DataFrame:
    usual = {"mean": [3.255, NAN], "sd": [1.2, NAN], "q1": [2, NAN], "median": [3.5, NAN], "q3": [5, NAN]}
    return pd.DataFrame({"n": [12, 0], **usual, **figures})


def test_distances_with_a_partner_that_nobody_rated() -> None:
    table = measures.distances_table(described(), ["A", "B"], "kk", table_id="t", caption="c")
    assert table.rows == (("A", "12", "3,26", "1,20", "3,5", "2–5"), ("B", "0", "–", "–", "–", "–"))


def test_spread_says_who_was_left_out() -> None:
    frame = described().assign(measure=["sd", "equidistance"])
    table = measures.spread_table(frame, "en", table_id="t", caption="c", at_least=6, left_out=45)
    assert [row[0] for row in table.rows] == ["Standard deviation", "Equidistance index (0–100)"]
    assert "6" in table.notes[1]
    assert "45" in table.notes[1]


def test_scores_of_what_happened_what_did_not_and_what_is_open() -> None:
    frame = pd.DataFrame(
        {
            "happened": pd.array([True, False, pd.NA], dtype="boolean"),
            "brier": [0.3333, 0.1, NAN],
            "brier_mean": [0.25, 0.01, NAN],
            "brier_median": [0.25, 0.02, NAN],
        }
    )
    table = measures.scores_table(frame, ["A", "B", "C"], "ru", table_id="t", caption="c", sources=["A: газета."])
    assert table.rows[0] == ("A", "произошло", "0,333", "0,250", "0,250")
    assert [row[1] for row in table.rows[1:]] == ["не произошло", "пока неизвестно"]
    assert table.rows[2][2:] == ("–", "–", "–")
    assert table.notes[-1] == "A: газета."


def test_calibration_leaves_out_classes_without_forecasts() -> None:
    table = measures.calibration_table(calibration(np.array([0.05, 1.0]), np.array([0.0, 1.0])), "en", table_id="t", caption="c")
    assert [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows] == [
        ["0–<10", "5.0", "0 (0.0%)"],
        ["90–100", "100.0", "1 (100.0%)"],
    ]


def test_risks_stand_in_their_order_and_keep_their_numbers() -> None:
    frame = pd.DataFrame(
        {
            "n": [10, 0, 9],
            "likelihood": [2.0, NAN, 3.0],
            "impact": [3.0, NAN, 3.0],
            "product": [6.0, NAN, 9.0],
            "rank": [2.0, NAN, 1.0],
            "rank_low": [1.5, NAN, 1.0],
            "rank_high": [2.0, NAN, 1.5],
        }
    )
    table = measures.risks_table(frame, ["A", "B", "C"], "en", table_id="t", caption="c")
    assert [row[0] for row in table.rows] == ["3. C", "1. A", "2. B"]
    assert table.rows[0][5:] == ("1", "1.0–1.5")
    assert table.rows[2][1:] == ("0", "–", "–", "–", "–", "–")


def test_cells_add_up_over_risks() -> None:
    cells = pd.DataFrame({"row": list("aabb"), "likelihood": [1, 2, 1, 2], "impact": [1, 1, 1, 1], "n": [3, 4, 10, 20]})
    table = measures.cells_table(cells, "kk", table_id="t", caption="c")
    assert table.rows == (("1", "13"), ("2", "24"))
    assert table.columns[1].heading == "Салдары: 1"
