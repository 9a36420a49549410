"""Files that are there whole or not at all: one, or several together.

A file is made under another name beside its own and then put in its place, so that whoever looks never meets half of one, and
never none where there was one: also when the process ends in between. Where several belong together, copies of the older ones lie
beside them until all are there, and come back when one of the new ones cannot take its place.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from survey.errors import FILE_NOT_WRITTEN, FOLDER_FOR_A_FILE, SurveyError, error
from survey.unfinished import part_of

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
    half = part_of(path)
    try:
        with ExitStack() as back:
            _make_room(half, back)
            yield half
            os.replace(half, path)  # noqa: PTH105
            back.pop_all()
    except told as why:
        if not _of_writing(why, path):
            raise
        raise not_written(path, why) from why


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
    older: list[Path] = []
    at = Path()
    try:
        with ExitStack() as back:
            for at, write in writers.items():
                _make_room(part_of(at), back)
                write(part_of(at))
            for n, at in enumerate(writers, 1):
                if n < len(writers) or without is not None:  # after the last step nothing can fail
                    older += _keep_aside(at, back)
                os.replace(part_of(at), at)  # noqa: PTH105
            if without is not None:
                at = without
                at.unlink(missing_ok=True)
            back.pop_all()
    except told as why:
        if not _of_writing(why, at):
            raise
        raise not_written(at, why) from why
    for path in older:
        _remove(path)


def holding(content: bytes, *, private: bool = False) -> Callable[[Path], object]:
    """What writes a file that holds these bytes, for `write_all`; private: only its owner may read it."""

    def write(beside: Path) -> None:
        beside.write_bytes(content)
        if private:
            beside.chmod(0o600)

    return write


def not_written(path: Path, why: Exception) -> SurveyError:
    """The error of a file or folder that cannot be written, with the reason that the system or a library gives."""
    if path.is_dir():
        return error(FOLDER_FOR_A_FILE, path=path)
    reason = (why.strerror if isinstance(why, OSError) else None) or str(why) or type(why).__name__
    return error(FILE_NOT_WRITTEN, path=path, reason=reason)


def _of_writing(why: Exception, path: Path) -> bool:
    """Whether an error is about the file that is made; one that names another file came from what a writer wanted to read."""
    names = [name for name in (getattr(why, key, None) for key in ("filename", "filename2")) if name is not None]
    own = {str(one) for one in (path, part_of(path), aside_of(path), *path.parents)}
    return not names or any(str(name) in own for name in names)


def _make_room(half: Path, back: ExitStack) -> None:
    """The folder of a file that is to be made; `back` removes the file, and the folders that were not there."""
    for folder in reversed([one for one in half.parents if not one.exists()]):
        folder.mkdir(exist_ok=True)
        back.callback(_remove_folder, folder)
    half.unlink(missing_ok=True)
    back.callback(_remove, half)


def aside_of(path: Path) -> Path:
    """The name of the copy of an older file, until the new ones are all there.

    >>> aside_of(Path("tea.csv")).name
    '.tea.csv.old'
    """
    return path.parent / f".{path.name}.old"


def _keep_aside(path: Path, back: ExitStack) -> list[Path]:
    """A copy of a file that stands there; `back` puts it back, or takes away what came where there was none."""
    if path.is_dir():  # it stays; that it is in the way is told when the new file is to take its place
        return []
    if not os.path.lexists(path):
        back.callback(_remove, path)
        return []
    aside = aside_of(path)
    aside.unlink(missing_ok=True)
    try:
        os.link(path, aside, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk, or a system, without links
        try:
            shutil.copy2(path, aside, follow_symlinks=False)
        except BaseException:
            _remove(aside)
            raise
    back.callback(_restore, aside, path)
    return [aside]


def _restore(aside: Path, path: Path) -> None:
    with suppress(OSError):  # what cannot be put back stays under the other name
        os.replace(aside, path)  # noqa: PTH105
        _remove(aside)  # a link to the same file is not renamed


def _remove(path: Path) -> None:
    with suppress(OSError):  # a library that failed may hold the file open; the first mistake is the one to tell
        path.unlink(missing_ok=True)


def _remove_folder(folder: Path) -> None:
    with suppress(OSError):  # something else came into it
        folder.rmdir()
