"""The pages about statistics run, block after block, and print what they show.

What they show is written again by `python tests/analysis/test_documentation.py`; read the difference before you keep it.
"""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
import textwrap
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (
    *("own-data", "correlation", "factors", "reliability", "indices", "crosstab", "bounds", "repeated", "audit"),
    *("weights", "disclosure", "trend", "measures", "own-data.ru", "own-data.kk", "from-sav", "google-forms-table", "plan"),
)
BLOCK = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```text\n(?P<shown>.*?)```\n)?", re.DOTALL)
WIDTH = 130


def printed(code: str, names: dict[str, object]) -> str:
    """What a block prints; its names stay for the next one."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(code, names)
    return out.getvalue()


def same(shown: str, told: str) -> bool:
    """The same words and whole numbers; another computer may round the last decimal the other way. Line breaks do not matter."""
    left, right = shown.split(), told.split()
    return len(left) == len(right) and all(a == b or _near(a, b) for a, b in zip(left, right, strict=True))


def _near(a: str, b: str) -> bool:
    decimals = [re.fullmatch(r"-?\d+\.(\d+)", one) for one in (a, b)]
    digits = [len(found[1]) for found in decimals if found]
    return len(digits) == 2 and abs(float(a) - float(b)) < 1.5 * 10 ** -max(digits)


def test_what_is_the_same() -> None:
    assert same("a  0.51\nb 3", "a 0.52 b 3")
    assert not any(same("a 0.51 3", other) for other in ("a 0.53 3", "b 0.51 3", "a 0.51 4", "a 0.51"))


@pytest.mark.parametrize(
    "page", [pytest.param(one, marks=pytest.mark.slow) if one in ("own-data.ru", "own-data.kk") else one for one in PAGES]
)
def test_page_prints_what_it_shows(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    found = [(block["shown"] or "", printed(block["code"], names)) for block in BLOCK.finditer(_text(page))]
    assert any(shown for shown, _ in found)
    wrong = [f"shown:\n{shown}\nprinted:\n{told}" for shown, told in found if not same(shown, told)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", [*PAGES, "simulation"])
def test_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", _text(page))
    assert links
    assert not [link for link in links if not (DOCS / link).exists()]


def test_a_reader_with_a_table_finds_the_way() -> None:
    assert all("(own-data.md" in _text(page) for page in (*PAGES[1:], "simulation"))
    assert "(docs/own-data.md)" in (DOCS.parent / "README.md").read_text("utf-8")


def _text(page: str) -> str:
    return (DOCS / f"{page}.md").read_text("utf-8")


def _folded(line: str) -> str:
    return line if len(line) <= WIDTH else textwrap.fill(line, WIDTH, break_on_hyphens=False)


def _written_again(page: str) -> str:
    names: dict[str, object] = {}

    def block(found: re.Match[str]) -> str:
        told = printed(found["code"], names)
        lines = [
            part.rstrip()
            for line in told.splitlines()
            for part in (textwrap.wrap(line, 130, break_on_hyphens=False) if len(line) > 130 else [line])
        ]
        shown = "\n```text\n" + "\n".join(lines) + "\n```\n" if told else ""
        return f"```python\n{found['code']}```\n{shown}"

    return BLOCK.sub(block, _text(page))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name in PAGES:
            (DOCS / f"{name}.md").write_text(_written_again(name), "utf-8")
