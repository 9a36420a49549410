"""Warnings in a report are for readers: what is so, never what to type."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import LOOKS_LIKE_MISSING_CODE, NEAR_CONSTANT_KEPT, PEARSON_OF_FEW_ANSWERS, Problem, problem
from survey.i18n.text import LANGUAGES, Language
from survey.report.measurement.names import Names
from survey.report.measurement.section import Section
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "found",
    [
        problem(LOOKS_LIKE_MISSING_CODE, columns=("hours (99)",)),
        problem(NEAR_CONSTANT_KEPT, items=("hours",), percent="5"),
        problem(PEARSON_OF_FEW_ANSWERS, items=("hours",), many=("age",)),
    ],
)
def test_no_command_is_printed_and_questions_go_by_number(found: Problem, language: Language, tmp_path: Path) -> None:
    report = Report(load_wave(root() / "data" / "sovereignty-2022-demo"), language, tmp_path)
    (box,) = Section(report, Names({"hours": "1.4"}, {}, {}, neutral=False)).warnings([found])
    assert "1.4" in box
    assert not any(sign in box for sign in ("df", "float", "kind", "least_share", "`", "hours", "SQ-"))
