"""An archive with one file in it, as Google hands out answers."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from survey.errors import ARCHIVE_MEMBERS, ARCHIVE_READ, FILE_BINARY, Place, Problem, error, problem
from survey.office import BROKEN_ARCHIVE


@dataclass(frozen=True)
class Member:
    """A file inside. warning: says which one it is."""

    name: str
    content: bytes
    warning: Problem


def only_member(path: Path, content: bytes) -> Member | None:
    """The file in a zip archive; None where the archive is a workbook.

    Folders and what macOS adds do not count. Raises DataError where there is not exactly one file, or none can be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            if "[Content_Types].xml" in names or any(name.startswith("xl/") for name in names):
                return None
            if "mimetype" in names:  # an open document of another office
                raise error(FILE_BINARY, Place(file=path))
            files = [name for name in names if not name.startswith("__MACOSX/") and "/." not in f"/{name}"]
            if len(files) != 1:
                raise error(ARCHIVE_MEMBERS, Place(file=path), found=files)
            inside = archive.read(files[0])
    except (*BROKEN_ARCHIVE, OSError):
        raise error(FILE_BINARY, Place(file=path)) from None
    return Member(files[0], inside, problem(ARCHIVE_READ, Place(file=path), member=files[0]))
