"""What no output may replace: the raw files of a wave, its own files, and a file that only happens to have the name."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from survey.errors import COMPANION_NOT_OURS, EXPORT_INTO_RAW, EXPORT_OVER_WAVE, error

_RAW, _SETTINGS = "raw", "wave.yaml"
_OWN = (
    _SETTINGS,
    "columns.*",
    "decisions.*",
    "recodes.*",
    "margins.csv",
    "published.csv",
    "claims.yaml",
    "frame.*",
    "simulation.yaml",
)


def refuse_wave_files(path: Path, folder: Path | None = None) -> None:
    """Refuse a file or folder in the `raw/` of any wave, and the name of a file that a wave is read from.

    Parameters
    ----------
    path
        Where something is to be written.
    folder
        Of the wave that is at work; any other folder with a wave.yaml is found by itself.

    Raises
    ------
    DataError
        EXPORT_INTO_RAW, EXPORT_OVER_WAVE.

    Examples
    --------
    >>> refuse_wave_files(Path("_out") / "answers.csv")
    """
    whole = path.resolve()
    for place in (whole, *whole.parents):
        if place.name.casefold() == _RAW and _is_wave(place.parent, folder):
            raise error(EXPORT_INTO_RAW, path=path)
    if any(fnmatchcase(whole.name.casefold(), name) for name in _OWN) and _is_wave(whole.parent, folder):
        raise error(EXPORT_OVER_WAVE, path=path)


def _is_wave(folder: Path, known: Path | None) -> bool:
    return (folder / _SETTINGS).is_file() or (known is not None and folder == known.resolve())


def refuse_foreign_table(path: Path) -> None:
    """Refuse to replace a CSV file that nobody named, unless it begins as the tables of codes without texts do.

    Raises
    ------
    DataError
        COMPANION_NOT_OURS.

    Examples
    --------
    >>> refuse_foreign_table(Path("no-such-file.csv"))
    """
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            header = file.readline(1 << 20).rstrip(b"\r\n").split(b",")
    except OSError:
        header = []
    if header[:1] != [b"respondent"] or not any(name.endswith(b"__missing") for name in header):
        raise error(COMPANION_NOT_OURS, path=path)
