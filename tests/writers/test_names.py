"""Names of variables stay below what Stata can hold, however many variables there are."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from survey.writers.names import stata_names


@pytest.mark.parametrize("count", [9, 99, 100, 1200])
def test_stata_takes_every_name_with_its_set_of_labels(count: int, tmp_path: Path) -> None:
    columns = [f"a_question_with_a_rather_long_name_{n}.answer" for n in range(count)]
    names = stata_names(columns)
    assert len(set(names.values())) == count
    frame = pd.DataFrame({name: [1.0] for name in names.values()})
    labels = {name: {1: "yes"} for name in names.values()}
    pyreadstat.write_dta(frame, str(tmp_path / "a.dta"), variable_value_labels=labels, version=14)
    assert pyreadstat.read_dta(str(tmp_path / "a.dta"))[0].columns.tolist() == list(names.values())
