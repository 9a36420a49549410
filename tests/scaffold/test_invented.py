"""Invented counts: every answer has one, and they can be simulated."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from survey.instrument.find import available, load_instrument
from survey.instrument.model import ItemKind
from survey.scaffold.invented import margins
from survey.wave.margins import read_margins


@pytest.mark.parametrize("name", available())
@pytest.mark.parametrize("base", [1, 7, 118])
def test_counts_fit_the_base(name: str, base: int, tmp_path: Path) -> None:
    instrument = load_instrument(name)
    path = tmp_path / "margins.csv"
    path.write_bytes(margins(instrument, base))
    table = read_margins(path, instrument, base).table
    several = {item.id for item in instrument.items if item.kind is ItemKind.MULTIPLE}
    sums = table.groupby("item")["low"].sum()
    one = sums[~sums.index.isin(several)]
    assert (one == base).all()
    assert (sums[sums.index.isin(several)] >= base).all()


def test_neighbours_differ(tmp_path: Path) -> None:
    """Else every table of the report would be the same."""
    path = tmp_path / "margins.csv"
    path.write_bytes(margins(load_instrument(available()[0]), 118))
    assert pd.read_csv(path).groupby("item")["low"].apply(tuple).nunique() > 1
