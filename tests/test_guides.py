"""Each guide is followed in an empty folder, command by command, as a new user would; what it shows is what is printed.

What they show is written again by `python tests/test_guides.py`; read the difference before you keep it.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from pathlib import Path

import pytest

if __name__ == "__main__":
    sys.path[:1] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

from tests.analysis.test_documentation import printed, same

from survey.cli.main import main

ROOT = Path(__file__).parents[1]
GUIDES = ("guide-field", "guide-report", "guide-thesis")
BLOCK = re.compile(r"```(?P<kind>sh|python|yaml|markdown)\n(?P<code>.*?)```\n(?:\n```text\n(?P<shown>.*?)```\n)?", re.DOTALL)
FILE = re.compile(r"(?:# |<!-- )(?P<add>add to )?(?P<path>data/\S+)")


def follow(guide: str) -> tuple[str, list[tuple[str, str]]]:
    """The guide with what its blocks print now, and for each block of Python what is shown and what is printed."""
    names: dict[str, object] = {}
    found: list[tuple[str, str]] = []

    def block(match: re.Match[str]) -> str:
        code = match["code"]
        if match["kind"] == "python":
            told = printed(code, names)
            found.append((match["shown"] or "", told))
            shown = "\n".join(line.rstrip() for line in told.splitlines())
            return f"```python\n{code}```\n" + (f"\n```text\n{shown}\n```\n" if told else "")
        if match["kind"] == "sh":
            for line in code.splitlines():
                _run(shlex.split(line, comments=True))
        else:
            _write(code)
        return match.group()

    return BLOCK.sub(block, _text(guide)), found


def _run(words: list[str]) -> None:
    if words[0] == "cd":
        os.chdir(words[1])
        return
    assert words[0] == "survey"
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as complaint:
        status = main(words[1:])
    assert status == 0, f"{shlex.join(words)}: {complaint.getvalue()}"


def _write(code: str) -> None:
    """A block of a file: its first line names it."""
    file = FILE.match(code)
    assert file, f"no file is named above {code}"
    path = Path(file["path"])
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text("utf-8") if file["add"] else "") + code, "utf-8")


def _text(guide: str) -> str:
    return (ROOT / "docs" / f"{guide}.md").read_text("utf-8")


@pytest.mark.parametrize(
    "guide", [pytest.param(guide, marks=() if guide == "guide-thesis" else pytest.mark.slow) for guide in GUIDES]
)
def test_guide_leads_where_it_says(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    _, found = follow(guide)
    assert any(shown for shown, _ in found)
    wrong = [f"shown:\n{shown}\nprinted:\n{told}" for shown, told in found if not same(shown, told)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("guide", GUIDES)
def test_links_lead_somewhere(guide: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)(?:#([^)]+))?\)", _text(guide))
    assert links
    for link, anchor in links:
        target = ROOT / "docs" / link
        assert target.exists(), f"{guide} leads to {link}"
        headings = [
            re.sub(r"[^\w -]", "", line).replace(" ", "-").lower()
            for line in re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
        ]
        assert not anchor or anchor in headings, f"{guide} leads to {link}#{anchor}"


@pytest.mark.parametrize("readme", ["README.md", "README.ru.md", "README.kk.md"])
def test_readme_leads_to_every_guide_and_the_reference(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    assert all(f"(docs/{page}.md)" in text for page in (*GUIDES, "api/README"))


if __name__ == "__main__":
    os.environ["SURVEY_LANGUAGE"] = "en"
    for name in GUIDES:
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            written, _ = follow(name)
        (ROOT / "docs" / f"{name}.md").write_text(written, "utf-8", newline="\n")
