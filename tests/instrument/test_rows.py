"""A row of a matrix as a question of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.instrument.model import ItemKind
from survey.instrument.read import read_instrument
from survey.instrument.rows import item_or_row, unfolded

TRIAL = read_instrument(Path(__file__).parent / "trial.yaml")


def test_a_row_answers_with_the_options_of_its_matrix() -> None:
    row = item_or_row(TRIAL, "t3.city")
    assert (row.id, row.columns, row.kind) == ("t3.city", ("t3.city",), ItemKind.SINGLE)
    assert row.codes == TRIAL.item("t3").codes
    assert dict(row.label)["ru"] == "Справедлив ли каждый? — Город"
    assert len({item_or_row(TRIAL, name).number for name in ("t3.city", "t2", "t1")}) == 3


def test_other_questions_stay_what_they_are() -> None:
    others = [item for item in TRIAL.items if item.kind is not ItemKind.MATRIX]
    assert [unfolded(item) for item in others] == [(item,) for item in others]


@pytest.mark.parametrize("name", ["t3", "t3.town", "t9", "t1.yes"])
def test_what_is_neither_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        item_or_row(TRIAL, name)
