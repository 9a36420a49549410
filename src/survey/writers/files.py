"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from survey.errors import OUTPUT_BLOCKED, error


@contextmanager
def replacing(path: Path, *failures: type[Exception]) -> Iterator[Path]:
    """A temporary name beside `path`; what was written there takes its place at the end, and is removed where anything failed.

    Parameters
    ----------
    path
        The file; its folder is made where it is not there.
    failures
        What else than OSError a library raises where it cannot write, for example on a full disk.

    Raises
    ------
    ReportError
        The file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "tea.csv"
    >>> with replacing(path) as beside:
    ...     _ = beside.write_text("tea", "utf-8")
    >>> path.read_text("utf-8"), len(list(path.parent.iterdir()))
    ('tea', 1)
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        yield beside
        os.replace(beside, path)  # noqa: PTH105
    except Exception as problem:
        if isinstance(problem, (OSError, *failures)):
            raise error(OUTPUT_BLOCKED, path=path) from problem
        raise
    finally:
        with suppress(OSError):  # a library that failed may hold the file open; the first mistake is the one to tell
            beside.unlink(missing_ok=True)
