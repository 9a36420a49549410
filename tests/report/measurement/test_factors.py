"""What is said of a solution follows from its numbers: few questions, unknown signs, wide intervals, no solution at all."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey.report.measurement.factors import FEWEST, factors
from survey.report.measurement.names import Names
from survey.report.measurement.retention import chosen, how_many
from survey.report.measurement.section import Section
from survey.report.report import Report
from survey.shipped import root
from survey.stats.codes import from_frame
from survey.stats.correlation import Correlation, correlate
from survey.stats.retention import retention
from survey.stats.suitability import kmo
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


def test_correlations_of_factors_have_intervals_only_where_these_can_be_trusted(section: Section) -> None:
    few, many = (
        next(part for part in factors(section, two_factors(people), 8) if "{#tbl-report--phi}" in part) for people in (400, 1000)
    )
    assert re.search(r"\| Factor 2 \| 0\.\d\d \| 1 \|", few)
    assert re.search(r"\| Factor 2 \| −?0\.\d\d \\\[", many)


def test_why_they_have_none_is_told(section: Section) -> None:
    text = "\n\n".join(factors(section, two_factors(400), 8))
    assert "without intervals: with fewer than 1,000 people" in text


# -- how many ----------------------------------------------------------------------------------------------------------
def told(section: Section, corr: Correlation) -> str:
    return "\n\n".join(how_many(section, corr, retention(corr, permutations=50, seed=1)))


def test_few_people_are_told_that_the_number_is_not_settled(section: Section) -> None:
    assert "With fewer than 200 people the data cannot settle" in told(section, two_factors(100))
    assert "cannot settle" not in told(section, two_factors(400))


def test_pure_chance_is_no_disagreement(section: Section) -> None:
    noise = pd.DataFrame(np.random.default_rng(8).integers(0, 2, (300, 8)), columns=list("abcdefgh"))
    text = told(section, correlate(from_frame(noise)))
    assert "No rule finds a factor beyond chance" in text
    assert "disagree" not in text


def test_suitability_is_taken_from_pearson_correlations_and_that_is_said(section: Section) -> None:
    corr = two_factors(100)
    measure = kmo(correlate(corr.rows("kmo"), "pearson")).overall
    assert measure != pytest.approx(kmo(corr).overall, abs=0.01)
    text = told(section, corr)
    assert f"(KMO) is {measure:.2f}" in text.replace("\\", "")
    assert "Pearson correlations of the same questions" in text
    numbers = pd.DataFrame(np.random.default_rng(1).normal(size=(100, 8)), columns=list("abcdefgh"))
    assert "of the same questions" not in told(section, correlate(from_frame(numbers), "pearson"))


# -- whose variance ----------------------------------------------------------------------------------------------------
def test_shares_are_of_opinions_behind_ordered_answers_and_of_numbers_themselves(section: Section) -> None:
    rng = np.random.default_rng(4)
    people = pd.DataFrame(rng.normal(size=(300, 1)) + rng.normal(size=(300, 6)), columns=list("abcdef"))
    ordered, numbers = ("\n\n".join(factors(section, correlate(from_frame(frame)), 6)) for frame in (people > 0, people))
    assert "total variance of the continuous opinions" in ordered
    assert "the variance of the continuous opinion" in ordered
    assert "of the total variance of the questions" in numbers
    assert "opinion" not in numbers
