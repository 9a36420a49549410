"""docs/reliability.md shows what runs, and names what there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from survey.instrument.model import IndexModel
from survey.stats.reliability import Reliability

DOCUMENT = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text("utf-8")


def test_the_examples_run() -> None:
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL):
        exec(block, names)
    assert isinstance(names["found"], Reliability)


@pytest.mark.parametrize("model", [model.value for model in IndexModel])
def test_every_model_of_an_index_is_explained(model: str) -> None:
    assert f"**{model}**" in DOCUMENT


@pytest.mark.parametrize(
    "name", ["omega_categorical", "alpha", "omega_total", "omega_hierarchical", "h", "split_half", "ordinal_alpha"]
)
def test_every_coefficient_is_explained(name: str) -> None:
    assert name in {field.name for field in fields(Reliability)}
    assert re.search(rf"^\| .*`{name}`.* \|", DOCUMENT, re.MULTILINE)
