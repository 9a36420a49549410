"""Google Forms: a column for each question and each row of a grid; a form in three languages says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.intake.google_forms import NAME, layout
from survey.intake.options import IntakeOptions
from survey.intake.read import prepare
from survey.wave.tablefile import read_table

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize("name", ["google_forms.csv", "google_forms.xlsx", "google_sheets_trilingual.csv"])
def test_every_route_says_the_same(teahouse, say_the_same, name: str) -> None:
    say_the_same(prepare(FIXTURES / name, teahouse, IntakeOptions(platform=NAME)).responses())


def test_brackets_are_a_row_of_a_grid_only_where_both_are_known(teahouse) -> None:
    fields = layout(read_table(FIXTURES / "google_forms.csv"), teahouse, IntakeOptions()).fields
    assert [field.role for field in fields] == ["answer"] * 6 + ["row"] * 2
