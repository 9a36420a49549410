"""A cited work that is not in the list of works is told where its author cites it: in the commentary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from survey.errors import CITATION_UNKNOWN, Place, Problem, SurveyError, raise_all


@contextmanager
def told_where_cited(commentary: Path | None) -> Iterator[None]:
    """While the document is made: an unknown citation gets the line of the commentary that has it."""
    try:
        yield
    except SurveyError as found:
        if commentary is None or not any(one.code == CITATION_UNKNOWN for one in found.problems):
            raise
        lines = commentary.read_text("utf-8-sig").splitlines()
        raise_all([_at(one, commentary, lines) for one in found.problems])


def _at(one: Problem, path: Path, lines: list[str]) -> Problem:
    if one.code != CITATION_UNKNOWN or one.place.line is not None:
        return one
    key = re.compile(rf"@\{{?{re.escape(str(one.params['citation']))}(?![\w-])")
    line = next((number for number, text in enumerate(lines, 1) if key.search(text)), None)
    return one if line is None else Problem(one.code, one.params, Place(path, line))
