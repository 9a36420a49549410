"""docs/reliability.md names what there is; that it runs is for test_documentation.py."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from survey.instrument.model import IndexModel
from survey.stats.reliability import Reliability

DOCUMENT = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text("utf-8")


@pytest.mark.parametrize("model", [model.value for model in IndexModel])
def test_every_model_of_an_index_is_explained(model: str) -> None:
    assert f"**{model}**" in DOCUMENT


@pytest.mark.parametrize(
    "name", ["omega_categorical", "alpha", "omega_total", "omega_hierarchical", "h", "split_half", "ordinal_alpha"]
)
def test_every_coefficient_is_explained(name: str) -> None:
    assert name in {field.name for field in fields(Reliability)}
    assert re.search(rf"^\| .*`{name}`.* \|", DOCUMENT, re.MULTILINE)
