"""Another project of the package index fills the import name `survey` too; pip lets the two overwrite each other's files."""

from __future__ import annotations

from pathlib import Path

from survey.errors import NAMESAKE, Problem, problem


def found(folder: Path | None = None) -> Problem | None:
    """The problem to tell when that other project is installed beside this one, else None.

    `folder` is the one that holds both, by default the one that holds this package. One look at a folder, no metadata is read, so
    it is cheap enough for every start.
    """
    folder = Path(__file__).parent.parent if folder is None else folder
    return problem(NAMESAKE, folder=str(folder)) if any(folder.glob("survey-*.dist-info")) else None
