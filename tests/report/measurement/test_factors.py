"""What is said of a solution follows from its numbers: few questions, unknown signs, wide intervals, no solution at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey.report.measurement.factors import FEWEST, factors
from survey.report.measurement.names import Names
from survey.report.measurement.retention import chosen, most
from survey.report.measurement.section import Section
from survey.report.report import Report
from survey.shipped import root
from survey.stats.codes import from_frame
from survey.stats.correlation import Correlation, correlate
from survey.stats.retention import retention
from survey.wave.load import load_wave


@pytest.fixture
def section(tmp_path: Path) -> Section:
    letters = {name: name.upper() for name in "abcdefgh"}
    report = Report(load_wave(root() / "data" / "sovereignty-2022-demo"), "en", tmp_path)
    return Section(report, Names(letters, letters, {}, neutral=True))


def two_factors(people: int) -> Correlation:
    """a to e belong to one factor, f to h to another."""
    rng = np.random.default_rng(3)
    common = rng.normal(size=(people, 2))[:, [0] * 5 + [1] * 3]
    answers = 0.8 * common + 0.6 * rng.normal(size=(people, 8)) > 0
    return correlate(from_frame(pd.DataFrame(answers, columns=list("abcdefgh"))))


def test_two_factors_have_a_table_of_their_correlation_and_an_oblique_rotation(section: Section) -> None:
    text = "\n\n".join(factors(section, two_factors(400), 8))
    assert "{#tbl-report--phi}" in text
    assert "{#tbl-report--variance}" in text
    assert "oblimin" in text
    assert "| Factor 2 |" in text
    assert "fewer than 3 questions" not in text


def test_a_factor_of_a_pair_and_wide_intervals_are_named(section: Section) -> None:
    rng = np.random.default_rng(5)
    common = rng.normal(size=(60, 2))[:, [0] * 4 + [1] * 2]
    answers = 0.85 * common + 0.5 * rng.normal(size=(60, 6)) > 0
    text = "\n\n".join(factors(section, correlate(from_frame(pd.DataFrame(answers, columns=list("abcdef")))), 6))
    assert "fewer than 3 questions of their own: Factor 2" in text
    assert "interval wider than 0.5" in text


def test_fewer_than_four_usable_questions_give_a_reason_and_no_figure(section: Section) -> None:
    text = "\n\n".join(factors(section, None, FEWEST - 1))
    assert "at least 4 usable questions of reflective indices, and this wave has 3" in text
    assert "![" not in text


def test_a_questionnaire_without_reflective_indices_is_told_apart(section: Section) -> None:
    wave = section.report.wave
    bare = replace(wave, instrument=replace(wave.instrument, indices=()))
    text = "\n\n".join(factors(Section(replace(section.report, wave=bare), section.names), None, 0))
    assert "no index of a reflective model" in text


def test_the_number_of_factors_stays_between_one_and_what_the_items_allow() -> None:
    found = retention(two_factors(300), permutations=50, seed=1)
    assert chosen(found, 8) == 2
    assert [chosen(replace(found, suggested=found.suggested.mask(found.suggested > 0, number)), 8) for number in (0, 7)] == [1, 4]


@pytest.mark.parametrize(("items", "factors"), [(3, 1), (4, 1), (5, 2), (6, 3), (8, 4), (24, 17)])
def test_as_many_factors_as_leave_no_fewer_correlations_than_loadings(items: int, factors: int) -> None:
    assert most(items) == factors
