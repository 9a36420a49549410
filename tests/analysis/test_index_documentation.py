"""docs/indices.md explains every column; that it runs is for test_documentation.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey.analysis import index_scores, index_sensitivity
from survey.analysis.indices import GROUP, MEANS, SPREAD

DOCUMENT = (Path(__file__).parents[2] / "docs" / "indices.md").read_text("utf-8")


def table(title: str) -> set[str]:
    """The columns that the table of a section explains."""
    section = DOCUMENT.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return {name for line in re.findall(r"^\|(.*?)\|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", line)}


SUMMARY = {"index", "model", "target", *MEANS, *SPREAD, "reliability", "items", "method"}


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("The summary", SUMMARY),
        ("The value of each person", set(index_scores.COLUMNS)),
        ("Doubtful questions", set(index_sensitivity.COLUMNS)),
    ],
)
def test_every_column_is_explained(title: str, columns: set[str]) -> None:
    assert not columns - table(title)


@pytest.mark.parametrize("column", GROUP)
def test_every_column_of_groups_is_explained(column: str) -> None:
    assert f"`{column}`" in DOCUMENT


@pytest.mark.parametrize("reading", ["main", "reversed", "left_out", "added", "added_reversed"])
def test_every_reading_is_explained(reading: str) -> None:
    assert f"| `{reading}` |" in DOCUMENT
