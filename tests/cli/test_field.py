"""`survey field`: every command that the pages on fieldwork show can be typed as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from survey.cli import field
from survey.cli.parser import Parser

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("field.md", "hosting.md", "fielding.md")


def shown(page: str) -> list[str]:
    """What stands behind `survey field` in the blocks of a page, without remarks."""
    text = (DOCS / page).read_text("utf-8")
    blocks = "\n".join(re.findall(r"^```\w*\n.*?^```|^ {4}[^\n]*$", text, re.DOTALL | re.MULTILINE))
    return [line.partition(" #")[0] for line in re.findall(r"\bsurvey field (.+)", blocks)]


@pytest.mark.parametrize("words", [words for page in PAGES for words in shown(page)])
def test_a_command_of_the_docs(words: str) -> None:
    parser = Parser(prog="survey field", description="", language="en")
    field.arguments(parser)
    assert parser.parse_args(shlex.split(words)).action in field.ACTIONS


def test_the_pages_show_the_way_from_the_invitation_to_the_close() -> None:
    actions = {words.split()[0] for page in PAGES for words in shown(page)}
    assert actions >= set(field.ACTIONS) - {"erase", "ethics"}, "these two stand in sentences"
