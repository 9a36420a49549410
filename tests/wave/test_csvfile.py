"""Every text comes back from CSV letter for letter, for csv.reader, our own reader and pandas."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.wave.csvfile import write_csv
from survey.wave.tablefile import read_table

CONTROLS = [chr(n) for n in (*range(1, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)]
"""NUL is no text: readers of CSV end at it or refuse it."""


def written(rows: list[list[str]], separator: str = ",") -> str:
    file = io.StringIO(newline="")
    write_csv(file, rows, separator)
    return file.getvalue()


def test_plain_rows_end_by_a_line_feed() -> None:
    assert written([["a", "б"], ["1", ""]]) == "a,б\n1,\n"
    assert written([["a;b", 'c"d', "e\nf", "g\rh", "i\r\n"]], ";") == '"a;b";"c""d";"e\nf";"g\rh";"i\r\n"\n'


@given(st.lists(st.lists(st.text(st.sampled_from([*CONTROLS, ",", '"', "'", " ", "ә"])), min_size=3, max_size=3)))
def test_any_text_comes_back(rows: list[list[str]]) -> None:
    rows = [["1", *row] for row in rows]  # a row of empty cells only is an empty line for pandas
    text = written([["n", "a", "b", "c"], *rows])
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == rows
    read = pd.read_csv(io.StringIO(text, newline=""), dtype=str, keep_default_na=False)
    assert read.to_numpy().tolist() == rows


@pytest.mark.parametrize("control", [one for one in CONTROLS if one in "\t\n\f\r\x1b" or one > "\x1f"], ids=ascii)
def test_our_reader_has_it_back(tmp_path: Path, control: str) -> None:
    """A table of answers with any other control character is taken for no text at all."""
    path = tmp_path / "a.csv"
    cells = [f"a{control}b", f"{control}b", f"a{control}"]
    path.write_bytes(written([["n", "a", "b", "c"], ["1", *cells]]).encode())
    (row,) = read_table(path).rows()
    assert list(row) == ["1", *cells]
