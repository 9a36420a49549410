"""docs/factors.md explains every choice, field and word; that it runs is for test_documentation.py."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from survey.stats.bootstrap import INTERVALS
from survey.stats.efa import FactorAnalysis
from survey.stats.factor_scores import METHODS
from survey.stats.presets import PRESETS

DOCUMENT = (Path(__file__).parents[2] / "docs" / "factors.md").read_text("utf-8")
GLOSSARY = DOCUMENT.split("\n## Glossary\n")[1]
NEEDS_NO_WORD = {"method", "rotation", "preset", "n", "corr", "uniquenesses", "start"}
"""What was asked for comes back under its name; the others are for other programs."""


@pytest.mark.parametrize("name", sorted({field.name for field in fields(FactorAnalysis)} - NEEDS_NO_WORD))
def test_every_field_is_shown(name: str) -> None:
    assert f"fit.{name}" in DOCUMENT


@pytest.mark.parametrize("value", [*METHODS, *INTERVALS, *PRESETS, "uls", "dwls", "ml", "paf", "oblimin", "promax", "geomin"])
def test_every_value_is_named(value: str) -> None:
    assert value in DOCUMENT


@pytest.mark.parametrize(
    "word",
    [
        *("Heywood case", "smallest eigenvalue", "nearly singular", "positive definite", "pattern and structure", "oblique"),
        *("RMSR", "BCa", "promax", "geomin", "preset", "base rate of yes", "least_share"),
    ],
)
def test_every_word_is_in_the_glossary(word: str) -> None:
    assert word in GLOSSARY
