"""What a reader is told follows from the design of the wave, and doubt is marked wherever a number of such a question stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from survey.i18n.catalogue import say
from survey.report import caution
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave


@pytest.fixture
def study(tmp_path):
    """A copy of the study whose wave.yaml can be changed."""
    for name in ("instruments", "data"):
        shutil.copytree(root() / name, tmp_path / name)
    return tmp_path / "data" / "sovereignty-2022"


def report(folder: Path, **changes: str) -> Report:
    settings = folder / "wave.yaml"
    text = settings.read_text("utf-8")
    for key, value in changes.items():
        before = next(line for line in text.splitlines() if line.startswith(f"{key}:"))
        text = text.replace(before, f"{key}: {value}")
    settings.write_text(text, "utf-8")
    return Report(load_wave(folder), "en", folder)


def told(*names: str) -> list[str]:
    return [say(f"report.caution_{name}", "en") for name in names]


def test_volunteers_without_intervals(study):
    assert caution.design(report(study)) == told("nonprobability", "no_intervals")


def test_volunteers_with_the_intervals_of_a_model_are_still_only_themselves(study):
    assert caution.design(report(study, intervals="model")) == told("nonprobability", "model")


def test_a_random_sample(study):
    assert caution.design(report(study, design="srs")) == told("sample")


def test_a_census_whose_frame_is_unknown_has_no_intervals(study):
    assert caution.design(report(study, design="census")) == told("sample", "no_intervals")


@pytest.mark.parametrize("part", ["summary", "limits"])
def test_both_parts_that_speak_of_the_design_say_the_same(study, part):
    made = report(study, intervals="model")
    assert all(sentence in made.part(part) for sentence in told("nonprobability", "model"))
    assert told("no_intervals")[0] not in made.part(part)


def test_doubt_is_marked_in_the_summary_and_at_the_indices_that_use_the_question(study):
    made = report(study)
    summary, indices = made.part("summary"), made.part("indices")
    doubtful = [item.number for item in made.instrument.items if "doubtful" in item.flags]
    assert doubtful == ["1.3", "1.8", "3.3"]
    assert all(f"| {number}\\* |" in summary for number in doubtful)
    marked = [line.split(".")[0].strip("| ") for line in indices.splitlines() if line.startswith("|") and r"\*" in line]
    assert marked == ["TL", "SV"]
    assert say("report.doubtful", "en") in summary
    assert say("report.doubtful", "en") in indices
