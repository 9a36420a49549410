"""docs/indices.md shows what runs and explains every column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey.analysis.index_scores import COLUMNS
from survey.analysis.indices import GROUP, MEANS, SPREAD

DOCUMENT = (Path(__file__).parents[2] / "docs" / "indices.md").read_text("utf-8")


def test_the_examples_run() -> None:
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL):
        exec(block, names)
    assert "wide" in names


@pytest.mark.parametrize("column", [*MEANS, *SPREAD, *GROUP, *COLUMNS, "reliability", "shift_low", "shift_high"])
def test_every_column_is_explained(column: str) -> None:
    assert f"`{column}`" in DOCUMENT


@pytest.mark.parametrize("reading", ["main", "reversed", "left_out", "added", "added_reversed"])
def test_every_reading_is_explained(reading: str) -> None:
    assert f"| `{reading}` |" in DOCUMENT
