"""Parquet as a table of texts."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from survey.errors import DataError
from survey.wave.tablefile import read_table


def test_cells_as_text(tmp_path: Path) -> None:
    data = pa.table(
        {
            "жауап": ["иә", None, "жоқ"],
            "n": [1, 2, None],
            "x": [1.0, 1.5, None],
            "day": [date(2022, 9, 1), None, None],
            "time": [datetime(2022, 9, 1, 10, 30), None, None],
            "flag": [True, False, None],
            "coded": pa.array(["a", "b", "a"]).dictionary_encode(),
            "list": [["a"], [], None],
        }
    ).replace_schema_metadata({"own": "{}"})
    path = tmp_path / "w.csv"  # the content decides, not the suffix
    pq.write_table(data, path)
    table = read_table(path)
    assert table.rows() == (
        ("иә", "1", "1", "2022-09-01", "2022-09-01 10:30:00", "True", "a", '["a"]'),
        ("", "2", "1.5", "", "", "False", "b", "[]"),
        ("жоқ", "", "", "", "", "", "a", ""),
    )
    assert (table.origin, table.encoding, table.metadata) == ("parquet", "parquet", {"own": "{}"})
    assert table.numbers.tolist() == [2, 3, 4]


def test_files_of_pandas(tmp_path: Path) -> None:
    path = tmp_path / "w.parquet"
    pd.DataFrame({"q": pd.Categorical(["иә", "жоқ", "иә"]), "s": pd.array(["x", None, "y"], dtype="string")}).to_parquet(path)
    assert read_table(path).rows() == (("иә", "x"), ("жоқ", ""), ("иә", "y"))


def test_several_row_groups_are_one_column(tmp_path: Path) -> None:
    path = tmp_path / "w.parquet"
    pq.write_table(pa.table({"q": pa.array(["b", "a", "c", "a"]).dictionary_encode()}), path, row_group_size=1)
    column = read_table(path).columns[0]
    assert (column.values, column.codes.tolist()) == (("b", "a", "c"), [0, 1, 2, 1])


def test_nothing_in_it_or_broken(tmp_path: Path) -> None:
    path = tmp_path / "w.parquet"
    for data, code in ((pa.table({}), "SQ-D10"), (pa.table({"a": pa.array([], pa.string())}), "SQ-D15")):
        pq.write_table(data, path)
        with pytest.raises(DataError) as found:
            read_table(path)
        assert found.value.code == code
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(DataError) as found:
        read_table(path)
    assert found.value.code == "SQ-D11"
