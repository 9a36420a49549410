"""docs/export.md tells what the writers do."""

from __future__ import annotations

import re
from pathlib import Path

from survey.writers.missing_codes import LETTERS, numbers
from survey.writers.registry import FORMATS
from survey.writers.rows import RECEIVED
from survey.writers.sav import ANSWER_LABEL, VARIABLE_LABEL

DOCUMENT = (Path(__file__).parents[2] / "docs" / "export.md").read_text("utf-8")


def test_every_format_has_its_line() -> None:
    table = DOCUMENT.split("## Variables")[0]
    assert sorted(re.findall(r"^\| `(\w[\w-]*)` \|", table, re.MULTILINE)) == sorted(FORMATS)


def test_the_codes_of_missing_answers() -> None:
    rows = re.findall(r"\| `(\w+)` \| (-\d+) \| `\.(\w)` \|", DOCUMENT)
    assert rows == [(kind.value, str(code), LETTERS[kind]) for kind, code in numbers().items()]


def test_limits_and_columns() -> None:
    assert f"{VARIABLE_LABEL} bytes of a variable's label and {ANSWER_LABEL} bytes of a value's" in DOCUMENT
    assert all(f"`_{name}`" in DOCUMENT for name in RECEIVED)
