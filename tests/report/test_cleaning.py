"""The receipt of cleaning in a report, and the printed counts below a table whose answers were merged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from survey.i18n.text import LANGUAGES
from survey.report.parts import cleaning, questionnaire
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave


@pytest.fixture(scope="module")
def demo():
    return load_wave(root() / "data" / "sovereignty-2022-demo")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_rules(demo, language, tmp_path: Path) -> None:
    lines = cleaning.write(Report(demo, language, tmp_path)).splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    assert [row[1:] for row in rows[1:]] == [["0", "0", "0"]] * 4 + [["64", "0", "0"]]


def test_a_rule_that_is_off_is_told(demo, tmp_path: Path) -> None:
    wave = replace(demo, rules={**demo.rules, "tests": "off"})
    assert "Switched off: Test submissions." in cleaning.write(Report(wave, "en", tmp_path))


def test_margins_tell_what_was_merged(wave, tmp_path: Path) -> None:
    text = cleaning.write(Report(wave, "en", tmp_path))
    assert "- 2.7: “Have no effect at all” is counted together with “Have no effect”." in text
    assert cleaning.write(Report(wave.as_printed(), "en", tmp_path)) == ""


def test_the_printed_counts_stand_below_the_table_and_all_answers_in_the_appendix(wave, tmp_path: Path) -> None:
    report = Report(wave, "ru", tmp_path)
    assert "По отдельности: «Не влияют» — 1–10, «Никак не влияют» — 1–10." in report.part("questions")
    assert "Никак не влияют" in questionnaire.write(report)
