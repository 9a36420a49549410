"""A folder in, a `Wave` out."""

from __future__ import annotations

import os
from pathlib import Path

from survey import shipped
from survey.errors import (
    FOLDER_NOT_FOUND,
    NOT_A_WAVE_NAME,
    RAW_FILES,
    WAVE_FILE_MISSING,
    DataError,
    Place,
    Problem,
    SurveyError,
    error,
)
from survey.instrument.find import load_instrument
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.wave import stages
from survey.wave.margins import read_margins
from survey.wave.provenance import provenance
from survey.wave.raw_sums import check_raw
from survey.wave.settings import Settings, WaveKind
from survey.wave.settings_file import instrument_id, read_settings
from survey.wave.wave import Wave, no_changes

SETTINGS, MARGINS, RAW = "wave.yaml", "margins.csv", "raw"
TABLES = (".csv", ".tsv", ".tab", ".txt", ".json", ".xlsx", ".xls", ".zip", ".parquet", ".sav", ".zsav", ".dta")
"""How the name of a file of answers in `raw/` may end; what it is, its content decides: LimeSurvey calls its XLSX `.xls`."""


def load_wave(path_or_id: str | Path, start: Path | None = None, *, accept_new_raw: bool = False) -> Wave:
    """The wave of a folder: microdata replayed from its raw file, or published margins.

    Parameters
    ----------
    path_or_id
        The folder, or the name of a folder in `data/`.
    start
        The folder from which to look, by default the working folder: first the path itself, then `data/` here and above, then
        the waves that come with the package.
    accept_new_raw
        Whether the raw file may be another one than that on record in `clean/` or columns.yaml; what `clean/` holds besides is
        never believed, the wave is always made anew.

    Returns
    -------
    The `Wave`.

    Raises
    ------
    SurveyError
        The folder or a file of it is missing, or the problems of wave.yaml, of the questionnaire, of the margins or of the
        answers; those of wave.yaml and of the questionnaire together.

    Examples
    --------
    >>> from survey import shipped
    >>> wave = load_wave(min((shipped.root() / "data").glob("*-2022")))
    >>> wave.n == wave.settings.n
    True
    >>> load_wave("data/no-such-wave")
    Traceback (most recent call last):
    ...
    survey.errors.DataError: Folder not found: data/no-such-wave. Check its name. [SQ-D02]
    """
    folder = _folder(path_or_id, start)
    instrument, settings = _read_settings(folder)
    if settings.kind is WaveKind.MICRODATA:
        raw = _raw_file(folder / RAW)
        if not accept_new_raw:
            check_raw(folder, raw)
        return stages.replay(raw, instrument, settings)
    margins = read_margins(folder / MARGINS, instrument, settings.n)
    files = provenance(folder / SETTINGS, instrument, {MARGINS: margins.sha256})
    return stages.recode(Wave(settings, instrument, None, margins, no_changes(), files, folder))


def open_wave(path_or_id: str | Path, start: Path | None = None) -> tuple[Path, Instrument, Settings]:
    """The folder of a wave, its questionnaire and its settings, whether or not its answers are there; see `load_wave`."""
    folder = _folder(path_or_id, start)
    return folder, *_read_settings(folder)


def _folder(path_or_id: str | Path, start: Path | None) -> Path:
    if not isinstance(path_or_id, (str, os.PathLike)):
        raise error(NOT_A_WAVE_NAME, found=type(path_or_id).__name__)
    folder = shipped.find("data", path_or_id, start)
    # A person may name the file in the folder as well.
    if folder is not None and folder.name == SETTINGS:
        folder = folder.parent
    if folder is None or not folder.is_dir():
        known = shipped.waves(start)
        raise error(FOLDER_NOT_FOUND, path=str(path_or_id), nearest=nearest(Path(path_or_id).name, known))
    if not os.path.isfile(folder / SETTINGS):  # noqa: PTH113
        raise error(WAVE_FILE_MISSING, path=str(path_or_id))
    return folder


def _read_settings(folder: Path) -> tuple[Instrument, Settings]:
    """Questionnaire and settings; the problems of both at once."""
    path = folder / SETTINGS
    name = instrument_id(path)
    instrument: Instrument | None = None
    problems: list[Problem] = []
    try:
        instrument = None if name is None else load_instrument(name, folder)
    except SurveyError as found:
        problems += [Problem(one.code, one.params, one.place if one.place.file else Place(path)) for one in found.problems]
    try:
        settings = read_settings(path, instrument)
    except DataError as found:
        problems[:0] = found.problems
    if problems or instrument is None:
        raise DataError(problems)
    return instrument, settings


def _raw_file(folder: Path) -> Path:
    """The one file of answers; `~$...` and `.…` are what Excel and the system leave there."""
    names = os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208
    files = sorted(name for name in names if name.lower().endswith(TABLES) and not name.startswith(("~", ".")))
    if len(files) != 1:
        raise error(RAW_FILES, Place(file=folder), found=files or "–")
    return folder / files[0]
