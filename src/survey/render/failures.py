"""Whatever goes wrong while one output is made, as an error that can be told to a user."""

from __future__ import annotations

import os
from pathlib import Path

from survey.errors import FILE_NOT_WRITTEN, OUTPUT_FAILED, SOURCE_FILE_UNREADABLE, SurveyError, error
from survey.unfinished import part_of


def failure(mistake: Exception, output: Path) -> SurveyError:
    """The error of one output: its own where it is one of ours, a file that cannot be read or written, else the type by name.

    >>> failure(ValueError("no such colour"), Path("report.en.html")).code
    'SQ-R27'
    """
    if isinstance(mistake, SurveyError):
        return mistake
    if isinstance(mistake, OSError):
        name = mistake.filename
        if name is not None and _not_read(mistake, name):
            return error(SOURCE_FILE_UNREADABLE, path=name)
        path = output if name is None or name == str(part_of(output)) else name
        return error(FILE_NOT_WRITTEN, path=path, reason=mistake.strerror or str(mistake))
    return error(OUTPUT_FAILED, path=output, kind=type(mistake).__name__, message=str(mistake))


def _not_read(mistake: OSError, name: str) -> bool:
    """A file that is not there can only have been wanted for reading: the folders of what is written are made before."""
    locked = isinstance(mistake, PermissionError) and os.path.isfile(name) and not os.access(name, os.R_OK)  # noqa: PTH113
    return isinstance(mistake, FileNotFoundError) or locked
