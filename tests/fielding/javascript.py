"""Packages of npm, and survey-core under node, for tests: installed outside the repository, skipped aloud where they are not.

`npm install --prefix FOLDER $(cat tests/fielding/node-packages.txt)`, and set NODE_PACKAGES to FOLDER.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

VARIABLE = "NODE_PACKAGES"
PINS = Path(__file__).parent / "node-packages.txt"


def package(name: str = "survey-core") -> Path:
    """The folder of a package; skips the test where there is none."""
    folder = os.environ.get(VARIABLE)
    found = None if folder is None else Path(folder) / "node_modules" / name
    if found is None or not found.is_dir():
        pinned = next(line for line in PINS.read_text("utf-8").split() if line.startswith(f"{name}@"))
        pytest.skip(f"no {name}: run `npm install --prefix FOLDER {pinned}` and set {VARIABLE} to FOLDER")
    return found


def run(script: str, given: Any) -> Any:
    """What a script prints as JSON; it finds `Survey` and what it was given, `given`."""
    core, node = package(), shutil.which("node")
    if node is None:
        pytest.skip("no node: install Node.js")
    head = f"const Survey = require({json.dumps(str(core))}); const given = JSON.parse(require('fs').readFileSync(0, 'utf-8'));"
    done = subprocess.run(
        [node, "-e", head + script], input=json.dumps(given), capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
