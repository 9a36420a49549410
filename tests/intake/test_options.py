"""The block `import` of wave.yaml."""

from __future__ import annotations

import pytest

from survey.errors import INTAKE_BAD_VALUE, INTAKE_KEY, UNKNOWN_ZONE, SurveyError
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
