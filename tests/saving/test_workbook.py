from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl import load_workbook

from survey.saving.frame import table_of
from survey.saving.workbook import write_workbook


def test_columns_are_wide_enough_and_the_head_stands_between_rules(tmp_path: Path) -> None:
    frame = pd.DataFrame({"Ұзын тақырып, ұзын тақырып": [1], "b": [np.inf]})
    table = table_of(frame, "kk", caption="", notes=(), decimals=2)
    sheet = load_workbook(write_workbook(table, tmp_path / "x.xlsx", "kk", frame=frame, decimals=2)).active
    assert sheet.column_dimensions["A"].width == 28
    assert sheet.column_dimensions["B"].width == 8
    assert sheet["A1"].border.bottom.style == sheet["A1"].border.top.style == "thin"
    assert sheet["B2"].value == "∞"  # a workbook holds no infinite number
    assert sheet["B2"].alignment.horizontal == "right"


def test_small_numbers_stay_numbers_and_are_told_to_be_small(tmp_path: Path) -> None:
    frame = pd.DataFrame({"p": [3e-7, 0.0, 0.25, np.nan], "is": [True, False, True, None]})
    table = table_of(frame, "kk", caption="", notes=(), decimals=2)
    sheet = load_workbook(write_workbook(table, tmp_path / "x.xlsx", "kk", frame=frame, decimals=2)).active
    assert [sheet[f"A{row}"].value for row in range(2, 6)] == [3e-7, 0, 0.25, None]
    assert [sheet[f"A{row}"].number_format for row in range(2, 5)] == ['"<0,01"', "0.00", "0.00"]
    assert [sheet[f"B{row}"].value for row in range(2, 6)] == ["иә", "жоқ", "иә", None]


def test_without_decimals(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": [1.5]})
    table = table_of(frame, "en", caption="", notes=(), decimals=0)
    sheet = load_workbook(write_workbook(table, tmp_path / "x.xlsx", "en", frame=frame, decimals=0)).active
    assert (sheet["A2"].value, sheet["A2"].number_format) == (1.5, "0")
