"""The script for Google Forms under node, with a FormApp that records what is built; and a person who walks through the form."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

MOCK = Path(__file__).with_name("form_app.js")


def node() -> str:
    """Where node is; skips the test where it is not."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("no node: install Node.js")
    return found


def checked(script: bytes, folder: Path) -> None:
    """The script through the parser of node."""
    path = folder / "form.js"
    path.write_bytes(script)
    done = subprocess.run([node(), "--check", str(path)], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def built(script: bytes) -> list[dict[str, Any]]:
    """The form and its items in their order, each with what the script set; a page is told by its number in this list."""
    program = f"{MOCK.read_text('utf-8')}\n{script.decode()}\ncreateForm();\nconsole.log(JSON.stringify(log));"
    done = subprocess.run([node(), "-"], input=program, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def walked(form: list[dict[str, Any]], chosen: dict[str, str]) -> list[str]:
    """The titles of the questions that a person sees who gives some answers, question -> answer, as Google describes its pages:
    an answer that leads somewhere comes before the page break that follows, and nothing else leaves the order."""
    starts = [0, *(n for n, item in enumerate(form) if item["kind"] == "PageBreak")]
    seen: list[str] = []
    here: int | str = 0
    while here != "SUBMIT":
        end = next((n for n in starts if n > here), len(form))
        there: int | str | None = None
        for item in form[int(here) + 1 : end]:
            if item["kind"] == "SectionHeader":
                continue
            (title,) = item["setTitle"]
            seen.append(title)
            for choice in item.get("setChoices", [[]])[0]:
                if chosen.get(title) == choice["text"]:
                    there = choice["to"]
        if there is None:
            there = "SUBMIT" if end == len(form) else form[end].get("setGoToPage", [end])[0]
        assert there == "SUBMIT" or there > here, "no page is seen twice"
        here = there
    return seen
