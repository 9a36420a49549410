"""The file that a command is to write: of the right kind, not the one it reads, and not over another one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from survey.errors import OUT_IS_INPUT, STRUCTURE_EXISTS, UNKNOWN_FORMAT, error


def check_output(path: Path, endings: tuple[str, ...], *, replace: bool = False, inputs: Iterable[Path] = ()) -> None:
    """Refuse a file that must not be written, before any work is done.

    Parameters
    ----------
    path
        What `--out` names.
    endings
        Those that the file may have; no ending where it is a file inside a folder that was named.
    replace
        Whether a file that is there may be written over.
    inputs
        Files that the command reads; they are never written over.

    Raises
    ------
    ReportError, InstrumentError, DataError
        UNKNOWN_FORMAT; OUT_IS_INPUT; STRUCTURE_EXISTS.

    Examples
    --------
    >>> check_output(Path("no-such-file.csv"), (".csv",))
    """
    if endings and path.suffix.lower() not in endings:
        raise error(UNKNOWN_FORMAT, format=path.suffix or path.name, available=endings)
    if any(one.exists() and path.exists() and path.samefile(one) for one in inputs):
        raise error(OUT_IS_INPUT, path=path)
    if path.exists() and not replace:
        raise error(STRUCTURE_EXISTS, path=path)
