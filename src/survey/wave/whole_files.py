"""Files that are there whole or not at all: one, or several together.

A file is made under another name beside its own and then put in its place, so that whoever looks never meets half of one. Where
several belong together, the older ones come back when one of the new ones cannot take its place.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from survey.errors import FILE_NOT_WRITTEN, SurveyError, error

Writers = Mapping[Path, Callable[[Path], object]]
"""Path of a file -> what writes it under the name that it is given."""


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
        The file cannot be written. An older one is still as it was.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "tea.csv"
    >>> with replacing(path) as beside:
    ...     _ = beside.write_text("tea", "utf-8")
    >>> path.read_text("utf-8"), len(list(path.parent.iterdir()))
    ('tea', 1)
    """
    told: tuple[type[Exception], ...] = (OSError, *failures)
    half = _half(path)
    try:
        _make_room(half)
        yield half
        os.replace(half, path)  # noqa: PTH105
    except told as why:
        raise not_written(path, why) from why
    finally:
        _remove(half)


def write_all(writers: Writers, *failures: type[Exception], without: Path | None = None) -> None:
    """Write several files so that all of them are there, each whole, or the folder is as it was before.

    Parameters
    ----------
    writers
        Path of each file -> a function that writes it under the name that it is given. Files take their places in this order,
        when all are complete.
    failures
        What else than OSError a library raises where it cannot write.
    without
        A file that goes when all others are there; it stays where they are not.

    Raises
    ------
    ReportError
        One of them cannot be written; it is named.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_all({folder / name: lambda beside: beside.write_text("1", "utf-8") for name in ("a.csv", "b.csv")})
    >>> sorted(path.name for path in folder.iterdir())
    ['a.csv', 'b.csv']
    """
    told: tuple[type[Exception], ...] = (OSError, *failures)
    halves = {path: _half(path) for path in writers}
    older: list[Path] = []
    at = Path()
    try:
        for at, write in writers.items():
            _make_room(halves[at])
            write(halves[at])
        with ExitStack() as back:
            if without is not None:
                at = without
                older += _set_aside(at, back)
            for n, (at, half) in enumerate(halves.items(), 1):
                if n < len(halves):  # the last one takes its place in one step, and nothing can fail after it
                    older += _set_aside(at, back)
                os.replace(half, at)  # noqa: PTH105
            back.pop_all()
    except told as why:
        raise not_written(at, why) from why
    finally:
        for half in halves.values():
            _remove(half)
    for path in older:
        _remove(path)


def not_written(path: Path, why: Exception) -> SurveyError:
    """The error of a file or folder that cannot be written, with the reason that the system or a library gives."""
    reason = (why.strerror if isinstance(why, OSError) else None) or str(why) or type(why).__name__
    return error(FILE_NOT_WRITTEN, path=path, reason=reason)


def _half(path: Path) -> Path:
    """The name that a file has until it is whole."""
    return path.parent / f".{path.name}.part"


def _make_room(half: Path) -> None:
    half.parent.mkdir(parents=True, exist_ok=True)
    half.unlink(missing_ok=True)


def _set_aside(path: Path, back: ExitStack) -> list[Path]:
    """Give a file that stands there another name; `back` puts it back, or takes away what came where there was none."""
    if path.is_dir():  # it stays; that it is in the way is told when the new file is to take its place
        return []
    if not os.path.lexists(path):
        back.callback(_remove, path)
        return []
    aside = path.parent / f".{path.name}.old"
    os.replace(path, aside)  # noqa: PTH105
    back.callback(_restore, aside, path)
    return [aside]


def _restore(aside: Path, path: Path) -> None:
    with suppress(OSError):  # what cannot be put back stays under the other name
        os.replace(aside, path)  # noqa: PTH105


def _remove(path: Path) -> None:
    with suppress(OSError):  # a library that failed may hold the file open; the first mistake is the one to tell
        path.unlink(missing_ok=True)
