"""The folder is what its README says: no number without the script that wrote it, no script without its numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
README = (FOLDER / "README.md").read_text("utf-8")
SCRIPTS = sorted(path.name for path in FOLDER.glob("*.R") if path.name != "common.R")
NUMBERS = sorted({path.name for path in FOLDER.glob("*/*") if path.suffix in {".csv", ".json"}})


def named(text: str) -> set[str]:
    """What stands in backquotes."""
    return set(re.findall(r"`([^`]+)`", text))


@pytest.mark.parametrize("file", [*SCRIPTS, *NUMBERS])
def test_every_file_is_in_the_readme(file: str) -> None:
    """Sets of data are named by their stem."""
    assert {file, Path(file).stem} & named(README)


@pytest.mark.parametrize("script", [script for script in SCRIPTS if script != "data.R"])
def test_what_a_script_writes_is_there(script: str) -> None:
    """The rows of the README that give this script, and the names that the script itself contains."""
    rows = [line.split("|") for line in README.splitlines() if f"| `{script}` |" in line]
    promised = {file for row in rows for file in named(row[1])}
    assert promised
    assert promised <= set(NUMBERS)
    written = set(re.findall(r'"([\w.]+\.(?:csv|json))"', (FOLDER / script).read_text("utf-8")))
    read = {path.name for path in FOLDER.glob("data/*.csv")}
    assert written - read <= set(NUMBERS)


def test_make_runs_every_script() -> None:
    makefile = (FOLDER.parents[1] / "Makefile").read_text("utf-8")
    listed = re.search(r"^ORACLES := (.*)$", makefile, re.MULTILINE)
    assert listed is not None
    assert sorted(f"{name}.R" for name in listed[1].split()) == SCRIPTS
