"""Likelihood times impact."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.measured import wave

from survey.analysis.risks import risks
from survey.errors import SurveyError

RATING = st.one_of(st.none(), st.integers(1, 5), st.just(98))
COLUMNS = ("chance.flood", "chance.fire", "damage.flood", "damage.fire")
PEOPLE = st.lists(st.tuples(*(RATING for _ in COLUMNS)), min_size=2, max_size=8)


def asked(people: list[tuple[int | None, ...]]) -> dict[str, list[int | None]]:
    return {column: [person[place] for person in people] for place, column in enumerate(COLUMNS)}


def test_numbers_by_hand() -> None:
    found = risks(wave(asked([(1, 5, 2, 4), (3, 5, 2, 98), (5, 1, 5, 1)])), "chance", "damage")
    table = found.table.set_index("row")
    assert table.loc["flood", ["n", "likelihood", "impact", "product", "rank"]].tolist() == [3, 3, 3, 11, 1]
    assert table.loc["fire", ["n", "likelihood", "impact", "product", "rank"]].tolist() == [2, 3, 2.5, 10.5, 2]
    # Without the third person fire leads, so the order hangs on one answer sheet.
    assert table.loc["flood", ["rank_low", "rank_high"]].tolist() == [1, 2]


@given(PEOPLE)
def test_ranks_are_those_of_every_wave_without_one_person(people: list[tuple[int | None, ...]]) -> None:
    """Against the same function on waves from which a person was really taken out."""
    found = risks(wave(asked(people)), "chance", "damage").table
    fewer = (people[:place] + people[place + 1 :] for place in range(len(people)))
    every = pd.concat([found, *(risks(wave(asked(left)), "chance", "damage").table for left in fewer)], axis=1)["rank"]
    pd.testing.assert_series_equal(found["rank_low"], every.min(axis=1), check_names=False)
    pd.testing.assert_series_equal(found["rank_high"], every.max(axis=1), check_names=False)


@given(PEOPLE)
def test_cells_hold_everybody_who_rated_both(people: list[tuple[int | None, ...]]) -> None:
    found = risks(wave(asked(people)), "chance", "damage")
    cells = found.cells.assign(total=lambda frame: frame["likelihood"] * frame["impact"] * frame["n"]).groupby("row", sort=False)
    assert cells["n"].sum().tolist() == found.table["n"].tolist()
    products = (cells["total"].sum() / cells["n"].sum().replace(0, np.nan)).tolist()
    assert products == pytest.approx(found.table["product"].tolist(), nan_ok=True)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [("chance", "far", "SQ-S184"), ("chance", "named", "SQ-S180"), ("chance", "dmage", "SQ-D29"), ("rain", "damage", "SQ-S180")],
)
def test_what_it_refuses(first: str, second: str, code: str) -> None:
    with pytest.raises(SurveyError) as refused:
        risks(wave(asked([(1, 1, 1, 1)])), first, second)
    assert refused.value.code == code
