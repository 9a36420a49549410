"""The block `import` of wave.yaml."""

from __future__ import annotations

import pytest

from survey.errors import INTAKE_BAD_VALUE, INTAKE_KEY, TABLE_OPTION, UNKNOWN_ZONE, SurveyError
from survey.intake.options import read_options


def test_what_is_not_said_is_left_open() -> None:
    options = read_options({"platform": "", "columns": ""}, None)
    assert (options.platform, options.timezone, options.columns, options.ignore_columns) == (None, None, {}, ())


def test_all_problems_at_once() -> None:
    given = {"colums": {}, "timezone": "Asia/Almatty", "ignore_columns": "Пошта", "columns": ["trust"]}
    with pytest.raises(SurveyError) as caught:
        read_options(given, "wave.yaml")
    found = [(problem.code, problem.params.get("nearest")) for problem in caught.value.problems]
    assert found == [
        (INTAKE_KEY, "columns"), (INTAKE_BAD_VALUE, None), (INTAKE_BAD_VALUE, None), (UNKNOWN_ZONE, "Asia/Almaty"),
    ]  # fmt: skip
    assert all(problem.place.file == "wave.yaml" for problem in caught.value.problems)


@pytest.mark.parametrize("rows", [0, 11, "2"])
def test_rows_of_the_header_are_a_number_from_1_to_10(rows: object) -> None:
    with pytest.raises(SurveyError, match=r"header_rows cannot be .* Possible: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10\.") as caught:
        read_options({"header_rows": rows}, None)
    assert caught.value.code == TABLE_OPTION
    assert read_options({"header_rows": 2}, None).header_rows == 2


def test_versions() -> None:
    told = {"versions": {"vB2": ["drinks"], 3: ()}}
    assert read_options(told, None).versions == {"vB2": ("drinks",), "3": ()}
    assert read_options({"versions": ""}, None).versions is None
    for wrong in ({"vB2": "drinks"}, ["vB2"], "vB2"):
        with pytest.raises(SurveyError, match="versions pairs “version: ") as caught:
            read_options({"versions": wrong}, None)
        assert caught.value.code == INTAKE_BAD_VALUE
