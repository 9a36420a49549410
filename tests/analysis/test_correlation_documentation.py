"""docs/correlation.md shows what runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey.stats.correlation import KINDS
from survey.stats.empty_cells import CONVENTIONS

DOCUMENT = (Path(__file__).parents[2] / "docs" / "correlation.md").read_text("utf-8")


def test_the_examples_run() -> None:
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL):
        exec(block, names)
    assert "corr" in names


@pytest.mark.parametrize("value", [*KINDS, *CONVENTIONS])
def test_every_value_is_explained(value: str) -> None:
    assert f'| `"{value}"` |' in DOCUMENT
