"""docs/correlation.md explains every choice; that it runs is for test_documentation.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.stats.correlation import KINDS
from survey.stats.empty_cells import CONVENTIONS

DOCUMENT = (Path(__file__).parents[2] / "docs" / "correlation.md").read_text("utf-8")


@pytest.mark.parametrize("value", [*KINDS, *CONVENTIONS])
def test_every_value_is_explained(value: str) -> None:
    assert f'| `"{value}"` |' in DOCUMENT
